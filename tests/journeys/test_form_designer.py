"""A form is made in the browser: by pasting, clicking, dragging and keys; its rules are tried at once."""

import re

import httpx
import pytest
from playwright.sync_api import expect

from support.browser import check_accessible, shot
from support.designer import cover, drag, first_step, in_order, opened, order, palette, saved, stands
from support.scorecard import Actions
from support.visiting import Visit

FORM, ENTITY = "frm_sku", "sku"


def test_a_pasted_list_becomes_a_published_form_in_few_actions(desks: Visit, designer: httpx.Client, form: str) -> None:
    page, act = opened(desks, designer, form), Actions()
    labels = ("联系人", "手机", "邮箱", "到店日期", "金额", "数量", "是否会员", "备注", "门头照片", "类型")
    act(page.get_by_role("button", name="粘贴列表").click)
    act(lambda: page.get_by_label("字段名称，每行一个").fill("\n".join(labels)))
    for name, type in (("手机", "phone"), ("金额", "money"), ("门头照片", "photo"), ("是否会员", "boolean")):
        expect(page.get_by_label(f"“{name}”的类型")).to_have_value(type)
    act(page.get_by_role("button", name="添加 10 个字段").click)
    expect(cover(page, "类型")).to_be_visible()
    act(page.get_by_role("button", name="发布", exact=True).click)
    dialog = page.get_by_role("dialog", name="发布")
    expect(dialog.get_by_text("新表单“试用表单”")).to_be_visible()
    expect(dialog.get_by_role("button", name="发布", exact=True)).to_be_enabled()
    act(dialog.get_by_role("button", name="发布", exact=True).click)
    expect(page.get_by_text("已发布", exact=True)).to_be_visible()
    assert act.count <= 10, act.count
    page.goto(f"/r/{ENTITY}/new?form={form}")
    page.get_by_label("手机").fill("13800000000")
    page.get_by_role("button", name="编辑此页").click()
    expect(cover(page, "手机")).to_be_visible()
    shot(page, "form-designer")


def test_the_dialogs_of_pasting_and_publishing_are_accessible(desks: Visit, designer: httpx.Client, form: str) -> None:
    page = opened(desks, designer, form)
    check_accessible(page)
    page.get_by_role("button", name="粘贴列表").click()
    page.get_by_label("字段名称，每行一个").fill("联系人\n手机")
    check_accessible(page)
    page.get_by_role("button", name="添加 2 个字段").click()
    expect(cover(page, "手机")).to_be_visible()
    page.get_by_role("button", name="发布", exact=True).click()
    expect(page.get_by_role("dialog", name="发布").get_by_text("新表单“试用表单”")).to_be_visible()
    check_accessible(page)


@pytest.mark.scorecard
def test_a_rule_is_written_in_few_actions_and_tried_at_once(desks: Visit, designer: httpx.Client, form: str) -> None:
    page, act = opened(desks, designer, form), Actions()
    palette(page, "是否").click()
    palette(page, "多行文本").click()
    expect(cover(page, "多行文本")).to_be_visible()
    act(page.get_by_role("tab", name=re.compile("^规则")).click)
    act(page.get_by_role("button", name="新建规则").click)
    act(lambda: page.get_by_label("字段", exact=True).select_option(label="是否"))
    rule = page.get_by_role("article", name="规则 1")
    expect(rule.get_by_text("→ 显示“多行文本”，否则隐藏")).to_be_visible()
    act(lambda: page.get_by_label("动作", exact=True).select_option(label="必填"))
    expect(rule.get_by_text("→ “多行文本”必填，否则可不填")).to_be_visible()
    act.reach("8")
    check_accessible(page)
    page.get_by_role("button", name="试填").click()
    tried = page.get_by_role("region", name="主要")
    expect(tried.get_by_label("多行文本")).not_to_have_attribute("aria-required", "true")
    tried.get_by_role("switch").click()
    expect(tried.get_by_label("多行文本")).to_have_attribute("aria-required", "true")
    check_accessible(page)
    page.get_by_role("button", name="手机", exact=True).click()
    check_accessible(page)


def test_dragging_shows_one_line_and_lands_there(desks: Visit, designer: httpx.Client, form: str) -> None:
    page = opened(desks, designer, form)
    palette(page, "日期").click()
    palette(page, "多行文本").click()
    first = order(page)[0]
    target = cover(page, first).bounding_box()
    assert target is not None
    drag(page, palette(page, "电话"), target["x"] + 10, target["y"] + target["height"] / 2)
    stands(page, 0, "电话")
    stands(page, 1, first)
    boxes = [cover(page, name).bounding_box() for name in ("电话", first)]
    assert boxes[0] and boxes[1] and abs(boxes[0]["y"] - boxes[1]["y"]) < 4, "side by side"
    below = cover(page, "多行文本").bounding_box()
    assert below is not None
    drag(page, cover(page, "电话"), below["x"] + below["width"] / 2, below["y"] + below["height"] + 8)
    stands(page, -1, "电话")
    drag(page, cover(page, "电话"), 300, 20)
    assert order(page)[-1] == "电话", "outside the form nothing happens"


def test_the_keyboard_alone_adds_moves_renames_copies_and_removes(
    desks: Visit, designer: httpx.Client, form: str
) -> None:
    page = opened(desks, designer, form)
    first = order(page)[0]
    keys = page.keyboard
    cover(page, first).focus()
    keys.press("/")
    page.get_by_role("dialog", name="添加字段").get_by_role("searchbox").wait_for()
    keys.type("sj")
    keys.press("Enter")
    expect(cover(page, "电话")).to_be_visible()
    cover(page, "电话").focus()
    keys.press("Enter")
    keys.type("店长手机")
    keys.press("Enter")
    expect(cover(page, "店长手机")).to_be_visible()
    cover(page, "店长手机").focus()
    keys.press("Alt+ArrowUp")
    in_order(page, "店长手机", first)
    keys.press("Space")
    expect(page.get_by_role("status").filter(has_text="已拿起“店长手机”")).to_be_visible()
    first_step(page, "ArrowDown")
    keys.press("ArrowDown")
    keys.press("Space")
    in_order(page, first, "店长手机")
    cover(page, "店长手机").focus()
    keys.press("Control+d")
    expect(cover(page, "店长手机 副本")).to_be_visible()
    cover(page, "店长手机").focus()
    keys.press("Delete")
    in_order(page, first, "店长手机 副本")


def test_properties_say_what_a_field_is_and_who_may_see_it(desks: Visit, designer: httpx.Client, form: str) -> None:
    page = opened(desks, designer, form)
    palette(page, "单选").click()
    page.get_by_label("字段名称 *", exact=True).or_(page.get_by_label("字段名称")).first.fill("等级")
    page.get_by_label("选项 1", exact=True).fill("重要")
    page.get_by_role("button", name="删除选项“选项 3”").click()
    expect(page.get_by_label("选项 3", exact=True)).to_have_count(0)
    page.get_by_role("tab", name="校验").click()
    page.get_by_label("在此表单上必填").check()
    check_accessible(page)
    page.get_by_role("tab", name="权限").click()
    expect(page.get_by_text("可以改", exact=True).first).to_be_visible()
    check_accessible(page)
    saved(page)
    entity = designer.get("/api/design/ent_sku/draft").json()["document"]
    made = entity["fields"][-1]
    assert (made["name"], [one["name"] for one in made["options"]]) == ("等级", ["重要", "选项 2"])
    section = designer.get(f"/api/design/{form}/draft").json()["document"]["sections"][0]
    assert section["fields"][-1] == {"field": made["id"], "width": 12, "required": True}


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("zh-CN", "light", 1440), ("en", "dark", 1440), ("zh-CN", "dark", 820), ("en", "light", 820)],
)
def test_the_designer_is_accessible_in_every_look(
    desks: Visit, designer: httpx.Client, language: str, scheme: str, width: int
) -> None:
    spoken = designer.patch("/api/me", json={"locale": language})
    assert spoken.status_code == 200, spoken.text
    page = desks.desktop(designer, color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto(f"/design/forms/{FORM}")
    page.locator("[data-cover]").first.wait_for()
    check_accessible(page)
    page.locator("[data-cover]").first.click()
    check_accessible(page)
    shot(page, f"form-designer-{language}-{width}", desks.pictures)
    designer.patch("/api/me", json={"locale": "zh-CN"})


def test_columns_of_a_sub_table_are_changed_where_they_stand(desks: Visit, designer: httpx.Client, form: str) -> None:
    page = opened(desks, designer, form)
    palette(page, "子表").click()
    expect(cover(page, "子表")).to_be_visible()
    strip = page.get_by_role("group", name="“子表”的列")
    expect(strip.get_by_role("button", name="列“名称”，单行文本")).to_be_visible()
    strip.get_by_role("button", name="加一列").click()
    page.get_by_role("menuitem", name="金额", exact=True).click()
    page.keyboard.type("单价")
    page.keyboard.press("Enter")
    price = strip.get_by_role("button", name="列“单价”，金额")
    expect(price).to_be_focused()
    check_accessible(page)
    page.keyboard.press("Alt+ArrowLeft")
    expect(strip.locator("[data-column]")).to_have_text(["单价", "名称"])
    expect(price).to_be_focused()
    strip.get_by_role("button", name="列“单价”的操作").click()
    page.get_by_role("menuitemcheckbox", name="下方显示合计").click()
    expect(page.get_by_role("row", name="合计 ¥0.00")).to_be_attached()
    strip.get_by_role("button", name="列“名称”，单行文本").focus()
    page.keyboard.press("Delete")
    expect(strip.locator("[data-column]")).to_have_count(1)
    shot(page, "form-designer-columns")
    for _ in range(3):
        page.get_by_role("button", name="撤销", exact=True).click()
    expect(strip.locator("[data-column]")).to_have_text(["名称", "单价"])


def test_options_depend_on_another_choice(desks: Visit, designer: httpx.Client, form: str) -> None:
    page = opened(desks, designer, form)
    palette(page, "单选").click()
    page.get_by_label("字段名称").fill("区域")
    expect(cover(page, "区域")).to_be_visible()
    palette(page, "单选").click()
    page.get_by_label("字段名称").fill("城市")
    expect(cover(page, "城市")).to_be_visible()
    page.get_by_label("选项由哪个字段决定").select_option(label="区域")
    page.get_by_role("group", name=re.compile("选项 1")).get_by_role("checkbox", name="选项 2").check()
    check_accessible(page)
    saved(page)
    page.get_by_role("button", name="试填").click()
    tried = page.get_by_role("region", name="主要")
    area, city = (tried.get_by_role("button", name=name, exact=True) for name in ("区域", "城市"))
    city.click()
    expect(page.get_by_role("option")).to_have_text(["选项 2", "选项 3"])
    page.keyboard.press("Escape")
    area.click()
    page.get_by_role("option", name="选项 2").click()
    city.click()
    page.get_by_role("option", name="选项 1").click()
    expect(city).to_have_text("选项 1")
    area.click()
    page.get_by_role("option", name="选项 3").click()
    expect(city).not_to_have_text("选项 1")


def test_a_form_in_steps_goes_on_when_a_step_is_complete(desks: Visit, designer: httpx.Client, form: str) -> None:
    page = opened(desks, designer, form)
    page.get_by_role("button", name="新分组").click()
    expect(page.get_by_role("heading", name="新分组")).to_be_visible()
    palette(page, "电话").click()
    expect(cover(page, "电话")).to_be_visible()
    page.get_by_role("navigation", name="所在位置").get_by_role("button", name="表单").click()
    page.get_by_label("分步填写").check()
    check_accessible(page)
    page.get_by_role("button", name="试填").click()
    expect(page.get_by_role("progressbar", name="第 1 步，共 2 步")).to_be_visible()
    expect(page.get_by_label("电话")).to_have_count(0)
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_text("请填写这一项")).to_be_visible()
    page.get_by_label("商品名称").fill("试一试")
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_label("电话")).to_be_visible()
    check_accessible(page)
    page.get_by_role("button", name="上一步").click()
    expect(page.get_by_label("商品名称")).to_have_value("试一试")
