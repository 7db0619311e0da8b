"""The table of transitions: what each act leads to, in each situation that a task can be in."""

from collections.abc import Callable

import pytest

from dougong_engine.flows.event import (
    Commented,
    Copied,
    Decided,
    Drafted,
    RunEvent,
    SentBack,
    SignerAdded,
    TakenBack,
    Transferred,
    Words,
)
from support.runs import Run, approval, graph

WORDS = Words("because")
DECIDED = "approval.already_decided"


def fresh(*people: str, passing: str = "all") -> Run:
    nodes = [approval("a", *(people or ("ann", "bob")), passing=passing), approval("b", "zoe")]
    return Run(graph(nodes, ["a:approved > b"]))


def paused() -> Run:
    run = fresh()
    return run.send(SignerAdded(at=run.at, by="ann", task="1.1", how="before", people=("tom",)))


def returned() -> Run:
    run = fresh()
    return run.send(SentBack(at=run.at, by="bob", task="1.2", words=WORDS))


def transferred() -> Run:
    run = fresh()
    return run.send(Transferred(at=run.at, by="ann", task="1.1", to="eve"))


SITUATIONS: dict[str, Callable[[], Run]] = {
    "open": fresh,
    "voted": lambda: fresh().approve("ann"),
    "passed on": lambda: fresh("ann").approve("ann"),
    "superseded": lambda: fresh(passing="any").approve("bob"),
    "next decided": lambda: fresh("ann").approve("ann").approve("zoe").later(1),
    "paused": paused,
    "returned": returned,
    "transferred": transferred,
}

ACTS: dict[str, Callable[[Run], RunEvent]] = {
    "decide": lambda run: Decided(at=run.at, by="ann", task="1.1", verdict="approve"),
    "send back": lambda run: SentBack(at=run.at, by="ann", task="1.1", words=WORDS),
    "transfer": lambda run: Transferred(at=run.at, by="ann", task="1.1", to="kim"),
    "add": lambda run: SignerAdded(at=run.at, by="ann", task="1.1", how="beside", people=("kim",)),
    "take back": lambda run: TakenBack(at=run.at, by="ann", task="1.1"),
    "copy": lambda run: Copied(at=run.at, by="ann", task="1.1", people=("kim",)),
    "draft": lambda run: Drafted(at=run.at, by="ann", task="1.1"),
    "comment": lambda run: Commented(at=run.at, by="ann", task="1.1", words=WORDS),
}

NOT_MINE = "approval.take_back.not_yours"
CLOSED = {one: DECIDED for one in ACTS if one not in ("take back", "comment")}

TABLE: dict[str, dict[str, str]] = {
    "open": {"take back": NOT_MINE},
    "voted": CLOSED,
    "passed on": CLOSED,
    "superseded": CLOSED | {"take back": NOT_MINE},
    "next decided": CLOSED | {"take back": "approval.take_back.late"},
    "paused": CLOSED | {"take back": NOT_MINE},
    "returned": CLOSED | {"take back": NOT_MINE},
    "transferred": CLOSED | {"take back": NOT_MINE},
}
"""Situation → act → the code of the refusal; an act that is not named is allowed."""


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("situation", SITUATIONS)
def test_each_act_in_each_situation_is_allowed_or_refused_as_the_table_says(situation: str, act: str) -> None:
    run = SITUATIONS[situation]()
    before = run.state
    run.send(ACTS[act](run))
    expected = TABLE[situation].get(act)
    assert (run.problem.code if run.problem is not None else None) == expected
    if expected is not None:
        assert (run.state, run.effects) == (before, [])
    else:
        assert run.state != before
