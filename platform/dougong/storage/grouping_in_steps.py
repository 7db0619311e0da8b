"""Grouping in two steps, where it asks less of each row.

By owner first, where rights depend on the owner alone: each owner is asked then. By day first, where groups are longer
stretches: the month of each day is worked out then, not that of each row.
"""

from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa

from dougong.storage.dimension import Dimension
from dougong.storage.driver.port import Dialect
from dougong.storage.measuring import Prepared
from dougong.storage.reader import Predicate, Reader
from dougong_engine.fields.boolean import Boolean
from dougong_engine.fields.choice import Choice

Column = sa.ColumnElement[Any]
OWNER = "owner"
COMBINED = frozenset({"count", "sum", "min", "max"})
"""Measures of a whole that can be told from those of its parts."""


def by_owner(
    reader: Reader, dialect: Dialect, dimensions: Sequence[Dimension], prepared: Sequence[Prepared]
) -> Callable[[Column], Predicate] | None:
    """The test of an owner, if it pays to group by owner first: few groups, and measures that can be put together."""
    return reader.by_owner() if _few(dimensions) and _add_up(dialect, prepared) else None


def by_day(dialect: Dialect, dimensions: Sequence[Dimension], prepared: Sequence[Prepared]) -> bool:
    """Whether days are grouped first; beside them only what has few groups, or the days would save nothing."""
    return any(one.stretch is not None for one in dimensions) and _few(dimensions) and _add_up(dialect, prepared)


def _few(dimensions: Sequence[Dimension]) -> bool:
    return all(isinstance(one.spec, Choice | Boolean) or one.group.bucket for one in dimensions)


def _add_up(dialect: Dialect, prepared: Sequence[Prepared]) -> bool:
    """SQLite's totals are texts, which cannot be added up again."""
    return dialect is Dialect.POSTGRESQL and all(one.measure.summary in COMBINED for one in prepared)


def over_parts(
    parts: sa.FromClause,
    holds: Callable[[Column], Predicate] | None,
    dimensions: Sequence[Dimension],
    prepared: Sequence[Prepared],
) -> sa.FromClause:
    """The groups over their parts, with the columns that a single step would have; `holds` says of which owners.

    Parts may be of days or of whole stretches: the first day of a stretch begins that same stretch.
    """
    keys = [one.of(parts.c[f"k{place}"]) for place, one in enumerate(dimensions)]
    columns: list[Column] = [_whole(parts.c.n).label("n"), *(one.label(f"k{at}") for at, one in enumerate(keys))]
    for place, one in enumerate(dimensions):
        columns += [] if one.sort is None else [sa.func.min(parts.c[f"s{place}"]).label(f"s{place}")]
    for place, measure in enumerate(prepared):
        columns.append(_combined(measure, parts.c[f"m{place}"]).label(f"m{place}"))
        columns += [] if measure.failed is None else [_whole(parts.c[f"e{place}"]).label(f"e{place}")]
    wanted = [] if holds is None else [holds(parts.c[OWNER])]
    return sa.select(*columns).select_from(parts).where(*wanted).group_by(*keys).subquery("of_parts")


def _combined(prepared: Prepared, part: Column) -> Column:
    match prepared.measure.summary:
        case "count":
            return _whole(part)
        case "min":
            return sa.func.min(part)
        case "max":
            return sa.func.max(part)
        case _:
            return sa.func.coalesce(sa.func.sum(part), sa.literal_column("0"))


def _whole(part: Column) -> Column:
    """The sum of counts, a whole number again."""
    return sa.cast(sa.func.coalesce(sa.func.sum(part), sa.literal_column("0")), sa.BigInteger)
