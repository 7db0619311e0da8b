"""The data of the benchmarks: a small sales app, people in departments, a salesperson with a token, many rows."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from dougong.kernel.ids import new_id
from dougong.people.service import FirstAdmin, bootstrap
from dougong.people.sign_in.secret_tokens import new_api_token, token_hash
from dougong.people.tables import api_tokens
from dougong.storage import people_tables as people
from dougong.storage.driver.opening import open_database
from dougong.storage.entity_table import EntityTable
from dougong.storage.migrate import bring_up_to_date
from dougong.storage.sqlite_functions import register
from dougong.storage.write_values import field_values
from support.records import APP, Office, entity, f

CUSTOMERS = 10_000
PEOPLE = 36
DEPARTMENTS = 10
SAMPLE = 5_000
CHUNK = 5_000
FIELDS = (
    *("title", "code", "amount", "quantity", "count", "rate", "close", "start", "stage", "source"),
    *("customer", "member", "hot", "note"),
)
"""Keys of the opportunity that the salesperson may read; the fifteenth, the phone, is kept from them."""

STAGES = [{"id": f"s{place}", "name": f"阶段 {place}"} for place in range(6)]
DESIGN: list[dict[str, Any]] = [
    APP,
    entity(
        "ent_customer", "customer", "客户", [f("name", "text", required=True), f("level", "choice", options=STAGES)]
    ),
    entity(
        "ent_opportunity",
        "opportunity",
        "商机",
        [
            f("title", "text", required=True),
            f("code", "text"),
            f("amount", "money"),
            f("quantity", "decimal"),
            f("count", "integer"),
            f("rate", "percent"),
            f("close", "date"),
            f("start", "date"),
            f("stage", "choice", options=STAGES),
            f("source", "choice", options=STAGES),
            f("customer", "link", entity="ent_customer"),
            f("member", "person"),
            f("hot", "boolean"),
            f("note", "long_text"),
            f("phone", "phone"),
        ],
    ),
    {
        "format": 1, "kind": "role", "id": "rol_sales", "app": "app_test", "name": "销售",
        "grants": [
            {
                "entity": "ent_opportunity",
                "scope": {"rows": "department_tree"},
                "fields": {"*": "write", "phone": "none"},
                "actions": ["create", "update", "delete", "bulk"],
            },
            {"entity": "ent_customer", "scope": {"rows": "all"}, "fields": {"*": "read"}},
        ],
    },
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class World:
    """What load and reference must know: a token, ids of visible records, and where the rows lie."""

    token: str
    password: str
    """The admin's, until the first sign-in."""
    person: str
    ids: tuple[str, ...]
    customer: str
    opportunities: str
    customers: str
    customer_name: str
    columns: dict[str, str]

    def save(self, path: Path) -> None:
        """Write it for other processes."""
        path.write_text(json.dumps(asdict(self)))

    @classmethod
    def load(cls, path: Path) -> "World":
        """Read it back."""
        return cls(**json.loads(path.read_text()))


async def make(url: str, rows: int, more: Sequence[dict[str, Any]] = ()) -> World:
    """Fill an empty database; `more` is published with the design."""
    database = await open_database(url, register)
    try:
        await bring_up_to_date(database)
        first = await bootstrap(database, datetime.now(UTC), email="admin@dougong.local")
        assert first is not None
        made = Office(database, first.workspace_id, people={"admin": first.person_id}, admins={"admin"})
        await made.publish([*DESIGN, *more])
        schema = await made.catalogue.newest(first.workspace_id)
        customers, opportunities = schema.table("ent_customer"), schema.table("ent_opportunity")
        token = new_api_token()
        return await database.run_sync(
            lambda connection: _fill(connection, first, token, customers, opportunities, rows)
        )
    finally:
        await database.close()


def _fill(
    connection: sa.Connection,
    first: FirstAdmin,
    token: str,
    customers: EntityTable,
    opportunities: EntityTable,
    rows: int,
) -> World:
    staff = _organisation(connection, first.workspace_id, token)
    dice = random.Random(7)  # the same data each time, nothing secret
    customer_ids = [new_id() for _ in range(CUSTOMERS)]
    _insert(
        connection, customers, staff[0], customer_ids, ({"name": f"客户 {n}", "level": "s1"} for n in range(CUSTOMERS))
    )
    ids = [new_id() for _ in range(rows)]
    # Row n belongs to person n % PEOPLE; the last sixth of the people stand outside the salesperson's departments.
    _insert(connection, opportunities, staff, ids, _opportunities(rows, customer_ids, staff))
    visible = [id for place, id in enumerate(ids) if place % PEOPLE < PEOPLE - PEOPLE // 6]
    return World(
        token=token,
        password=first.password,
        person=staff[0],
        ids=tuple(dice.sample(visible, min(SAMPLE, len(visible)))),
        customer=customer_ids[0],
        opportunities=opportunities.table.fullname,
        customers=customers.table.fullname,
        customer_name=_column(customers, "name"),
        columns={key: _column(opportunities, key) for key in FIELDS},
    )


def _column(table: EntityTable, field_id: str) -> str:
    column = table.place(field_id).column
    assert column is not None
    return column.name


def _opportunities(rows: int, customer_ids: list[str], staff: list[str]) -> Iterator[dict[str, Any]]:
    first = date(2026, 1, 1)
    for n in range(rows):
        yield {
            "title": f"商机 {n}",
            "code": f"SJ-{n}",
            "amount": Decimal(n * 7919 % 100_000) + Decimal("0.50"),
            "quantity": Decimal(n % 100),
            "count": n % 10,
            "rate": Decimal("0.10"),
            "close": first + timedelta(days=n % 300),
            "start": first,
            "stage": f"s{n * 31 % 6}",
            "source": f"s{n % 5}",
            "customer": customer_ids[n * 17 % CUSTOMERS],
            "member": staff[n % PEOPLE],
            "hot": n % 2 == 0,
            "note": "跟进记录 " * 20,
            "phone": "13800000000",
        }


def _insert(
    connection: sa.Connection,
    table: EntityTable,
    owners: list[str] | str,
    ids: list[str],
    values: Iterator[dict[str, Any]],
) -> None:
    """Rows in chunks, with the columns for search and order that the platform keeps beside texts."""
    now = datetime.now(UTC)
    waiting: list[dict[str, Any]] = []
    for place, (id, one) in enumerate(zip(ids, values, strict=True)):
        owner = owners if isinstance(owners, str) else owners[place % PEOPLE]
        row = {"id": id, "version": 1, "owner": owner, "created_at": now, "updated_at": now}
        for name, value in field_values(table, one).items():
            field, _, suffix = name.removeprefix("v_").partition("__")
            at = table.place(field)
            column = {"": at.column, "fold": at.fold, "sort": at.sort}[suffix]
            assert column is not None
            row[column.name] = value
        waiting.append(row)
        if len(waiting) == CHUNK or place == len(ids) - 1:
            connection.execute(sa.insert(table.table), waiting)
            waiting = []


def _organisation(connection: sa.Connection, workspace: str, token: str) -> list[str]:
    """The salesperson leads a tree of departments with five sixths of the people; answers everybody, them first."""
    now = datetime.now(UTC)
    staff, tree = [new_id() for _ in range(PEOPLE)], [new_id() for _ in range(DEPARTMENTS)]
    outside = new_id()

    def add(table: sa.Table, *rows: dict[str, Any]) -> None:
        connection.execute(sa.insert(table), [{"workspace_id": workspace, **row} for row in rows])

    def person(place: int, id: str) -> dict[str, Any]:
        name = f"员工 {place:02}"
        return {
            "id": id,
            "name": name,
            "sort_name": name,
            "active": True,
            "admin": False,
            "epoch": 0,
            "created_at": now,
        }

    def department(place: int, id: str) -> dict[str, Any]:
        name = f"部门 {place:02}"
        parent = tree[0] if id in tree[1:] else None
        return {"id": id, "name": name, "sort_name": name, "parent_id": parent, "position": place}

    add(people.people, *(person(place, id) for place, id in enumerate(staff)))
    add(people.departments, *(department(place, id) for place, id in enumerate([*tree, outside])))
    paths = [(id, id) for id in (*tree, outside)] + [(tree[0], id) for id in tree[1:]]
    add(people.department_paths, *({"ancestor_id": above, "department_id": id} for above, id in paths))
    inside = PEOPLE - PEOPLE // 6
    homes = [tree[0], *(tree[1 + n % (DEPARTMENTS - 1)] for n in range(1, inside))] + [outside] * (PEOPLE - inside)
    homes_of = zip(staff, homes, strict=True)
    add(people.department_members, *({"department_id": home, "person_id": id} for id, home in homes_of))
    add(people.role_members, {"role_id": "rol_sales", "person_id": staff[0]})
    row = {"id": new_id(), "person_id": staff[0], "name": "bench", "created_at": now}
    add(api_tokens, {**row, "token_hash": token_hash(token), "scopes": ["read", "write"]})
    return staff
