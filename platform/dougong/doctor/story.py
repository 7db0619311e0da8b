"""History has every version of a record once; each gate of a record has one open stay, at the record's stage."""

import sqlalchemy as sa

from dougong.doctor.finding import Finding, Ward, found
from dougong.storage.entity_table import EntityTable
from dougong.storage.side_tables import history, stage_spans
from dougong_engine.design.entity import Gate

GAP = "history.gap"
OPEN = "stage.open_stays"
OTHER = "stage.stay_differs"


async def check(ward: Ward) -> list[Finding]:
    """History of every record, stays of those that are not in the trash."""
    findings: list[Finding] = []
    for table in ward.schema.tables.values():
        findings += await _history(ward, table)
        for gate in table.entity.gates:
            findings += await _stays(ward, table, gate)
    return findings


async def _history(ward: Ward, table: EntityTable) -> list[Finding]:
    t, h = table.table.c, history.c
    mine = sa.and_(h.workspace_id == ward.schema.workspace_id, h.entity_id == table.entity.id, h.record_id == t.id)
    # Versions are a part of the key, so as many as the newest, none below 1 or above it, leave no gap.
    select = (
        sa.select(t.id, t.version, sa.func.count(h.version), sa.func.min(h.version), sa.func.max(h.version))
        .select_from(table.table.outerjoin(history, mine))
        .group_by(t.id, t.version)
    )
    rows = await ward.rows(select)
    return [
        Finding(GAP, table.entity.id, str(id), f"version {version}: {count} entries from {low} to {high}")
        for id, version, count, low, high in rows
        if (count, low, high) != (version, 1, version)
    ]


async def _stays(ward: Ward, table: EntityTable, gate: Gate) -> list[Finding]:
    column, t, s = table.place(gate.field).column, table.table.c, stage_spans.c
    if column is None:
        return []
    mine = sa.and_(
        s.workspace_id == ward.schema.workspace_id,
        s.entity_id == table.entity.id,
        s.record_id == t.id,
        s.gate_id == gate.id,
        s.open,
    )
    joined = table.table.outerjoin(stage_spans, mine)
    rows = await ward.rows(
        sa.select(t.id, column, s.version, s.stage).select_from(joined).where(t.deleted_at.is_(None))
    )
    open_: dict[object, int] = {}
    differs: list[object] = []
    for id, stage, version, at in rows:
        open_[id] = open_.get(id, 0) + (version is not None)
        if version is not None and stage != at:
            differs.append(id)
    place = f"{table.entity.id}.{gate.id}"
    wrong = [Finding(OPEN, place, str(id), f"{count} open") for id, count in open_.items() if count != 1]
    return [*wrong, *found(OTHER, place, differs)]
