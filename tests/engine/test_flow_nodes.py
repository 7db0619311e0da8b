"""What each kind of node does when a path reaches it."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest

from dougong_engine.document import Json
from dougong_engine.flows import nodes
from dougong_engine.flows.ahead import ahead
from dougong_engine.flows.effect import (
    CancelTimer,
    CreateRecord,
    HttpRequest,
    Notify,
    Report,
    ShareRecord,
    StartTimer,
    UpdateRecord,
)
from dougong_engine.flows.event import Answered, RecordChanged, TimerFired
from dougong_engine.flows.needs import reads
from support.runs import NOON, Run, approval, graph


def one(kind: str, *edges: str, record: dict[str, Json] | None = None, **settings: Any) -> Run:
    nodes = [{"id": "n", "type": kind, **settings}, approval("after", "ann"), approval("other", "bob")]
    return Run(graph(nodes, ["n > after", *edges]), record)


def test_a_created_record_gets_values_from_everywhere_and_its_id_is_known_afterwards() -> None:
    values = {
        "text": "fixed",
        "from": {"field": "amount"},
        "sum": {"formula": "{amount}*2"},
        "day": {"token": "today"},
        "who": {"token": "initiator"},
        "raw": {"lat": "1", "lng": "2"},
    }
    nodes = [
        {"id": "make", "type": "create_record", "entity": "ent_x", "values": values},
        {"id": "mark", "type": "update_record", "values": {"made": {"output": "make.id"}}},
        {"id": "more", "type": "update_record", "made_by": "make", "values": {"x": {"output": "make.id.no"}}},
    ]
    run = Run(graph(nodes, ["make > mark", "mark > more"]), {"amount": "5"}, formulas={"{amount}*2": "10"})
    assert run.created == [
        {
            "text": "fixed",
            "from": "5",
            "sum": "10",
            "day": "<today>",
            "who": "ivan",
            "raw": {"lat": "1", "lng": "2"},
        }
    ]
    assert run.record["made"] == "new1"
    last = [one.effect for one in run.history if isinstance(one.effect, UpdateRecord)][-1]
    assert (last.record, last.values) == ("new1", {"x": None})


def test_a_record_that_a_link_leads_to_can_be_changed() -> None:
    run = one("update_record", record={"customer": "c1"}, through="customer", values={"x": 1})
    effect = next(one.effect for one in run.history if isinstance(one.effect, UpdateRecord))
    assert (effect.record, effect.through) == ("c1", "customer")
    assert run.holders == ["ann"]


def test_an_empty_link_fails_or_is_skipped_as_the_node_says() -> None:
    assert one("update_record", through="customer", values={"x": 1}).state.failures[0].code == ("flow.update.no_record")
    assert one("update_record", through="customer", values={"x": 1}, missing="skip").holders == ["ann"]


def test_a_refused_write_goes_through_the_error_port_where_there_is_one() -> None:
    nodes = [
        {"id": "n", "type": "update_record", "values": {"x": 1}},
        approval("after", "ann"),
        approval("other", "bob"),
    ]
    run = Run(graph(nodes, ["n > after", "n:error > other"]), refuse_writes="field.unknown")
    assert run.holders == ["bob"]
    assert run.state.outputs["n"] == {"code": "field.unknown"}


@pytest.mark.parametrize("kind", ["update_record", "create_record"])
def test_a_formula_that_cannot_be_calculated_fails_the_node(kind: str) -> None:
    more = {"entity": "ent_x"} if kind == "create_record" else {}
    run = one(kind, values={"x": {"formula": "oops"}}, **more)
    assert run.state.failures[0].code == "flow.value.failed"
    assert run.state.failures[0].params == {"field": "x", "code": "formula.broken"}


def test_a_message_goes_to_the_outbox_and_the_path_goes_on() -> None:
    rule = [{"by": "person", "people": ["eve"]}]
    run = one("notify", to=rule, title="Hi {{name}}", body="b", channels=["mail"])
    sent = [one for one in run.effects if isinstance(one, Notify) and one.what == "message"]
    assert [(one.people, one.channels, one.title) for one in sent] == [(("eve",), ("mail",), "Hi {{name}}")]
    assert run.holders == ["ann"]


@pytest.mark.parametrize("kind", ["notify", "cc"])
def test_a_message_for_nobody_is_reported_and_stops_nothing(kind: str) -> None:
    more = {"title": "x"} if kind == "notify" else {}
    run = one(kind, to=[{"by": "field", "field": "none"}], **more)
    assert [one.code for one in run.made(Report)] == ["flow.notify.nobody"]
    assert run.holders == ["ann"]


def test_a_copy_shares_the_record() -> None:
    run = one("cc", to=[{"by": "person", "people": ["eve"]}])
    assert run.made(ShareRecord) == [ShareRecord(people=("eve",), node="n")]
    assert run.holders == ["ann"]


def request(*edges: str) -> tuple[Run, str]:
    run = one(
        "http_request",
        *edges,
        record={"amount": "5"},
        url="{{setting.erp}}/orders",
        body={"total": {"field": "amount"}},
        retry={"tries": 3, "pause_seconds": 10},
    )
    found = next(one for one in run.history if isinstance(one.effect, HttpRequest))
    assert isinstance(found.effect, HttpRequest)
    assert (found.effect.body, found.effect.tries) == ({"total": "5"}, 3)
    return run, found.key


def test_a_request_waits_for_its_answer_and_keeps_it() -> None:
    run, key = request()
    assert run.holders == []
    run.send(Answered(at=run.at, key=key, value={"status": 200, "body": {"id": 7}}))
    assert run.state.outputs["n"] == {"status": 200, "body": {"id": 7}}
    assert run.holders == ["ann"]
    before = run.state
    assert run.send(Answered(at=run.at, key=key, value={"status": 200})).state == before


def test_a_request_that_failed_for_good_goes_to_the_error_port_or_fails_the_run() -> None:
    run, key = request()
    assert run.send(Answered(at=run.at, key=key, problem="http.timeout")).state.status == "failed"
    led, key = request("n:error > other")
    assert led.send(Answered(at=led.at, key=key, problem="http.timeout")).holders == ["bob"]


def test_a_wait_for_some_time() -> None:
    run = one("wait", hours="1.5", working=True)
    assert run.made(StartTimer) == [StartTimer(timer="1.wait", hours=Decimal("1.5"), working=True)]
    assert run.holders == []
    assert run.send(TimerFired(at=run.at, timer="1.wait")).holders == ["ann"]
    before = run.state
    assert run.send(TimerFired(at=run.at, timer="1.wait")).state == before


def test_a_wait_for_days_leaves_the_counting_to_the_calendar() -> None:
    assert one("wait", days=3, working=True).made(StartTimer) == [StartTimer(timer="1.wait", days=3, working=True)]


def test_a_wait_until_a_moment_before_or_after_it() -> None:
    run = one("wait", record={"due": "2026-11-24T04:00:00Z"}, until="due", offset_hours="-2")
    assert run.made(StartTimer) == [StartTimer(timer="1.wait", due=NOON + timedelta(hours=22))]
    assert one("wait", record={"due": "2026-11-22T04:00:00Z"}, until="due").holders == ["ann"]
    assert one("wait", record={}, until="due").holders == ["ann"]
    assert one("wait", record={"due": "soon"}, until="due").state.failures[0].code == "flow.wait.no_moment"


def test_a_wait_until_the_record_meets_a_condition() -> None:
    paid = {"field": "paid", "op": "is", "value": True}
    run = one("wait", condition=paid)
    run.send(RecordChanged(at=run.at, record="rec1", fields=("x",)))
    assert run.holders == []
    run.record["paid"] = True
    assert run.send(RecordChanged(at=run.at, record="rec1", fields=("paid",))).holders == ["ann"]
    assert one("wait", condition=paid, record={"paid": True}).holders == ["ann"]


def test_a_wait_for_a_condition_gives_up_after_its_limit() -> None:
    paid = {"field": "paid", "op": "is", "value": True}
    run = one("wait", "n:timeout > other", condition=paid, at_most_hours="24")
    assert [one.hours for one in run.made(StartTimer)] == [Decimal(24)]
    assert run.send(TimerFired(at=run.at, timer="1.wait")).holders == ["bob"]
    fast = one("wait", "n:timeout > other", condition=paid, at_most_hours="24")
    fast.record["paid"] = True
    fast.send(RecordChanged(at=fast.at, record="rec1", fields=("paid",)))
    assert [one.timer for one in fast.made(CancelTimer)] == ["1.wait"]


def test_what_a_flow_reads_is_known_before_it_runs() -> None:
    nodes = [
        {
            "id": "c",
            "type": "condition",
            "branches": [{"id": "x", "name": "x", "when": {"field": "customer.level", "op": "is", "value": "a"}}],
        },
        {"id": "w", "type": "wait", "until": "due"},
        {
            "id": "u",
            "type": "update_record",
            "through": "customer",
            "values": {"a": {"field": "amount"}, "b": {"formula": "{amount}+1"}},
        },
        approval("a", assignees=[{"by": "field", "field": "seller"}], fields={"note": "required", "x": "edit"}),
    ]
    found = reads(graph(nodes, []))
    assert found.paths == {"customer.level", "due", "customer", "amount", "seller", "note"}
    assert found.formulas == {"{amount}+1"}


def test_effects_of_a_run_carry_its_chain() -> None:
    run = one("create_record", entity="ent_x", values={"x": 1})
    effect = next(one.effect for one in run.history if isinstance(one.effect, CreateRecord))
    assert (effect.cause.depth, effect.cause.actions) == (1, 1)
    assert effect.cause.times("flw_test", "rec1") == 1


def test_every_node_module_is_registered_and_every_type_is_described() -> None:
    modules = {one.name for one in iter_modules(nodes.__path__)}
    assert modules == set(nodes.NODE_TYPES)
    text = (Path(__file__).parents[2] / "docs" / "reference" / "flows.md").read_text(encoding="utf-8")
    assert [one for one in nodes.NODE_TYPES if f"`{one}`" not in text] == []


def test_a_condition_that_cannot_be_judged_fails_the_node_and_not_the_worker() -> None:
    broken = {"id": "b", "name": "b", "when": {"field": "x", "op": "unheard_of"}}
    run = one("condition", branches=[broken, {"id": "d", "name": "d"}])
    assert run.state.failures[0].code == "flow.condition.failed"
    waiting = one("wait", condition={"field": "x", "op": "unheard_of"})
    assert waiting.state.failures[0].code == "flow.condition.failed"


def test_who_comes_next_is_foreseen_from_the_record_as_it_is() -> None:
    big = {"id": "big", "name": "big", "when": {"field": "amount", "op": "gt", "value": "100"}}
    made = [
        approval("a", "ann"),
        {"id": "c", "type": "condition", "branches": [big, {"id": "rest", "name": "rest"}]},
        approval("b", "bob"),
        approval("d", "dan"),
    ]
    flow = graph(made, ["a:approved > c", "c:big > b", "c:rest > d", "b:approved > d"])
    run = Run(flow, {"amount": "500"})
    assert [one.node for one in ahead(flow, run.state, run.env())] == ["b", "d"]
    run.record["amount"] = "5"
    assert [one.node for one in ahead(flow, run.state, run.env())] == ["d"]
    assert ahead(flow, run.approve("ann").approve("dan").state, run.env()) == ()
