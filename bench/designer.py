"""How the form designer does with 200 fields and 60 rules: opening it, and what each click, key and drop waits for."""

import tempfile
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import CDPSession, Page, ViewportSize, sync_playwright

from support.browser import FLAGS, program
from support.live import live_server

FIELDS, RULES, SECTION = 200, 60, 20
LIMITS = {"open_ms": 1500.0, "select_ms": 50.0, "type_ms": 50.0, "add_ms": 50.0, "undo_ms": 50.0, "heap_mb": 40.0}
"""Medians; the heap is what the page holds with the designer open, all of the shell included."""
TYPES = ("text", "decimal", "date", "choice", "boolean", "money", "long_text", "phone", "integer", "person")
SIZE: ViewportSize = {"width": 1440, "height": 900}
OPENED = """(count) => new Promise((done) => {
  const look = () => document.querySelectorAll("[data-cover]").length >= count
    ? requestAnimationFrame(() => done(performance.now())) : requestAnimationFrame(look);
  look();
})"""
CLICK = """(element) => new Promise((done) => {
  const begun = performance.now();
  element.click();
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
})"""
TYPED = """(input) => new Promise((done) => {
  const begun = performance.now();
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, input.value + "x");
  input.dispatchEvent(new Event("input", { bubbles: true }));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
})"""


def large_form(client: httpx.Client) -> str:
    """A form of 200 fields in ten sections, with 60 rules over them; answers its id."""
    fields: list[dict[str, Any]] = [{"id": "name", "key": "name", "name": "名称", "type": "text"}]
    for number in range(1, FIELDS):
        kind = TYPES[number % len(TYPES)]
        options = [{"id": f"o{one}", "name": f"选项 {one}"} for one in range(5)]
        more = {"options": options} if kind == "choice" else {}
        fields.append({"id": f"f{number}", "key": f"f{number}", "name": f"字段 {number}", "type": kind, **more})
    entity = {"kind": "entity", "app": "app_store", "name": "大表", "key": "large", "title": "name", "fields": fields}
    owner = _made(client, entity)
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
    return _made(client, {"kind": "form", "app": "app_store", "name": "大表单", **members})


def _made(client: httpx.Client, document: dict[str, Any]) -> str:
    answer = client.post("/api/design", json={"document": document})
    answer.raise_for_status()
    return str(answer.json()["id"])


def _counters(session: CDPSession) -> dict[str, float]:
    return {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}


def once(page: Page, session: CDPSession, form: str) -> dict[str, float]:
    """Open the designer and do one of each."""
    page.goto(f"/design/forms/{form}", wait_until="commit")
    opened = float(page.evaluate(OPENED, FIELDS))
    session.send("HeapProfiler.collectGarbage")
    counters = _counters(session)
    page.locator('[data-cover="f7"]').evaluate(CLICK)
    selected = [float(page.locator(f'[data-cover="f{one}"]').evaluate(CLICK)) for one in (5, 42, 117)]
    typed = float(page.get_by_label("字段名称").evaluate(TYPED))
    add = page.get_by_role("region", name="新字段").get_by_role("button", name="电话", exact=True)
    added = float(add.evaluate(CLICK))
    undone = float(page.get_by_role("button", name="撤销", exact=True).evaluate(CLICK))
    # What is typed becomes a step after a pause; the next run begins with everything saved.
    page.get_by_label("字段名称").blur()
    page.get_by_role("status").filter(has_text="已保存").wait_for()
    return {
        "open_ms": opened,
        "open_work_ms": counters["TaskDuration"] * 1000,
        "select_ms": median(selected),
        "type_ms": typed,
        "add_ms": added,
        "undo_ms": undone,
        "heap_mb": counters["JSHeapUsedSize"] / 1e6,
    }


def designer(runs: int) -> dict[str, Any]:
    """Medians of several runs beside their limits; the first run warms the page up and does not count."""
    with tempfile.TemporaryDirectory(prefix="dougong-designer-") as place, live_server(Path(place)) as server:
        client = server.first_sign_in()
        client.post("/api/packages/dougong.store_sales/install", json={"samples": False}).raise_for_status()
        form = large_form(client)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program(), args=FLAGS)
            context = browser.new_context(base_url=server.url, viewport=SIZE, locale="zh-CN")
            host = urlsplit(server.url).hostname or ""
            for cookie in client.cookies.jar:
                context.add_cookies([{"name": cookie.name, "value": cookie.value or "", "domain": host, "path": "/"}])
            page = context.new_page()
            session = context.new_cdp_session(page)
            # The thread's own time: what else the machine does is not counted.
            session.send("Performance.enable", {"timeDomain": "threadTicks"})
            measured = [once(page, session, form) for _ in range(runs + 1)][1:]
            browser.close()
    found = {name: round(median(one[name] for one in measured), 1) for name in measured[0]}
    met = all(found[name] <= limit for name, limit in LIMITS.items())
    return {"fields": FIELDS, "rules": RULES, **found, "limits": LIMITS, "met": met}
