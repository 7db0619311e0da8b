"""Journey a: a newcomer signs in with the printed password, installs both packages and works with records."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from support.browser import PHONE, check_accessible, opened, shot
from support.live import ADMIN, PASSWORD, LiveServer, live_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with live_server(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def page(chromium: Browser, server: LiveServer) -> Iterator[Page]:
    context, page = opened(chromium, server.url)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def sign_in(page: Page, password: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("账号或邮箱").fill(ADMIN)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


def test_first_start_to_a_board_and_a_gate_that_names_what_is_missing(page: Page, server: LiveServer) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", name="登录斗拱")).to_be_visible()
    check_accessible(page)
    sign_in(page, server.one_time)
    expect(page.get_by_role("heading", name="设置新密码")).to_be_visible()
    check_accessible(page)
    page.get_by_label("现在的密码").fill(server.one_time)
    page.get_by_label(re.compile("^新密码")).fill(PASSWORD)
    page.get_by_label("再输一遍新密码").fill(PASSWORD)
    page.get_by_role("button", name="保存并继续").click()
    expect(page.get_by_role("heading", name=re.compile("管理员"))).to_be_visible()
    check_accessible(page)
    for name, rows in (("销售管理", 69), ("门店销售", 81)):
        install(page, name, rows)
    page.goto("/")
    expect(page.get_by_role("link", name=re.compile("销售管理")).first).to_be_visible()
    shot(page, "home")
    page.goto("/a/app_sales/d/dsh_director")
    expect(page.get_by_role("heading", name="销售总监看板")).to_be_visible()
    expect(page.get_by_text("商机总数")).to_be_visible()
    expect(page.get_by_text("60%").first).to_be_visible()
    check_accessible(page)
    shot(page, "board")
    page.goto("/a/app_sales/v/viw_opportunities")
    expect(page.get_by_role("grid")).to_be_visible()
    expect(page.get_by_text("云杉一号线振动监测")).to_be_visible()
    check_accessible(page)
    shot(page, "grid")
    page.goto("/a/app_sales/v/viw_pipeline")
    expect(page.get_by_text("海汇堆高机监测")).to_be_visible()
    check_accessible(page)
    shot(page, "pipeline")


def install(page: Page, name: str, rows: int) -> None:
    page.goto("/market")
    package = page.get_by_role("main").get_by_role("link", name=re.compile(name)).first
    expect(package).to_be_visible()
    check_accessible(page)
    package.click()
    page.get_by_role("button", name="安装", exact=True).first.click()
    dialog = page.get_by_role("dialog")
    samples = dialog.get_by_role("checkbox", name=re.compile("示例数据"))
    if not samples.is_checked():
        samples.check()
    dialog.get_by_role("button", name="安装", exact=True).click()
    expect(page.get_by_text(re.compile(rf"{rows} 行示例数据"))).to_be_visible(timeout=60_000)


def test_the_phone_opens_lists_and_records_in_both_languages(chromium: Browser, server: LiveServer) -> None:
    context, page = opened(chromium, server.url, PHONE)
    page.goto("/m/sign-in")
    page.get_by_label("账号或邮箱").fill(ADMIN)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("navigation")).to_be_visible()
    page.goto("/m/a/app_sales/v/viw_opportunities")
    card = page.get_by_text("云杉一号线振动监测")
    expect(card).to_be_visible()
    check_accessible(page)
    card.click()
    expect(page.get_by_text("基本信息")).to_be_visible()
    check_accessible(page)
    shot(page, "phone-record")
    context.close()
