"""Journey a: a newcomer signs in with the printed password, installs both packages and works with records."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from support.browser import at_rest, check_accessible, shot
from support.desktop import first_sign_in, install
from support.live import LiveServer, live_server
from support.visiting import Visit, visiting

PICTURED = {
    "home": ("/", None),
    "board": ("/a/app_sales/d/dsh_director", "60%"),
    "grid": ("/a/app_sales/v/viw_opportunities", "云杉一号线振动监测"),
    "pipeline": ("/a/app_sales/v/viw_pipeline", "海汇堆高机监测"),
    "stores": ("/a/app_store/d/dsh_stores", None),
}
"""Name of the picture → address, and a text that comes last."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with live_server(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def visit(chromium: Browser, server: LiveServer, tmp_path: Path) -> Iterator[Visit]:
    with visiting(chromium, server, tmp_path) as one:
        yield one


def test_first_start_to_boards_and_lists_full_of_samples(visit: Visit, server: LiveServer) -> None:
    page = visit.desktop()
    page.goto("/")
    expect(page.get_by_role("heading", name="登录斗拱")).to_be_visible()
    first_sign_in(page, server.one_time)
    check_accessible(page)
    for name, rows in (("销售管理", 69), ("门店销售", 81)):
        expect(install(page, name, samples=True)).to_contain_text(f"{rows} 行示例数据")
    page.goto("/")
    expect(page.get_by_role("link", name=re.compile("销售管理")).first).to_be_visible()
    page.goto("/a/app_sales/d/dsh_director")
    expect(page.get_by_role("heading", name="销售总监看板")).to_be_visible()
    expect(page.get_by_text("60%").first).to_be_visible()
    check_accessible(page)
    page.goto("/a/app_sales/v/viw_opportunities")
    expect(page.get_by_role("grid").get_by_text("云杉一号线振动监测")).to_be_visible()
    check_accessible(page)
    page.goto("/a/app_sales/v/viw_pipeline")
    expect(page.get_by_text("海汇堆高机监测")).to_be_visible()
    check_accessible(page)


def test_the_phone_opens_lists_and_records(visit: Visit, server: LiveServer) -> None:
    page = visit.phone(server.sign_in())
    page.goto("/m/a/app_sales/v/viw_opportunities")
    card = page.get_by_text("云杉一号线振动监测")
    expect(card).to_be_visible()
    check_accessible(page)
    card.click()
    expect(page.get_by_text("基本信息")).to_be_visible()
    check_accessible(page)
    shot(page, "phone-record")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_pages_that_the_readme_shows_come_to_rest(visit: Visit, server: LiveServer, language: str) -> None:
    """With DOUGONG_SHOTS=1 they are photographed."""
    client = server.sign_in()
    changed = client.patch("/api/me", json={"locale": language})
    assert changed.status_code == 200, changed.text
    page = visit.desktop(client, locale=language)
    for name, (address, last) in PICTURED.items():
        page.goto(address)
        at_rest(page)
        if last is not None:
            expect(page.get_by_role("main").get_by_text(last).first).to_be_visible()
        expect(page.get_by_role("alert")).to_have_count(0)
        shot(page, f"{name}.{language}")
