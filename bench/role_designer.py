"""How the role designer does with an entity of 200 fields and ten roles: opening it, a tick, comparing all roles."""

from typing import Any

import httpx
from designer import FIELDS, large_entity
from screens import CLICK, Figures, Watched, judged, made, middle, saved, store_server, watched

ROLES = 10
RIGHTS = ("none", "read", "write")
LIMITS = {"open_ms": 1000.0, "tick_ms": 50.0, "all_ms": 100.0, "undo_ms": 100.0, "compare_ms": 100.0}
"""Of a deed: the longest task of the page's own thread."""


def roles(client: httpx.Client) -> list[str]:
    """Ten drafts with a right of their own on each second field; the ids."""
    entity, fields = large_entity(client)

    def role(number: int) -> str:
        named = {field["id"]: RIGHTS[(number + at) % 3] for at, field in enumerate(fields) if at % 2 == number % 2}
        grant = {"entity": entity, "scope": {"rows": "all"}, "fields": {"*": "read", **named}, "actions": ["update"]}
        document = {"kind": "role", "app": "app_store", "name": f"角色 {number}", "grants": [grant]}
        return made(client, document)

    return [role(number) for number in range(ROLES)]


def once(watch: Watched, role: str) -> Figures:
    """Open the designer, tick single rights, give one to all, take that back, look at all roles beside each other."""
    page = watch.page
    opened = watch.opened(f"/design/roles/{role}", '[role="radiogroup"]', FIELDS)
    heap = watch.heap_mb()
    saved(page)
    rows = page.locator('[role="radiogroup"]')
    ticks = [watch.did(rows.nth(one).get_by_role("radio", name=name)) for one in (3, 90, 171) for name in _two()]
    everything = watch.did(page.get_by_role("button", name="可以改", exact=True))
    undo = page.get_by_role("button", name="撤销", exact=True)
    undone = watch.did(undo)
    for _ in ticks:
        undo.evaluate(CLICK)
    saved(page)
    compared = watch.did(page.get_by_role("button", name="对比角色"))
    return {
        **opened,
        "tick_ms": middle(ticks).task,
        "tick_waited_ms": middle(ticks).waited,
        "all_ms": everything.task,
        "undo_ms": undone.task,
        "compare_ms": compared.task,
        "compare_waited_ms": compared.waited,
        "heap_mb": heap,
    }


def _two() -> tuple[str, str]:
    return "看不到", "可以改"


def role_designer(runs: int) -> dict[str, Any]:
    """Several runs beside the limits; the first run warms the page up and does not count."""
    with store_server() as (server, client):
        first, *_ = roles(client)
        with watched(server.url, client) as watch:
            measured = [once(watch, first) for _ in range(runs + 1)][1:]
    return {"fields": FIELDS, "roles": ROLES, **judged(measured, LIMITS)}
