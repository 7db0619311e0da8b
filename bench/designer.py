"""How the form designer does with 200 fields and 60 rules: opening it, and what each click, key and drop waits for."""

from statistics import median
from typing import Any

import httpx
from screens import TYPED, Figures, Watched, judged, made, saved, store_server, watched

FIELDS, RULES, SECTION = 200, 60, 20
LIMITS = {"open_ms": 1500.0, "select_ms": 50.0, "type_ms": 50.0, "add_ms": 50.0, "undo_ms": 50.0, "heap_mb": 40.0}
"""The heap is what the page holds with the designer open, all of the shell included."""
TYPES = ("text", "decimal", "date", "choice", "boolean", "money", "long_text", "phone", "integer", "person")


def large_entity(client: httpx.Client) -> tuple[str, list[dict[str, Any]]]:
    """An entity of 200 fields, never published; answers its id and its fields."""
    fields: list[dict[str, Any]] = [{"id": "name", "key": "name", "name": "名称", "type": "text"}]
    for number in range(1, FIELDS):
        kind = TYPES[number % len(TYPES)]
        options = [{"id": f"o{one}", "name": f"选项 {one}"} for one in range(5)]
        more = {"options": options} if kind == "choice" else {}
        fields.append({"id": f"f{number}", "key": f"f{number}", "name": f"字段 {number}", "type": kind, **more})
    entity = {"kind": "entity", "app": "app_store", "name": "大表", "key": "large", "title": "name", "fields": fields}
    return made(client, entity), fields


def large_form(client: httpx.Client) -> str:
    """A form of 200 fields in ten sections, with 60 rules over them; answers its id."""
    owner, fields = large_entity(client)
    flags = [field["id"] for field in fields if field["type"] == "boolean"]
    places = [{"field": field["id"], "width": 12} for field in fields]
    sections = [
        {"id": f"s{at}", "name": f"分组 {at}", "fields": places[at : at + SECTION]} for at in range(0, FIELDS, SECTION)
    ]
    rules = [
        {
            "id": f"r{number}",
            "name": f"规则 {number}",
            "when": {"field": flags[number % len(flags)], "op": "is", "value": True},
            "then": [{"do": ("show", "require", "readonly")[number % 3], "fields": [f"f{number * 3 % 199 + 1}"]}],
        }
        for number in range(RULES)
    ]
    members = {"entity": owner, "sections": sections, "rules": rules}
    return made(client, {"kind": "form", "app": "app_store", "name": "大表单", **members})


def once(watch: Watched, form: str) -> Figures:
    """Open the designer and do one of each."""
    page = watch.page
    opened = watch.opened(f"/design/forms/{form}", "[data-cover]", FIELDS)
    heap = watch.heap_mb()
    watch.did(page.locator('[data-cover="f7"]'))
    selected = [watch.did(page.locator(f'[data-cover="f{one}"]')).waited for one in (5, 42, 117)]
    typed = watch.did(page.get_by_label("字段名称"), TYPED)
    add = page.get_by_role("region", name="新字段").get_by_role("button", name="电话", exact=True)
    added = watch.did(add)
    undone = watch.did(page.get_by_role("button", name="撤销", exact=True))
    # What is typed becomes a step after a pause.
    page.get_by_label("字段名称").blur()
    saved(page)
    return {
        **opened,
        "select_ms": median(selected),
        "type_ms": typed.waited,
        "add_ms": added.waited,
        "undo_ms": undone.waited,
        "heap_mb": heap,
    }


def designer(runs: int) -> dict[str, Any]:
    """Several runs beside the limits; the first run warms the page up and does not count."""
    with store_server() as (server, client):
        form = large_form(client)
        with watched(server.url, client) as watch:
            measured = [once(watch, form) for _ in range(runs + 1)][1:]
    return {"fields": FIELDS, "rules": RULES, **judged(measured, LIMITS)}
