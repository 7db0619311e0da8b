"""How twelve cards over many records do: the board, a click that filters the others, its designer, a proposal."""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import psycopg
from screens import CLICK, Figures, Watched, judged, made, saved, watched
from world import make

from support.live import LiveServer, live_server
from support.postgres import running_cluster

ROWS = 100_000
"""On SQLite, as a fresh installation has it."""
CARDS = 12
LIMITS = {
    "first_card_ms": 1000.0,
    "all_cards_ms": 3000.0,
    "cross_filter_ms": 500.0,
    "designer_cards_ms": 3000.0,
    "select_ms": 50.0,
    "undo_ms": 50.0,
    "proposal_ms": 2000.0,
}
"""Chosen and undone: the longest task of the page's own thread. The other figures are what a person waits for."""
ASKED = """(() => {
  const ask = window.fetch;
  const seen = window.dougongAsking = { now: 0, first: 0, last: 0 };
  window.fetch = async (...of) => {
    if (!/\\/(data|recommend)$/.test(String(of[0]))) return ask(...of);
    seen.now += 1;
    try { return await ask(...of); } finally {
      seen.now -= 1;
      seen.last = performance.now();
      seen.first ||= seen.last;
    }
  };
})()"""
"""Before anything else on each page: how many questions about numbers are under way, when they were answered."""
ANSWERED = """(element) => new Promise((done) => {
  const seen = window.dougongAsking;
  const begun = element ? performance.now() : 0;
  let still = 0;
  element?.click();
  const look = () => {
    still = seen.now === 0 && seen.last > begun ? still + 1 : 0;
    if (still > 15) done(element ? seen.last - begun : [seen.first, seen.last]); else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""
"""Milliseconds until the last of the answers that a click, or the page itself, asks for."""


def cards(client: httpx.Client) -> list[dict[str, Any]]:
    """Three numbers and nine pictures of the opportunities."""
    count, total = {"id": "n", "summary": "count"}, {"id": "total", "summary": "sum", "field": "amount"}
    mean = {"id": "mean", "summary": "average", "field": "amount"}
    entity = "ent_opportunity"

    def metric(name: str, measure: dict[str, str]) -> str:
        return made(client, {"kind": "metric", "app": "app_test", "name": name, "entity": entity, "measure": measure})

    figures = [("商机数", count), ("金额", total), ("平均金额", mean)]
    grouped: list[tuple[str, str, dict[str, str], dict[str, str]]] = [
        ("bar", "各阶段", {"field": "stage"}, total),
        ("bar", "各来源", {"field": "source"}, count),
        ("line", "每月", {"field": "close", "bucket": "month"}, total),
        ("pie", "来源占比", {"field": "source"}, total),
        ("leaderboard", "业绩榜", {"field": "member"}, total),
        ("bar", "客户级别", {"field": "customer.level"}, count),
        ("abc", "客户分类", {"field": "customer"}, total),
        ("bar", "重点", {"field": "hot"}, count),
    ]
    table = {"id": "last", "name": "最大的", "type": "table", "entity": entity, "limit": 10}
    all_cards = [
        *(
            {"id": f"k{n}", "name": name, "type": "kpi", "metric": metric(name, one)}
            for n, (name, one) in enumerate(figures)
        ),
        *(
            {"id": f"g{n}", "name": name, "type": kind, "entity": entity, "groups": [group], "measures": [measure]}
            for n, (kind, name, group, measure) in enumerate(grouped)
        ),
        {**table, "columns": ["title", "amount", "stage"], "sort": [{"field": "amount", "descending": True}]},
    ]
    return [{**card, "x": n % 4 * 6, "y": n // 4 * 5, "w": 6, "h": 5} for n, card in enumerate(all_cards)]


@contextmanager
def sales_database(rows: int | None) -> Iterator[tuple[Path, str]]:
    """A folder for a server, and the address of an empty database: PostgreSQL where a number of rows is asked for."""
    with tempfile.TemporaryDirectory(prefix="dougong-board-") as place:
        if rows is None:
            data = Path(place) / "data"
            data.mkdir()
            yield Path(place), f"sqlite:///{data / 'dougong.db'}"
        else:
            with running_cluster(durable=True) as cluster:
                yield Path(place), cluster.create_database()


@contextmanager
def sales_server(rows: int | None) -> Iterator[tuple[LiveServer, httpx.Client]]:
    """A server with that many opportunities, and its admin."""
    with sales_database(rows) as (place, url):
        world = asyncio.run(make(url, rows or ROWS))
        if rows is not None:
            # What autovacuum does by itself a minute after such an import.
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute("VACUUM ANALYZE")
        with live_server(place, {} if rows is None else {"DOUGONG_DATABASE_URL": url}) as server:
            server.one_time = world.password
            yield server, server.first_sign_in()


def once(watch: Watched, board: str) -> Figures:
    """Read the board, filter it by a click, open its designer, choose and move a card, ask for proposals."""
    page = watch.page
    page.goto(f"/d/{board}", wait_until="commit")
    first, everything = page.evaluate(ANSWERED)
    mark = page.get_by_role("region", name="业绩榜").get_by_role("listitem").get_by_role("button").nth(2)
    crossed = watch.did(mark, ANSWERED)
    page.goto(f"/design/dashboards/{board}", wait_until="commit")
    _, opened = page.evaluate(ANSWERED)
    heap = watch.heap_mb()
    covers = page.locator("[data-cover]")
    watch.did(covers.nth(5))
    chosen = watch.did(covers.nth(3))
    covers.nth(3).press("Shift+Alt+ArrowDown")
    undone = watch.did(page.get_by_role("button", name="撤销", exact=True))
    saved(page)
    fields = page.get_by_role("region", name="字段", exact=True)
    for name in ("customer", "amount"):
        fields.get_by_role("button", name=name, exact=True).evaluate(CLICK)
    proposed = watch.did(fields.get_by_role("button", name="close", exact=True), ANSWERED)
    return {
        "first_card_ms": first,
        "all_cards_ms": everything,
        "cross_filter_ms": crossed.waited,
        "cross_filter_task_ms": crossed.task,
        "designer_cards_ms": opened,
        "select_ms": chosen.task,
        "undo_ms": undone.task,
        "proposal_ms": proposed.waited,
        "heap_mb": heap,
    }


def board_designer(runs: int, rows: int | None = None) -> dict[str, Any]:
    """Several runs beside the limits; the first run warms page and server up and does not count."""
    with sales_server(rows) as (server, client):
        document = {"kind": "dashboard", "app": "app_test", "name": "大看板", "widgets": cards(client)}
        board = made(client, document)
        metrics = [card["metric"] for card in document["widgets"] if "metric" in card]
        client.post("/api/design/publish", json={"ids": [board, *metrics]}).raise_for_status()
        with watched(server.url, client) as watch:
            watch.page.add_init_script(ASKED)
            measured = [once(watch, board) for _ in range(runs + 1)][1:]
    database = "SQLite" if rows is None else "PostgreSQL"
    return {"cards": CARDS, "rows": rows or ROWS, "database": database, **judged(measured, LIMITS)}
