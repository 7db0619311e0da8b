"""The title of a run repeats values of its record: at each door a reader is told only what he may read now."""

from typing import Any

import httpx
import pytest

from dougong.notify.endpoints import notifications_router
from dougong.notify.in_app import InApp
from dougong.notify.letters import LetterBox
from dougong.notify.sending import Sending
from dougong.notify.store import NotificationRows, PreferenceRows
from dougong.process.service import Process, Surroundings
from dougong.storage.driver.port import Database
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.ledger import APPLICATION, LEDGER, flow
from support.process import OfficeCallers, Works, works
from support.records import entity, f
from support.small_app import calling, small_app

TICKET = entity("ent_ticket", "ticket", "工单", [f("name", "text"), f("number", "integer")])
WHOLE, HIDDEN = "审批 打印机 1", "审批 受限 1"


def role(right: str) -> dict[str, Any]:
    """Tickets of one's own; `right` on the name."""
    fields = {"name": right, "number": "write"}
    grant = {"entity": "ent_ticket", "scope": {"rows": "own"}, "fields": fields, "actions": ["create"]}
    return {"format": 1, "kind": "role", "id": "rol_own", "app": "app_test", "name": "本人", "grants": [grant]}


@pytest.fixture
async def made(database: Database) -> Works:  # noqa: F811
    """ivan hands in a ticket; ann decides without seeing its name, gina with."""
    works_ = await works(database)
    rows = NotificationRows(database)
    sending = Sending({"in_app": InApp(database, rows, works_.clock)}, rows, PreferenceRows(database))
    around = Surroundings(messenger=LetterBox(sending, rows, database), caller=works_.far)
    works_.process = Process(works_.office.writing, works_.office.reading, works_.clock, around)
    await works_.person("ivan", "rol_own")
    await works_.person("ann")
    await works_.person("gina")
    await works_.office.speaks("gina", "en")
    nodes = [
        {
            "id": node,
            "type": "approval",
            "assignees": [{"by": "person", "people": [works_.office.people[name]]}],
            "fields": fields,
        }
        for node, name, fields in (("ask", "ann", {"name": "hidden"}), ("then", "gina", {}))
    ]
    titled = flow("flw_ask", nodes, ["ask:approved > then"], title="审批 {{name}} {{number}}")
    await works_.office.publish([APPLICATION, TICKET, LEDGER, role("write"), titled])
    ivan = await works_.office.as_("ivan")
    await works_.office.writing.create(ivan, "ticket", {"name": "打印机", "number": 1})
    await works_.settle()
    return works_


def client(made: Works, name: str) -> httpx.AsyncClient:
    """Tasks, runs and the list of notifications."""
    rows = NotificationRows(made.database)
    app = small_app(*made.process.routers(), notifications_router(rows, made.clock, made.process.glances.values))
    app.state.authenticator = OfficeCallers(made.office)
    return calling(app, name)


async def titles(made: Works, name: str, tab: str) -> set[str]:
    """The run's title at every door that it has for somebody."""
    asker = client(made, name)
    (task,) = (await asker.get("/api/tasks", params={"tab": tab})).json()["tasks"]
    found = {task["record"]["title"]}
    found.add((await asker.get(f"/api/tasks/{task['id']}")).json()["record"]["title"])
    found.add((await asker.get(f"/api/runs/{task['run']}")).json()["record"]["title"])
    for run in (await asker.get("/api/runs")).json()["runs"]:
        found |= {run["title"], run["record"]["title"]}
    return found


async def news(made: Works, name: str) -> list[str]:
    """Title and body of each notification."""
    items = (await client(made, name).get("/api/notifications")).json()["items"]
    return [f"{one['title']} {one['body']}" for one in items]


async def test_whoever_may_not_see_a_field_of_the_title_reads_that_it_is_restricted(made: Works) -> None:
    assert await titles(made, "ann", "todo") == {HIDDEN}
    (told,) = await news(made, "ann")
    assert HIDDEN in told
    assert "打印机" not in told


async def test_whoever_may_see_it_reads_the_title_as_it_was_when_the_run_began(made: Works) -> None:
    admin = await made.office.as_("admin")
    (run,) = (await client(made, "ivan").get("/api/runs")).json()["runs"]
    await made.office.writing.update(admin, "ticket", run["record"]["id"], {"name": "复印机"})
    await made.act("ann", "approve")
    await made.later(seconds=10)
    assert await titles(made, "ivan", "started") == {WHOLE}
    assert await titles(made, "gina", "todo") == {WHOLE}
    assert any(WHOLE in one for one in await news(made, "gina"))
    runs = (await client(made, "admin").get("/api/runs")).json()["runs"]
    assert [one["title"] for one in runs] == [WHOLE]


async def test_withdrawing_the_right_closes_every_door_at_once(made: Works) -> None:
    await made.act("ann", "approve")
    await made.act("gina", "approve")
    await made.later(seconds=10)
    assert any(WHOLE in one for one in await news(made, "ivan"))
    await made.office.publish([role("none")])
    assert await titles(made, "ivan", "started") == {HIDDEN}
    assert "打印机" not in str(await news(made, "ivan"))
    assert "受限 " in await news(made, "ivan")


async def test_the_word_is_in_the_reader_s_language_and_a_removed_record_tells_nothing(made: Works) -> None:
    await made.act("ann", "approve")
    (run,) = (await client(made, "ivan").get("/api/runs")).json()["runs"]
    await made.office.writing.remove(await made.office.as_("admin"), "ticket", run["record"]["id"])
    await made.later(seconds=10)
    assert (await client(made, "ivan").get("/api/runs")).json()["runs"][0]["title"] == "审批 受限 受限"
    task = (await client(made, "gina").get(f"/api/runs/{run['id']}")).json()
    assert task["record"]["title"] == "审批 Restricted Restricted"
    assert all("打印机" not in one for one in await news(made, "gina"))
