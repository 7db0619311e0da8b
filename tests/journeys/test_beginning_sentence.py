"""A sentence becomes an app through a model on loopback; every way is accessible in every look."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from support.beginning import home, way, workbook
from support.browser import check_accessible, shot
from support.keys import Keys
from support.live import LiveServer, live_server
from support.model_thread import model_in_thread
from support.repairs import REPAIRS
from support.scorecard import Actions
from support.visiting import Visit, visiting


@pytest.fixture(scope="module")
def with_model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A workspace with nothing in it, and a model on loopback."""
    with model_in_thread(REPAIRS) as model:
        settings = {
            "DOUGONG_AI_URL": model.url("/v1"),
            "DOUGONG_AI_MODEL": "stand-in",
            "DOUGONG_AI_KEY": "not-a-key",
            "DOUGONG_EGRESS_ALLOW": model.place,
        }
        with live_server(tmp_path_factory.mktemp("with-model"), settings) as running:
            running.first_sign_in()
            yield running


@pytest.fixture
def speaker(chromium: Browser, with_model: LiveServer, tmp_path: Path) -> Iterator[Visit]:
    with visiting(chromium, with_model, tmp_path) as visit:
        yield visit


@pytest.mark.scorecard
def test_a_sentence_becomes_parts_and_the_ticked_parts_an_app(speaker: Visit, with_model: LiveServer) -> None:
    client = with_model.sign_in()
    page, act = home(speaker, client), Actions()
    act(way(page, "一句话").click)
    act(lambda: page.get_by_label("您想管理什么").fill("管设备报修，大额要审批"))
    check_accessible(page)
    act(page.get_by_role("button", name="生成方案").click)
    expect(page.get_by_role("heading", name="方案“设备报修”")).to_be_visible()
    assert client.get("/api/design").json()["objects"] == [], "nothing is built yet"
    check_accessible(page)
    shot(page, "begin-sentence")
    approval = page.get_by_role("checkbox", name=re.compile("大额审批"))
    expect(approval).to_be_checked()
    page.get_by_role("checkbox", name=re.compile("有字段“费用”")).uncheck()
    expect(approval).not_to_be_checked()
    approval.check()
    expect(page.get_by_role("checkbox", name=re.compile("有字段“费用”"))).to_be_checked()
    page.get_by_role("checkbox", name=re.compile("仪表盘“报修看板”")).uncheck()
    expect(page.get_by_role("checkbox", name=re.compile("卡片“报修数”"))).not_to_be_checked()
    act(page.get_by_role("button", name="建好并发布").click)
    expect(page).to_have_url(re.compile("/a/[^/]+/v/"))
    act.reach("4")
    kinds = sorted(one["kind"] for one in client.get("/api/design").json()["objects"])
    assert kinds.count("entity") == 2 and "flow" in kinds and "dashboard" not in kinds, kinds
    expect(
        page.get_by_role("navigation", name="设备报修").get_by_role("link", name=re.compile("报修单"))
    ).not_to_have_count(0)


def test_the_keyboard_alone_takes_a_sentence_to_an_app(speaker: Visit, with_model: LiveServer) -> None:
    page = home(speaker, with_model.sign_in())
    keys = Keys(page)
    keys.push(way(page, "一句话"))
    keys.reach(page.get_by_label("您想管理什么"))
    keys.insert("管设备报修，大额要审批")
    keys.push(page.get_by_role("button", name="生成方案"))
    board = page.get_by_role("checkbox", name=re.compile("仪表盘“报修看板”"))
    keys.reach(board)
    keys.press("Space")
    expect(board).not_to_be_checked()
    keys.push(page.get_by_role("button", name="建好并发布"))
    expect(page).to_have_url(re.compile("/a/[^/]+/v/"))


@pytest.mark.parametrize(("language", "scheme", "width"), [("en", "dark", 1440), ("zh-CN", "light", 820)])
def test_the_ways_are_accessible_in_every_look(
    speaker: Visit, with_model: LiveServer, tmp_path: Path, language: str, scheme: str, width: int
) -> None:
    client = with_model.sign_in()
    spoken = client.patch("/api/me", json={"locale": language})
    assert spoken.status_code == 200, spoken.text
    look: dict[str, Any] = {"locale": language, "color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    page = speaker.desktop(client, **look)
    for address in ("/", "/begin?way=blank", "/begin/table", "/begin/sentence"):
        page.goto(address)
        check_accessible(page)
    page.goto("/begin/table")
    page.locator("input[type=file]").set_input_files(workbook(tmp_path))
    expect(page.get_by_role("table")).to_be_visible()
    check_accessible(page)


def test_first_steps_are_put_away_for_good(speaker: Visit, with_model: LiveServer) -> None:
    client = with_model.sign_in()
    client.patch("/api/me", json={"locale": "zh-CN"})
    page = home(speaker, client)
    steps = page.get_by_role("region", name=re.compile("^先走这几步"))
    steps.get_by_role("button", name="不再显示这几步").click()
    expect(steps).to_have_count(0)
    page.reload()
    expect(page.get_by_role("button", name=re.compile("^空白"))).to_be_visible()
    expect(steps).to_have_count(0)
