"""What people do with their tasks and runs: each act is one event, counted once, in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict, Field

from dougong.kernel.inbox import Bell
from dougong.kernel.problem import Refusal, refuse
from dougong.kernel.workspace import Principal
from dougong.kernel.zone import clock_at
from dougong.process.acting import NAMED
from dougong.process.facts import RecordFacts, load
from dougong.process.running import Launch, Runs
from dougong.process.store import read_run
from dougong.process.tables import runs as run_table
from dougong.process.tables import tasks
from dougong.records.planning import Holder
from dougong.records.scene import Scene, Stage
from dougong.storage.driver.port import Session, in_transaction
from dougong.storage.people_tables import people
from dougong.storage.schema import Schema
from dougong.storage.types import UuidType
from dougong_engine.approvals.log import digest
from dougong_engine.design.flow import Flow
from dougong_engine.design.role import Role
from dougong_engine.document import Json
from dougong_engine.errors import Problem
from dougong_engine.flows import event as events
from dougong_engine.flows.event import INITIATOR, RunEvent, Words

Verb = Literal[
    "approve",
    "reject",
    "return",
    "transfer",
    "add_signer",
    "comment",
    "cc",
    "urge",
    "withdraw",
    "take_back",
    "save",
    "resubmit",
]
DECIDING = frozenset({"approve", "reject", "return", "add_signer", "resubmit"})
"""Verbs whose outside effects wait a moment, so that the act can be taken back."""

_WS = sa.bindparam("ws", type_=UuidType())
_ID = sa.bindparam("of_id", type_=UuidType())
FIND = sa.select(tasks.c.run_id, tasks.c.task, tasks.c.person_id).where(tasks.c.workspace_id == _WS, tasks.c.id == _ID)
FIND_RUN = sa.select(run_table.c.id).where(run_table.c.workspace_id == _WS, run_table.c.id == _ID)
NAME = sa.select(people.c.name).where(people.c.workspace_id == _WS, people.c.id == _ID)


class Decision(BaseModel):
    """What a person adds to an act: values by field key, people, a place to return to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    comment: str = Field(default="", max_length=4000)
    fields: dict[str, Json] = Field(default_factory=dict)
    version: int | None = None
    to: str | None = Field(default=None, max_length=100)
    people: tuple[str, ...] = Field(default=(), max_length=200)
    how: Literal["before", "after", "beside"] = "before"
    resume: Literal["again", "straight"] = "again"
    signature: str | None = Field(default=None, max_length=100)
    attachments: tuple[str, ...] = Field(default=(), max_length=50)


@dataclass(frozen=True, slots=True)
class Addressed:
    """What an id in an address means: a task of a run, or (task None) the run itself."""

    run_id: str
    task: str | None
    person_id: str | None


@dataclass(slots=True)
class Acts:
    """Takes people's acts to their runs; every method raises Refusal for what is not allowed or comes too late."""

    stage: Stage
    runs: Runs
    bell: Bell

    async def addressed(self, workspace_id: str, id: str) -> Addressed:
        """The task or run of that id. 404 if there is neither."""
        bound = {"ws": workspace_id, "of_id": id}
        rows: list[Any] = await self.stage.database.fetch(self.runs.statements(FIND), bound)
        if rows:
            return Addressed(*rows[0])
        if await self.stage.database.fetch(self.runs.statements(FIND_RUN), bound):
            return Addressed(id, None, None)
        raise refuse(404, "approval.task.unknown", task=id)

    async def act(self, principal: Principal, id: str, verb: Verb, decision: Decision) -> None:
        """One act of the caller on a task of his, or on a run that he started."""
        place = await self.addressed(principal.workspace_id, id)
        schema = await self.stage.catalogue.newest(principal.workspace_id)
        clock = clock_at(self.stage.now(), schema.timezone)
        await self._check_people(principal.workspace_id, decision, verb)

        async def work(session: Session) -> None:
            run = await read_run(session, self.runs.statements, principal.workspace_id, place.run_id)
            if run is None:
                raise refuse(404, "approval.task.unknown", task=id)
            facts = RecordFacts(schema, run.entity_id, clock)
            await load(session, self.runs.statements.dialect, facts, run.record_id, ())
            made = _event(principal, place, verb, decision, facts)
            await self.runs.advance(session, schema, run, made, clock, held=verb in DECIDING)

        try:
            await in_transaction(self.stage.database, work)
        except Refusal as refusal:
            raise await self._named(principal.workspace_id, schema, place.run_id, refusal) from None
        self.bell.ring()

    async def run_wide(self, principal: Principal, run_id: str, verb: Literal["retry", "cancel"], comment: str) -> None:
        """Retries what failed in a run, or ends it; who may is decided by the caller of this."""
        schema = await self.stage.catalogue.newest(principal.workspace_id)
        clock = clock_at(self.stage.now(), schema.timezone)

        async def work(session: Session) -> None:
            run = await read_run(session, self.runs.statements, principal.workspace_id, run_id)
            if run is None:
                raise refuse(404, "flow.run.unknown", id=run_id)
            made: RunEvent = (
                events.Retried(at=clock.now, by=principal.person_id)
                if verb == "retry"
                else events.Cancelled(at=clock.now, by=principal.person_id, words=Words(comment))
            )
            await self.runs.advance(session, schema, run, made, clock)

        await in_transaction(self.stage.database, work)
        self.bell.ring()

    async def press(self, scene: Scene, entity_id: str, record_id: str, flow_id: str) -> str:
        """Starts the flow behind a button for a record that the caller sees; answers the run's id."""
        schema = scene.planning.schema
        flow = schema.design.get(Flow, flow_id)
        if flow is None or flow.trigger.on != "button" or flow.entity != entity_id:
            raise refuse(404, "flow.unknown", id=flow_id)
        if not _may_press(schema, scene.who, flow):
            raise refuse(403, "access.button", flow=flow.name)
        principal, clock = scene.principal, scene.clock

        async def work(session: Session) -> str:
            facts = RecordFacts(schema, entity_id, clock)
            await load(session, self.runs.statements.dialect, facts, record_id, ())
            if flow.trigger.where is not None and not facts.holds(flow.trigger.where):
                raise refuse(409, "flow.button.not_now", flow=flow.name)
            launch = Launch(
                flow_id=flow.id,
                version=schema.versions[flow.id],
                on="button",
                record_id=record_id,
                initiator_id=principal.person_id,
                as_initiator=True,
            )
            run = await self.runs.begin(session, schema, launch, clock)
            return run.id

        run_id = await in_transaction(self.stage.database, work)
        self.bell.ring()
        return run_id

    async def _check_people(self, workspace_id: str, decision: Decision, verb: Verb) -> None:
        """Everyone who is given something to do or to see must be there."""
        named = [decision.to] if verb == "transfer" and decision.to is not None else []
        named += decision.people if verb in ("add_signer", "cc") else []
        if verb == "transfer" and not named:
            raise refuse(422, "approval.nobody_named", ("to",))
        if not named:
            return
        bound: dict[str, Any] = {"ws": workspace_id, "people": named}
        rows = await self.stage.database.fetch(self.runs.statements(NAMED), bound)
        missing = sorted(set(named) - {str(row[0]) for row in rows})
        if missing:
            raise refuse(422, "approval.person.unknown", ("to" if verb == "transfer" else "people",), people=missing)

    async def _named(self, workspace_id: str, schema: Schema, run_id: str, refusal: Refusal) -> Refusal:
        """The same refusal with names for people's ids, and keys for fields."""
        problems = []
        for one in refusal.problems:
            params = dict(one.params)
            for name in ("by", "person"):
                if isinstance(params.get(name), str):
                    bound = {"ws": workspace_id, "of_id": params[name]}
                    rows = await self.stage.database.fetch(self.runs.statements(NAME), bound)
                    params[name] = rows[0][0] if rows else params[name]
            problems.append(Problem(one.code, one.path, params))
        return Refusal(refusal.status, problems, refusal.extra)


def _may_press(schema: Schema, who: Holder, flow: Flow) -> bool:
    """Buttons are granted by name."""
    roles = [schema.design.get(Role, id) for id in who.roles]
    granted = {button for role in roles if role is not None for one in role.grants for button in one.buttons}
    return who.admin or flow.id in granted


def _patch(fields: Mapping[str, Json], facts: RecordFacts) -> dict[str, Json]:
    """Values by field id. 422 for a key that the entity does not have."""
    entity = facts.schema.table(facts.entity_id).entity
    found: dict[str, Json] = {}
    for key, value in fields.items():
        spec = entity.field_by_key(key)
        if spec is None:
            raise refuse(422, "field.unknown", ("fields", key), field=key, entity=entity.name)
        found[spec.id] = value
    return found


def _snapshot(facts: RecordFacts) -> str:
    """The digest of the record as it stood."""
    values: dict[str, Json] = {path[0]: facts.value(path[0]) for path in facts.values if len(path) == 1}
    return digest(values)


def _event(principal: Principal, place: Addressed, verb: Verb, one: Decision, facts: RecordFacts) -> RunEvent:
    at, by = facts.clock.now, principal.person_id
    words = Words(one.comment, one.signature, one.attachments)
    match verb:
        case "urge":
            return events.Urged(at=at, by=by)
        case "withdraw":
            return events.Withdrawn(at=at, by=by, words=words)
        case _:
            pass
    task = place.task
    if task is None:
        raise refuse(404, "approval.task.unknown", task=place.run_id)
    match verb:
        case "approve" | "reject":
            patch = _patch(one.fields, facts)
            return events.Decided(
                at=at, by=by, task=task, verdict=verb, words=words, patch=patch, snapshot=_snapshot(facts)
            )
        case "return":
            to = one.to or INITIATOR
            return events.SentBack(
                at=at, by=by, task=task, to=to, resume=one.resume, words=words, snapshot=_snapshot(facts)
            )
        case "resubmit":
            patch = _patch(one.fields, facts)
            return events.Resubmitted(at=at, by=by, task=task, words=words, patch=patch, snapshot=_snapshot(facts))
        case "transfer":
            return events.Transferred(at=at, by=by, task=task, to=str(one.to), words=words)
        case "add_signer":
            return events.SignerAdded(
                at=at, by=by, task=task, how=one.how, people=one.people, words=words, snapshot=_snapshot(facts)
            )
        case "take_back":
            return events.TakenBack(at=at, by=by, task=task)
        case "save":
            return events.Drafted(at=at, by=by, task=task, patch=_patch(one.fields, facts), words=words)
        case "cc":
            return events.Copied(at=at, by=by, task=task, people=one.people, words=words)
        case _:
            return events.Commented(at=at, by=by, task=task, words=words)
