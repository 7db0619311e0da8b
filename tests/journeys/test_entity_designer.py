"""An entity is made in the browser: fields, stages with evidence, links in a diagram, and who uses what."""

import re

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from support.browser import check_accessible, shot
from support.designer import drag, first_step, saved
from support.scorecard import Actions
from support.visiting import Visit

APP = "app_store"
NAME = {"id": "name", "key": "name", "name": "名称", "type": "text", "required": True}
LEVEL = {
    "id": "level",
    "key": "level",
    "name": "等级",
    "type": "choice",
    "options": [{"id": "one", "name": "接触"}, {"id": "two", "name": "试用"}, {"id": "three", "name": "签约"}],
}


@pytest.fixture
def entity(designer: httpx.Client) -> str:
    """A fresh entity with a name and a choice, never published."""
    document = {"kind": "entity", "app": APP, "name": "试点", "title": "name", "fields": [NAME, LEVEL]}
    made = designer.post("/api/design", json={"document": document})
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


def opened(desks: Visit, client: httpx.Client, entity: str) -> Page:
    page = desks.desktop(client)
    page.goto(f"/design/entities/{entity}")
    page.locator("[data-row]").first.wait_for()
    return page


def row(page: Page, name: str) -> Locator:
    return page.locator("[data-row]").filter(has_text=re.compile(f"^{re.escape(name)}$"))


def in_order(page: Page, *names: str) -> None:
    expect(page.locator("[data-row]")).to_have_text(list(names))


def palette(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name="新字段").get_by_role("button", name=name, exact=True)


def document(client: httpx.Client, entity: str) -> dict[str, object]:
    found = client.get(f"/api/design/{entity}/draft").json()["document"]
    assert isinstance(found, dict)
    return found


def test_a_new_entity_is_named_filled_by_a_pasted_list_and_published(desks: Visit, designer: httpx.Client) -> None:
    page, act = desks.desktop(designer), Actions()
    page.goto(f"/design/entities/new?app={APP}")
    act(lambda: page.get_by_label("名称").fill("陈列检查"))
    check_accessible(page)
    act(page.get_by_role("button", name="开始设计").click)
    act(page.get_by_role("button", name="粘贴列表").click)
    act(lambda: page.get_by_label("字段名称，每行一个").fill("检查日期\n门店电话\n得分数量\n陈列照片"))
    act(page.get_by_role("button", name="添加 4 个字段").click)
    in_order(page, "名称", "检查日期", "门店电话", "得分数量", "陈列照片")
    check_accessible(page)
    act(page.get_by_role("button", name="发布", exact=True).click)
    dialog = page.get_by_role("dialog", name="发布")
    expect(dialog.get_by_text("新数据表“陈列检查”")).to_be_visible()
    act(dialog.get_by_role("button", name="发布", exact=True).click)
    expect(page.get_by_text("已发布", exact=True)).to_be_visible()
    assert act.count <= 7, act.count
    page.get_by_role("button", name="设计表单").click()
    expect(page.get_by_text("为“陈列检查”新建一张表单")).to_be_visible()


def test_fields_are_added_moved_copied_and_removed_by_pointer(
    desks: Visit, designer: httpx.Client, entity: str
) -> None:
    page = opened(desks, designer, entity)
    palette(page, "金额").click()
    in_order(page, "名称", "等级", "金额")
    target = row(page, "名称").bounding_box()
    assert target is not None
    drag(page, palette(page, "日期"), target["x"] + 60, target["y"] - 2)
    in_order(page, "日期", "名称", "等级", "金额")
    first = row(page, "日期").bounding_box()
    assert first is not None
    drag(page, page.get_by_role("button", name="移动“金额”"), first["x"] + 40, first["y"] - 2)
    in_order(page, "金额", "日期", "名称", "等级")
    page.get_by_role("button", name="“金额”的操作").click()
    page.get_by_role("menuitem", name="下移").click()
    in_order(page, "日期", "金额", "名称", "等级")
    page.get_by_role("button", name="“金额”的操作").click()
    page.get_by_role("menuitem", name="复制一份").click()
    in_order(page, "日期", "金额", "金额 副本", "名称", "等级")
    page.get_by_role("button", name="“日期”的操作").click()
    check_accessible(page)
    page.get_by_role("menuitem", name="删除字段").click()
    dialog = page.get_by_role("dialog", name="删除“日期”？")
    expect(dialog.get_by_text("没有别的对象在用它。")).to_be_visible()
    dialog.get_by_role("button", name="删除", exact=True).click()
    in_order(page, "金额", "金额 副本", "名称", "等级")
    page.get_by_role("button", name="撤销").click()
    in_order(page, "日期", "金额", "金额 副本", "名称", "等级")


def test_the_keyboard_alone_adds_moves_copies_renames_and_removes(
    desks: Visit, designer: httpx.Client, entity: str
) -> None:
    page = opened(desks, designer, entity)
    keys = page.keyboard
    row(page, "名称").focus()
    keys.press("/")
    page.get_by_role("dialog", name="添加字段").get_by_role("searchbox").wait_for()
    keys.type("sj")
    keys.press("Enter")
    in_order(page, "名称", "电话", "等级")
    row(page, "电话").focus()
    keys.press("Alt+ArrowUp")
    in_order(page, "电话", "名称", "等级")
    expect(row(page, "电话")).to_be_focused()
    keys.press("Control+d")
    in_order(page, "电话", "电话 副本", "名称", "等级")
    row(page, "电话 副本").focus()
    keys.press("Delete")
    page.get_by_role("dialog", name="删除“电话 副本”？").wait_for()
    page.get_by_role("dialog").get_by_role("button", name="删除", exact=True).focus()
    keys.press("Enter")
    in_order(page, "电话", "名称", "等级")
    page.get_by_role("button", name="移动“电话”").focus()
    keys.press("Space")
    expect(page.get_by_role("status").filter(has_text="已拿起“电话”")).to_be_visible()
    first_step(page, "ArrowDown")
    for _ in range(2):
        keys.press("ArrowDown")
    keys.press("Space")
    in_order(page, "名称", "等级", "电话")
    keys.press("Control+z")
    in_order(page, "电话", "名称", "等级")


def test_another_type_says_what_is_lost_before_the_click(desks: Visit, designer: httpx.Client) -> None:
    made = []
    for code in ("A1", "12"):
        answer = designer.post("/api/records/sku", json={"name": f"牙膏 {code}", "code": code, "category": "care"})
        assert answer.status_code == 201, answer.text
        made.append(answer.json()["id"])
    page = opened(desks, designer, "ent_sku")
    row(page, "商品编码").click()
    page.get_by_role("button", name="改类型").click()
    dialog = page.get_by_role("dialog", name="改“商品编码”的类型")
    dialog.get_by_label("新类型").select_option(label="整数（保留能转换的）")
    expect(dialog.get_by_text(re.compile("保留 1 个，丢失 1 个"))).to_be_visible()
    check_accessible(page)
    dialog.get_by_role("button", name="取消").click()
    page.get_by_role("tab", name=re.compile("^谁在用")).last.click()
    expect(page.get_by_role("complementary", name="属性").get_by_role("link").first).to_be_visible()
    check_accessible(page)
    shot(page, "entity-designer")
    for id in made:
        designer.delete(f"/api/records/sku/{id}").raise_for_status()


def test_stages_are_made_of_a_choice_with_evidence_limits_and_order(
    desks: Visit, designer: httpx.Client, entity: str
) -> None:
    page = opened(desks, designer, entity)
    palette(page, "附件").click()
    page.get_by_role("tab", name=re.compile("^阶段与凭证")).click()
    page.get_by_role("button", name="给“等级”设阶段").click()
    stages = page.locator("[data-stage]")
    expect(stages).to_have_text([re.compile("^接触"), re.compile("^试用"), re.compile("^签约")])
    check_accessible(page)
    stages.filter(has_text="签约").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(stages).to_have_text([re.compile("^接触"), re.compile("^签约"), re.compile("^试用")])
    page.get_by_role("button", name="“签约”的操作").click()
    page.get_by_role("menuitem", name="下移").click()
    expect(stages).to_have_text([re.compile("^接触"), re.compile("^试用"), re.compile("^签约")])
    stages.filter(has_text="试用").click()
    page.get_by_label("最多停留（小时）").fill("72")
    page.get_by_role("button", name="添加凭证").click()
    page.get_by_label("要什么").select_option(label="有文件或照片")
    page.get_by_label("凭证名称").fill("试用报告")
    page.get_by_role("button", name="绿", exact=True).click()
    expect(page.get_by_text("离开前要有：试用报告")).to_be_visible()
    check_accessible(page)
    page.get_by_role("button", name="新阶段").click()
    expect(stages).to_have_count(4)
    saved(page)
    shot(page, "entity-stages")
    kept = document(designer, entity)
    gates, fields = kept["gates"], kept["fields"]
    assert isinstance(gates, list)
    assert isinstance(fields, list)
    trial = gates[0]["stages"][1]
    assert (trial["option"], trial["limit_hours"]) == ("two", 72)
    assert [(one["name"], one["kind"], one["field"]) for one in trial["evidence"]] == [
        ("试用报告", "files", fields[2]["id"])
    ]
    assert fields[1]["options"][1] == {"id": "two", "name": "试用", "color": "green"}


def test_links_are_made_in_the_diagram_by_click_and_by_pulling_and_told_both_ways(
    desks: Visit, designer: httpx.Client, entity: str
) -> None:
    page = desks.desktop(designer)
    page.goto(f"/design/apps/{APP}/relations?entity={entity}")
    page.locator(f"[data-box={entity}]").wait_for()
    check_accessible(page)
    page.get_by_role("button", name="添加关联").click()
    dialog = page.get_by_role("dialog", name="从“试点”添加关联")
    dialog.get_by_label("关联到哪张数据表").select_option("ent_sku")
    dialog.get_by_label(re.compile("页面上的名称$")).fill("在哪里试点")
    check_accessible(page)
    dialog.get_by_role("button", name="添加关联").click()
    panel = page.get_by_role("complementary", name="属性")
    expect(panel.get_by_text("一条“试点”可以关联多条")).to_be_visible()
    panel.get_by_role("checkbox").check()
    saved(page)
    link = document(designer, entity)["fields"][-1]  # type: ignore[index]  # a list of fields
    assert (link["entity"], link["inverse"], link["many"]) == ("ent_sku", "在哪里试点", True)
    box = page.locator(f"[data-over={entity}]")
    box.hover()
    port, target = box.locator("span[title]").bounding_box(), page.locator("[data-over=ent_store]").bounding_box()
    assert port is not None
    assert target is not None
    page.mouse.move(port["x"] + 8, port["y"] + 8)
    page.mouse.down()
    page.mouse.move(target["x"] + 40, target["y"] + 20, steps=6)
    page.mouse.up()
    page.get_by_role("dialog").get_by_role("button", name="添加关联").click()
    expect(panel.get_by_role("heading", name=re.compile("^试点 → "))).to_be_visible()
    shot(page, "entity-relations")
    panel.get_by_role("button", name="删除关联").click()
    page.get_by_role("dialog").get_by_role("button", name="删除", exact=True).click()
    page.locator("[data-box=ent_store]").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-box=ent_store]")).not_to_be_focused()


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("zh-CN", "light", 1440), ("en", "dark", 1440), ("zh-CN", "dark", 820), ("en", "light", 640)],
)
def test_the_designer_is_accessible_in_every_look(
    desks: Visit, designer: httpx.Client, language: str, scheme: str, width: int
) -> None:
    spoken = designer.patch("/api/me", json={"locale": language})
    assert spoken.status_code == 200, spoken.text
    page = desks.desktop(designer, color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto("/design/entities/ent_store_visit")
    page.locator("[data-row]").first.wait_for()
    check_accessible(page)
    page.locator("[data-row]").first.click()
    check_accessible(page)
    shot(page, f"entity-designer-{language}-{width}", desks.pictures)
    page.goto(f"/design/apps/{APP}/relations")
    page.locator("[data-box]").first.wait_for()
    check_accessible(page)
    shot(page, f"entity-relations-{language}-{width}", desks.pictures)
    designer.patch("/api/me", json={"locale": "zh-CN"})
