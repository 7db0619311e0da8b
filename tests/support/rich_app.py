"""An entity with a field of every type, a gate, checks, unique fields and a sub-table, in a running application."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest_asyncio

from dougong.design.publishing import Publishing
from dougong.storage.catalogue import Catalogue
from dougong.storage.driver.port import Database
from dougong_engine.design.objects import read_object
from support.apps import RunningApp, running_app, wide_settings
from support.deals import able_database as able_database  # a fixture, seen by those who import it here
from support.records import APP, entity, f

NOBODY = "00000000-0000-7000-8000-000000000009"
OPTIONS = [{"id": one, "name": name} for one, name in (("a", "甲"), ("b", "乙"), ("c", "丙"))]
STAGES = [{"id": one, "name": name} for one, name in (("s1", "接触"), ("s2", "诊断"), ("s3", "签署"))]
TEXTS = ("title", "note", "mail", "web", "tel")
ENTITIES: list[dict[str, Any]] = [
    entity(
        "ent_client",
        "client",
        "客户",
        [
            f("name", "text", required=True, unique=True),
            f("level", "choice", options=OPTIONS),
            f("total", "rollup", result="number", summary="sum", field="amount", entity="ent_rich", through="client"),
        ],
    ),
    entity(
        "ent_rich",
        "rich",
        "样样都有",
        [
            f("title", "text", required=True, max_length=300),
            f("code", "text", unique=True),
            f("note", "long_text"),
            f("qty", "integer", min="-1000", max="100000000000"),
            f("fine", "decimal", places=6),
            f("amount", "money"),
            f("rate", "percent"),
            f("vip", "boolean"),
            f("due", "date"),
            f("seen_at", "moment"),
            f("level", "choice", options=OPTIONS),
            f("tags", "multi_choice", options=OPTIONS),
            f("seller", "person"),
            f("crew", "person", many=True),
            f("unit", "department"),
            f("mail", "email"),
            f("tel", "phone"),
            f("web", "url"),
            f("place", "location"),
            f("papers", "file"),
            f("shots", "photo"),
            f("client", "link", entity="ent_client"),
            f("others", "link", entity="ent_client", many=True),
            f("number", "auto_number", pattern="R-{yyyy}-{0000}"),
            f("net", "formula", result="number", expression="{amount} * (1 - {rate})"),
            f("label", "formula", result="text", expression='{title} & "/" & {client.name}'),
            f("client_level", "lookup", result="text", through="client", field="level"),
            f(
                "lines",
                "sub_table",
                most=5,
                fields=[
                    f("item", "text", required=True),
                    f("pieces", "integer"),
                    f("price", "money"),
                    f("day", "date"),
                    f("sum", "formula", result="number", expression="{pieces} * {price}"),
                ],
            ),
            f("lines_total", "rollup", result="number", summary="sum", rows="lines", field="sum"),
            f("stage", "choice", options=STAGES, default="s1"),
        ],
        gates=[
            {
                "id": "g",
                "field": "stage",
                "stages": [
                    {"option": "s1", "evidence": [{"id": "e1", "name": "说明", "kind": "filled", "field": "note"}]},
                    {"option": "s2"},
                    {"option": "s3"},
                ],
            }
        ],
        checks=[
            {
                "id": "c1",
                "name": "折扣",
                "expression": "{rate} <= 0.3",
                "when": {"field": "rate", "op": "is_not_empty"},
                "message": "折扣不能超过 30%",
                "fields": ["rate"],
            }
        ],
    ),
]


@dataclass(slots=True)
class Rich:
    """A running application with the design published and one department, client, record and upload of the admin."""

    running: RunningApp
    unit: str
    client: str
    record: str
    upload: str

    @property
    def admin(self) -> httpx.AsyncClient:
        """The admin's client."""
        return self.running.admin

    def good(self, title: str = "好") -> dict[str, Any]:
        """Values that are right for every field that may be written, files aside."""
        me = self.running.admin_id
        return {
            "title": title,
            "note": "两行\n文字",
            "qty": 3,
            "fine": "1.000001",
            "amount": "1000.50",
            "rate": "0.1",
            "vip": True,
            "due": "2026-11-22",
            "seen_at": "2026-11-22T06:00:00Z",
            "level": "a",
            "tags": ["b", "a"],
            "seller": me,
            "crew": [me],
            "unit": self.unit,
            "mail": "li@example.org",
            "tel": "+8613800000000",
            "web": "https://example.org/a?b=c",
            "place": {"lat": "31.200000", "lng": "121.400000", "address": "上海"},
            "client": self.client,
            "others": [self.client],
            "lines": [{"item": "甲", "pieces": 2, "price": "1.50", "day": "2026-01-31"}],
        }


async def publish(running: RunningApp, documents: list[dict[str, Any]]) -> None:
    """Publish design objects in the application's workspace, as a designer's publish does."""
    objects = [read_object(dict(one)) for one in documents]
    publishing = Publishing(running.database, Catalogue(running.database))
    await publishing.publish(running.workspace_id, running.admin_id, objects, datetime.now(UTC))


async def made(client: httpx.AsyncClient, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """What a POST created; fails on a refusal."""
    answer = await client.post(path, json=body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def upload(client: httpx.AsyncClient, name: str = "a.txt") -> httpx.Response:
    """A small text file sent as a browser sends it."""
    return await client.post("/api/files", files={"file": (name, b"words", "text/plain")})


@pytest_asyncio.fixture
async def rich(able_database: Database) -> AsyncIterator[Rich]:  # the fixture above
    """The application on SQLite, then on PostgreSQL."""
    # No worker: a refused request must leave every row alone, and the worker would work off the inbox meanwhile.
    async with running_app(able_database, wide_settings(worker="external")) as running:
        await publish(running, [APP, *ENTITIES])
        unit = await made(running.admin, "/api/departments", {"name": "华东"})
        client = await made(running.admin, "/api/records/client", {"name": "远山", "level": "b"})
        file = (await upload(running.admin)).json()
        ready = Rich(running, unit["id"], client["id"], NOBODY, file["id"])
        ready.record = (await made(running.admin, "/api/records/rich", ready.good("第一条")))["id"]
        yield ready
