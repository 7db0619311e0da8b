"""Which acts are open to somebody: the interpreter itself is asked, without saving what it answers."""

from datetime import datetime
from typing import get_args

from dougong_engine.approvals.ballot import Ballot
from dougong_engine.approvals.settings import ActionName, Approval, setting
from dougong_engine.design.flow import Flow
from dougong_engine.document import Json
from dougong_engine.errors import Invalid, Problem
from dougong_engine.filters.condition import Condition
from dougong_engine.flows.advance import advance
from dougong_engine.flows.event import RunEvent, TakenBack, Urged, Withdrawn
from dougong_engine.flows.scene import Env
from dougong_engine.flows.state import RunState

AT_A_TASK: tuple[ActionName, ...] = tuple(one for one in get_args(ActionName) if one not in ("take_back", "urge"))
ADDING = frozenset({"add_before", "add_after", "add_beside"})


def _unasked(_condition: Condition) -> bool:
    raise Invalid([Problem("flow.not_asked")])


BLIND = Env(
    holds=_unasked,
    value=lambda _path: None,
    calculate=lambda _source: None,
    symbol=lambda _token: None,
)
"""Enough to learn whether an act is refused: that never depends on the record."""


def possible(flow: Flow, state: RunState, event: RunEvent) -> bool:
    """True if the interpreter would accept the event now."""
    step = advance(flow, state, event, BLIND)
    return step.problem is None and step.state != state


def for_holder(spec: Approval, state: RunState, task: str) -> list[Json]:
    """What the holder of an open task may do, as the node offers it."""
    visit = state.visit(int(task.partition(".")[0]))
    ballot = visit.memory if visit is not None and isinstance(visit.memory, Ballot) else Ballot()
    seat = ballot.seat(task)
    added = seat is not None and ballot.vote(seat.vote).kind != "base"
    offers: list[Json] = []
    for action in AT_A_TASK:
        asked = setting(spec, action)
        if not asked.on or (added and action in ADDING):
            continue
        offer: dict[str, Json] = {"name": action}
        offer |= {"label": asked.label} if asked.label else {}
        offer |= {name: True for name in ("comment", "signature", "attachment") if getattr(asked, name)}
        offers.append(offer)
    return offers


def for_initiator(flow: Flow, state: RunState, person: str, at: datetime) -> list[Json]:
    """Urging and withdrawing, where the run lets its initiator do so."""
    if state.initiator != person or state.status == "finished":
        return []
    offers: list[Json] = []
    if possible(flow, state, Urged(at=at, by=person)):
        offers.append({"name": "urge"})
    if possible(flow, state, Withdrawn(at=at, by=person)):
        offers.append({"name": "withdraw"})
    return offers


def for_decider(flow: Flow, state: RunState, person: str, task: str, at: datetime) -> list[Json]:
    """Taking back, as long as nothing has happened upon it."""
    back = TakenBack(at=at, by=person, task=task)
    return [{"name": "take_back"}] if possible(flow, state, back) else []
