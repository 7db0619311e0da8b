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
_RANKS = {
    # The upper of the two in the middle is the lower one from above.
    Dialect.POSTGRESQL: "concat_ws(' ', "
    "percentile_disc(0.5) WITHIN GROUP (ORDER BY {0}), "
    "percentile_disc(0.5) WITHIN GROUP (ORDER BY {0} DESC), "
    "percentile_disc(0.9) WITHIN GROUP (ORDER BY {0}))",
    Dialect.SQLITE: "dg_ranks({0})",
}
"""The two middle values and the 90th percentile as text."""


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
    stays = _stays(records.cte, gate, dialect)
    paths = _paths(stays, gate)
    head = sa.select(stamp().label("epoch")).subquery("head")
    places = sa.union_all(
        *(sa.select(sa.literal_column(str(place)).label("p")) for place in range(len(gate.stages)))
    ).subquery("places")
    now, reach, way = _now(records, dialect), _reach(records.cte, paths), _way(stays, gate, dialect)
    seen = _seen(paths, gate)
    joined = head.join(places, sa.true()).join(seen, sa.true())
    for part in (now, reach, way):
        joined = joined.outerjoin(part, part.c.p == places.c.p)
    columns = [head.c.epoch, *(one for part in (now, reach, way) for one in part.c if one.name != "p")]
    for figure in ("entered", "returned", "ended", "passed"):
        whens = {place: seen.c[f"{figure}_{place}"] for place in range(len(gate.stages))}
        columns.append(sa.case(whens, value=places.c.p))  # type: ignore[arg-type]  # any expression
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
    """Every stay of a visible record with its length if that is known, and the place of the next stay."""
    c = stage_spans.c
    place = _place(c.stage, gate)
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
            _place(c.next_stage, gate).label("next"),
        )
        .select_from(records.join(stage_spans, _of(records, gate)))
        .cte("stays")
    )


def _paths(stays: sa.CTE, gate: Gate) -> sa.CTE:
    """One row a record: the furthest place, whether an entry is unknown, for each place if it was there and went back.

    One pass over the stays costs a fraction of counting distinct records once a figure and stage.
    """
    c = stays.c
    columns = [
        c.id,
        sa.func.max(c.pos).label("top"),
        sa.func.max(_one(c.entered_at.is_(None), otherwise="0")).label("blind"),
    ]
    for place in range(len(gate.stages)):
        columns.append(sa.func.max(_one(c.pos == place, otherwise="0")).label(f"there_{place}"))
        back = sa.and_(c.pos == place, c.next < place)
        columns.append(sa.func.max(_one(back, otherwise="0")).label(f"back_{place}"))
    return sa.select(*columns).group_by(c.id).cte("paths")


def _now(records: _Records, dialect: Dialect) -> sa.Subquery:
    """Who stands where now."""
    c, amount = records.cte.c, records.amount
    value = failed = sa.null()
    if amount is not None and amount.value is not None:
        value = total(c[amount.value], amount.scale, dialect)  # type: ignore[assignment]  # any expression
        failed = failed if amount.failed is None else sa.func.count(c[amount.failed])  # type: ignore[assignment]  # likewise
    columns = (c.pos.label("p"), sa.func.count().label("now"), value.label("amount"), failed.label("failed"))
    return sa.select(*columns).group_by(c.pos).subquery("now_")


def _reach(records: sa.CTE, paths: sa.CTE) -> sa.Subquery:
    """How far records came: by their stays, or by where they stand if there are none (past data, a gate made later)."""
    here, top = records.c.pos, paths.c.top
    further = sa.case((sa.or_(top.is_(None), here > top), here), else_=top)
    rows = (
        sa.select(further.label("p"), records.c.done.label("done"))
        .select_from(records.outerjoin(paths, paths.c.id == records.c.id))
        .subquery("reached")
    )
    columns = (rows.c.p, sa.func.count().label("furthest"), sa.func.sum(rows.c.done).label("finished"))
    return sa.select(*columns).group_by(rows.c.p).subquery("reach")


def _seen(paths: sa.CTE, gate: Gate) -> sa.Subquery:
    """Over all records, for each place: how many were there, went back from it, ended at it, passed it with a stay."""
    c = paths.c
    columns: list[Column] = []
    for place in range(len(gate.stages)):
        there, watched = c[f"there_{place}"] == 1, c.blind == 0
        columns += [
            sa.func.sum(c[f"there_{place}"]).label(f"entered_{place}"),
            sa.func.sum(c[f"back_{place}"]).label(f"returned_{place}"),
            sa.func.count(_one(sa.and_(watched, c.top == place))).label(f"ended_{place}"),
            sa.func.count(_one(sa.and_(watched, there, c.top > place))).label(f"passed_{place}"),
        ]
    return sa.select(*columns).subquery("seen")


def _way(stays: sa.CTE, gate: Gate, dialect: Dialect) -> sa.Subquery:
    """How long the stays of each stage are, and how many are over the limit."""
    c = stays.c
    limits = [
        sa.and_(c.pos == place, c.entered_at < sa.bindparam(f"cut_{place}", type_=MomentType()))
        for place, stage in enumerate(gate.stages)
        if stage.limit_hours is not None
    ]
    columns = (
        c.pos.label("p"),
        sa.func.count(_one(c.entered_at.is_(None))).label("unknown"),
        sa.func.count(c.length).label("stays"),
        Inline(_RANKS[dialect], sa.Text(), c.length).label("ranks"),
        sa.func.count(_one(sa.and_(c.open, c.done == 0, sa.or_(sa.false(), *limits)))).label("stuck"),
    )
    return sa.select(*columns).where(c.pos.is_not(None)).group_by(c.pos).subquery("way")


def read_tally(plan: FunnelPlan, row: Row) -> Tally:
    """A row of the funnel; what nobody did counts 0."""
    _, now, amount, failed, furthest, finished, unknown, stays, ranks, stuck_, *way = row
    entered, returned, ended, passed = way
    low, high, ninetieth = (None, None, None) if not ranks else map(int, str(ranks).split(" "))
    worth = None if plan.amount is None else result(plan.amount, amount or _NOTHING)
    return Tally(
        now=_count(now),
        amount=worth,  # type: ignore[arg-type]  # a sum is a Decimal
        failed=_count(failed),
        furthest=_count(furthest),
        finished=_count(finished) if plan.knows_done else None,
        entered=_count(entered),
        returned=_count(returned),
        furthest_seen=_count(ended),
        seen_beyond=_count(passed),
        unknown=_count(unknown),
        stays=_count(stays),
        middle_low=low,
        middle_high=high,
        ninetieth=ninetieth,
        stuck=_count(stuck_),
    )


def _count(value: object) -> int:
    return 0 if value is None else int(str(value))
