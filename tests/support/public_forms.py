"""A running application with a form that strangers may fill in, and strangers."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import pytest_asyncio
import sqlalchemy as sa

from dougong.storage.driver.port import Database
from dougong.storage.side_tables import inbox
from support.apps import RunningApp, running_app, wide_settings
from support.deals import able_database as able_database  # a fixture, seen by those who import it here
from support.records import APP, entity, f
from support.rich_app import OPTIONS, made, publish

WIDE = {"public_answers_per_minute_form": 100_000, "public_answers_per_minute_address": 100_000}
FORM = "frm_wish"
ENTITIES: list[dict[str, Any]] = [
    entity("ent_shop", "shop", "门店", [f("name", "text", "店名", required=True), f("rent", "money", "租金")]),
    entity(
        "ent_wish",
        "wish",
        "需求",
        [
            f("title", "text", "标题", required=True),
            f("mail", "email", "邮箱", unique=True),
            f("level", "choice", "级别", options=OPTIONS),
            f("shop", "link", "门店", entity="ent_shop"),
            f("papers", "file", "附件"),
            f("lines", "sub_table", "明细", most=5, fields=[f("item", "text", "品名"), f("price", "money", "单价")]),
            f("sum", "rollup", "合计", result="number", summary="sum", rows="lines", field="price"),
            f("source", "text", "来源"),
            f("secret", "text", "内部编号", unique=True),
            f("keeper", "person", "跟进人"),
            f("stage", "choice", "阶段", options=OPTIONS, default="a"),
        ],
        checks=[
            {
                "id": "c",
                "name": "内部",
                "expression": '{source} <> "bad"',
                "message": "内部规则",
                "fields": ["source"],
            }
        ],
    ),
]
PLACED = ("title", "mail", "level", "shop", "papers", "lines", "sum")
OPEN: dict[str, Any] = {"lists": ["shop"], "files": {"most": 2, "megabytes": 1}, "values": {"source": "web"}}


def form(public: Mapping[str, Any] | None, *placed: str, **members: Any) -> dict[str, Any]:
    """The form with that public side and these fields (all by default)."""
    sections = [{"id": "main", "name": "需求", "fields": [{"field": one} for one in placed or PLACED]}]
    head = {"format": 1, "kind": "form", "id": FORM, "app": "app_test", "name": "提需求", "entity": "ent_wish"}
    own = {**head, "sections": sections, **members}
    return own if public is None else {**own, "public": dict(public)}


def role(id: str, *grants: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A role of these grants."""
    head = {"format": 1, "kind": "role", "id": id, "app": "app_test", "name": id}
    return {**head, "grants": list(grants), **more}


@dataclass(slots=True)
class PublicWorld:
    """The application, the token of the form's address, and somebody without an account."""

    running: RunningApp
    stranger: httpx.AsyncClient
    token: str
    shop: str

    @property
    def admin(self) -> httpx.AsyncClient:
        """The admin's client."""
        return self.running.admin

    async def change(self, public: Mapping[str, Any] | None, *placed: str, **members: Any) -> None:
        """Publish the form with another public side."""
        await publish(self.running, [form(public, *placed, **members)])

    async def send(self, raw: Mapping[str, Any], token: str | None = None, **headers: str) -> httpx.Response:
        """Hand the form in."""
        path = f"/api/public/forms/{self.token if token is None else token}"
        return await self.stranger.post(path, json=dict(raw), headers=headers)

    async def read(self, token: str | None = None) -> httpx.Response:
        """Open the form."""
        return await self.stranger.get(f"/api/public/forms/{self.token if token is None else token}")

    async def attach(self, content: bytes = b"words", name: str = "a.txt") -> httpx.Response:
        """Upload a file for the form."""
        return await self.stranger.post(f"/api/public/files/{self.token}", files={"file": (name, content)})

    async def wishes(self) -> list[dict[str, Any]]:
        """All records, as the admin sees them."""
        answer = await self.admin.get("/api/records/wish?sort=title")
        found: list[dict[str, Any]] = answer.json()["records"]
        return found

    async def events(self) -> list[dict[str, Any]]:
        """What waits to be told about wishes."""

        def read(connection: sa.Connection) -> list[dict[str, Any]]:
            asked = sa.select(inbox.c.payload).where(inbox.c.entity_id == "ent_wish").order_by(inbox.c.id)
            return [dict(row[0]) for row in connection.execute(asked)]

        return await self.running.database.run_sync(read)


async def address(client: httpx.AsyncClient, **asked: Any) -> httpx.Response:
    """Open the form's address, or what else is asked."""
    return await client.put(f"/api/forms/{FORM}/address", json={"open": True, **asked})


@pytest_asyncio.fixture
async def wishing(able_database: Database) -> AsyncIterator[PublicWorld]:  # the fixture above
    """The application on SQLite, then on PostgreSQL, with the form's address given out."""
    async with running_app(able_database, wide_settings(worker="external", **WIDE)) as running:
        await publish(running, [APP, *ENTITIES, form(OPEN)])
        shop = await made(running.admin, "/api/records/shop", {"name": "一号店", "rent": "9000"})
        opened = (await address(running.admin)).json()
        yield PublicWorld(running, running.anonymous(), opened["path"].removeprefix("/f/"), shop["id"])
