"""A sales design with many kinds of fields, generated deals, and a database that can aggregate."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest_asyncio
import sqlalchemy as sa

from dougong.records.reading import Question
from dougong.storage import people_tables, workspaces
from dougong.storage.driver.opening import DriverOptions, open_database
from dougong.storage.driver.port import Database
from dougong.storage.sqlite_functions import register
from support.records import APP, Office, entity, f, office

ZONE = "America/New_York"
UNIT = "0198f2a0-0000-7000-8000-0000000000aa"
"""The department."""
LEVELS = [{"id": "c", "name": "丙"}, {"id": "a", "name": "甲"}, {"id": "b", "name": "乙"}]
STAGES = [{"id": one, "name": name} for one, name in (("s1", "接触"), ("s2", "诊断"), ("s3", "签署"))]
OUTCOMES = [{"id": one, "name": one} for one in ("open", "won", "lost")]
DESIGN: list[dict[str, Any]] = [
    APP,
    entity(
        "ent_customer",
        "customer",
        "客户",
        [f("name", "text", required=True), f("level", "choice", options=LEVELS), f("secret", "text")],
    ),
    entity(
        "ent_deal",
        "deal",
        "商机",
        [
            f("title", "text", required=True),
            f("customer", "link", entity="ent_customer"),
            f("level", "lookup", result="text", through="customer", field="level"),
            f("city", "text"),
            f("amount", "money"),
            f("fine", "decimal", places=6),
            f("qty", "integer"),
            f("price", "formula", result="number", expression="{amount} / {qty}"),
            f("cost", "money"),
            f("vip", "boolean"),
            f("due", "date"),
            f("seen_at", "moment"),
            f("seller", "person"),
            f("dept", "department"),
            f("tags", "multi_choice", options=LEVELS),
            f("stage", "choice", options=STAGES, default="s1"),
            f("outcome", "choice", options=OUTCOMES, default="open"),
        ],
        gates=[
            {
                "id": "g",
                "field": "stage",
                "stages": [{"option": "s1"}, {"option": "s2", "limit_hours": 72}, {"option": "s3"}],
                "done": {"field": "outcome", "op": "is", "value": "won"},
            }
        ],
    ),
    {
        "format": 1,
        "kind": "role",
        "id": "rol_rep",
        "app": "app_test",
        "name": "销售",
        "grants": [
            {
                "entity": "ent_deal",
                "scope": {"rows": "own"},
                "fields": {"*": "write", "cost": "none"},
                "actions": ["create", "update"],
            },
            {"entity": "ent_customer", "scope": {"rows": "own"}, "fields": {"*": "read", "secret": "none"}},
        ],
    },
    {
        "format": 1,
        "kind": "role",
        "id": "rol_looker",
        "app": "app_test",
        "name": "旁观",
        "grants": [
            {"entity": "ent_deal", "scope": {"rows": "all"}, "fields": {"*": "read", "cost": "none", "city": "none"}},
            {"entity": "ent_customer", "scope": {"rows": "all"}, "fields": {"*": "read"}},
        ],
    },
    {
        "format": 1,
        "kind": "role",
        "id": "rol_keeper",
        "app": "app_test",
        "name": "自己的成本",
        "grants": [{"entity": "ent_deal", "scope": {"rows": "own"}, "fields": {"cost": "read", "city": "read"}}],
    },
]


@pytest_asyncio.fixture
async def able_database(empty_database_url: str) -> AsyncIterator[Database]:
    """An open database without tables, with Dougong's SQL functions on SQLite."""
    opened = await open_database(empty_database_url, register, DriverOptions(statement_seconds=20))
    yield opened
    await opened.close()


async def deals_office(database: Database) -> Office:
    """A workspace in New York with the design, two sellers, somebody who looks on, and a department."""
    made = await office(database)

    def work(connection: sa.Connection) -> None:
        connection.execute(sa.update(workspaces.workspaces).values(timezone=ZONE))
        row = {"workspace_id": made.workspace_id, "id": UNIT, "name": "华东", "sort_name": "hd"}
        connection.execute(sa.insert(people_tables.departments).values(row))

    await database.run_sync(work)
    await made.publish(DESIGN)
    await made.person("li", "rol_rep")
    await made.person("zhang", "rol_rep")
    await made.person("wu", "rol_looker", "rol_keeper")
    return made


async def fill(made: Office, count: int, seed: int = 7) -> None:
    """Customers and deals with every kind of value, empty ones and errors among them, owned by three people."""
    chance = Random(seed)
    admin = await made.as_("admin")
    owners = [made.people[one] for one in ("li", "zhang", "admin")]
    customers = [
        await made.writing.create(
            admin,
            "customer",
            {"name": f"客户{chance.randrange(4)}", "level": chance.choice(["a", "b", "c", None]), "owner": owner},
        )
        for owner in (*owners, *owners)
    ]
    for number in range(count):
        await made.writing.create(admin, "deal", _deal(chance, number, owners, customers))
    gone = await made.writing.create(admin, "deal", {"title": "已删", "amount": "99999", "city": "西安"})
    await made.writing.remove(admin, "deal", str(gone["id"]))


def _deal(chance: Random, number: int, owners: list[str], customers: list[dict[str, object]]) -> dict[str, Any]:
    def some(value: object) -> Any:
        return value if chance.random() < 0.85 else None

    # Around both changes to and from summer time, and in the hours between the day in UTC and the day in New York.
    near = chance.choice([datetime(2026, 3, 8, 5, tzinfo=UTC), datetime(2026, 11, 1, 5, tzinfo=UTC)])
    moment = near + timedelta(minutes=chance.randrange(-72 * 60, 72 * 60))
    return {
        "title": f"单{number}",
        "owner": chance.choice(owners),
        "customer": some(chance.choice(customers)["id"]),
        "city": some(chance.choice(["北京", "上海", "Ulm"])),
        "amount": some(f"{chance.randrange(-(10**6), 10**15)}.{chance.randrange(100):02}"),
        "fine": some(f"{chance.randrange(-9, 9)}.{chance.randrange(10**6):06}"),
        "qty": some(chance.randrange(-1, 4)),
        "cost": some(str(chance.randrange(1000))),
        "vip": some(chance.random() < 0.5),
        "due": some((date(2025, 12, 27) + timedelta(days=chance.randrange(300))).isoformat()),
        "seen_at": some(moment.strftime("%Y-%m-%dT%H:%M:%SZ")),
        "seller": some(chance.choice(owners)),
        "dept": some(UNIT),
        "tags": ["a"],
    }


async def all_records(made: Office, name: str, *fields: str) -> list[dict[str, object]]:
    """Every deal that somebody may see, with these fields."""
    found = await made.reading.page(await made.as_(name), "deal", Question(fields=fields, limit=500))
    return found.records
