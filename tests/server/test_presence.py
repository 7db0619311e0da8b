"""Designers who have the same object open see each other by name, across processes and only while they look."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from dougong.design.draft_rows import DraftRows
from dougong.design.presence import LASTS, Presence
from dougong.kernel.workspace import Principal
from dougong.storage.driver.opening import open_database
from dougong.storage.driver.port import Dialect
from dougong.storage.sqlite_functions import register
from dougong_engine.design.role import Role
from support.apps import RunningApp, running, running_app
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.roles import rows, small_role

__all__ = ["running"]
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TRIES = 200
"""What one process tells reaches the others soon, not at once."""


async def app_of(running: RunningApp) -> str:
    answer = await running.admin.post("/api/design", json={"document": {"kind": "app", "name": "客户", "key": "crm"}})
    id = answer.json()["id"]
    assert isinstance(id, str)
    return id


async def people(client: httpx.AsyncClient, id: str, status: int = 200) -> Any:
    answer = await client.put(f"/api/design/{id}/presence")
    assert answer.status_code == status, answer.text
    return answer.json().get("people")


async def people_once_told(client: httpx.AsyncClient, id: str) -> Any:
    for _ in range(TRIES):
        found = await people(client, id)
        if found:
            return found
    return []


async def designer(running: RunningApp, name: str, role: Role) -> tuple[str, httpx.AsyncClient]:
    running.roles.publish(running.workspace_id, role)
    id, client = await running.new_person(name)
    answer = await running.admin.put(f"/api/roles/{role.id}/members", json={"people": [id]})
    assert answer.status_code == 200, answer.text
    return id, client


async def test_people_with_the_same_object_open_see_each_other_by_name_and_not_themselves(running: RunningApp) -> None:
    id = await app_of(running)
    lei, client = await designer(running, "李雷", small_role("rol_designer", abilities=("design",)))
    assert await people(client, id) == []
    assert await people_once_told(running.admin, id) == [{"id": lei, "name": "李雷"}]
    assert [one["id"] for one in await people_once_told(client, id)] == [running.admin_id]


async def test_only_designers_are_told_and_only_about_what_is_there(running: RunningApp) -> None:
    id = await app_of(running)
    _, clerk = await designer(running, "韩梅", small_role("rol_clerk", rows("all")))
    await people(clerk, id, 403)
    await people(running.anonymous(), id, 401)
    await people(running.admin, "frm_gone", 404)
    _, stranger = await running.new_workspace("other")
    await people(stranger, id, 404)


async def test_who_is_told_by_one_process_is_seen_by_another(empty_database_url: str) -> None:  # noqa: F811
    here = await open_database(empty_database_url, register)
    there = here if here.dialect is Dialect.SQLITE else await open_database(empty_database_url, register)
    async with running_app(here) as running:
        id = await app_of(running)
        elsewhere = Presence(there, DraftRows(there))
        await elsewhere.start()
        await people(running.admin, id)
        found: list[Any] = []
        while not found:
            found = await elsewhere.beat(someone(running.workspace_id, "0198f2a0-0000-7000-8000-0000000000aa"), id)
        assert [one["id"] for one in found] == [running.admin_id]
        elsewhere.close()
    for one in {here, there}:
        await one.close()


def someone(workspace_id: str, id: str) -> Principal:
    return Principal(workspace_id, id, None, "某人", (), False, frozenset({"design"}), 0, "zh-CN", "session")


async def test_who_has_left_is_gone_after_a_while_and_nothing_is_kept(running: RunningApp) -> None:
    id = await app_of(running)
    clock = [NOON]
    presence = Presence(running.database, DraftRows(running.database), lambda: clock[0])
    presence.heard(f'{{"w": "{running.workspace_id}", "o": "{id}", "p": "p1", "n": "甲"}}')
    me = someone(running.workspace_id, "p2")
    assert [one["name"] for one in await presence.beat(me, id)] == ["甲"]
    clock[0] += LASTS + timedelta(seconds=1)
    assert await presence.beat(me, id) == []
    presence.heard(f'{{"w": "{running.workspace_id}", "o": "frm_other", "p": "p1", "n": "甲"}}')
    assert list(presence._beats) == [(running.workspace_id, "frm_other")]


async def test_what_is_no_beat_is_passed_over(running: RunningApp) -> None:
    presence = Presence(running.database, DraftRows(running.database))
    for payload in ("", "{}", '{"w": 1}', "[]", "not json"):
        presence.heard(payload)
    assert not presence._beats
