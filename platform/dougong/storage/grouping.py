"""A GroupQuery as one SELECT: the caller's rows, grouped and measured, with the names of the groups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from dougong.storage.dimension import Dimension, Named, dimension, named
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Dialect, Row, Statement
from dougong.storage.grouping_in_steps import OWNER, by_day, by_owner, over_parts
from dougong.storage.measuring import Prepared, RowColumns, aggregate, failures, prepare, result, sortable
from dougong.storage.reader import Reader
from dougong.storage.resolve import Resolved
from dougong.storage.scope import stamp
from dougong_engine.query.query import GroupQuery

Column = sa.ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """A compiled GroupQuery.

    The first column is the caller's epoch, the second the number of rows in the group, NULL if there is no group at
    all; then come (value, label) of each dimension and (value, skipped) of each measure.
    """

    statement: Statement
    dimensions: tuple[Dimension, ...]
    measures: tuple[Prepared, ...]
    bound: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group: raw values and the labels that the database knows, measures by id, and rows skipped for an error."""

    values: tuple[object, ...]
    labels: tuple[object, ...]
    measures: Mapping[str, object]
    skipped: Mapping[str, int]


def grouping(
    reader: Reader, dialect: Dialect, query: GroupQuery, where: Resolved | None, wheres: Sequence[Resolved | None]
) -> GroupPlan:
    """The statement of a query; `wheres` are the conditions of its measures.

    It takes `ws`, `me`, `limit` and the values of the conditions. Rows in which a dimension is restricted for the
    caller belong to no group. Raises Invalid: field.hidden, field.unknown, query.group.*, query.measure.*.
    """
    rows = RowColumns()
    dimensions = tuple(dimension(reader, rows, one, dialect) for one in query.groups)
    prepared = tuple(prepare(reader, rows, one, only) for one, only in zip(query.measures, wheres, strict=True))
    holds = by_owner(reader, dialect, dimensions, prepared)
    wanted = reader.visible() if holds is None else [reader.alive()]
    wanted += [one.shown for one in dimensions if one.shown is not None]
    if where is not None:
        wanted.append(reader.where(where))
    columns = [*rows.columns, reader.root.c.owner.label(OWNER)]
    inner = sa.select(*columns).select_from(reader.source).where(*wanted).subquery("rows")
    days = holds is None and by_day(dialect, dimensions, prepared)
    keys = [inner.c[one.key] if days else one.of(inner.c[one.key]) for one in dimensions]
    owners = [] if holds is None else [inner.c[OWNER]]
    groups = _grouped(inner, dimensions, prepared, dialect, keys, owners)
    if days or holds is not None:
        groups = over_parts(groups, holds, dimensions, prepared)
    select = _answer(groups, dimensions, prepared, query, dialect)
    return GroupPlan(compile_statement(select, dialect), dimensions, prepared, dict(reader.bound))


def _grouped(
    rows: sa.FromClause,
    dimensions: Sequence[Dimension],
    prepared: Sequence[Prepared],
    dialect: Dialect,
    keys: Sequence[Column],
    owners: Sequence[Column],
) -> sa.FromClause:
    columns: list[Column] = [sa.func.count().label("n"), *owners]
    for place, (one, key) in enumerate(zip(dimensions, keys, strict=True)):
        columns.append(key.label(f"k{place}"))
        columns += [] if one.sort is None else [sa.func.min(rows.c[one.sort]).label(f"s{place}")]
    for place, (measure, failed) in enumerate(zip(prepared, failures(prepared, rows), strict=True)):
        columns.append(aggregate(measure, rows, dialect).label(f"m{place}"))
        columns += [] if failed is None else [failed.label(f"e{place}")]
    return sa.select(*columns).select_from(rows).group_by(*keys, *owners).subquery("groups")


def _answer(
    groups: sa.FromClause,
    dimensions: Sequence[Dimension],
    prepared: Sequence[Prepared],
    query: GroupQuery,
    dialect: Dialect,
) -> "sa.Select[Any]":
    head = sa.select(stamp().label("epoch")).subquery("head")
    # The epoch must come even where there is no group.
    source: sa.FromClause = head.outerjoin(groups, sa.true())
    shown: list[Named] = []
    for place, one in enumerate(dimensions):
        found = named(one, place, groups, source)
        source = found.source
        shown.append(found)
    columns: list[Column] = [head.c.epoch, groups.c.n]
    for dimension_ in shown:
        columns += [dimension_.value, sa.null() if dimension_.label is None else dimension_.label]
    for place, measure in enumerate(prepared):
        columns.append(groups.c[f"m{place}"])
        columns.append(sa.null() if measure.failed is None else groups.c[f"e{place}"])
    return (
        sa.select(*(one.label(f"c{place}") for place, one in enumerate(columns)))
        .select_from(source)
        .order_by(*_order(groups, shown, prepared, query, dialect))
        .limit(sa.bindparam("limit", type_=sa.Integer))
    )


def _order(
    groups: sa.FromClause, shown: Sequence[Named], prepared: Sequence[Prepared], query: GroupQuery, dialect: Dialect
) -> list[Column]:
    order: list[Column] = []
    descending = query.descending and query.order == "group"
    if query.order == "measure":
        first = sortable(prepared[0], groups.c.m0, dialect)
        order += [first.is_(None), first.desc() if query.descending else first.asc()]
    for one in shown:
        for column in one.sorts:
            order += [column.is_(None), column.desc() if descending else column.asc()]
    return order


def read_row(plan: GroupPlan, row: Row) -> GroupRow:
    """A row of the answer."""
    at = 2 + 2 * len(plan.dimensions)
    cells = [(row[at + 2 * place], row[at + 2 * place + 1]) for place in range(len(plan.measures))]
    pairs = list(zip(plan.measures, cells, strict=True))
    return GroupRow(
        values=row[2:at:2],
        labels=row[3:at:2],
        measures={one.measure.id: result(one, value) for one, (value, _) in pairs},
        skipped={one.measure.id: int(str(skipped)) for one, (_, skipped) in pairs if skipped},
    )
