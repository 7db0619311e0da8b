"""A flow is made in the browser: from a preset, by clicks and by keys; who would be missing is known before it runs."""

import re

import httpx
import pytest
from playwright.sync_api import expect

from support.browser import check_accessible, shot
from support.designer import saved
from support.flow_pages import card, document, names, opened, tree
from support.scorecard import Actions
from support.visiting import Visit

FLOW = "flw_rectify"


def test_a_preset_becomes_a_published_approval_in_few_actions(desks: Visit, designer: httpx.Client, flow: str) -> None:
    page, act = opened(desks, designer, flow), Actions()
    check_accessible(page)
    act(page.get_by_role("button", name=re.compile("^两级审批")).click)
    names(page, "直属主管审批", "上级主管审批")
    act(card(page, "直属主管审批").click)
    settings = page.get_by_role("complementary", name="设置")
    expect(settings.get_by_text(re.compile("个发起人在此节点找不到审批人"))).to_be_visible()
    check_accessible(page)
    saved(page)
    act(page.get_by_role("button", name="发布", exact=True).click)
    dialog = page.get_by_role("dialog", name="发布")
    expect(dialog.get_by_text("新流程“试用流程”")).to_be_visible()
    act(dialog.get_by_role("button", name="发布", exact=True).click)
    expect(page.get_by_text(re.compile("^已发布"))).to_be_visible()
    assert act.count <= 6, act.count
    shot(page, "flow-designer")


def test_a_condition_is_put_on_a_line_and_its_branch_said_in_words(
    desks: Visit, designer: httpx.Client, flow: str
) -> None:
    page = opened(desks, designer, flow)
    page.get_by_role("button", name="在“流程开始”之后添加").click()
    page.get_by_role("menuitem", name="条件").click()
    expect(tree(page).get_by_text("还没有设置条件")).to_be_visible()
    page.get_by_role("button", name=re.compile("^分支 1")).click()
    page.get_by_label("字段", exact=True).select_option(label="主推")
    expect(tree(page).get_by_text("还没有设置条件")).to_have_count(0)
    page.get_by_role("button", name="添加分支").first.click()
    expect(page.get_by_role("button", name="“分支 2”左移")).to_be_enabled()
    page.get_by_role("button", name="“分支 2”左移").click()
    heads = tree(page).locator("[data-head]")
    expect(heads.nth(0)).to_contain_text("分支 2")
    expect(heads.nth(2)).to_contain_text("其他情况")
    check_accessible(page)
    page.get_by_role("button", name="删除“分支 2”").click()
    expect(heads).to_have_count(2)
    saved(page)
    node = document(designer, flow)["nodes"]
    assert isinstance(node, list)
    assert [one["name"] for one in node[0]["branches"]] == ["分支 1", "其他情况"]
    assert "when" in node[0]["branches"][0] and "when" not in node[0]["branches"][1]


def test_the_keyboard_alone_adds_walks_moves_copies_and_removes(
    desks: Visit, designer: httpx.Client, flow: str
) -> None:
    page = opened(desks, designer, flow)
    keys = page.keyboard
    page.get_by_role("button", name="在“流程开始”之后添加").focus()
    keys.press("Enter")
    expect(page.get_by_role("menuitem", name="审批")).to_be_focused()
    keys.press("Enter")
    names(page, "审批", "结束")
    card(page, "审批").focus()
    keys.press("+")
    page.get_by_role("menuitem", name="抄送").focus()
    keys.press("Enter")
    names(page, "审批", "抄送", "结束")
    card(page, "抄送").focus()
    keys.press("Alt+ArrowUp")
    names(page, "抄送", "审批", "结束")
    expect(card(page, "抄送")).to_be_focused()
    keys.press("ArrowDown")
    expect(card(page, "审批")).to_be_focused()
    keys.press("Enter")
    name = page.get_by_role("complementary", name="设置").get_by_label("名称")
    expect(name).to_be_focused()
    keys.press("Control+a")
    keys.type("店长审批")
    keys.press("Enter")
    expect(card(page, "店长审批")).to_be_visible()
    card(page, "店长审批").focus()
    keys.press("Control+d")
    names(page, "抄送", "店长审批", "店长审批", "结束")
    card(page, "抄送").focus()
    keys.press("Delete")
    names(page, "店长审批", "店长审批", "结束")
    keys.press("Control+z")
    names(page, "抄送", "店长审批", "店长审批", "结束")


def test_rights_actions_and_timeouts_of_an_approval_are_what_the_document_says(
    desks: Visit, designer: httpx.Client, flow: str
) -> None:
    page = opened(desks, designer, flow)
    page.get_by_role("button", name=re.compile("^一级审批")).click()
    card(page, "直属主管审批").click()
    page.get_by_role("tab", name="表单权限").click()
    page.get_by_role("checkbox", name="“品牌”必填").check()
    check_accessible(page)
    page.get_by_role("tab", name="操作").click()
    page.get_by_role("group", name="转交").get_by_label("转交", exact=True).uncheck()
    check_accessible(page)
    page.get_by_role("tab", name="超时").click()
    page.get_by_role("button", name="添加超时处理").click()
    page.get_by_label("做什么").select_option(label="升级给其主管")
    check_accessible(page)
    saved(page)
    nodes = document(designer, flow)["nodes"]
    assert isinstance(nodes, list)
    assert list(nodes[0]["fields"].values()) == ["required"]
    assert nodes[0]["actions"] == {"transfer": {"on": False}}
    assert nodes[0]["timeouts"] == [{"after_hours": "24", "do": "escalate"}]


def test_a_step_is_moved_by_clicks_and_what_holds_others_is_removed_after_a_question(
    desks: Visit, designer: httpx.Client, flow: str
) -> None:
    page = opened(desks, designer, flow)
    for name in ("抄送", "条件"):
        page.get_by_role("button", name="在“流程开始”之后添加").click()
        page.get_by_role("menuitem", name=name).click()
    page.get_by_role("button", name="在“分支”之后添加").first.click()
    page.get_by_role("menuitem", name="通知").click()
    names(page, "条件", "通知", "抄送", "结束")
    card(page, "抄送").hover()
    page.get_by_role("button", name="“抄送”的操作").click()
    page.get_by_role("menuitem", name="移动到…").click()
    page.get_by_role("button", name="放到“通知”之后").click()
    names(page, "条件", "通知", "抄送", "结束")
    expect(page.get_by_role("button", name="在“抄送”之后添加")).to_be_visible()
    card(page, "条件").focus()
    page.keyboard.press("Delete")
    question = page.get_by_role("dialog", name="删除多个步骤")
    expect(question.get_by_text("“条件”连同其中的步骤共 3 个")).to_be_visible()
    check_accessible(page)
    question.get_by_role("button", name="删除", exact=True).click()
    names(page, "结束")
    page.get_by_role("button", name="撤销").click()
    names(page, "条件", "通知", "抄送", "结束")
    page.get_by_role("button", name="历史记录").click()
    expect(page.get_by_role("button", name="移动“抄送”")).to_be_visible()


def test_what_a_flow_lacks_is_told_and_added_with_one_click(desks: Visit, designer: httpx.Client, flow: str) -> None:
    page = opened(desks, designer, flow)
    page.get_by_role("button", name="在“流程开始”之后添加").click()
    page.get_by_role("menuitem", name="修改记录").click()
    settings = page.get_by_role("complementary", name="设置")
    settings.get_by_label("添加字段").select_option(label="主推")
    settings.get_by_role("switch", name="主推").click()
    page.locator("summary").filter(has_text="提醒").click()
    page.get_by_role("button", name=re.compile("步骤需要的权限还没有列出")).click()
    settings.get_by_role("button", name="按步骤补全").click()
    expect(settings.get_by_text(re.compile("可修改；可读全部字段；可写 主推"))).to_be_visible()
    check_accessible(page)
    saved(page)
    rights = document(designer, flow)["rights"]
    grant = {"entity": "ent_sku", "scope": {"rows": "all"}, "fields": {"*": "read", "lead": "write"}}
    assert rights == [{**grant, "actions": ["update"]}]
    page.get_by_role("button", name="发布", exact=True).click()
    dialog = page.get_by_role("dialog", name="发布")
    dialog.get_by_role("button", name="发布", exact=True).click()
    expect(page.get_by_text(re.compile("^已发布"))).to_be_visible()
    page.goto(f"/runs?flow={flow}")
    page.get_by_role("button", name="设计流程").click()
    expect(card(page, "修改记录")).to_be_visible()


def test_a_loop_has_no_tree_and_is_offered_on_the_canvas(desks: Visit, designer: httpx.Client, flow: str) -> None:
    draft = designer.get(f"/api/design/{flow}/draft").json()
    approval = {"id": "boss", "name": "店长审批", "type": "approval", "assignees": [{"by": "manager"}]}
    looped = {
        **draft["document"],
        "start": "boss",
        "nodes": [approval, {"id": "end", "name": "结束", "type": "stop"}],
        "edges": [
            {"source": "boss", "port": "approved", "target": "end"},
            {"source": "boss", "port": "rejected", "target": "boss"},
        ],
    }
    body = {"revision": draft["revision"], "document": looped}
    assert designer.put(f"/api/design/{flow}/draft", json=body).status_code == 200
    page = desks.desktop(designer)
    page.goto(f"/design/flows/{flow}")
    expect(page.get_by_text("有路径回到“店长审批”")).to_be_visible()
    page.get_by_role("button", name="在画布中打开").click()
    expect(tree(page).locator("[data-card]")).to_have_count(2)
    check_accessible(page)


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("zh-CN", "light", 1440), ("en", "dark", 1440), ("zh-CN", "dark", 820), ("en", "light", 820)],
)
def test_the_flow_designer_is_accessible_in_every_look(
    desks: Visit, designer: httpx.Client, language: str, scheme: str, width: int
) -> None:
    spoken = designer.patch("/api/me", json={"locale": language})
    assert spoken.status_code == 200, spoken.text
    page = desks.desktop(designer, color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto(f"/design/flows/{FLOW}")
    page.locator("[data-card]").first.wait_for()
    check_accessible(page)
    page.locator("[data-card]").first.click()
    check_accessible(page)
    shot(page, f"flow-designer-{language}-{width}", desks.pictures)
    designer.patch("/api/me", json={"locale": "zh-CN"})
