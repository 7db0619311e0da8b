"""Journey of a list: a view of one's own, a paste from a spreadsheet, the trash, a board narrowed to one mark."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from support.browser import check_accessible, opened
from support.live import ADMIN, PASSWORD, LiveServer, live_server


@pytest.fixture(scope="module")
def admin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LiveServer, httpx.Client]]:
    with live_server(tmp_path_factory.mktemp("server")) as server:
        client = server.first_sign_in()
        made = client.post("/api/packages/dougong.sales_management/install", json={"samples": True})
        assert made.status_code == 201, made.text
        yield server, client


@pytest.fixture
def page(chromium: Browser, admin: tuple[LiveServer, httpx.Client]) -> Iterator[Page]:
    context, opened_page = opened(chromium, admin[0].url)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened_page.goto("/sign-in")
    opened_page.get_by_label("账号或邮箱").fill(ADMIN)
    opened_page.get_by_label("密码").fill(PASSWORD)
    opened_page.get_by_role("button", name="登录").click()
    expect(opened_page.get_by_role("heading", name=re.compile("管理员"))).to_be_visible()
    yield opened_page
    context.close()


def grid(page: Page, view: str) -> None:
    page.goto(f"/a/sales/v/{view}")
    page.get_by_role("gridcell").first.wait_for()


def paste(page: Page, text: str, row: int, column: int) -> None:
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.locator(f"[data-row='{row}'][data-column='{column}']").click()
    page.keyboard.press("Control+V")


def test_a_list_is_kept_as_a_view_of_ones_own_and_published(page: Page) -> None:
    grid(page, "viw_opportunities")
    page.get_by_label("分组").select_option(label="销售阶段")
    page.get_by_role("button", name=re.compile("全部商机.*已修改")).click()
    page.get_by_role("menuitem", name="另存为我的视图").click()
    page.get_by_label("视图名称").fill("按阶段看")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name="按阶段看")).to_be_visible()
    page.reload()
    expect(page.get_by_label("分组")).to_have_value("stage")
    check_accessible(page)
    page.get_by_role("button", name="按阶段看").click()
    page.get_by_role("menuitem", name="发布给所有人").click()
    page.get_by_role("button", name="发布", exact=True).click()
    expect(page).to_have_url(re.compile(r"/v/viw_"))
    expect(page.get_by_label("分组")).to_have_value("stage")


def test_a_paste_says_what_it_will_do_knows_titles_and_is_taken_back(
    page: Page, admin: tuple[LiveServer, httpx.Client]
) -> None:
    names = [one["name"] for one in admin[1].get("/api/records/customer?sort=name&limit=2").json()["records"]]
    grid(page, "viw_opportunities")
    before = page.locator("[data-row='0'][data-column='1']").inner_text()
    wanted = next(name for name in names if name != before)
    paste(page, f"{wanted}\n没有这个客户", 0, 1)
    question = page.get_by_role("alertdialog", name="粘贴预览")
    expect(question).to_contain_text("修改 1 个单元格")
    expect(question).to_contain_text("1 个单元格无法识别")
    question.get_by_role("button", name="粘贴").click()
    first = page.locator("[data-row='0'][data-column='1']")
    expect(first).to_contain_text(wanted)
    page.get_by_role("button", name="撤销").click()
    expect(first).to_contain_text(before)


def test_a_removed_record_is_found_in_the_trash_and_comes_back(
    page: Page, admin: tuple[LiveServer, httpx.Client]
) -> None:
    made = admin[1].post("/api/records/product", json={"name": "待删产品"})
    assert made.status_code == 201, made.text
    assert admin[1].delete(f"/api/records/product/{made.json()['id']}").status_code == 204
    page.goto("/r/product/trash")
    expect(page.get_by_text("待删产品")).to_be_visible()
    check_accessible(page)
    page.get_by_role("button", name="恢复").first.click()
    expect(page.get_by_role("heading", name="回收站是空的").or_(page.get_by_text("回收站是空的")).first).to_be_visible()
    assert admin[1].get(f"/api/records/product/{made.json()['id']}").status_code == 200


def test_a_mark_narrows_the_whole_board(page: Page) -> None:
    page.goto("/a/sales/d/dsh_director")
    mark = page.get_by_role("button", name=re.compile(r"^第 \d 管理员"))
    mark.click()
    expect(page.get_by_text("：管理员”联动")).to_be_visible()
    mark.click()
    page.get_by_role("button", name="按“管理员”筛选整个看板").click()
    expect(page).to_have_url(re.compile(r"f\.owner="))
    expect(page.get_by_role("button", name=re.compile("销售人员: 管理员"))).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="键盘快捷键")).to_be_visible()
