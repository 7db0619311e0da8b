"""Whoever is away lets somebody else act: looked up when a task is given out, told in the log, never in a circle."""

from datetime import timedelta
from typing import Any

import pytest

from dougong.storage.driver.port import Database
from support.contracts import contract_office, submitted
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.process import Works, decision_log, tasks


@pytest.fixture
async def made(database: Database) -> Works:  # noqa: F811
    works = await contract_office(database)
    await works.person("lou", "rol_legal_helper")
    return works


async def away(works: Works, name: str, to: str, **more: Any) -> Any:
    today = works.clock.now().date()
    body = {"to": works.office.people[to], "since": str(today), "until": str(today + timedelta(days=3)), **more}
    return await works.client(name).post("/api/me/delegations", json=body)


async def test_a_task_goes_to_the_stand_in_and_the_log_says_for_whom(made: Works) -> None:
    assert (await away(made, "lea", "lou")).status_code == 200
    await submitted(made)
    assert sorted(await made.open_tasks()) == ["finn", "gina", "lou"]
    (task,) = await made.rows(tasks, person_id=made.office.people["lou"])
    assert task["behalf_id"] == made.office.people["lea"]
    await made.act("lou", "approve", fields={"legal_opinion": "代为同意"})
    last = max(await made.rows(decision_log), key=lambda one: int(one["number"]))
    assert (last["by"], last["entry"]["behalf"]) == (made.office.people["lou"], made.office.people["lea"])


async def test_it_begins_and_ends_with_its_days_and_may_be_about_one_flow_only(made: Works) -> None:
    await away(made, "lea", "lou", flows=["flw_contract_approval"])
    known = (await made.client("lea").get("/api/me/delegations")).json()
    assert known["mine"][0]["to"]["name"] == "lou"
    assert (await made.client("lou").get("/api/me/delegations")).json()["to_me"][0]["person"]["name"] == "lea"
    await made.later(days=4)
    await submitted(made)
    assert "lea" in await made.open_tasks()
    assert (await made.client("lea").get("/api/me/delegations")).json()["mine"] == []


async def test_a_circle_goes_to_whoever_answers_for_the_app(made: Works) -> None:
    await away(made, "lea", "lou")
    await away(made, "lou", "lea")
    await submitted(made)
    assert "admin" in await made.open_tasks()


async def test_a_transfer_to_somebody_who_is_away_reaches_the_stand_in(made: Works) -> None:
    await made.person("max")
    await away(made, "max", "lou")
    await submitted(made)
    await made.act("lea", "transfer", to=made.office.people["max"])
    (task,) = await made.rows(tasks, person_id=made.office.people["lou"])
    assert task["behalf_id"] == made.office.people["max"]


async def test_an_added_signer_who_is_away_lets_the_stand_in_sign_and_the_log_says_for_whom(made: Works) -> None:
    await made.person("max")
    await made.person("eve")
    await away(made, "max", "lou")
    await submitted(made)
    people = {name: made.office.people[name] for name in ("max", "eve", "lou")}
    await made.act("lea", "add_signer", people=[people["max"], people["eve"]], how="before", comment="请先看")
    waiting = {one["person_id"]: one["behalf_id"] for one in await made.rows(tasks) if one["why"] == "before"}
    assert waiting == {people["lou"]: people["max"], people["eve"]: None}
    await made.act("lou", "approve")
    log = {one["act"]: one for one in await made.rows(decision_log)}
    assert log["add_before"]["entry"]["people"] == [people["max"], people["eve"]]
    assert (log["approve"]["by"], log["approve"]["entry"]["behalf"]) == (people["lou"], people["max"])


async def test_nobody_is_added_twice_because_of_an_absence(made: Works) -> None:
    await made.person("max")
    await away(made, "max", "lou")
    await submitted(made)
    people = [made.office.people[name] for name in ("max", "lou")]
    await made.act("lea", "add_signer", people=people, how="before", comment="请先看")
    (task,) = [one for one in await made.rows(tasks) if one["why"] == "before"]
    assert (task["person_id"], task["behalf_id"]) == (people[1], None)


async def test_ending_it_is_for_its_own_person_and_leaves_tasks_where_they_are(made: Works) -> None:
    id = (await away(made, "lea", "lou")).json()["id"]
    await submitted(made)
    assert (await made.client("lou").delete(f"/api/me/delegations/{id}")).status_code == 404
    assert (await made.client("lea").delete(f"/api/me/delegations/{id}")).status_code == 200
    assert "lou" in await made.open_tasks()
    await submitted(made)
    assert "lea" in await made.open_tasks()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"to": "lea"}, "approval.delegation.self"),
        ({"until": "2026-11-01"}, "approval.delegation.days"),
        ({"since": "2026-10-01", "until": "2026-10-02"}, "approval.delegation.past"),
        ({"until": "2029-11-01"}, "approval.delegation.days"),
        ({"flows": ["flw_nowhere"]}, "flow.unknown"),
    ],
)
async def test_what_could_never_hold_is_refused(made: Works, body: dict[str, Any], code: str) -> None:
    days = {name: value for name, value in body.items() if name != "to"}
    answer = await away(made, "lea", body.get("to", "lou"), **days)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
