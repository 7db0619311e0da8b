"""Flows on both databases: what starts them, what stops them, what they leave behind when something fails."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from dougong.kernel.outbox import TryAgain
from dougong.kernel.problem import Refusal
from dougong.process.act_events import Decision
from dougong.records.writing import Door
from dougong.storage.driver.port import Database
from dougong.storage.side_tables import inbox
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.ledger import ENTER, flow, ledger_office, lines
from support.process import Works, decision_log, outbox, run_log, runs, tasks, timers

HOUR = timedelta(hours=1)
ENTRY = {"type": "create_record", "entity": "ent_ledger", "values": {"number": {"field": "number"}}}


async def ticket(works: Works, number: int = 1, **more: Any) -> str:
    """A new ticket of the administrator's, and whatever follows at once."""
    admin = await works.office.as_("admin")
    made = await works.office.writing.create(admin, "ticket", {"name": f"T{number}", "number": number, **more})
    await works.settle()
    return str(made["id"])


async def test_a_rule_that_sets_itself_off_is_stopped_by_name_and_the_next_event_goes_through(
    database: Database,  # noqa: F811
) -> None:
    again = flow(
        "flw_again",
        [{"id": "more", "type": "create_record", "entity": "ent_ticket", "values": {"number": {"field": "number"}}}],
    )
    works = await ledger_office(database, again)
    await ticket(works)
    found = await works.rows(runs)
    failed = [one for one in found if one["status"] == "failed"]
    assert len(failed) == 1
    assert len(found) <= 17
    (failure,) = failed[0]["state"]["failures"]
    assert failure["code"] in ("flow.limit.depth", "flow.limit.repeats")
    assert await works.rows(inbox) == []


async def test_two_rules_that_set_each_other_off_are_stopped(database: Database) -> None:  # noqa: F811
    one = flow("flw_one", [{"id": "up", "type": "update_record", "values": {"number": {"formula": "{number} + 1"}}}])
    other = flow("flw_other", one["nodes"], trigger={"on": "updated", "fields": ["number"]})
    works = await ledger_office(database, one, other)
    id = await ticket(works)
    failures = [row["state"]["failures"][0]["code"] for row in await works.rows(runs) if row["status"] == "failed"]
    assert failures == ["flow.limit.repeats"]
    record = await works.office.reading.get(await works.office.as_("admin"), "ticket", id)
    assert int(str(record["number"])) < 20


async def test_a_node_that_fails_shows_its_cause_and_runs_again_with_the_same_data(
    database: Database,  # noqa: F811
) -> None:
    nowhere = flow("flw_nowhere", [{"id": "enter", **ENTRY}], rights=[])
    works = await ledger_office(database, nowhere)
    await ticket(works, 7)
    (run,) = await works.rows(runs)
    assert run["status"] == "failed"
    (failure,) = run["state"]["failures"]
    assert (failure["code"], failure["node"]) == ("access.action", "enter")
    assert "fail" in {one["kind"] for one in await works.rows(run_log)}
    admin = await works.office.as_("admin")
    await works.process.acts.run_wide(admin, run["id"], "retry", "")
    assert (await works.rows(runs))[0]["status"] == "failed"
    assert await lines(works) == {}


async def test_a_condition_of_the_trigger_and_past_data_start_nothing(database: Database) -> None:  # noqa: F811
    big = {"on": "created", "where": {"field": "number", "op": "gt", "value": 10}}
    works = await ledger_office(database, {**ENTER, "trigger": big})
    await ticket(works, 5)
    await ticket(works, 11)
    admin = await works.office.as_("admin")
    await works.office.writing.create(admin, "ticket", {"name": "old", "number": 99}, Door(historical=True))
    await works.settle()
    assert await lines(works) == {11: 1}
    assert await works.rows(inbox) == []


async def test_an_update_counts_only_from_what_was_to_what_is(database: Database) -> None:  # noqa: F811
    crossing = {
        "on": "updated",
        "fields": ["number"],
        "was": {"field": "number", "op": "lt", "value": 10},
        "where": {"field": "number", "op": "gte", "value": 10},
    }
    works = await ledger_office(database, {**ENTER, "trigger": crossing})
    id = await ticket(works, 5)
    admin = await works.office.as_("admin")
    for number in (7, 12, 15):
        await works.office.writing.update(admin, "ticket", id, {"number": number})
        await works.settle()
    assert await lines(works) == {12: 1}


async def test_a_wait_ends_when_its_time_has_come_and_not_before(database: Database) -> None:  # noqa: F811
    waiting = flow(
        "flw_wait", [{"id": "day", "type": "wait", "hours": "24"}, {"id": "enter", **ENTRY}], ["day > enter"]
    )
    works = await ledger_office(database, waiting)
    await ticket(works, 3)
    await works.later(hours=23)
    assert await lines(works) == {}
    await works.later(hours=1)
    assert await lines(works) == {3: 1}
    await works.later(hours=100)
    assert await lines(works) == {3: 1}
    assert all(one["fired_at"] is not None for one in await works.rows(timers))


async def test_a_request_is_tried_again_with_the_same_key_and_its_answer_goes_on(
    database: Database,  # noqa: F811
) -> None:
    call = {"id": "erp", "type": "http_request", "url": "https://erp.example.test/{{number}}", "body": {"n": 1}}
    enter = {**ENTRY, "id": "enter", "values": {"number": {"output": "erp.body.number"}}}
    calling = flow("flw_call", [{**call, "retry": {"tries": 3, "pause_seconds": 30}}, enter], ["erp > enter"])
    works = await ledger_office(database, calling)
    works.far.answers += [TryAgain("http.500"), TryAgain("http.500"), {"status": 200, "body": {"number": 42}}]
    await ticket(works, 4)
    await works.later(seconds=31)
    await works.later(seconds=61)
    assert await lines(works) == {42: 1}
    assert {one[1] for one in works.far.calls} == {"https://erp.example.test/4"}
    assert len({one[3] for one in works.far.calls}) == 1
    assert len(works.far.calls) == 3


async def test_a_request_that_never_works_fails_the_run_after_its_last_try(database: Database) -> None:  # noqa: F811
    call = {"id": "erp", "type": "http_request", "url": "https://erp.example.test/", "body": {}}
    calling = flow("flw_call", [{**call, "retry": {"tries": 2, "pause_seconds": 10}}])
    works = await ledger_office(database, calling)
    works.far.answers += [TryAgain("http.500"), TryAgain("http.500")]
    await ticket(works)
    await works.later(seconds=11)
    (run,) = await works.rows(runs)
    assert (run["status"], run["state"]["failures"][0]["code"]) == ("failed", "http.500")
    assert len(works.far.calls) == 2


async def test_a_letter_that_cannot_be_delivered_is_tried_again_and_reaches_its_reader_once(
    database: Database,  # noqa: F811
) -> None:
    telling = flow(
        "flw_tell",
        [{"id": "tell", "type": "notify", "to": [{"by": "initiator"}], "channels": ["mail"], "title": "{{name}}"}],
    )
    works = await ledger_office(database, telling)
    works.post.broken.add("mail")
    await ticket(works, 8)
    assert works.post.letters == []
    works.post.broken.clear()
    await works.later(seconds=31)
    await works.later(hours=5)
    assert [(one.values, channel) for one, channel in works.post.letters] == [({"name": "T8"}, "mail")]
    assert all(one["done_at"] is not None for one in await works.rows(outbox))


async def test_a_message_to_a_readers_own_list_is_one_effect_that_names_them(
    database: Database,  # noqa: F811
) -> None:
    tell = {"id": "tell", "type": "notify", "to": [{"by": "initiator"}], "title": "{{name}}"}
    works = await ledger_office(database, flow("flw_tell", [{**tell, "channels": ["in_app", "mail"]}]))
    works.post.broken.add("mail")
    await ticket(works, 8)
    admin = works.office.people["admin"]
    message, mail = sorted((one for one in await works.rows(outbox)), key=lambda one: str(one["kind"] != "notify"))
    assert (message["kind"], message["laid"], message["done_at"] is None) == ("notify", [admin], False)
    assert (mail["kind"], mail["payload"]["channels"], mail["done_at"]) == ("letter", ["mail"], None)


async def test_what_a_decision_sends_waits_five_seconds_and_is_dropped_when_it_is_taken_back(
    database: Database,  # noqa: F811
) -> None:
    ask = {"id": "ask", "type": "approval", "assignees": [{"by": "initiator"}]}
    tell = {"id": "tell", "type": "notify", "to": [{"by": "initiator"}], "title": "decided"}
    works = await ledger_office(database, flow("flw_ask", [ask, tell], ["ask:approved > tell"]))
    await ticket(works)
    await works.act("admin", "approve")
    assert works.post.told("message") == set()
    await works.act("admin", "take_back")
    await works.later(minutes=1)
    assert works.post.told("message") == works.post.told("finished") == set()
    assert list(await works.open_tasks()) == ["admin"]
    await works.act("admin", "approve")
    await works.later(seconds=6)
    assert {channel for _, channel in works.post.told("message")} == {"in_app"}
    acts = [one["act"] for one in sorted(await works.rows(decision_log), key=lambda one: int(one["number"]))]
    assert acts == ["submit", "approve", "take_back", "approve"]


async def test_an_event_that_always_fails_is_put_aside_after_three_tries_and_blocks_nobody(
    database: Database,  # noqa: F811
) -> None:
    works = await ledger_office(database, ENTER)
    admin = await works.office.as_("admin")
    poison = await works.office.writing.create(admin, "ticket", {"name": "poison", "number": 1})
    spoiled = sa.update(inbox).where(inbox.c.record_id == str(poison["id"])).values(payload={"moves": [[]]})
    await works.database.run_sync(lambda connection: connection.execute(spoiled))
    await ticket(works, 2)
    for _ in range(3):
        await works.process.loop.round()
    (left,) = await works.rows(inbox)
    assert (left["record_id"], left["dead"], left["tries"]) == (poison["id"], True, 3)
    assert await lines(works) == {2: 1}


async def test_a_button_runs_with_the_rights_of_the_one_who_presses_it(database: Database) -> None:  # noqa: F811
    button = {**ENTER, "trigger": {"on": "button", "label": "记账"}}
    works = await ledger_office(database, button)
    id = await ticket(works, 6)
    admin = works.client("admin")
    answer = await admin.post(f"/api/records/ticket/{id}/buttons/flw_enter")
    assert answer.status_code == 200, answer.text
    assert await lines(works) == {6: 1}
    await works.person("guest")
    scene = await works.office.stage.scene(await works.office.as_("guest"))
    with pytest.raises(Refusal) as refused:
        await works.process.acts.press(scene, "ent_ticket", id, "flw_enter")
    assert refused.value.status == 403


async def test_a_schedule_starts_one_run_a_matching_record_and_once_for_all_missed_turns(
    database: Database,  # noqa: F811
) -> None:
    plan = {"on": "schedule", "cron": "0 9 * * *", "where": {"field": "number", "op": "gt", "value": 10}}
    works = await ledger_office(database, {**ENTER, "trigger": plan})
    for number in (5, 11, 12):
        await ticket(works, number)
    assert await lines(works) == {}
    await works.later(hours=21)
    assert await lines(works) == {11: 1, 12: 1}
    await works.later(days=3)
    assert await lines(works) == {11: 2, 12: 2}


async def test_a_decision_and_a_timer_of_the_same_moment_have_one_winner(database: Database) -> None:  # noqa: F811
    late = [{"after_hours": "1", "do": "reject"}]
    ask = {"id": "ask", "type": "approval", "assignees": [{"by": "initiator"}], "timeouts": late}
    works = await ledger_office(database, flow("flw_ask", [ask]))
    await ticket(works)
    (task,) = await works.rows(tasks)
    works.clock.move(HOUR)
    works.office.now = works.clock.now()
    admin = await works.office.as_("admin")
    outcomes = await asyncio.gather(
        works.process.acts.act(admin, task["id"], "approve", Decision()),
        works.process.loop.timers.round(),
        return_exceptions=True,
    )
    await works.settle()
    (run,) = await works.rows(runs)
    verdicts = [one["act"] for one in await works.rows(decision_log) if one["act"] in ("approve", "reject")]
    assert verdicts == ["approve" if run["outcome"] == "approved" else "reject"]
    assert isinstance(outcomes[0], Refusal) == (run["outcome"] == "rejected")
