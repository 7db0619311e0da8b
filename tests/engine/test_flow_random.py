"""Graphs that nobody would draw: whatever is wired to whatever, a run rests, fails or ends within its limits."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dougong_engine.document import dump
from dougong_engine.flows.advance import advance
from dougong_engine.flows.check import check
from dougong_engine.flows.event import Answered, Decided, RecordChanged, TimerFired, Words
from dougong_engine.flows.limits import LIMITS
from dougong_engine.flows.nodes import NODE_TYPES
from support.runs import Run, graph

FEW = replace(LIMITS, visits=60, step=40, actions=15, nesting=4)
NAMES = [f"n{number}" for number in range(7)]
TRUE = {"field": "x", "op": "is", "value": 1}

names = st.sampled_from(NAMES)
branches = st.lists(st.sampled_from("pqr"), min_size=1, max_size=3, unique=True)


@st.composite
def nodes(draw: st.DrawFn, id: str) -> dict[str, Any]:
    """A node of any kind."""
    kind = draw(st.sampled_from(sorted(NODE_TYPES)))
    rule = [{"by": "person", "people": draw(st.lists(st.sampled_from(["ann", "bob"]), max_size=2))}]
    people = rule if rule[0]["people"] else [{"by": "previous"}]
    ways = [{"id": one, "name": one} for one in draw(branches)]
    settings_of: dict[str, dict[str, Any]] = {
        "approval": {
            "assignees": people,
            "empty": draw(st.sampled_from(["fallback", "manager", "pass"])),
            "reject_ends": draw(st.sampled_from(["process", "branch"])),
            "timeouts": [{"after_hours": "1", "do": draw(st.sampled_from(["branch", "pass", "send_back"]))}],
        },
        "cc": {"to": people},
        "notify": {"to": people, "title": "x"},
        "condition": {"branches": [{**one, "when": TRUE} for one in ways[1:]] + [ways[0]]},
        "parallel": {"branches": ways},
        "join": {"of": draw(names), **draw(st.sampled_from([{}, {"need": "first"}, {"need": "n", "count": 2}]))},
        "create_record": {"entity": "ent_x", "values": {"x": draw(st.sampled_from([1, {"formula": "1/"}]))}},
        "update_record": {"values": {"x": 1}, "through": draw(st.sampled_from([None, "link"]))},
        "http_request": {"url": "u"},
        "wait": draw(st.sampled_from([{"hours": "1"}, {"condition": TRUE}, {"until": "x"}])),
        "stop": {},
    }
    return {"id": id, "type": kind, **settings_of[kind]}


@st.composite
def flows(draw: st.DrawFn) -> Any:
    """A graph whose every port leads anywhere or nowhere."""
    count = draw(st.integers(1, len(NAMES)))
    made = [draw(nodes(id)) for id in NAMES[:count]]
    flow = graph(made, [])
    edges = []
    for node in flow.nodes:
        for port in NODE_TYPES[node.type].ports(node):
            target = draw(st.none() | st.sampled_from(NAMES[:count]))
            if target is not None:
                edges.append(f"{node.id}:{port} > {target}")
    return graph(made, edges, auto_approve=draw(st.sampled_from(["never", "any_earlier"])))


def poke(run: Run, number: int) -> None:
    """Whatever the run waits for happens, sometimes well and sometimes badly."""
    waits: list[Any] = [RecordChanged(at=run.at, record="rec1", fields=("x",))]
    waits += [TimerFired(at=run.at, timer=one.timer) for one in run.timers()]
    waits += [
        Answered(at=run.at, key=one.key, problem="http.timeout" if number % 2 else None, value={})
        for one in run.state.pending
    ]
    for task, person in run.tasks.items():
        verdict: Any = "reject" if number % 3 == 0 else "approve"
        waits.append(Decided(at=run.at, by=person, task=task, verdict=verdict, words=Words("x")))
    run.send(waits[number % len(waits)])


@settings(max_examples=120)
@given(flows(), st.lists(st.integers(0, 1000), max_size=12))
def test_any_graph_rests_fails_or_ends_within_its_limits(flow: Any, pokes: list[int]) -> None:
    check(flow)
    run = Run(flow, limits=FEW)
    for number in pokes:
        poke(run, number)
        assert len(run.state.visits) <= FEW.visits
    state = run.state
    assert state.status in ("running", "failed", "finished")
    assert state.status != "running" or state.open()
    assert (state.status == "failed") == bool(state.failures)
    assert dump(type(flow).model_validate(dump(flow))) == dump(flow)


@settings(max_examples=40)
@given(flows(), st.integers(0, 1000))
def test_the_same_event_in_the_same_state_gives_the_same_step(flow: Any, number: int) -> None:
    run = Run(flow, limits=FEW)
    event = TimerFired(at=run.at, timer=f"{number % 9}.wait")
    assert advance(flow, run.state, event, run.env()) == advance(flow, run.state, event, run.env())
