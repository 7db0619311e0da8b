"""Journey of a webhook: made with a filter, tried, refused by the other side, its secret replaced, deleted."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from dougong.webhooks.signing import signature
from support.browser import check_accessible, shot
from support.listener import Listener, listening
from support.live import LiveServer, live_server
from support.visiting import Visit, visiting


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with listening() as one:
        yield one


@pytest.fixture(scope="module")
def server(listener: Listener, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with live_server(tmp_path_factory.mktemp("server"), {"DOUGONG_EGRESS_ALLOW": listener.place}) as running:
        yield running


@pytest.fixture(scope="module")
def admin(server: LiveServer) -> httpx.Client:
    client = server.first_sign_in()
    made = client.post("/api/packages/dougong.sales_management/install", json={"samples": False})
    assert made.status_code == 201, made.text
    return client


@pytest.fixture
def visit(chromium: Browser, server: LiveServer, tmp_path: Path) -> Iterator[Visit]:
    with visiting(chromium, server, tmp_path) as one:
        yield one


def signed(listener: Listener, secret: str) -> dict[str, Any]:
    """The next message, whose signature must be the secret's."""
    headers, body = listener.next()
    expected = signature(secret, headers["webhook-id"], int(headers["webhook-timestamp"]), body)
    assert headers["webhook-signature"] == expected
    content: dict[str, Any] = json.loads(body)
    return content


def shown_once(page: Page) -> str:
    """The secret that the page shows now and never again."""
    dialog = page.get_by_role("dialog", name="密钥已生成")
    secret = dialog.locator("dd").inner_text()
    check_accessible(page)
    dialog.get_by_role("button", name="我已保存").click()
    return secret


def made_by_hand(page: Page, listener: Listener, pictures: Path) -> str:
    """The form with all that it asks; answers the secret."""
    page.get_by_role("button", name="新建推送").click()
    form = page.get_by_role("dialog", name="新建推送")
    form.get_by_label("名称").fill("ERP")
    form.get_by_label("地址").fill("erp.example.org")
    expect(form.get_by_text("请填写完整的 http 或 https 地址")).to_be_visible()
    expect(form.get_by_role("button", name="保存")).to_be_disabled()
    form.get_by_label("地址").fill(f"http://{listener.place}/hook")
    form.get_by_label("数据表").select_option(label="客户")
    form.get_by_role("button", name="添加条件", exact=True).click()
    form.get_by_label("值", exact=True).fill("远山")
    check_accessible(page)
    shot(page, "webhook-form", pictures)
    form.get_by_role("button", name="保存").click()
    return shown_once(page)


def look_into_a_failure(page: Page, log: Locator, pictures: Path) -> None:
    """What the other side answered, and what comes next."""
    page.reload()
    expect(log.get_by_text("等待重试")).to_be_visible()
    log.get_by_role("button", name="新建", exact=True).click()
    panel = page.get_by_role("dialog", name="新建")
    for words in ("out of order", "对方返回了错误，稍后会重试。", "503"):
        expect(panel.get_by_text(words)).to_be_visible()
    check_accessible(page)
    shot(page, "webhook-delivery", pictures)
    panel.get_by_role("button", name="关闭").click()


def moved(page: Page) -> str:
    """Another host and switched off; answers the new secret."""
    page.get_by_role("button", name="修改", exact=True).click()
    form = page.get_by_role("dialog", name="修改推送")
    form.get_by_label("地址").fill("https://erp.example.org/hook")
    expect(form.get_by_text("主机或端口变了")).to_be_visible()
    form.get_by_label("启用").set_checked(False)
    form.get_by_role("button", name="保存").click()
    return shown_once(page)


def test_a_webhook_from_its_first_message_to_its_end(visit: Visit, admin: httpx.Client, listener: Listener) -> None:
    page = visit.desktop(admin)
    page.goto("/")
    page.get_by_role("button", name=re.compile("的菜单$")).click()
    page.get_by_role("menuitem", name="集成与推送").click()
    expect(page.get_by_text("还没有推送")).to_be_visible()
    check_accessible(page)
    secret = made_by_hand(page, listener, visit.pictures)
    expect(page.get_by_role("heading", name="ERP")).to_be_visible()
    expect(page.get_by_text(re.compile("客户名称 包含 远山"))).to_be_visible()
    page.get_by_role("button", name="发送测试").click()
    assert signed(listener, secret)["type"] == "webhook.test"
    log = page.get_by_role("region", name="推送记录")
    expect(log.get_by_text("已送达")).to_be_visible()

    listener.status = 503
    for name in ("近水", "远山"):
        made = admin.post("/api/records/customer", json={"name": name})
        assert made.status_code == 201, made.text
    told = signed(listener, secret)
    assert (told["type"], told["data"]["fields"]["name"]) == ("record.created", "远山")
    look_into_a_failure(page, log, visit.pictures)
    listener.status = 200
    log.get_by_role("row", name=re.compile("测试消息")).get_by_role("button", name="重试").click()
    assert signed(listener, secret)["type"] == "webhook.test"
    expect(log.get_by_text("已送达")).to_be_visible()

    page.get_by_role("button", name="更换密钥").click()
    page.get_by_role("dialog", name="更换密钥").get_by_role("button", name="更换密钥").click()
    replaced = shown_once(page)
    page.get_by_role("button", name="发送测试").click()
    assert signed(listener, replaced)["type"] == "webhook.test"
    check_accessible(page)
    shot(page, "webhook-page", visit.pictures)
    assert len({secret, replaced, moved(page)}) == 3
    expect(page.get_by_text("已停用")).to_be_visible()
    expect(page.get_by_role("button", name="发送测试")).to_be_disabled()

    page.get_by_role("button", name="删除推送").click()
    page.get_by_role("dialog", name="删除推送").get_by_role("button", name="删除推送").click()
    expect(page.get_by_text("还没有推送")).to_be_visible()
    assert admin.get("/api/webhooks").json()["items"] == []


def test_who_may_not_change_settings_finds_no_webhooks(visit: Visit, server: LiveServer, admin: httpx.Client) -> None:
    _, login = server.new_person(admin, "销售小周")
    page = visit.desktop(server.sign_in(login))
    page.goto("/")
    page.get_by_role("button", name=re.compile("的菜单$")).click()
    expect(page.get_by_role("menuitem", name="登录与令牌")).to_be_visible()
    expect(page.get_by_role("menuitem", name="集成与推送")).to_have_count(0)
    page.goto("/settings/webhooks")
    expect(page.get_by_role("main").get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("button", name="新建推送")).to_have_count(0)
    check_accessible(page)
