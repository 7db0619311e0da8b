"""A flow is drawn freely and tried with a sample record; the page of a run shows its path on the same drawing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from support.browser import check_accessible, shot
from support.designer import saved
from support.flow_drawing import card, choose_record, linked, on_canvas, try_panel, waiting
from support.live import LiveServer, live_server
from support.visiting import Visit, visiting

CONTRACT = "flw_contract_approval"
ERP = {"url": "https://erp.example.org/orders", "method": "POST"}


@dataclass(frozen=True)
class Office:
    """A sales company with one contract under way; `flow` is a draft with a way back, which no tree can say."""

    server: LiveServer
    admin: httpx.Client
    rep: str
    run: str


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with live_server(tmp_path_factory.mktemp("trials")) as server:
        admin = server.first_sign_in()
        made = admin.post("/api/packages/dougong.sales_management/install", json={"samples": False})
        assert made.status_code == 201, made.text
        login, manager = "", {}
        for name, role in (
            ("周总", "general_manager"),
            ("林律师", "legal"),
            ("陈会计", "finance"),
            ("王小明", "sales_rep"),
        ):
            id_, login = server.new_person(admin, name, **manager)
            manager = manager or {"manager_id": id_}
            assert admin.put(f"/api/roles/rol_{role}/members", json={"people": [id_]}).status_code == 200
        rep = server.sign_in(login)
        customer = rep.post("/api/records/customer", json={"name": "远山科技"}).json()["id"]
        for name, amount in (("远山年度框架", "600000"), ("远山补充协议", "20000")):
            values = {"name": name, "customer": customer, "amount": amount, "payment_terms": "货到 60 天"}
            answer = rep.post("/api/records/contract", json=values)
            assert answer.status_code == 201, answer.text
        yield Office(server, admin, "王小明", _first_run(server, admin))


def _first_run(server: LiveServer, admin: httpx.Client) -> str:
    """The run of the large contract, as soon as the worker has started it."""

    def large() -> list[str]:
        runs: list[dict[str, Any]] = admin.get("/api/runs").raise_for_status().json()["runs"]
        return [str(one["id"]) for one in runs if "年度框架" in one["title"]]

    return server.until(large)[0]


@pytest.fixture
def desk(chromium: Browser, office: Office, tmp_path: Path) -> Iterator[Visit]:
    with visiting(chromium, office.server, tmp_path) as visit:
        yield visit


@pytest.fixture
def winding(office: Office) -> str:
    """A flow whose rejection leads back to a correction before it; the requests of others stand beside it."""
    nodes = [
        {"id": "ask", "name": "主管审批", "type": "approval", "assignees": [{"by": "manager"}]},
        {"id": "push", "name": "通知 ERP", "type": "http_request", **ERP},
        {"id": "pause", "name": "稍后再试", "type": "wait", "hours": "1"},
        {"id": "tell", "name": "告知发起人", "type": "notify", "to": [{"by": "initiator"}], "title": "完成"},
    ]
    edges = [
        {"source": "ask", "port": "approved", "target": "push"},
        {"source": "push", "port": "error", "target": "pause"},
        {"source": "pause", "target": "push"},
    ]
    document = {
        "kind": "flow",
        "app": "app_sales",
        "name": "推送订单",
        "entity": "ent_contract",
        "trigger": {"on": "button", "label": "推送"},
        "start": "ask",
        "nodes": nodes,
        "edges": edges,
    }
    made = office.admin.post("/api/design", json={"document": document})
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


def opened(desk: Visit, office: Office, flow: str) -> Page:
    page = desk.desktop(office.admin)
    page.goto(f"/design/flows/{flow}")
    expect(page.get_by_role("button", name="试运行", exact=True)).to_be_visible()
    return page


def test_what_a_tree_cannot_say_is_drawn_and_connected_by_menu_keys_and_drag(
    desk: Visit, office: Office, winding: str
) -> None:
    page = opened(desk, office, winding)
    on_canvas(page)
    check_accessible(page)
    # By clicks: the menu of the card, then the card that is meant.
    card(page, "push").hover()
    page.get_by_role("button", name="“通知 ERP”的操作").click()
    page.get_by_role("menuitem", name="“下一步”连接到…").click()
    expect(page.get_by_role("status").filter(has_text="选择“通知 ERP”要连接到的步骤")).to_be_visible()
    card(page, "tell").click()
    saved(page)
    assert "push: > tell" in linked(office.admin, winding)
    # By keys alone: arrows walk, the menu opens with its key, Enter connects.
    card(page, "ask").focus()
    page.keyboard.press("ArrowDown")
    expect(card(page, "push")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(card(page, "ask")).to_be_focused()
    page.keyboard.press("ContextMenu")
    menu = page.get_by_role("menu")
    expect(menu).to_be_visible()
    menu.get_by_role("menuitem", name="“拒绝”连接到…").press("Enter")
    card(page, "tell").press("Enter")
    saved(page)
    assert "ask:rejected > tell" in linked(office.admin, winding)
    page.get_by_role("button", name="撤销").click()
    saved(page)
    assert "ask:rejected > tell" not in linked(office.admin, winding)
    # By drag, from the port to the card.
    card(page, "ask").hover()
    port = page.locator("[data-id=ask] [data-handleid='port:rejected']").bounding_box()
    target = card(page, "tell").bounding_box()
    assert port is not None and target is not None
    page.mouse.move(port["x"] + 4, port["y"] + 4)
    page.mouse.down()
    page.mouse.move(port["x"] + 30, port["y"] + 40, steps=5)
    page.mouse.move(target["x"] + target["width"] / 2, target["y"] + target["height"] / 2, steps=8)
    page.mouse.up()
    saved(page)
    assert "ask:rejected > tell" in linked(office.admin, winding)
    shot(page, "flow-canvas")
    # The list says the same.
    page.get_by_role("button", name="以列表显示").click()
    steps = page.get_by_role("group", name="流程的步骤")
    expect(steps.get_by_role("row", name=re.compile("^稍后再试"))).to_contain_text("→ 通知 ERP")
    check_accessible(page)


def test_a_trial_says_which_way_why_and_who_and_goes_on_from_any_answer(desk: Visit, office: Office) -> None:
    page = opened(desk, office, CONTRACT)
    panel = try_panel(page)
    choose_record(page, "远山年度框架")
    panel.get_by_label("发起人", exact=True).fill(office.rep)
    panel.get_by_role("button", name=re.compile(office.rep)).click()
    panel.get_by_role("button", name="试运行", exact=True).click()
    expect(waiting(panel, "法务审批")).to_contain_text("林律师")
    path = panel.get_by_role("region", name="会走的路径")
    test = path.get_by_role("table", name=re.compile("超过 50 万")).get_by_role("row").last
    expect(test).to_contain_text("¥600,000.00")
    expect(test).to_contain_text("成立")
    expect(card(page, "legal_approval")).to_have_attribute("data-mark", "current")
    check_accessible(page)
    for name in ("法务审批", "财务审批"):
        waiting(panel, name).get_by_role("button", name="同意").click()
        expect(waiting(panel, name)).to_have_count(0)
    # Time passes instead of the third answer, then the last one is rejected and taken back again.
    waiting(panel, "总经理审批").get_by_role("button", name=re.compile("^快进到")).click()
    expect(path.get_by_text("（已到时）").first).to_be_visible()
    waiting(panel, "总经理审批").get_by_role("button", name="同意").click()
    expect(panel.get_by_role("status").filter(has_text="会走完 · 已通过")).to_be_visible()
    expect(path.get_by_role("listitem").filter(has_text="通知提交人").first).to_be_visible()
    expect(panel.get_by_label("“法务审批”的决定").get_by_role("option", name="否决")).to_have_count(0)
    panel.get_by_label("“总经理审批”的决定").select_option(label="否决")
    expect(panel.get_by_role("status").filter(has_text="会走完 · 已拒绝")).to_be_visible()
    expect(card(page, "mark_approved")).to_have_attribute("data-mark", "skipped")
    panel.get_by_role("button", name="回到“法务审批”作答之前").click()
    expect(waiting(panel, "法务审批")).to_be_visible()
    on_canvas(page)
    expect(card(page, "legal_approval")).to_have_attribute("data-mark", "current")
    check_accessible(page)
    shot(page, "flow-trial")
    # Nothing of it happened.
    contracts = office.admin.get("/api/records/contract").json()
    assert "rejected" not in str(contracts)
    assert len(office.admin.get("/api/runs").json()["runs"]) == 2


def test_the_draft_as_it_is_on_the_screen_is_tried_with_another_record(
    desk: Visit, office: Office, winding: str
) -> None:
    page = opened(desk, office, winding)
    panel = try_panel(page)
    choose_record(page, "远山补充协议")
    panel.get_by_label("发起人", exact=True).fill(office.rep)
    panel.get_by_role("button", name=re.compile(office.rep)).click()
    panel.get_by_role("button", name="试运行", exact=True).click()
    waiting(panel, "主管审批").get_by_role("button", name="同意").click()
    expect(panel.get_by_text("POST https://erp.example.org/orders")).to_be_visible()
    waiting(panel, "通知 ERP").get_by_role("button", name="没有答复").click()
    waiting(panel, "稍后再试").get_by_role("button", name=re.compile("^快进到")).click()
    expect(waiting(panel, "通知 ERP")).to_be_visible()
    # Another draft is another trial: without the way for errors the flow fails there.
    on_canvas(page)
    expect(card(page, "push")).to_have_attribute("data-mark", "current")
    card(page, "push").click(button="right")
    page.get_by_role("menuitem", name="断开“出错”").click()
    stale = page.get_by_role("status").filter(has_text="流程已修改")
    stale.get_by_role("button", name="重新试运行").click()
    expect(panel.get_by_text("推送订单 会失败")).to_be_visible()
    expect(card(page, "push")).to_have_attribute("data-mark", "failed")
    check_accessible(page)


@pytest.mark.parametrize(("language", "scheme", "width"), [("zh-CN", "light", 1440), ("en", "dark", 390)])
def test_the_page_of_a_run_shows_its_path_on_the_drawing(
    desk: Visit, office: Office, language: str, scheme: str, width: int
) -> None:
    spoken = office.admin.patch("/api/me", json={"locale": language})
    assert spoken.status_code == 200, spoken.text
    view = {"width": width, "height": 900}
    page = desk.desktop(office.admin, color_scheme=scheme, viewport=view, locale=language)
    page.goto(f"/runs/{office.run}")
    chinese = language == "zh-CN"
    page.get_by_role("link", name="图" if chinese else "Drawing", exact=True).click()
    large = card(page, "parallel_approvals").or_(page.locator("[data-card][data-mark=done]")).first
    expect(large).to_be_visible()
    expect(page.locator("[data-card][data-mark=done]").first).to_be_visible()
    page.locator("[data-card][data-mark=done]").first.focus()
    details = page.get_by_role("region", name=re.compile("的经过$" if chinese else "^What happened at"))
    expect(details.get_by_role("listitem").first).to_be_visible()
    check_accessible(page)
    shot(page, f"run-drawing-{language}")
    page.get_by_role("button", name="以列表显示" if chinese else "Show as a list").click()
    expect(page.get_by_role("group", name="流程的步骤" if chinese else "Steps of the flow")).to_be_visible()
    check_accessible(page)
    assert office.admin.patch("/api/me", json={"locale": "zh-CN"}).status_code == 200
