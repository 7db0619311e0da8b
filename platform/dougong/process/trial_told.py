"""What a trial found, for its asker: the path, what was refused, and what the run waits for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dougong.kernel.messages import sentence
from dougong.process.run_steps import LogLine, Steps, visit_head
from dougong.process.run_values import safe
from dougong.process.task_lists import wire
from dougong.process.trial_effects import Effects
from dougong.process.trial_walk import Seen, TrialWalk
from dougong_engine.approvals.ballot import Ballot
from dougong_engine.design.flow import Flow
from dougong_engine.document import Json
from dougong_engine.errors import Problem
from dougong_engine.flows.effect import HttpRequest
from dougong_engine.flows.event import TriggerEvent
from dougong_engine.flows.nodes.wait import Wait
from dougong_engine.flows.resubmit import Desk
from dougong_engine.flows.state import Visit


@dataclass(frozen=True, slots=True)
class Refused:
    """An answer that would not have been taken: its place in the question, and why."""

    place: int
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class Teller:
    """Puts a trial into words for one reader."""

    flow: Flow
    walk: TrialWalk
    effects: Effects
    steps: Steps

    def told(
        self, trigger: TriggerEvent, asked: LogLine, refused: Iterable[Refused], unused: list[int]
    ) -> dict[str, Json]:
        """The whole answer."""
        state, names = self.walk.state, self.effects.names
        of_visit: dict[int, list[Seen]] = {}
        for one in self.walk.seen:
            of_visit.setdefault(one.visit, []).append(one)
        started: Json = {
            "on": self.flow.trigger.on,
            "result": asked.detail["result"],
            "branches": self.steps.told(0)["branches"],
        }
        return {
            "at": wire(trigger.at),
            "ended_at": wire(self.walk.clock.now),
            "title": self.effects.title(self.flow),
            "status": state.status,
            "outcome": state.outcome,
            "initiator": names.person(state.initiator),
            "trigger": started,
            "path": [self._visit(one, of_visit.get(one.id, [])) for one in state.visits],
            "finish": self.effects.told(of_visit.get(0, []))["messages"],
            "waits": [self._wait(one) for one in state.open()],
            "failures": [{"node": one.node, **self._problem(one.code, one.params)} for one in state.failures],
            "refused": [
                {
                    "decision": one.place,
                    "problems": [
                        {"path": list(problem.path), **self._problem(problem.code, problem.params)}
                        for problem in one.problems
                    ],
                }
                for one in refused
            ],
            "unused": list(unused),
        }

    def _visit(self, visit: Visit, seen: list[Seen]) -> Json:
        node = self.flow.node(visit.node)
        return {
            **visit_head(visit),
            "name": node.name if node is not None else "",
            "type": visit.type,
            "branches": self.steps.told(visit.id)["branches"],
            **self.effects.told(seen),
        }

    def _wait(self, visit: Visit) -> Json:
        """What would have to happen at a visit that is open."""
        people: list[Json] = []
        due = [when for name, when in self.walk.timers.items() if name.partition(".")[0] == str(visit.id)]
        names = self.effects.names
        match visit.memory:
            case Ballot() as ballot:
                what = "decision"
                people = [names.person(one.person) for one in ballot.open_seats()]
            case Desk(person=person):
                what, people = "resubmission", [names.person(person)]
            case _ if any(
                isinstance(one.effect, HttpRequest) for one in self.walk.state.pending if one.visit == visit.id
            ):
                what = "reply"
            case _:
                spec = self.flow.node(visit.node)
                condition = isinstance(spec, Wait) and spec.condition is not None
                what = "condition" if condition else "timer" if isinstance(spec, Wait) else "branches"
        first = min(due) if due else None
        return {"visit": visit.id, "node": visit.node, "what": what, "people": people, "due_at": wire(first)}

    def _problem(self, code: str, params: Mapping[str, object]) -> dict[str, Json]:
        """A problem in the reader's language, without values that may be hidden from them."""
        told = safe({**params, **self.effects.field_name(params)})
        return {"code": code, "params": told, "message": sentence(code, told, self.effects.locale)}
