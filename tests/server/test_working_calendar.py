"""Each workspace counts working time by its own calendar; due times keep the version by which they were counted."""

from datetime import UTC, datetime
from typing import Any

from dougong.process.calendars import standard
from dougong.storage.driver.port import Database
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.ledger import APPLICATION, LEDGER, TICKET, flow
from support.process import Works, timers, works

LATE = [{"after_hours": "8", "working": True, "do": "remind"}]
ASK = {"id": "ask", "type": "approval", "assignees": [{"by": "initiator"}], "timeouts": LATE}


async def asking(database: Database) -> Works:  # noqa: F811
    made = await works(database)
    await made.office.publish([APPLICATION, TICKET, LEDGER, flow("flw_ask", [ASK])])
    return made


async def task(made: Works, name: str) -> dict[str, Any]:
    admin = await made.office.as_("admin")
    await made.office.writing.create(admin, "ticket", {"name": name, "number": 1})
    await made.settle()
    client = made.client("admin")
    id = (await client.get("/api/tasks")).json()["tasks"][0]["id"]
    return dict((await client.get(f"/api/tasks/{id}")).json())


async def test_a_changed_calendar_counts_for_new_tasks_and_old_ones_keep_their_time_and_reason(
    database: Database,  # noqa: F811
) -> None:
    made = await asking(database)
    first = await task(made, "friday")
    assert first["due_at"] == "2026-11-23T04:00:00Z", "Friday noon + 5 h of work + 3 h on Monday"
    assert first["due_why"] == {
        "calendar": 1,
        "skipped": [{"day": "2026-11-21", "name": ""}, {"day": "2026-11-22", "name": ""}],
    }
    client = made.client("admin")
    calendar = (await client.get("/api/calendar")).json()
    assert calendar["holidays"]["2026-10-01"] == "国庆节"
    changed = {**calendar, "holidays": {**calendar["holidays"], "2026-11-23": "公司日"}}
    assert (await client.put("/api/calendar", json=changed)).json()["version"] == 2
    stale = await client.put("/api/calendar", json=changed)
    assert (stale.status_code, stale.json()["code"]) == (409, "calendar.stale")
    second = await task(made, "after")
    assert second["due_at"] == "2026-11-24T04:00:00Z"
    assert {"day": "2026-11-23", "name": "公司日"} in second["due_why"]["skipped"]
    again = (await client.get(f"/api/tasks/{first['id']}")).json()
    assert (again["due_at"], again["due_why"]["calendar"]) == (first["due_at"], 1)
    assert {one["calendar"] for one in await made.rows(timers)} == {1, 2}


async def test_a_calendar_without_working_time_or_by_somebody_without_the_right_is_refused(
    database: Database,  # noqa: F811
) -> None:
    made = await asking(database)
    await made.person("ann")
    calendar = (await made.client("ann").get("/api/calendar")).json()
    assert (await made.client("ann").put("/api/calendar", json=calendar)).status_code == 403
    closed = await made.client("admin").put("/api/calendar", json={**calendar, "week": {}})
    assert (closed.status_code, closed.json()["code"]) == (422, "calendar.closed")


def test_the_official_days_of_2026_are_there() -> None:
    calendar = standard()
    assert len(calendar.holidays) == 33
    assert not calendar.shifts(datetime(2026, 2, 16, tzinfo=UTC).date())
    assert calendar.shifts(datetime(2026, 2, 28, tzinfo=UTC).date()), "a Saturday that is worked"
