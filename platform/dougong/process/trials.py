"""Tries a flow that is not published: what it would do for a record, with nothing sent and nothing stored."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.kernel.zone import clock_at
from dougong.process import acting
from dougong.process import facts as loading
from dougong.process.acting import Nobody
from dougong.process.calendars import calendar_of
from dougong.process.facts import RecordFacts
from dougong.process.judging import JUDGED
from dougong.process.pinned import Pinned
from dougong.process.run_steps import LogLine, Steps
from dougong.process.run_values import Values
from dougong.process.seeing import Viewer
from dougong.process.starter import mean
from dougong.process.store import RunRow
from dougong.process.trial_asked import Supposed, Trial
from dougong.process.trial_effects import Effects
from dougong.process.trial_events import answering
from dougong.process.trial_told import Refused, Teller
from dougong.process.trial_walk import TrialWalk
from dougong.process.trial_writes import SupposedWrites
from dougong.process.writes import Performer
from dougong.records.planning import Planning
from dougong.records.writing import Writing
from dougong.storage.statements import Statements
from dougong_engine.approvals.assignment import named_by
from dougong_engine.design.flow import Flow
from dougong_engine.document import Json
from dougong_engine.errors import EngineError
from dougong_engine.filters.condition import Condition
from dougong_engine.flows.advance import newborn
from dougong_engine.flows.event import RunEvent, TriggerEvent
from dougong_engine.flows.nodes.http_request import HttpRequest
from dougong_engine.flows.nodes.notify import Notify
from dougong_engine.messages_template import named
from dougong_engine.timers.due import due

RUN = "00000000-0000-7000-8000-000000000000"
"""The id of a run that is only tried."""

DRAFT = 0
"""The version of a flow that has none yet."""

AS_INITIATOR = frozenset({"button", "form_submitted"})
"""Triggers whose runs write with the rights of whoever pulled them."""


@dataclass(slots=True)
class Trials:
    """Answers what a flow would do. It asks the database questions and has no way to change it.

    Values of the record reach the flow only as far as the caller may read them: what a condition, a formula or a rule
    may not know ends the trial there, so that no answer depends on a value that is hidden from the caller.
    """

    writing: Writing
    statements: Statements

    async def tried(self, principal: Principal, flow: Flow, trial: Trial) -> dict[str, Json]:
        """The steps that the flow would take. 404 for a record that is not there for the caller, 422 for an initiator
        who is nobody."""
        scene = await self.writing.stage.scene(principal)
        schema = scene.planning.schema
        if flow.entity not in schema.tables:
            raise refuse(409, "flow.try.entity", entity=flow.entity)
        viewer = Viewer(scene, self.writing.stage.database, self.writing.stage.database.dialect)
        await self._must_be_there(viewer, flow, trial)
        facts = await self._facts(viewer, flow, trial)
        trigger = TriggerEvent(
            at=facts.clock.now,
            run=RUN,
            on=flow.trigger.on,
            initiator=trial.initiator,
            record=trial.record,
            chosen=trial.chosen,
        )
        walk = await self._walk(principal, flow, trigger, facts)
        asked = _trigger(flow, facts, trial.record)
        await walk.begin(trigger)
        refused, unused = await _answer(walk, trial)
        steps = Steps(walk.performer.run, flow, self.statements, viewer, viewer, principal.locale)
        conditions = [LogLine(0, 0, trigger.at, JUDGED, one.node, one.detail) for one in walk.asked]
        await steps.read_conditions([asked, *conditions])
        effects = Effects(
            viewer, self.statements, walk, Values(schema, flow.entity, facts.clock.zone, principal.locale)
        )
        await effects.prepare()
        return Teller(flow, walk, effects, steps).told(trigger, asked, refused, unused)

    async def _must_be_there(self, viewer: Viewer, flow: Flow, trial: Trial) -> None:
        if trial.record is not None and await viewer.record(flow.entity, trial.record, ("id",)) is None:
            raise refuse(404, "record.unknown", id=trial.record)
        workspace_id = viewer.scene.principal.workspace_id
        try:
            if trial.initiator is not None:
                await acting.person(viewer.fetch, self.statements, workspace_id, trial.initiator)
        except Nobody:
            raise refuse(422, "flow.try.person", ("initiator",), person=trial.initiator) from None

    async def _facts(self, viewer: Viewer, flow: Flow, trial: Trial) -> RecordFacts:
        """The record as it is; what the caller may not read of it is hidden from the flow too."""
        stage, schema = self.writing.stage, viewer.scene.planning.schema
        facts = RecordFacts(schema, flow.entity, clock_at(trial.clock or stage.now(), schema.timezone))
        await mean(stage.database, stage.database.dialect, facts, flow, trial.initiator)
        beyond = loading.read_by(schema, flow) | loading.asked(flow.trigger.where) | _worded(flow)
        await loading.load(stage.database, stage.database.dialect, facts, trial.record, beyond)
        if trial.record is not None:
            paths = beyond | {(id,) for id in facts.own}
            readable = await viewer.readable(flow.entity, trial.record, sorted(".".join(one) for one in paths))
            facts.hidden = frozenset(one for one in paths if ".".join(one) not in readable)
        return facts

    async def _walk(self, principal: Principal, flow: Flow, trigger: TriggerEvent, facts: RecordFacts) -> TrialWalk:
        """The interpreter over a run that has no row, with writes that go nowhere."""
        database, schema = self.writing.stage.database, facts.schema
        as_initiator = flow.trigger.on in AS_INITIATOR
        head = (schema.workspace_id, RUN, flow.id, DRAFT, flow.entity, trigger.record, flow.name, trigger.initiator)
        run = RunRow(*head, as_initiator, newborn(flow, DRAFT, trigger))
        writes = SupposedWrites(database, self.writing, Planning(schema), facts, trigger.record)
        pinned = Pinned(flow, DRAFT, principal.person_id)
        performer = Performer(database, self.statements, writes, schema, pinned, run, facts.clock, facts)
        who = await performer.people()
        calendar = await calendar_of(database, self.statements, schema.workspace_id)
        return TrialWalk(
            performer,
            writes,
            lambda question: named_by(question, who, facts.persons),
            lambda timer, clock: due(timer, clock.now, calendar, clock.zone).at,
        )


def _worded(flow: Flow) -> frozenset[tuple[str, ...]]:
    """The paths that texts of the flow name."""
    texts: list[str] = []
    for node in flow.nodes:
        match node:
            case Notify(title=title, body=body):
                texts += [title, body]
            case HttpRequest(url=url, headers=headers):
                texts += [url, *headers.values()]
            case _:
                continue
    return frozenset(tuple(one.path.split(".")) for text in texts for one in named(text))


def _trigger(flow: Flow, facts: RecordFacts, record: str | None) -> LogLine:
    """Whether the record as it is meets the condition of the trigger, told as a condition's only branch."""
    where, branches = flow.trigger.where, list[Json]()
    known: bool | None = True
    if where is not None:
        known = _held(facts, where) if record is not None else None
        tests: list[Json] = [{**asdict(one), "within": list(one.within)} for one in facts.explain(where)]
        branches.append({"id": "trigger", "result": bool(known), "tests": tests})
    return LogLine(0, 0, facts.clock.now, JUDGED, "", {"visit": 0, "branches": branches, "result": known})


def _held(facts: RecordFacts, where: Condition) -> bool | None:
    """None for a condition that asks for what is hidden, or that its fields do not allow."""
    try:
        return facts.holds(where)
    except EngineError:
        return None


async def _answer(walk: TrialWalk, trial: Trial) -> tuple[list[Refused], list[int]]:
    """Gives each answer as soon as the run waits for it, in their order; where none fits, the next timer falls due.

    Answers those that were refused and the places of those that were never waited for.
    """
    waiting, refused, timeouts = dict(enumerate(trial.decisions)), list[Refused](), trial.timeouts
    while walk.state.status == "running":
        found = _next(walk, waiting)
        if found is not None:
            place, event = found
            del waiting[place]
            problems = await walk.send(event) if not isinstance(event, str) else await walk.fire(event)
            refused += [Refused(place, problems)] if problems else []
        elif timeouts and walk.timers:
            timeouts -= 1
            await walk.fire(min(walk.timers, key=lambda name: (walk.timers[name], name)))
        else:
            break
    return refused, sorted(waiting)


def _next(walk: TrialWalk, waiting: Mapping[int, Supposed]) -> tuple[int, RunEvent | str] | None:
    """The first answer for which the run waits now, or the name of the timer that falls due in its place."""
    for place, one in waiting.items():
        if one.verdict == "timeout":
            event: RunEvent | str | None = walk.first_timer(one.node)
        else:
            event = answering(walk.state, one, walk.performer.facts)
        if event is not None:
            return place, event
    return None
