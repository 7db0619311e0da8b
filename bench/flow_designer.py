"""How the flow designer does with 200 nodes: opening it, deeds in the tree and on the canvas, panning."""

from statistics import median
from typing import Any

from screens import CLICK, Cost, Figures, Watched, judged, made, middle, percentile, saved, store_server, watched

BLOCKS = 10
FRAMES = 120
DEEDS = ("select", "insert", "rename", "undo", "canvas", "canvas_select", "canvas_fit")
LIMITS = {"open_ms": 1000.0, **{f"{deed}_ms": 100.0 for deed in DEEDS}, "pan_frame_ms": 20.0}
"""Of a deed: the longest task of the page's own thread."""
DRAWN = """(element) => new Promise((done) => {
  const begun = performance.now();
  element.click();
  const look = () => document.querySelector("[data-flow-canvas] [data-card]")
    ? setTimeout(() => done(performance.now() - begun)) : requestAnimationFrame(look);
  requestAnimationFrame(look);
})"""
MOVED = """(element) => new Promise((done) => {
  const begun = performance.now();
  const view = document.querySelector("[data-flow-canvas] .react-flow__viewport");
  const before = view.style.transform;
  element.click();
  let [last, still] = ["", 0];
  const look = () => {
    still = view.style.transform === last && last !== before ? still + 1 : 0;
    last = view.style.transform;
    if (still > 2) done(performance.now() - begun); else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""
RENAMED = """(input) => new Promise((done) => {
  input.focus();
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, input.value + "x");
  input.dispatchEvent(new Event("input", { bubbles: true }));
  const begun = performance.now();
  input.blur();
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
})"""
PAN = """(pane, frames) => new Promise((done) => {
  const times = [];
  let before = 0;
  const step = (now) => {
    if (before) times.push(now - before);
    before = now;
    pane.dispatchEvent(new WheelEvent("wheel", { deltaY: 40, bubbles: true, cancelable: true }));
    if (times.length < frames) requestAnimationFrame(step); else done(times);
  };
  requestAnimationFrame(step);
})"""


def large_flow() -> dict[str, Any]:
    """A flow of 200 nodes that a tree can say: ten times the same block of conditions, approvals and parallel ways."""
    nodes: list[dict[str, Any]] = []
    edges: list[dict[str, str]] = []
    for number in range(BLOCKS):
        some, more = _block(f"k{number}_", f"第 {number + 1} 段", f"k{number + 1}_c" if number + 1 < BLOCKS else None)
        nodes += some
        edges += more
    return {
        "kind": "flow",
        "app": "app_store",
        "name": "大流程",
        "entity": "ent_sku",
        "trigger": {"on": "created"},
        "start": "k0_c",
        "nodes": nodes,
        "edges": edges,
        "rights": [{"entity": "ent_sku", "scope": {"rows": "all"}, "fields": {"*": "write"}, "actions": ["update"]}],
    }


def _block(at: str, name: str, onward: str | None) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """Twenty nodes and the lines among them; the last one leads onward."""
    manager = {"assignees": [{"by": "manager"}], "empty": "manager"}
    told = {"to": [{"by": "initiator"}], "title": name}
    settings: dict[str, dict[str, Any]] = {
        "approval": manager,
        "notify": told,
        "cc": {"to": [{"by": "initiator"}]},
        "update_record": {"values": {"brand": name}},
        "wait": {"days": 1},
        "stop": {"outcome": "rejected"},
        "join": {"of": f"{at}p"},
    }
    kinds = {
        "approval": "a1 a2 a3 xa ya ap",
        "notify": "n1 xn rn n",
        "cc": "cc yc e",
        "update_record": "u1 u",
        "wait": "w",
        "stop": "rs",
        "join": "j",
    }
    branches = [
        {"id": "high", "name": "金额大", "when": {"field": "price", "op": "gt", "value": "1000"}},
        {"id": "lead", "name": "主推", "when": {"field": "lead", "op": "is", "value": True}},
        {"id": "rest", "name": "其他情况"},
    ]
    ways = [{"id": "x", "name": "甲"}, {"id": "y", "name": "乙"}]
    nodes = [
        {"id": f"{at}c", "name": f"{name} 条件", "type": "condition", "branches": branches},
        {"id": f"{at}p", "name": f"{name} 并行", "type": "parallel", "branches": ways},
        *(
            {"id": f"{at}{id}", "name": f"{name} {id}", "type": kind, **settings[kind]}
            for kind, ids in kinds.items()
            for id in ids.split()
        ),
    ]
    lines = (
        *("c:high a1", "a1:approved n1", "n1 u1", "u1 ap", "c:lead a2", "a2:approved a3", "a3:approved cc", "cc ap"),
        *("c:rest p", "p:x xa", "xa:approved xn", "xn j", "p:y ya", "ya:approved yc", "yc j", "j ap"),
        *("ap:approved w", "ap:rejected rn", "rn rs", "w u", "u n", "n e"),
    )
    edges = []
    for line in lines:
        (source, _, port), target = line.split()[0].partition(":"), line.split()[1]
        edges.append({"source": f"{at}{source}", **({"port": port} if port else {}), "target": f"{at}{target}"})
    return nodes, [*edges, *([{"source": f"{at}e", "target": onward}] if onward else [])]


def once(watch: Watched, flow: str, nodes: int) -> Figures:
    """Open the designer and do one of each; everything is undone in the end."""
    page = watch.page
    opened = watch.opened(f"/design/flows/{flow}", "[data-card]", nodes)
    heap = watch.heap_mb()
    saved(page)
    deeds = {**_tree(watch), **_drawing(watch)}
    pane = page.locator("[data-flow-canvas] .react-flow__pane")
    panned: list[float] = pane.evaluate(PAN, FRAMES)
    deeds["canvas_fit"] = watch.did(page.get_by_role("toolbar").get_by_role("button", name="显示全部"), MOVED)
    return {
        **opened,
        **{f"{name}_ms": one.task for name, one in deeds.items()},
        **{f"{name}_waited_ms": one.waited for name, one in deeds.items()},
        "pan_frame_ms": median(panned),
        "pan_frame_p95_ms": percentile(panned, 0.95),
        "heap_mb": heap,
    }


def _tree(watch: Watched) -> dict[str, Cost]:
    """Cards are chosen, one is added in the middle, one gets another name, both are undone."""
    page = watch.page
    chosen = [watch.did(page.locator(f'[data-card="k{one}_a1"]')) for one in (1, 4, 8)]
    page.locator('[data-plus="k5_n1:"]').evaluate(CLICK)
    inserted = watch.did(page.get_by_role("menuitem", name="抄送"))
    watch.did(page.locator('[data-card="k5_u1"]'))
    renamed = watch.did(page.get_by_role("complementary", name="设置").get_by_label("名称"), RENAMED)
    undo = page.get_by_role("button", name="撤销", exact=True)
    undone = [watch.did(undo), watch.did(undo)]
    saved(page)
    return {"select": middle(chosen), "insert": inserted, "rename": renamed, "undo": middle(undone)}


def _drawing(watch: Watched) -> dict[str, Cost]:
    """The drawing is opened and a card on it chosen."""
    page = watch.page
    opened = watch.did(page.get_by_role("button", name="自由画布"), DRAWN)
    chosen = watch.did(page.locator("[data-flow-canvas] [data-card]").first)
    return {"canvas": opened, "canvas_select": chosen}


def flow_designer(runs: int) -> dict[str, Any]:
    """Several runs beside the limits; the first run warms the page up and does not count."""
    with store_server() as (server, client):
        document = large_flow()
        flow = made(client, document)
        with watched(server.url, client) as watch:
            measured = [once(watch, flow, len(document["nodes"])) for _ in range(runs + 1)][1:]
    return {"nodes": len(document["nodes"]), **judged(measured, LIMITS)}
