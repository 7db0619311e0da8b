"""What Dougong is measured against: bare FastAPI and asyncpg with hand-written SQL on the same tables.

No permissions, no metadata, no validation, no history, no events: one statement an operation. Its handlers are plain
Starlette routes, as Dougong's hot ones are: FastAPI's own call path costs more here than the statement does.
"""

import os
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import asyncpg
import orjson
from bare import Connection, answer
from fastapi import FastAPI, Request, Response
from world import World

world = World.load(Path(os.environ["BENCH_WORLD"]))
T, C, K = world.opportunities, world.customers, world.columns
COLUMNS = ", ".join(f"t.{column} AS {key}" for key, column in K.items())
WRITTEN = ", ".join(K[key] for key in ("title", "amount", "stage", "customer", "note"))

GET = f"SELECT t.id, t.version, {COLUMNS} FROM {T} t WHERE t.id = $1 AND t.deleted_at IS NULL"
LIST = f"""SELECT t.id, t.version, {COLUMNS}, c.{world.customer_name} AS customer_name
    FROM {T} t LEFT JOIN {C} c ON c.id = t.{K["customer"]}
    WHERE t.deleted_at IS NULL AND t.{K["stage"]} = $1 ORDER BY t.{K["close"]} DESC, t.id DESC LIMIT 50"""
COUNT = f"SELECT count(*) FROM {T} t WHERE t.deleted_at IS NULL AND t.{K['stage']} = $1"
GROUP = f"""SELECT t.{K["stage"]} AS stage, count(*) AS n, sum(t.{K["amount"]}) AS total
    FROM {T} t WHERE t.deleted_at IS NULL GROUP BY t.{K["stage"]} ORDER BY 1"""
CREATE = f"""INSERT INTO {T} (id, version, owner, created_at, updated_at, {WRITTEN})
    VALUES ($1, 1, $2, now(), now(), $3, $4, $5, $6, $7)"""
UPDATE = f"""UPDATE {T} SET version = version + 1, updated_at = now(), {K["title"]} = $2, {K["amount"]} = $3
    WHERE id = $1"""
MANY = f"""INSERT INTO {T} (id, version, owner, created_at, updated_at, {WRITTEN})
    SELECT given.id, 1, $2, now(), now(), given.title, given.amount, given.stage, given.customer, given.note
    FROM unnest($1::uuid[], $3::text[], $4::numeric[], $5::text[], $6::uuid[], $7::text[])
        AS given (id, title, amount, stage, customer, note)"""
OWNER = uuid.UUID(world.person)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """The pool, as large as Dougong's; like there, a connection is given back without a statement that resets it."""
    async with asyncpg.create_pool(
        os.environ["BENCH_DATABASE"], min_size=10, max_size=10, connection_class=Connection
    ) as pool:
        app.state.pool = pool
        yield


# Nobody collects traces here.
app = FastAPI(lifespan=lifespan, telemetry={"tracing": False, "metrics": False, "logs": False})


async def body_of(request: Request) -> Any:
    """The body's JSON."""
    return orjson.loads(await request.body())


async def get(request: Request) -> Response:
    """Operation a."""
    row = await app.state.pool.fetchrow(GET, uuid.UUID(request.path_params["id"]))
    return answer(dict(row))


async def page(request: Request) -> Response:
    """Operation b."""
    return answer([dict(row) for row in await app.state.pool.fetch(LIST, request.query_params["stage"])])


async def count(request: Request) -> Response:
    """Operation c."""
    return answer(await app.state.pool.fetchval(COUNT, request.query_params["stage"]))


async def groups(_: Request) -> Response:
    """Operation d."""
    return answer([dict(row) for row in await app.state.pool.fetch(GROUP)])


async def create(request: Request) -> Response:
    """Operation e."""
    new = await body_of(request)
    id = uuid.uuid4()
    customer, amount = uuid.UUID(new["customer"]), Decimal(new["amount"])
    await app.state.pool.execute(CREATE, id, OWNER, new["title"], amount, new["stage"], customer, new["note"])
    return answer({"id": str(id)})


async def update(request: Request) -> Response:
    """Operation f."""
    new, id = await body_of(request), request.path_params["id"]
    await app.state.pool.execute(UPDATE, uuid.UUID(id), new["title"], Decimal(new["amount"]))
    return answer({"id": id})


async def bulk(request: Request) -> Response:
    """Operation g: a thousand rows in one statement."""
    new = (await body_of(request))["create"]
    ids = [uuid.uuid4() for _ in new]
    lists = (
        [one["title"] for one in new],
        [Decimal(one["amount"]) for one in new],
        [one["stage"] for one in new],
        [uuid.UUID(one["customer"]) for one in new],
        [one["note"] for one in new],
    )
    await app.state.pool.execute(MANY, ids, OWNER, *lists)
    return answer([str(id) for id in ids])


app.add_route("/records/{id}", get)
app.add_route("/records", page)
app.add_route("/count", count)
app.add_route("/groups", groups)
app.add_route("/records", create, methods=["POST"])
app.add_route("/records/{id}", update, methods=["PATCH"])
app.add_route("/bulk", bulk, methods=["POST"])
