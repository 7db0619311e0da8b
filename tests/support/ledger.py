"""A design whose flow writes one line into a ledger for every ticket: what happened twice or never can be counted."""

from collections import Counter
from typing import Any

import sqlalchemy as sa

from dougong.storage.driver.port import Database
from dougong.storage.side_tables import inbox
from support.process import Works, runs, works
from support.records import APP, entity, f

APPLICATION: dict[str, Any] = {**APP}
TICKET = entity("ent_ticket", "ticket", "工单", [f("name", "text"), f("number", "integer")])
LEDGER = entity("ent_ledger", "ledger", "流水", [f("name", "text"), f("number", "integer")])

READER: dict[str, Any] = {
    "format": 1,
    "kind": "role",
    "id": "rol_reader",
    "app": "app_test",
    "name": "只看名称",
    "grants": [{"entity": "ent_ticket", "scope": {"rows": "all"}, "fields": {"name": "read"}, "actions": []}],
}
"""Sees the names of tickets and nothing else."""


def flow(id: str, nodes: list[dict[str, Any]], edges: list[str] | None = None, **more: Any) -> dict[str, Any]:
    """A flow over tickets from node dicts and edges written as 'source:port > target'."""
    lines = []
    for edge in edges or []:
        left, _, target = (part.strip() for part in edge.partition(">"))
        source, _, port = left.partition(":")
        lines.append({"source": source, "target": target, **({"port": port} if port else {})})
    rights = [
        {"entity": one, "scope": {"rows": "all"}, "fields": {"*": "write"}, "actions": ["create", "update"]}
        for one in ("ent_ticket", "ent_ledger")
    ]
    whole = {
        "format": 1,
        "kind": "flow",
        "id": id,
        "app": "app_test",
        "name": id,
        "entity": "ent_ticket",
        "trigger": {"on": "created"},
        "start": nodes[0]["id"],
        "nodes": [{"name": one["id"], **one} for one in nodes],
        "edges": lines,
        "rights": rights,
    }
    return {**whole, **more}


ENTER = flow(
    "flw_enter",
    [{"id": "enter", "type": "create_record", "entity": "ent_ledger", "values": {"number": {"field": "number"}}}],
)


async def ledger_office(database: Database, *flows: dict[str, Any]) -> Works:
    """An office with tickets, a ledger and these flows."""
    made = await works(database)
    await made.office.publish([APPLICATION, TICKET, LEDGER, *flows])
    return made


async def lines(made: Works) -> Counter[int]:
    """Number → how many lines the ledger has for it."""
    schema = await made.office.catalogue.newest(made.office.workspace_id)
    table = schema.table("ent_ledger")
    column = table.place("number").column
    assert column is not None

    def work(connection: sa.Connection) -> Counter[int]:
        return Counter(int(str(row[0])) for row in connection.execute(sa.select(column)))

    return await made.database.run_sync(work)


async def left_over(made: Works) -> tuple[int, int]:
    """Events that wait still, and runs that have not ended."""
    waiting = [one for one in await made.rows(inbox) if one["kind"] == "record"]
    open_runs = [one for one in await made.rows(runs) if one["status"] != "finished"]
    return len(waiting), len(open_runs)


async def waiting_events(made: Works) -> int:
    """How many events wait for a worker."""

    def work(connection: sa.Connection) -> int:
        return int(connection.execute(sa.select(sa.func.count()).select_from(inbox)).scalar_one())

    return await made.database.run_sync(work)
