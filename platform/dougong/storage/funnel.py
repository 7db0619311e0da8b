"""The figures of a stage gate as one SELECT: visible records first, then their stays, then a row a stage."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Dialect, Row, Statement
from dougong.storage.formula_sql.value import Inline
from dougong.storage.measuring import Prepared, RowColumns, prepare, result, total
from dougong.storage.reader import Reader
from dougong.storage.resolve import Resolved
from dougong.storage.scope import WORKSPACE, stamp
from dougong.storage.side_tables import stage_spans
from dougong.storage.types import MomentType
from dougong_engine.design.entity import Gate
from dougong_engine.errors import Invalid
from dougong_engine.metrics.funnel import Tally
from dougong_engine.query.query import Measure

Column = sa.ColumnElement[Any]
STUCK_LIMIT = 1000
_NOTHING = Decimal(0)
_LENGTH = {
    Dialect.POSTGRESQL: "CAST(extract(epoch FROM ({0} - {1})) * 1000000 AS BIGINT)",
    Dialect.SQLITE: "({0} - {1})",
}


@dataclass(frozen=True, slots=True)
class FunnelPlan:
    """A compiled funnel; `amount` is the measure of its total, `knows_done`: the caller may know what is done."""

    statement: Statement
    amount: Prepared | None
    knows_done: bool
    bound: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Records:
    """The visible records as a CTE: `id`, `pos` (place of the stage), `done`, and what the amount needs."""

    cte: sa.CTE
    amount: Prepared | None
    knows_done: bool


def cutoffs(gate: Gate, now: datetime) -> dict[str, object]:
    """The binds `cut_<place>`: an open stay that began before is stuck."""
    return {
        f"cut_{place}": now - timedelta(hours=stage.limit_hours)
        for place, stage in enumerate(gate.stages)
        if stage.limit_hours is not None
    }


def funnel(
    reader: Reader, dialect: Dialect, gate: Gate, amount: str | None, where: Resolved | None, done: Resolved | None
) -> FunnelPlan:
    """The funnel of what the caller may see, a row a stage in their order; `done` is the gate's condition.

    It takes `ws`, `me`, `entity`, the `cutoffs` and the values of the conditions. Raises Invalid: field.hidden, ….
    """
    records = _records(reader, gate, amount, where, done)
    stays = _ranked(_stays(records.cte, gate, dialect))
    head = sa.select(stamp().label("epoch")).subquery("head")
    places = sa.union_all(
        *(sa.select(sa.literal_column(str(place)).label("p")) for place in range(len(gate.stages)))
    ).subquery("places")
    now, reach, way = _now(records, dialect), _reach(records.cte, stays), _way(stays, gate)
    joined = head.join(places, sa.true())
    for part in (now, reach, way):
        joined = joined.outerjoin(part, part.c.p == places.c.p)
    columns = [head.c.epoch, *(one for part in (now, reach, way) for one in part.c if one.name != "p")]
    select = (
        sa.select(*(one.label(f"c{place}") for place, one in enumerate(columns)))
        .select_from(joined)
        .order_by(places.c.p)
    )
    return FunnelPlan(compile_statement(select, dialect), records.amount, records.knows_done, dict(reader.bound))


def stuck(
    reader: Reader, dialect: Dialect, gate: Gate, place: int, where: Resolved | None, done: Resolved | None
) -> Statement:
    """Rows of (epoch, id): who stands in a stage for longer than its limit, longest first; one NULL id for nobody."""
    records = _records(reader, gate, None, where, done).cte
    c = stage_spans.c
    late = c.entered_at < sa.bindparam(f"cut_{place}", type_=MomentType())
    here = c.stage == sa.literal(gate.stages[place].option, c.stage.type)
    found = (
        sa.select(records.c.id, c.entered_at)
        .select_from(records.join(stage_spans, _of(records, gate)))
        .where(here, c.open, late, records.c.done == 0)
        .order_by(c.entered_at, records.c.id)
        .limit(STUCK_LIMIT)
        .subquery("found")
    )
    head = sa.select(stamp().label("epoch")).subquery("head")
    source = head.outerjoin(found, sa.true())
    select = sa.select(head.c.epoch, found.c.id).select_from(source).order_by(found.c.entered_at, found.c.id)
    return compile_statement(select, dialect)


def _records(reader: Reader, gate: Gate, amount: str | None, where: Resolved | None, done: Resolved | None) -> _Records:
    stage = reader.cell((gate.field,))
    rows = RowColumns()
    prepared = None
    if amount is not None:
        prepared = prepare(reader, rows, Measure(id="amount", summary="sum", field=amount), None)
    finished = None
    if done is not None:
        try:
            finished = reader.where(done)
        except Invalid:
            # Whoever may not read what `done` asks for must not learn it from a conversion either.
            finished = None
    wanted = [*reader.visible(), *([] if stage.shown is None else [stage.shown])]
    if where is not None:
        wanted.append(reader.where(where))
    assert stage.place.column is not None
    columns = [
        reader.root.c.id.label("id"),
        _place(stage.table.c[stage.place.column.name], gate).label("pos"),
        (sa.literal_column("0") if finished is None else _one(finished, otherwise="0")).label("done"),
        *rows.columns,
    ]
    cte = sa.select(*columns).select_from(reader.source).where(*wanted).cte("records")
    return _Records(cte, prepared, finished is not None)


def _place(column: Column, gate: Gate) -> Column:
    whens = {stage.option: sa.literal_column(str(place), sa.Integer) for place, stage in enumerate(gate.stages)}
    return sa.case(whens, value=column)


def _one(predicate: Column, otherwise: str = "NULL") -> Column:
    return sa.case((predicate, sa.literal_column("1", sa.Integer)), else_=sa.literal_column(otherwise, sa.Integer))


def _of(records: sa.CTE, gate: Gate) -> Column:
    """The stays of a record at this gate."""
    c = stage_spans.c
    return sa.and_(
        c.workspace_id == WORKSPACE,
        c.entity_id == sa.bindparam("entity", type_=c.entity_id.type),
        c.gate_id == sa.literal(gate.id, c.gate_id.type),
        c.record_id == records.c.id,
    )


def _stays(records: sa.CTE, gate: Gate, dialect: Dialect) -> sa.CTE:
    """Every stay with the place of the next, the furthest place of its record, and whether all entries are known."""
    c = stage_spans.c
    place = _place(c.stage, gate)
    mine = c.record_id
    known = sa.and_(sa.not_(c.open), c.entered_at.is_not(None), c.left_at.is_not(None))
    length = Inline(_LENGTH[dialect], sa.BigInteger(), c.left_at, c.entered_at)
    return (
        sa.select(
            records.c.id.label("id"),
            records.c.done.label("done"),
            place.label("pos"),
            c.entered_at.label("entered_at"),
            c.open.label("open"),
            sa.case((known, length)).label("length"),
            sa.func.lead(place).over(partition_by=mine, order_by=c.version).label("next"),
            sa.func.max(place).over(partition_by=mine).label("top"),
            sa.func.max(_one(c.entered_at.is_(None), otherwise="0")).over(partition_by=mine).label("blind"),
        )
        .select_from(records.join(stage_spans, _of(records, gate)))
        .cte("stays")
    )


def _ranked(stays: sa.CTE) -> sa.CTE:
    """The stays with their rank by length within their stage."""
    mine = stays.c.pos
    rank = sa.func.row_number().over(partition_by=mine, order_by=(stays.c.length.is_(None), stays.c.length))
    return sa.select(
        *stays.c, rank.label("rank"), sa.func.count(stays.c.length).over(partition_by=mine).label("lengths")
    ).cte("ranked")


def _now(records: _Records, dialect: Dialect) -> sa.Subquery:
    """Who stands where now."""
    c, amount = records.cte.c, records.amount
    value = failed = sa.null()
    if amount is not None and amount.value is not None:
        value = total(c[amount.value], amount.scale, dialect)  # type: ignore[assignment]  # any expression
        failed = failed if amount.failed is None else sa.func.count(c[amount.failed])  # type: ignore[assignment]  # likewise
    columns = (c.pos.label("p"), sa.func.count().label("now"), value.label("amount"), failed.label("failed"))
    return sa.select(*columns).group_by(c.pos).subquery("now_")


def _reach(records: sa.CTE, stays: sa.CTE) -> sa.Subquery:
    """How far records came: by their stays, or by where they stand if there are none (past data, a gate made later)."""
    tops = sa.select(stays.c.id, sa.func.max(stays.c.pos).label("top")).group_by(stays.c.id).subquery("tops")
    here, top = records.c.pos, tops.c.top
    further = sa.case((sa.or_(top.is_(None), here > top), here), else_=top)
    rows = (
        sa.select(further.label("p"), records.c.done.label("done"))
        .select_from(records.outerjoin(tops, tops.c.id == records.c.id))
        .subquery("reached")
    )
    return (
        sa.select(rows.c.p, sa.func.count().label("furthest"), sa.func.sum(rows.c.done).label("finished"))
        .group_by(rows.c.p)
        .subquery("reach")
    )


def _way(stays: sa.CTE, gate: Gate) -> sa.Subquery:
    """What the stays of each stage tell."""
    c = stays.c

    def records(*only: Column) -> Column:
        return sa.func.count(sa.distinct(sa.case((sa.and_(sa.true(), *only), c.id))))

    def nth(rank: str) -> Column:
        return sa.func.max(sa.case((c.rank == Inline(rank, sa.Integer(), c.lengths), c.length)))

    limits = [
        sa.and_(c.pos == place, c.entered_at < sa.bindparam(f"cut_{place}", type_=MomentType()))
        for place, stage in enumerate(gate.stages)
        if stage.limit_hours is not None
    ]
    columns = (
        c.pos.label("p"),
        records().label("entered"),
        records(c.next < c.pos).label("returned"),
        records(c.blind == 0, c.top == c.pos).label("furthest_seen"),
        records(c.blind == 0, c.top > c.pos).label("seen_beyond"),
        sa.func.count(_one(c.entered_at.is_(None))).label("unknown"),
        sa.func.count(c.length).label("stays"),
        nth("(({0} + 1) / 2)").label("low"),
        nth("(({0} + 2) / 2)").label("high"),
        nth("((9 * {0} + 9) / 10)").label("ninetieth"),
        sa.func.count(_one(sa.and_(c.open, c.done == 0, sa.or_(sa.false(), *limits)))).label("stuck"),
    )
    return sa.select(*columns).where(c.pos.is_not(None)).group_by(c.pos).subquery("way")


def read_tally(plan: FunnelPlan, row: Row) -> Tally:
    """A row of the funnel; what nobody did counts 0."""
    _, now, amount, failed, furthest, finished, *way = row
    entered, returned, furthest_seen, seen_beyond, unknown, stays, low, high, ninetieth, stuck_ = way
    worth = None if plan.amount is None else result(plan.amount, amount or _NOTHING)
    return Tally(
        now=_count(now),
        amount=worth,  # type: ignore[arg-type]  # a sum is a Decimal
        failed=_count(failed),
        furthest=_count(furthest),
        finished=_count(finished) if plan.knows_done else None,
        entered=_count(entered),
        returned=_count(returned),
        furthest_seen=_count(furthest_seen),
        seen_beyond=_count(seen_beyond),
        unknown=_count(unknown),
        stays=_count(stays),
        middle_low=None if low is None else _count(low),
        middle_high=None if high is None else _count(high),
        ninetieth=None if ninetieth is None else _count(ninetieth),
        stuck=_count(stuck_),
    )


def _count(value: object) -> int:
    return 0 if value is None else int(str(value))
