"""Every designer from the top of its page to a published change with the keyboard alone: Tab comes to all of it."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from support import boards, flow_pages
from support.beginning import home
from support.designer import cover, palette
from support.keys import Keys
from support.live import ADMIN, PASSWORD, LiveServer, live_server
from support.scorecard import Actions
from support.visiting import Visit, visiting

APP = "app_sales"
LABELS = ("联系人", "手机", "邮箱", "到店日期", "金额", "数量", "是否会员", "备注", "门头照片", "类型")


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server with the sales app, for these journeys only: what they publish stays."""
    with live_server(tmp_path_factory.mktemp("offices")) as running:
        answer = running.first_sign_in().post("/api/packages/dougong.sales_management/install", json={"samples": False})
        assert answer.status_code == 201, answer.text
        yield running


@pytest.fixture
def desk(chromium: Browser, offices: LiveServer, tmp_path: Path) -> Iterator[Visit]:
    with visiting(chromium, offices, tmp_path) as visit:
        yield visit


@pytest.fixture
def author(offices: LiveServer) -> httpx.Client:
    """Somebody who may design."""
    return offices.sign_in()


def change_form(page: Page, keys: Keys) -> None:
    keys.push(palette(page, "电话"))
    expect(cover(page, "电话")).to_be_visible()


def change_entity(page: Page, keys: Keys) -> None:
    keys.push(palette(page, "日期"))
    expect(page.locator("[data-row]").filter(has_text="日期").first).to_be_visible()


def change_view(page: Page, keys: Keys) -> None:
    shown = page.get_by_role("list", name="显示的字段").locator("[data-field]")
    expect(shown.first).to_be_visible()
    before = shown.count()
    keys.push(page.get_by_role("button", name=re.compile("^显示“")).first)
    expect(shown).to_have_count(before + 1)


def change_flow(page: Page, keys: Keys) -> None:
    keys.push(page.get_by_role("button", name=re.compile("^一级审批")))
    expect(flow_pages.card(page, "直属主管审批")).to_be_visible()


def change_board(page: Page, keys: Keys) -> None:
    for name in ("客户", "成交金额"):
        keys.push(boards.field(page, name))
    keys.push(boards.proposal(page, "ABC 分析"))
    expect(boards.cover(page, "成交金额 · 客户")).to_be_visible()


def change_menu(page: Page, keys: Keys) -> None:
    keys.push(page.get_by_role("button", name="菜单", exact=True))
    entries = page.get_by_role("region", name="菜单", exact=True).locator("[data-item]")
    expect(entries.first).to_be_visible()
    first = entries.first.inner_text()
    keys.reach(entries.first)
    keys.press("Alt+ArrowDown")
    expect(entries.nth(1)).to_have_text(first)
    keys.on(entries.nth(1))


def change_role(page: Page, keys: Keys) -> None:
    keys.push(page.get_by_role("navigation", name="数据").get_by_role("button", name=re.compile("^产品")))
    given = page.get_by_role("group", name="能做什么").get_by_label("打印", exact=True)
    keys.reach(given)
    keys.press("Space")
    expect(given).to_be_checked()


def change_relations(page: Page, keys: Keys) -> None:
    keys.push(page.get_by_role("button", name="添加关联"))
    dialog = page.get_by_role("dialog", name="从“产品”添加关联")
    keys.choose(dialog.get_by_label("关联到哪张数据表"), "客户")
    keys.push(dialog.get_by_role("button", name="添加关联"))
    expect(dialog).to_be_hidden()


def change_record_page(page: Page, keys: Keys) -> None:
    offers = page.get_by_role("complementary", name="可以放的内容").get_by_role("region", name="放到顶部的字段")
    keys.push(offers.get_by_role("button").first)
    expect(page.get_by_role("region", name="顶部的关键字段").locator("[data-item]")).to_have_count(1)


def change_print(page: Page, keys: Keys) -> None:
    blocks = page.get_by_role("list", name="纸面").locator("[data-cover]")
    expect(blocks.first).to_be_visible()
    before = blocks.count()
    keys.push(page.get_by_role("region", name="文字与字段").get_by_role("button", name="正文"))
    expect(blocks).to_have_count(before + 1)
    keys.reach(page.get_by_label("文字", exact=True))
    keys.insert("报价有效期三十天。")


def new_flow(client: httpx.Client) -> str:
    nodes = [{"id": "end", "name": "结束", "type": "stop"}]
    started = {"entity": "ent_product", "trigger": {"on": "created"}, "start": "end", "nodes": nodes}
    made = client.post("/api/design", json={"document": {"kind": "flow", "app": APP, "name": "试用流程", **started}})
    assert made.status_code == 201, made.text
    return f"/design/flows/{made.json()['id']}"


def new_board(client: httpx.Client) -> str:
    return f"/design/dashboards/{boards.new_board(client, boards.bars('first'))}"


def at(address: str) -> Callable[[httpx.Client], str]:
    return lambda _: address


WAYS: dict[str, tuple[Callable[[httpx.Client], str], Callable[[Page, Keys], None]]] = {
    "form": (at("/design/forms/frm_product"), change_form),
    "entity": (at("/design/entities/ent_contact"), change_entity),
    "relations": (at(f"/design/apps/{APP}/relations?entity=ent_product"), change_relations),
    "flow": (new_flow, change_flow),
    "board": (new_board, change_board),
    "view": (at("/design/views/viw_products"), change_view),
    "menu": (at(f"/design/apps/{APP}"), change_menu),
    "role": (at("/design/roles/rol_finance"), change_role),
    "record page": (at("/design/pages/ent_customer"), change_record_page),
    "print": (at("/design/prints/prt_quote"), change_print),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_designer_is_used_up_to_a_published_change(desk: Visit, author: httpx.Client, way: str) -> None:
    address, change = WAYS[way]
    page = desk.desktop(author, viewport={"width": 1440, "height": 900})
    page.goto(address(author))
    keys = Keys(page)
    change(page, keys)
    keys.publish()
    expect(page.get_by_text(re.compile("^已发布")).first).to_be_visible()


@pytest.mark.scorecard
def test_a_form_with_ten_fields_a_rule_and_two_approvals_is_begun_and_published(
    desk: Visit, author: httpx.Client
) -> None:
    page, act = home(desk, author), Actions()
    keys = Keys(page)
    act(lambda: keys.push(page.get_by_role("button", name=re.compile("^空白"))))
    dialog = page.get_by_role("dialog", name="从空白开始")
    keys.on(dialog.get_by_label("要记录什么"))
    act(lambda: keys.insert("到店登记"))
    act(lambda: keys.choose(dialog.get_by_label("提交后"), "两级审批"))
    act(lambda: keys.push(dialog.get_by_role("button", name="开始设计")))
    expect(cover(page, "名称")).to_be_visible()
    act(lambda: keys.push(page.get_by_role("button", name="粘贴列表")))
    keys.reach(page.get_by_label("字段名称，每行一个"))
    act(lambda: keys.insert("\n".join(LABELS)))
    act(lambda: keys.push(page.get_by_role("button", name="添加 10 个字段")))
    expect(cover(page, "类型")).to_be_visible()
    keys.reach(page.locator("[data-cover]:not([tabindex='-1'])").first)
    act(lambda: keys.press("Escape"))
    act(lambda: keys.push(page.get_by_role("button", name="新建规则")))
    act(lambda: keys.choose(page.get_by_label("字段", exact=True), "是否会员"))
    keys.reach(page.get_by_label("选择字段…"))
    # The list opens: arrows that pass over a field do not take it.
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "Enter"):
        keys.press(key)
    expect(page.get_by_role("article", name="规则 1").get_by_text("→ 显示“审批状态”")).to_be_visible()
    act(keys.publish)
    expect(page.get_by_text("已发布", exact=True)).to_be_visible()
    act.reach("17/1")


@pytest.fixture
def large_contract(author: httpx.Client) -> str:
    """A contract that its three approvers, all of them the same person, have not looked at."""
    me = author.get("/api/me").json()["person"]["id"]
    for role in ("legal", "finance", "general_manager"):
        assert author.put(f"/api/roles/rol_{role}/members", json={"people": [me]}).status_code == 200
    customer = author.post("/api/records/customer", json={"name": "远山公司"}).json()["id"]
    contract = {"name": "大额框架合同", "customer": customer, "amount": "600000"}
    made = author.post("/api/records/contract", json=contract)
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


@pytest.mark.scorecard
def test_somebody_signs_in_and_approves_on_the_desk_and_on_the_phone(
    desk: Visit, author: httpx.Client, large_contract: str
) -> None:
    page = desk.desktop()
    page.goto("/sign-in")
    keys = Keys(page)
    keys.reach(page.get_by_label("账号或邮箱"))
    keys.insert(ADMIN)
    keys.reach(page.get_by_label("密码"))
    keys.insert(PASSWORD)
    keys.press("Enter")
    keys.push(page.get_by_role("link", name=re.compile("^待办")).first)
    matters = page.locator("[data-task]").filter(has_text="大额框架合同")
    expect(matters).to_have_count(3)
    act = Actions()
    keys.push(matters.first.get_by_role("link").first)
    expect(page.get_by_role("heading", name="审批动态")).to_be_visible()
    act(lambda: keys.push(page.get_by_role("button", name="同意", exact=True)))
    expect(page.get_by_text(re.compile("已完成：同意"))).to_be_visible()
    act.reach("17/10")
    phone = desk.phone(author)
    phone.goto("/m/todo")
    mine = phone.get_by_role("article").filter(has_text="大额框架合同")
    expect(mine).to_have_count(2)
    Keys(phone).push(mine.first.get_by_role("button", name="同意"))
    expect(phone.get_by_text(re.compile("已完成：同意"))).to_be_visible()
    expect(mine).to_have_count(1)


@pytest.mark.scorecard
def test_the_keyboard_alone_classifies_customers_and_writes_the_classes_back(rooms: Visit, sold: LiveServer) -> None:
    author = sold.sign_in()
    page, act = boards.opened(rooms, author, boards.new_board(author, boards.bars("all"))), Actions()
    keys, before = Keys(page), boards.levels(author)
    for name in ("客户", "成交金额", "成交日期"):
        act(partial(keys.push, boards.field(page, name)))
    act(lambda: keys.push(boards.proposal(page, "ABC 分析")))
    act(lambda: keys.push(page.get_by_role("button", name="写回字段…")))
    dialog = page.get_by_role("dialog", name="写回字段…")
    expect(dialog.get_by_text(re.compile("^A 类 → "))).to_be_visible()
    act(lambda: keys.push(dialog.get_by_role("button", name="写入", exact=True)))
    written = page.get_by_role("status").filter(has_text="条记录的分类写入“客户等级”")
    expect(written).to_be_visible()
    act.reach("17/5")
    assert boards.levels(author) != before
    keys.push(written.get_by_role("button", name="撤销"))
    expect(page.get_by_text(re.compile("^已恢复"))).to_be_visible()
    assert boards.levels(author) == before
