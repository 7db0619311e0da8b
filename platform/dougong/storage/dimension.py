"""A dimension of a GroupQuery as SQL: what rows are grouped by, how groups are sorted, what they are called."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from dougong.storage.driver.port import Dialect
from dougong.storage.formula_sql.value import Inline
from dougong.storage.measuring import ORDERED, RowColumns
from dougong.storage.people_tables import departments, people
from dougong.storage.reader import Cell, Predicate, Reader, Titled
from dougong.storage.resolve import Path, unfold
from dougong.storage.scope import WORKSPACE
from dougong.storage.types import DateType
from dougong_engine.errors import invalid
from dougong_engine.fields import FieldSpec, Refers, field_type
from dougong_engine.fields.choice import Choice
from dougong_engine.fields.link import Link
from dougong_engine.kinds import Storage
from dougong_engine.query.query import Bucket, Group

Column = sa.ColumnElement[Any]
NOT_GROUPABLE = frozenset({Storage.LINKS, Storage.ROWS, Storage.JSON, Storage.NONE})
NAMED = {Refers.PERSON: people, Refers.DEPARTMENT: departments}
_POSTGRESQL: dict[Bucket, str] = {
    unit: f"date_trunc('{unit}', ({{0}})::timestamp)::date" for unit in ("week", "month", "quarter", "year")
}
_SQLITE: dict[Bucket, str] = {
    "week": "date({0}, 'weekday 0', '-6 days')",
    "month": "date({0}, 'start of month')",
    "quarter": "date({0}, 'start of month', '-' || ((strftime('%m', {0}) - 1) % 3) || ' months')",
    "year": "date({0}, 'start of year')",
}
"""The first day of the stretch that a day falls into; a day is its own."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension whose row columns are there.

    `owner` is the entity of the field `spec` at the end of the path. `key` names the row column that is grouped by;
    where it holds days, `stretch` tells the first day of a day's group. `sort` names a row column that is the same
    throughout a group; `titled` are the records that groups stand for; `shown` says in which rows the caller may see
    it.
    """

    group: Group
    owner: str
    spec: FieldSpec
    key: str
    stretch: Callable[[Column], Column] | None
    sort: str | None
    titled: Titled | None
    shown: Predicate | None

    def of(self, key: Column) -> Column:
        """The group of a key."""
        return key if self.stretch is None else self.stretch(key)


def dimension(reader: Reader, rows: RowColumns, group: Group, dialect: Dialect) -> Dimension:
    """Adds a group's columns to the rows. Raises Invalid: field.*, query.group.not_groupable, query.group.bucket."""
    path = tuple(group.field.split("."))
    cell = reader.cell(path)
    spec = cell.spec
    if spec.storage() in NOT_GROUPABLE or (spec.storage() is Storage.MOMENT and not group.bucket):
        raise invalid("query.group.not_groupable", field=spec.key)
    if group.bucket and spec.storage() not in (Storage.DATE, Storage.MOMENT):
        raise invalid("query.group.bucket", field=spec.key, bucket=group.bucket)
    assert cell.place.column is not None
    stored = cell.table.c[cell.place.column.name]
    sort = None if cell.place.sort is None else cell.table.c[cell.place.sort.name]
    return Dimension(
        group,
        _owner(reader, path),
        spec,
        rows.add(_local_day(stored, reader.schema.timezone, dialect) if spec.storage() is Storage.MOMENT else stored),
        _stretch(group.bucket, dialect),
        None if sort is None else rows.add(sort),
        _linked(reader, cell),
        cell.shown,
    )


def _owner(reader: Reader, path: Path) -> str:
    owner = reader.entity_id
    for step in unfold(reader.schema, reader.entity_id, path)[:-1]:
        link = reader.schema.table(owner).entity.field(step)
        assert isinstance(link, Link)
        owner = link.entity
    return owner


def _linked(reader: Reader, cell: Cell) -> Titled | None:
    """The records that a link leads to, if the caller may read titles there at all."""
    if not isinstance(cell.spec, Link):
        return None
    found = reader.titled(cell.spec.entity)
    return found if found is not None and found.title.spec.storage() in ORDERED else None


def _local_day(moment: Column, zone: str, dialect: Dialect) -> Column:
    """The day of a moment in the workspace's time zone."""
    template = "({0} AT TIME ZONE {1})::date" if dialect is Dialect.POSTGRESQL else "dg_local_date({0}, {1})"
    return Inline(template, DateType(), moment, sa.literal(zone, sa.Text()))


def _stretch(bucket: Bucket | None, dialect: Dialect) -> Callable[[Column], Column] | None:
    template = (_POSTGRESQL if dialect is Dialect.POSTGRESQL else _SQLITE).get(bucket) if bucket else None
    return None if template is None else lambda day: Inline(template, DateType(), day)


@dataclass(frozen=True, slots=True)
class Named:
    """A dimension in the answer: its value, its label where the database knows one, and what it sorts by."""

    value: Column
    label: Column | None
    sorts: tuple[Column, ...]
    source: sa.FromClause


def named(one: Dimension, place: int, groups: sa.FromClause, source: sa.FromClause) -> Named:
    """The dimension over grouped rows, joined with the names that it needs; empty groups come last either way."""
    value = groups.c[f"k{place}"]
    table = NAMED.get(field_type(one.spec).refers)  # type: ignore[arg-type]  # None is in no mapping
    if table is not None:
        names = table.alias(f"n{place}")
        source = source.outerjoin(names, sa.and_(names.c.workspace_id == WORKSPACE, names.c.id == value))
        return Named(value, names.c.name, (names.c.sort_name, value), source)
    if one.titled is not None:
        return _with_titles(one.titled, value, source)
    if isinstance(one.spec, Choice) and one.spec.options:
        order: Column = sa.case({option.id: at for at, option in enumerate(one.spec.options)}, value=value)
        return Named(value, None, (order, value), source)
    sorts = [groups.c[f"s{place}"]] if one.sort is not None else []
    return Named(value, None, (*sorts, value), source)


def _with_titles(titled: Titled, value: Column, source: sa.FromClause) -> Named:
    """Titles are looked up for groups, not for rows: of a million rows in ten thousand groups only those."""
    title, sort = titled.title, titled.title.place.sort
    label = title.value()
    sorts = [] if sort is None else [title.guard(titled.rows.c[sort.name])]
    named_ = source.outerjoin(titled.rows, sa.and_(titled.rows.c.id == value, *titled.visible))
    return Named(value, label, (*sorts, label, value), named_)
