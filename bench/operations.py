"""The operations that are measured, as requests to both servers, and what Dougong must reach of the reference."""

import json
from dataclasses import dataclass
from urllib.parse import urlencode

from world import FIELDS, World

BULK = 1_000
RECORDS = "/api/records/opportunity"


@dataclass(frozen=True, slots=True)
class Ask:
    """A request; `@id` stands for the id of some record and `@n` for a number that changes."""

    method: str
    path: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that both servers do. `minimum` and `target` are ratios of ours to the reference's rate.

    `limit` is the same in pgbench's words; `rows` are written by each request.
    """

    name: str
    title: str
    ours: Ask
    reference: Ask
    minimum: float
    target: float
    limit: str = ""
    rows: int = 1
    concurrency: tuple[int, ...] = (1, 16)


def operations(world: World) -> list[Operation]:
    """a to g over that world; flows (h1, h2) are in a module of their own."""
    new = {"title": "新商机", "amount": "12.50", "stage": "s0", "customer": world.customer, "note": "电话沟通"}
    changed = '{"title": "改名 @n", "amount": "@n.50"}'
    many = json.dumps({"create": [new] * BULK})
    only = {"field": "stage", "op": "is", "value": "s2"}
    columns = [*FIELDS, "customer.name"]
    page = {"filter": json.dumps(only), "sort": "-close", "limit": 50, "fields": ",".join(columns)}
    count = {"filter": json.dumps(only), "limit": 0, "count": "exact"}
    measures = [{"id": "n", "summary": "count"}, {"id": "total", "summary": "sum", "field": "amount"}]
    groups = json.dumps({"groups": [{"field": "stage"}], "measures": measures})
    t, k = world.opportunities, world.columns
    one = "(SELECT id FROM bench_ids WHERE n = :n)"
    pick = f"\\set n random(1, {len(world.ids)})\n"
    return [
        Operation(
            "a", "read one record", Ask("GET", f"{RECORDS}/@id"), Ask("GET", "/records/@id"), 0.6, 0.8,
            f"{pick}SELECT * FROM {t} WHERE id = {one};",
        ),
        Operation(
            "b", "list 50: filter, sort, name of the customer", Ask("GET", f"{RECORDS}?{urlencode(page)}"),
            Ask("GET", "/records?stage=s2"), 0.6, 0.8,
            f"SELECT t.*, c.{world.customer_name} FROM {t} t LEFT JOIN {world.customers} c ON c.id = t.{k['customer']}"
            f" WHERE t.deleted_at IS NULL AND t.{k['stage']} = 's2' ORDER BY t.{k['close']} DESC, t.id DESC LIMIT 50;",
        ),
        Operation(
            "c", "exact count of that filter", Ask("GET", f"{RECORDS}?{urlencode(count)}"),
            Ask("GET", "/count?stage=s2"), 0.6, 0.8,
            f"SELECT count(*) FROM {t} WHERE deleted_at IS NULL AND {k['stage']} = 's2';",
        ),
        Operation(
            "d", "group by stage: count, sum", Ask("POST", "/api/groups/opportunity", groups), Ask("GET", "/groups"),
            0.9, 0.95,
            f"SELECT {k['stage']}, count(*), sum({k['amount']}) FROM {t} WHERE deleted_at IS NULL GROUP BY 1;",
        ),
        Operation(
            "e", "create (row, history, event)", Ask("POST", RECORDS, json.dumps(new)),
            Ask("POST", "/records", json.dumps(new)), 0.4, 0.6,
            f"INSERT INTO {t} (id, version, created_at, updated_at, {k['title']}, {k['stage']})"
            " VALUES (gen_random_uuid(), 1, now(), now(), 'new', 's0');",
        ),
        Operation(
            "f", "update (row, history, event)", Ask("PATCH", f"{RECORDS}/@id", changed),
            Ask("PATCH", "/records/@id", changed), 0.4, 0.6,
            f"{pick}UPDATE {t} SET version = version + 1, {k['title']} = 'x' WHERE id = {one};",
        ),
        Operation(
            "g", "create 1,000 in one request", Ask("POST", f"{RECORDS}/bulk", many), Ask("POST", "/bulk", many),
            0.3, 0.45, rows=BULK, concurrency=(1,),
        ),
    ]  # fmt: skip
