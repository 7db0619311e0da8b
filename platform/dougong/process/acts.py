"""What people do with their tasks and runs: each act is one event, counted once, in one transaction."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa

from dougong.kernel.inbox import Bell
from dougong.kernel.problem import Refusal, refuse
from dougong.kernel.record_ports import Place
from dougong.kernel.workspace import Principal, RightsChanged
from dougong.kernel.zone import clock_at
from dougong.process.act_events import Addressed, Decision, Verb, event_of
from dougong.process.acting import NAMED
from dougong.process.batches import Joint
from dougong.process.delegations import in_force
from dougong.process.facts import RecordFacts, load
from dougong.process.run_files import DECISION, RUN
from dougong.process.running import Launch, Runs
from dougong.process.starter import mean
from dougong.process.store import RunRow, read_addressed, read_run
from dougong.records.planning import Holder
from dougong.records.scene import Scene, Stage
from dougong.storage.driver.lockstep import claim
from dougong.storage.driver.port import Session, Step, in_transaction
from dougong.storage.people_tables import people
from dougong.storage.schema import Schema
from dougong.storage.types import UuidType
from dougong_engine.approvals.delegation import follow
from dougong_engine.design.flow import Flow
from dougong_engine.design.role import Role
from dougong_engine.errors import Problem
from dougong_engine.flows import event as events
from dougong_engine.flows.event import RunEvent, Words

DECIDING = frozenset({"approve", "reject", "return", "add_signer", "resubmit"})
"""Verbs whose outside effects wait a moment, so that the act can be taken back."""

_WS = sa.bindparam("ws", type_=UuidType())
_ID = sa.bindparam("of_id", type_=UuidType())
NAME = sa.select(people.c.name).where(people.c.workspace_id == _WS, people.c.id == _ID)


@dataclass(slots=True)
class Acts:
    """Takes people's acts to their runs; every method raises Refusal for what is not allowed or comes too late."""

    stage: Stage
    runs: Runs
    bell: Bell
    _joint: Joint = field(init=False)

    def __post_init__(self) -> None:
        self._joint = Joint(self.stage.database)

    async def act_as_known(self, principal: Principal, id: str, verb: Verb, decision: Decision) -> None:
        """`act` for a caller who was read a moment ago; raises RightsChanged if that no longer holds."""
        # Every publish raises everybody's epoch: the design that was seen under this one is the newest.
        schema = (await self.stage.scene(principal)).planning.schema
        await self._act(principal, id, verb, decision, schema, principal.epoch)

    async def act(self, principal: Principal, id: str, verb: Verb, decision: Decision) -> None:
        """One act of the caller on a task of his, or on a run that he started."""
        schema = await self.stage.catalogue.newest(principal.workspace_id)
        await self._act(principal, id, verb, decision, schema, None)

    async def _act(
        self, principal: Principal, id: str, verb: Verb, decision: Decision, schema: Schema, epoch: int | None
    ) -> None:
        """The act itself; with an `epoch` only if it still is the caller's. 404 for what is no task and no run."""
        clock = clock_at(self.stage.now(), schema.timezone)

        async def work(session: Session) -> None:
            run, place = await self._addressed(session, principal, id, epoch)
            await self._check_people(session, principal.workspace_id, decision, verb)
            await self._check_files(principal, decision)
            facts = await self.runs.facts(session, schema, run, clock)
            made = event_of(principal, place, verb, decision, facts)
            if isinstance(made, events.Transferred | events.SignerAdded):
                made = await self._to_stand_ins(session, run, made)
            await self.runs.advance(session, schema, run, made, clock, facts=facts, held=verb in DECIDING)
            for statement, values in self._bound(principal, decision, run.id, clock.now):
                await session.execute(statement, values)

        try:
            await self._joint.do(principal.workspace_id, id, work)
        except Refusal as refusal:
            raise await self._named(principal, schema, refusal) from None
        self._done()

    async def _addressed(
        self, session: Session, principal: Principal, id: str, epoch: int | None
    ) -> tuple[RunRow, Addressed]:
        """The run of a task, or the run of that id, for this act alone."""
        found = await read_addressed(session, self.runs.statements, principal.workspace_id, principal.person_id, id)
        if found is None:
            raise refuse(404, "approval.task.unknown", task=id)
        run, task, now = found
        if epoch is not None and now != epoch:
            raise RightsChanged
        claim(session, run.id)
        return run, Addressed(run.id, task)

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
        self._done()

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
            await mean(session, self.runs.statements.dialect, facts, flow, principal.person_id)
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
        self._done()
        return run_id

    def _done(self) -> None:
        """After the commit: the worker has something to do, and browsers something to show."""
        self.bell.ring()
        self.runs.hints.soon()

    async def _check_people(self, session: Session, workspace_id: str, decision: Decision, verb: Verb) -> None:
        """Everyone who is given something to do or to see must be there."""
        named = [decision.to] if verb == "transfer" and decision.to is not None else []
        named += decision.people if verb in ("add_signer", "cc") else []
        if verb == "transfer" and not named:
            raise refuse(422, "approval.nobody_named", ("to",))
        if not named:
            return
        bound: dict[str, Any] = {"ws": workspace_id, "people": named}
        rows = await session.fetch(self.runs.statements(NAMED), bound)
        missing = sorted(set(named) - {str(row[0]) for row in rows})
        if missing:
            raise refuse(422, "approval.person.unknown", ("to" if verb == "transfer" else "people",), people=missing)

    async def _to_stand_ins(
        self, session: Session, run: RunRow, made: events.Transferred | events.SignerAdded
    ) -> events.Transferred | events.SignerAdded:
        """A task that is given to somebody who is away goes to whoever stands in for them."""
        away = await in_force(session, self.runs.statements, run.workspace_id, made.at)
        if not away:
            return made
        named = (made.to,) if isinstance(made, events.Transferred) else made.people
        bound: dict[str, Any] = {"ws": run.workspace_id, "people": sorted({*named, *(one.to for one in away)})}
        there = {str(row[0]) for row in await session.fetch(self.runs.statements(NAMED), bound)}
        ends = {one: follow(one, run.flow_id, made.at, away, there.__contains__) for one in named}
        acting = {one: one if end.circle else end.person for one, end in ends.items()}
        # Whoever is named as well signs for nobody but himself.
        behalf = {person: one for one, person in reversed(acting.items()) if acting.get(person) != person}
        if isinstance(made, events.Transferred):
            return replace(made, to=acting[made.to], behalf=behalf.get(acting[made.to]))
        return replace(made, people=tuple(dict.fromkeys(acting[one] for one in made.people)), behalf=behalf)

    async def _check_files(self, principal: Principal, decision: Decision) -> None:
        """Signatures and attachments are fresh uploads of the one who decides."""
        ids = decision.files()
        known = await self.runs.writing.files.existing(principal.workspace_id, ids, principal.person_id, None)
        missing = [one for one in ids if one not in known]
        if missing:
            name = "signature" if decision.signature in missing else "attachments"
            raise refuse(422, "approval.file.unknown", (name,), file=missing[0])

    def _bound(self, principal: Principal, decision: Decision, run_id: str, at: datetime) -> list[Step]:
        """Steps that hang the files of an act on its run."""
        place = Place(RUN, run_id, DECISION)
        return self.runs.writing.files.steps(principal.workspace_id, decision.files(), place, principal.person_id, at)

    async def _named(self, principal: Principal, schema: Schema, refusal: Refusal) -> Refusal:
        """The same refusal with names for people's ids, all names in the caller's language."""
        problems = []
        for one in refusal.problems:
            params = dict(one.params)
            for name in ("by", "person"):
                if isinstance(params.get(name), str):
                    bound = {"ws": principal.workspace_id, "of_id": params[name]}
                    rows = await self.stage.database.fetch(self.runs.statements(NAME), bound)
                    params[name] = rows[0][0] if rows else params[name]
            problems.append(schema.named_in(principal.locale, Problem(one.code, one.path, params)))
        return Refusal(refusal.status, problems, refusal.extra)


def _may_press(schema: Schema, who: Holder, flow: Flow) -> bool:
    """Buttons are granted by name."""
    roles = [schema.design.get(Role, id) for id in who.roles]
    granted = {button for role in roles if role is not None for one in role.grants for button in one.buttons}
    return who.admin or flow.id in granted
