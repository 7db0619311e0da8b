"""Beginning in the browser with a name and with a table; the first steps on the home page."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from support.beginning import home, way, workbook
from support.browser import check_accessible, shot
from support.designer import canvas, cover, palette
from support.desktop import done_or_refused, figure
from support.keys import Keys
from support.live import LiveServer, live_server
from support.scorecard import Actions
from support.visiting import Visit, visiting

TYPES = ("单行文本", "电话", "邮箱", "日期", "金额", "整数", "是否", "多行文本", "照片")
LABELS = ("联系人", "手机", "邮箱", "到店日期", "金额", "数量", "是否会员", "备注", "门头照片", "类型")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A workspace with nothing in it, and no model."""
    with live_server(tmp_path_factory.mktemp("bare")) as running:
        running.first_sign_in()
        yield running


@pytest.fixture
def newcomer(chromium: Browser, bare: LiveServer, tmp_path: Path) -> Iterator[Visit]:
    with visiting(chromium, bare, tmp_path) as visit:
        yield visit


def test_the_home_of_a_new_workspace_offers_four_ways_and_first_steps(newcomer: Visit, bare: LiveServer) -> None:
    client = bare.sign_in()
    page = home(newcomer, client)
    for name in ("Excel", "模板", "一句话"):
        expect(way(page, name)).to_be_visible()
    steps = page.get_by_role("region", name=re.compile("^先走这几步"))
    expect(steps.get_by_role("listitem")).to_have_count(4)
    expect(steps.get_by_text("已完成 0 / 4")).to_be_visible()
    check_accessible(page)
    shot(page, "begin-home")
    way(page, "一句话").click()
    expect(page.get_by_text("还没有接入模型").first).to_be_visible()
    expect(page.get_by_text("DOUGONG_AI_URL")).to_be_visible()
    check_accessible(page)
    page.get_by_role("button", name="换一种方式").click()
    way(page, "模板").click()
    expect(page.get_by_role("heading", name="销售管理")).to_be_visible()


@pytest.mark.scorecard
def test_a_name_and_a_pasted_list_become_a_published_form_in_ten_actions(newcomer: Visit, bare: LiveServer) -> None:
    client = bare.sign_in()
    page, act = home(newcomer, client), Actions()
    begin_with_approval(page, act, "到店登记")
    act(page.get_by_role("button", name="粘贴列表").click)
    act(lambda: page.get_by_label("字段名称，每行一个").fill("\n".join(LABELS)))
    act(page.get_by_role("button", name="添加 10 个字段").click)
    expect(cover(page, "类型")).to_be_visible()
    publish_counted(page, act)
    act.reach("2")
    asked = two_approvals(client, "到店登记")
    assert asked == ["直属主管审批", "部门负责人审批"]
    page.goto("/")
    steps = page.get_by_role("region", name=re.compile("^先走这几步"))
    expect(steps.get_by_text("已完成 2 / 4")).to_be_visible()
    steps.get_by_role("link", name="录入第一条").click()
    expect(page.get_by_label("手机")).to_be_visible()


@pytest.mark.scorecard
def test_ten_fields_are_clicked_together_with_an_approval_of_two_steps(newcomer: Visit, bare: LiveServer) -> None:
    client = bare.sign_in()
    page, act = home(newcomer, client), Actions()
    begin_with_approval(page, act, "来访登记")
    for type_, name in zip(TYPES, LABELS, strict=False):
        act(palette(page, type_).click)
        label = page.get_by_label("字段名称").first
        act(lambda label=label, name=name: label.fill(name))  # type: ignore[misc]  # bound where it is made
        expect(cover(page, name)).to_be_visible()
    publish_counted(page, act)
    act.reach("1")
    assert two_approvals(client, "来访登记") == ["直属主管审批", "部门负责人审批"]


def begin_with_approval(page: Page, act: Actions, name: str) -> None:
    """From the home page to the form designer: a name, two approvals."""
    act(page.get_by_role("button", name=re.compile("^空白")).click)
    dialog = page.get_by_role("dialog", name="从空白开始")
    act(lambda: dialog.get_by_label("要记录什么").fill(name))
    act(lambda: dialog.get_by_label("提交后").select_option(label="两级审批"))
    act(dialog.get_by_role("button", name="开始设计").click)
    expect(cover(page, "名称")).to_be_visible()


def publish_counted(page: Page, act: Actions) -> None:
    """Through the dialog, each click counted."""
    act(page.get_by_role("button", name="发布", exact=True).click)
    act(page.get_by_role("dialog", name="发布").get_by_role("button", name="发布", exact=True).click)
    expect(page.get_by_text("已发布", exact=True)).to_be_visible()


def two_approvals(client: httpx.Client, name: str) -> list[str]:
    """The names of the approvals that run for what was begun under that name."""
    objects = client.get("/api/design").json()["objects"]
    (flow,) = [one for one in objects if one["kind"] == "flow" and one["name"] == f"{name}审批"]
    document = client.get(f"/api/design/{flow['id']}/draft").json()["document"]
    return [node["name"] for node in document["nodes"] if node["type"] == "approval"]


def test_the_keyboard_alone_begins_with_a_name(newcomer: Visit, bare: LiveServer) -> None:
    page = home(newcomer, bare.sign_in())
    page.get_by_role("button", name=re.compile("^空白")).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("要记录什么")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.get_by_label("要记录什么")).to_be_focused()
    page.keyboard.type("巡检")
    page.keyboard.press("Enter")
    expect(canvas(page)).to_be_visible()
    expect(page).to_have_url(re.compile("/design/forms/frm_"))


@pytest.mark.scorecard
def test_a_table_becomes_an_app_with_its_data(newcomer: Visit, bare: LiveServer, tmp_path: Path) -> None:
    page, file = home(newcomer, bare.sign_in()), workbook(tmp_path)
    act = Actions()
    act(way(page, "Excel").click)
    act(lambda: page.get_by_label("选择文件").set_input_files(file))
    build = page.get_by_role("button", name="建好并导入 500 行")
    expect(build).to_be_visible()
    act(build.click)
    done_or_refused(page, page.get_by_text("导入完成。"))
    act(page.get_by_role("button", name="打开列表").click)
    expect(page.get_by_role("grid").get_by_text("公司499")).to_be_visible()
    act.reach("3")
    expect(page.get_by_text("495 条记录")).to_be_visible()


def test_the_keyboard_alone_brings_a_table(newcomer: Visit, bare: LiveServer) -> None:
    page = home(newcomer, bare.sign_in())
    keys = Keys(page)
    keys.push(way(page, "Excel"))
    # Asked for before the walk: the browser is told to hand choosers over while keys are on their way to it.
    with page.expect_file_chooser() as chosen:
        keys.push(page.get_by_label("选择文件"))
    rows = "".join(f"货架{n},{n * 10}\n" for n in range(1, 13))
    chosen.value.set_files({"name": "货架.csv", "mimeType": "text/csv", "buffer": f"名称,层数\n{rows}".encode()})
    keys.push(page.get_by_role("button", name="建好并导入 12 行"))
    done_or_refused(page, page.get_by_text("导入完成。"))
    keys.push(page.get_by_role("button", name="打开列表"))
    expect(page.get_by_role("grid").get_by_text("货架12")).to_be_visible()


def test_a_proposal_is_corrected_before_anything_is_built(newcomer: Visit, bare: LiveServer, tmp_path: Path) -> None:
    page = newcomer.desktop(bare.sign_in())
    page.goto("/begin/table")
    page.get_by_label("选择文件").set_input_files(workbook(tmp_path))
    expect(page.get_by_label("“签约日期”的类型")).to_have_value("date")
    for column, type in (("合同金额", "money"), ("折扣率", "percent"), ("状态", "choice"), ("是否重点", "boolean")):
        expect(page.get_by_label(f"“{column}”的类型")).to_have_value(type)
    page.get_by_text("5 格不符合").click()
    expect(page.get_by_text("第 101 行：待定")).to_be_visible()
    check_accessible(page)
    shot(page, "begin-table")
    page.get_by_label("“签约日期”的类型").select_option("text")
    expect(page.get_by_text("格不符合")).to_have_count(0)
    page.get_by_label("要“备注0”这一列").uncheck()
    page.get_by_label("“客户名称”的字段名称").fill("公司")
    expect(page.get_by_label("用“状态”作标题")).to_be_disabled()
    page.get_by_label("要“客户名称”这一列").uncheck()
    expect(page.get_by_text("“客户名称”不能作标题，请另选一列。")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^建好并导入"))).to_be_disabled()
    page.get_by_label("要“客户名称”这一列").check()
    page.get_by_label("每一行是一个什么").fill("往来单位")
    page.get_by_label("新应用的名称").fill("往来")
    page.get_by_role("button", name=re.compile("^建好并导入")).click()
    done_or_refused(page, page.get_by_text("导入完成。"))
    expect(figure(page, "已新建")).to_have_text("500")
    check_accessible(page)
    page.reload()
    expect(page.get_by_text("导入完成。")).to_be_visible()
    page.get_by_role("button", name="打开列表").click()
    expect(page.get_by_role("columnheader", name=re.compile("公司"))).to_be_visible()
    expect(page.get_by_role("columnheader", name=re.compile("备注0"))).to_have_count(0)


def test_a_table_that_is_kept_as_drafts_brings_its_rows_after_publishing(newcomer: Visit, bare: LiveServer) -> None:
    client = bare.sign_in()
    page = newcomer.desktop(client)
    page.goto("/begin/table")
    rows = "".join(f"仓库{n},{n * 10}\n" for n in range(1, 13))
    file: FilePayload = {"name": "仓库.csv", "mimeType": "text/csv", "buffer": f"名称,面积\n{rows}".encode()}
    page.get_by_label("选择文件").set_input_files(file)
    page.get_by_role("button", name="先留作草稿").click()
    expect(page.get_by_text("已留作草稿，数据等着")).to_be_visible()
    check_accessible(page)
    app = re.search(r"app_\w+", page.get_by_role("link", name="打开草稿，去发布").get_attribute("href") or "")
    page.reload()
    expect(page.get_by_role("link", name="打开草稿，去发布")).to_be_visible()
    assert app is not None
    drafts = [one["id"] for one in client.get("/api/design", params={"app": app[0]}).json()["objects"]]
    published = client.post("/api/design/publish", json={"ids": drafts})
    assert published.status_code == 200, published.text
    page.reload()
    page.get_by_role("button", name="导入 12 行").click()
    done_or_refused(page, page.get_by_text("导入完成。"))
    expect(figure(page, "已新建")).to_have_text("12")
    expect(page.get_by_role("button", name="打开列表")).to_be_visible()
