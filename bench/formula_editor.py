"""How soon a formula shows what it gives for three records, in the designer of a form of 200 fields and 60 rules."""

from collections.abc import Mapping
from typing import Any

import httpx
from designer import FIELDS, RULES, large_form
from screens import CLICK, Figures, Watched, judged, saved, store_server, watched

SAMPLES = 3
BEGUN = "{f1} * {f5} + {f11} * 2"
LIMITS = {"results_ms": 100.0}
NEXT_KEY = """(editor) => new Promise((done) => {
  const shown = () => document.querySelector("table:has(caption) tbody")?.textContent ?? "";
  const before = shown();
  const begun = performance.now();
  document.execCommand("insertText", false, "0");
  const look = () => shown() === before
    ? requestAnimationFrame(look)
    : requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
  look();
})"""
"""A zero where the cursor stands: milliseconds until other results than before are painted."""


def published_form(client: httpx.Client) -> str:
    """The large form, running, with a few records; answers its id."""
    form = large_form(client)
    document: Mapping[str, Any] = client.get(f"/api/design/{form}/draft").json()["document"]
    answer = client.post("/api/design/publish", json={"ids": [document["entity"], form]})
    answer.raise_for_status()
    for number in range(1, SAMPLES + 1):
        values = {"name": f"记录 {number}", "f1": f"{number}.25", "f5": f"{number}00", "f11": "3.5"}
        client.post("/api/records/large", json=values).raise_for_status()
    return form


def once(watch: Watched, form: str) -> Figures:
    """Add a formula, write most of it, and measure the next key."""
    page = watch.page
    watch.opened(f"/design/forms/{form}", "[data-cover]", FIELDS)
    new_fields = page.get_by_role("region", name="新字段")
    new_fields.get_by_role("button", name="公式", exact=True).evaluate(CLICK)
    editor = page.get_by_role("textbox", name="公式", exact=True)
    editor.click()
    page.keyboard.insert_text(BEGUN)
    page.get_by_role("table", name="用现有记录试算").locator("tbody tr").nth(SAMPLES - 1).wait_for()
    typed = watch.did(editor, NEXT_KEY)
    editor.blur()
    saved(page)
    page.get_by_role("button", name="历史记录").click()
    page.get_by_role("dialog", name="历史记录").get_by_role("listitem").last.get_by_role("button").click()
    saved(page)
    return {"results_ms": typed.waited, "results_work_ms": typed.work, "results_task_ms": typed.task}


def formula_editor(runs: int) -> dict[str, Any]:
    """Several runs beside the limit; the first run warms the page up and does not count."""
    with store_server() as (server, client):
        form = published_form(client)
        with watched(server.url, client) as watch:
            measured = [once(watch, form) for _ in range(runs + 1)][1:]
    return {"fields": FIELDS, "rules": RULES, "samples": SAMPLES, **judged(measured, LIMITS)}
