"""Who stands behind an installed app's slots: somebody leaves, the page says so, somebody else is named."""

from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from dougong.packages.market import files_of
from dougong.storage.driver.port import Database
from dougong.storage.people_tables import people, role_members
from dougong_engine.design.flow import Flow
from dougong_engine.document import dump
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.designs import LIBRARY
from support.packages import app_client, installing
from support.records import Office, office

SALES = "dougong.sales_management"
SLOTS = "/api/apps/app_sales/slots"


@pytest.fixture
async def made(database: Database) -> Office:  # noqa: F811
    """The sales package with wang behind its slot."""
    made = await office(database)
    for name in ("wang", "li"):
        await made.person(name)
    slots = {"contract_keeper": made.people["wang"]}
    await installing(made).install(await made.as_("admin"), SALES, samples=False, slots=slots)
    return made


async def leaves(made: Office, name: str) -> None:
    gone = sa.update(people).where(people.c.id == made.people[name]).values(active=False)
    await made.database.run_sync(lambda connection: connection.execute(gone))


async def asked(made: Office) -> set[str]:
    """The people whom the contract approval falls back to."""
    flow = (await made.catalogue.newest(made.workspace_id)).design.get(Flow, "flw_contract_approval")
    assert flow is not None
    names = {id: name for name, id in made.people.items()}
    document: Any = dump(flow)
    rules = [rule for node in document["nodes"] for rule in node.get("fallback", ())]
    return {names[person] for rule in rules if rule["by"] == "person" for person in rule["people"]}


async def slot(api: httpx.AsyncClient) -> dict[str, Any]:
    (found,) = (await api.get(SLOTS)).json()["slots"]
    return dict(found)


async def test_somebody_who_has_left_is_told_and_replaced(made: Office) -> None:
    api = app_client(made, LIBRARY)
    before = await slot(api)
    assert (before["name"], before["person"]["name"], before["problem"]) == ("合同审批兜底人", "wang", None)
    assert before["flows"] == ["合同审批"]
    await leaves(made, "wang")
    assert (await slot(api))["problem"]["code"] == "package.slot.left"
    named = await api.put(SLOTS, json={"slots": {"contract_keeper": made.people["li"]}})
    assert named.status_code == 200, named.text
    (found,) = named.json()["slots"]
    assert (found["person"]["name"], found["problem"], named.json()["left"]) == ("li", None, [])
    assert await asked(made) == {"li"}
    exported = await installing(made).export(await made.as_("admin"), "app_sales")
    assert exported == files_of(LIBRARY / "sales_management"), "a slot again"


async def test_a_place_that_was_changed_by_hand_stays_and_is_named(made: Office) -> None:
    flow: Any = dump((await made.catalogue.newest(made.workspace_id)).design.objects["flw_contract_approval"])
    node = next(one for one in flow["nodes"] if one["id"] == "legal_approval")
    node["fallback"].append({"by": "role", "role": "rol_sales_director"})
    await made.publish([flow])
    named = (await app_client(made, LIBRARY).put(SLOTS, json={"slots": {"contract_keeper": made.people["li"]}})).json()
    assert named["left"] == ["合同审批"]
    assert await asked(made) == {"li", "wang"}


async def test_roles_that_flows_ask_are_shown_with_how_many_hold_them(made: Office) -> None:
    row = {"workspace_id": made.workspace_id, "role_id": "rol_legal", "person_id": made.people["li"]}
    await made.database.run_sync(lambda connection: connection.execute(sa.insert(role_members).values(row)))
    roles = {one["id"]: one for one in (await app_client(made, LIBRARY).get(SLOTS)).json()["roles"]}
    assert (roles["rol_legal"]["members"], roles["rol_legal"]["problem"]) == (1, None)
    assert roles["rol_finance"]["problem"]["code"] == "package.role.empty"
    await leaves(made, "li")
    roles = {one["id"]: one for one in (await app_client(made, LIBRARY).get(SLOTS)).json()["roles"]}
    assert roles["rol_legal"]["members"] == 0


async def test_the_page_speaks_its_readers_language(made: Office) -> None:
    await made.speaks("admin", "en")
    shown = (await app_client(made, LIBRARY).get(SLOTS)).json()
    assert [(one["name"].isascii(), one["flows"]) for one in shown["slots"]] == [(True, ["Contract approval"])]
    assert all(one["name"].isascii() for one in shown["roles"])


async def test_hostile_slots_and_people_of_nowhere_are_refused(made: Office) -> None:
    api = app_client(made, LIBRARY)
    nobody = "0198f2a0-0000-7000-8000-000000000001"
    await leaves(made, "li")
    for slots, status in (
        ({"contract_keeper": nobody}, 422),
        ({"contract_keeper": made.people["li"]}, 422),
        ({"nothing": made.people["wang"]}, 422),
        ({"contract_keeper": "'; drop table people; --"}, 422),
        ({"__proto__": made.people["wang"]}, 422),
    ):
        assert (await api.put(SLOTS, json={"slots": slots})).status_code == status, slots
    assert await asked(made) == {"wang"}
    assert (await api.get("/api/apps/app_none/slots")).status_code == 404
    api.headers["x-caller"] = "wang"
    assert (await api.get(SLOTS)).status_code == 403
    assert (await api.put(SLOTS, json={"slots": {}})).status_code == 403


async def test_an_app_of_ones_own_has_no_slots(made: Office, tmp_path: Path) -> None:
    own = {"format": 1, "kind": "app", "id": "app_own", "app": "app_own", "key": "own", "name": "自建"}
    await made.publish([own])
    answer = await app_client(made, tmp_path).get("/api/apps/app_own/slots")
    assert (answer.status_code, answer.json()["code"]) == (404, "app.not_installed")
