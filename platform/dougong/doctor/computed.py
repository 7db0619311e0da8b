"""Formulas and rollups must hold what they come to when they are worked out anew from what they are made of."""

from decimal import Decimal

import sqlalchemy as sa

from dougong.doctor.finding import Finding, Ward
from dougong.storage.driver.compile import compile_statement
from dougong.storage.entity_table import EntityTable
from dougong.storage.facts import CurrentPlan, current_plan, read_current
from dougong.storage.reader import Reader
from dougong.storage.references import read_references, reference_statement
from dougong.storage.resolve import ready, values
from dougong_engine.computed.plan import Column, EntityPlan, Parents, entity_plan
from dougong_engine.errors import EngineError
from dougong_engine.fields import Value
from dougong_engine.filters.evaluate import Reader as Person
from dougong_engine.forms.compute import compute, settle, summarize
from dougong_engine.forms.facts import Facts, needs
from dougong_engine.forms.patch import Patch
from dougong_engine.forms.record_scene import RecordScene

OWN = "computed.stale"
ROLLUP = "rollup.stale"
NOBODY = "00000000-0000-0000-0000-000000000000"


async def check(ward: Ward) -> list[Finding]:
    """Fields that depend on the present moment are left out; records in the trash too."""
    findings: list[Finding] = []
    for id, table in ward.schema.tables.items():
        plan = entity_plan(ward.schema.design, table.entity)
        if plan.steps:
            findings += await _own(ward, table, plan)
        for parents in plan.parents:
            findings += await _rollup(ward, id, parents)
    return findings


async def _own(ward: Ward, table: EntityTable, plan: EntityPlan) -> list[Finding]:
    """The newest records up to the sample."""
    t, dialect = table.table.c, ward.database.dialect
    select = sa.select(t.id).where(t.deleted_at.is_(None)).order_by(t.id.desc()).limit(ward.sample)
    loading = current_plan(ward.schema, table.entity.id, ward.rights, ward.clock, dialect)
    findings: list[Finding] = []
    for (id,) in await ward.rows(select):
        stored = await _stored(ward, loading, str(id))
        if stored is None:
            continue
        scene = compute(
            RecordScene(plan, stored, {}, await _facts(ward, table, plan, stored), ward.clock, Person(me=""))
        )
        steps = dict.fromkeys(step.table if isinstance(step, Column) else step.field.id for step in plan.steps)
        for field in steps:
            if field not in plan.clocked and scene.values.get(field) != stored.get(field):
                detail = f"{stored.get(field)} instead of {scene.values.get(field)}"
                findings.append(Finding(OWN, f"{table.entity.id}.{field}", str(id), detail))
    return findings


async def _stored(ward: Ward, loading: CurrentPlan, id: str) -> dict[str, Value] | None:
    bound = {"ws": ward.schema.workspace_id, "me": NOBODY, **loading.bound, "id": id}
    rows = await ward.database.fetch(loading.statement, bound)
    return dict(read_current(loading, rows[0])[0].values) if rows else None


async def _facts(ward: Ward, table: EntityTable, plan: EntityPlan, stored: dict[str, Value]) -> Facts:
    """What the formulas read beyond the record's links."""
    needed = needs(plan, Patch({}), stored)
    if not needed.linked:
        return Facts(stored)
    wanted = type(needed)(linked=needed.linked)
    statement, meaning, held = reference_statement(
        ward.schema, table, wanted, ward.rights, ward.clock, ward.database.dialect
    )
    bound = {"ws": ward.schema.workspace_id, "me": NOBODY, **held}
    bound |= {f"k_{link}": id for link, (id, _) in needed.linked.items()}
    rows = await ward.database.fetch(statement, bound)
    linked, _, _ = read_references(meaning, rows[0])
    return Facts(stored, linked)


async def _rollup(ward: Ward, child_id: str, parents: Parents) -> list[Finding]:
    """A rollup over other records, summed in memory instead of by SQL."""
    field, parent = parents.field, ward.schema.table(parents.entity)
    column = parent.place(field.id).column
    assert column is not None
    stored = await ward.rows(sa.select(parent.table.c.id, column).where(parent.table.c.deleted_at.is_(None)))
    given = await _children(ward, child_id, parents)
    findings: list[Finding] = []
    for id, value in stored:
        every = given.get(str(id), [])
        some = [one for one in every if one is not None]
        counted = Decimal(len(every if field.field is None else some))
        result = counted if field.summary == "count" else summarize(field.summary, some)
        expected, _ = settle(field, result)
        # A record that never had anything to sum says nothing instead of nought.
        if expected != value and not (value is None and not every and expected == 0):
            detail = f"{value} instead of {expected}"
            findings.append(Finding(ROLLUP, f"{parents.entity}.{field.id}", str(id), detail))
    return findings


async def _children(ward: Ward, child_id: str, parents: Parents) -> dict[str, list[Value]]:
    """What is summed, by the record that it is summed for."""
    reader = Reader(ward.schema, child_id, ward.rights, ward.clock, trusted=True)
    link = reader.cell((parents.through,)).value()
    wanted: list[sa.ColumnElement[bool]] = [reader.root.c.deleted_at.is_(None), link.is_not(None)]
    bound: dict[str, object] = {}
    if parents.field.where is not None:
        try:
            resolved = ready(parents.field.where, ward.schema, child_id, ward.clock, "w")
        except EngineError:
            return {}
        bound = values(resolved)
        wanted.append(reader.where(resolved))
    value = reader.cell((parents.field.field,)).value() if parents.field.field is not None else sa.null()
    select = sa.select(link.label("link"), value.label("value")).select_from(reader.source).where(*wanted)
    statement = compile_statement(select, ward.database.dialect)
    rows = await ward.database.fetch(statement, {"ws": ward.schema.workspace_id, "me": NOBODY, **bound})
    found: dict[str, list[Value]] = {}
    for id, one in rows:
        found.setdefault(str(id), []).append(one)  # type: ignore[arg-type]  # a cell is a run-time value
    return found
