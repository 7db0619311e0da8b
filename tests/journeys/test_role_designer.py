"""A role is made, compared and published in the browser: rows, actions and fields, with nothing given by itself."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from support.browser import check_accessible, shot
from support.designer import publish, saved
from support.visiting import Visit

APP = "app_store"


@pytest.fixture
def role(designer: httpx.Client) -> str:
    """A fresh role without any right."""
    document = {"kind": "role", "app": APP, "name": "试用角色"}
    made = designer.post("/api/design", json={"document": document})
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


def opened(desks: Visit, client: httpx.Client, role: str, **device: Any) -> Page:
    """The designer of a role, with its entities there."""
    page = desks.desktop(client, **{"viewport": {"width": 1440, "height": 1000}, **device})
    page.goto(f"/design/roles/{role}")
    page.get_by_role("navigation", name=re.compile("^(数据|Data)$")).wait_for()
    return page


def entity(page: Page, name: str) -> Locator:
    """An entity in the list at the left."""
    return page.get_by_role("navigation", name="数据").get_by_role("button", name=re.compile(f"^{name}"))


def right(page: Page, field: str, name: str) -> Locator:
    """One right of one field."""
    return page.get_by_role("radiogroup", name=field, exact=True).get_by_role("radio", name=name, exact=True)


def document(client: httpx.Client, role: str) -> dict[str, Any]:
    """The draft on the server."""
    found: dict[str, Any] = client.get(f"/api/design/{role}/draft").json()["document"]
    return found


def test_rights_are_given_one_by_one_and_published(desks: Visit, designer: httpx.Client, role: str) -> None:
    page = opened(desks, designer, role)
    entity(page, "商品").click()
    expect(page.get_by_text("没有给的权限就是没有")).to_be_visible()
    check_accessible(page)
    page.get_by_role("button", name="给予权限").click()
    seen = page.get_by_role("group", name="能看到哪些记录")
    seen.get_by_label("全部", exact=True).check()
    page.get_by_role("group", name="能做什么").get_by_label("修改", exact=True).check()
    expect(page.get_by_role("group", name="能修改、删除哪些记录")).to_be_visible()
    right(page, "其余字段（包括以后新增的）", "可以改").check()
    page.get_by_role("searchbox", name="查找字段").fill("进货价")
    right(page, "进货价", "看不到").check()
    page.get_by_role("searchbox", name="查找字段").fill("")
    summary = page.get_by_role("complementary", name="说明")
    expect(summary.get_by_text("看不到：进货价", exact=True)).to_be_visible()
    expect(summary.get_by_text("没有写在这里的，一律不允许")).to_be_visible()
    check_accessible(page)
    saved(page)
    assert document(designer, role)["grants"] == [
        {
            "entity": "ent_sku",
            "scope": {"rows": "all"},
            "actions": ["update"],
            "fields": {"*": "write", "cost": "none"},
        }
    ]
    shot(page, "role-designer")
    publish(page)
    held = designer.get("/api/roles").json()["items"]
    assert role in [one["id"] for one in held]
    right(page, "进货价", "可以看").check()
    page.get_by_role("button", name="发布", exact=True).click()
    dialog = page.get_by_role("dialog", name="发布")
    expect(dialog.get_by_text("的“进货价”：看不到 → 可以看")).to_be_visible()


def test_a_condition_decides_which_records_are_seen(desks: Visit, designer: httpx.Client, role: str) -> None:
    page = opened(desks, designer, role)
    entity(page, "商品").click()
    page.get_by_role("button", name="给予权限").click()
    seen = page.get_by_role("group", name="能看到哪些记录")
    seen.get_by_label("符合条件的", exact=True).check()
    expect(page.get_by_text("条件写完整之后才生效")).to_be_visible()
    seen.get_by_label("字段", exact=True).select_option(label="商品名称")
    seen.get_by_label("比较方式", exact=True).select_option(label="不为空")
    expect(page.get_by_text("条件写完整之后才生效")).to_have_count(0)
    check_accessible(page)
    saved(page)
    scope = document(designer, role)["grants"][0]["scope"]
    assert scope["rows"] == "condition" and "is_not_empty" in str(scope["where"])


def test_the_keyboard_alone_gives_rights_and_takes_them_back(desks: Visit, designer: httpx.Client, role: str) -> None:
    page = opened(desks, designer, role)
    keys = page.keyboard
    entity(page, "商品").focus()
    keys.press("Enter")
    page.get_by_role("button", name="给予权限").focus()
    keys.press("Enter")
    right(page, "进货价", "可以看").focus()
    keys.press("ArrowRight")
    expect(right(page, "进货价", "可以改")).to_be_checked()
    keys.press("ArrowLeft")
    keys.press("ArrowLeft")
    expect(right(page, "进货价", "打码")).to_be_checked()
    keys.press("ArrowLeft")
    expect(right(page, "进货价", "看不到")).to_be_checked()
    page.get_by_role("button", name="“进货价”改回与其余字段相同").focus()
    keys.press("Enter")
    expect(right(page, "进货价", "可以看")).to_be_checked()
    keys.press("Control+z")
    expect(right(page, "进货价", "看不到")).to_be_checked()


def test_roles_are_compared_right_by_right(desks: Visit, designer: httpx.Client) -> None:
    page = opened(desks, designer, "rol_inspector")
    page.get_by_role("button", name="对比角色").click()
    page.get_by_label("数据表").select_option(label="商品")
    table = page.get_by_role("table", name="各角色对“商品”的权限")
    expect(table.get_by_role("columnheader", name="巡店督导")).to_be_visible()
    expect(table.get_by_role("row").filter(has_text="进货价")).to_be_visible()
    check_accessible(page)
    shot(page, "role-compare")


def test_the_pages_are_seen_as_the_role_sees_them_and_nothing_can_be_changed(
    desks: Visit, designer: httpx.Client
) -> None:
    made = designer.post("/api/records/sku", json={"code": "A-1", "name": "苏打水", "cost": "2.50", "active": True})
    assert made.status_code == 201, made.text
    page = opened(desks, designer, "rol_inspector")
    page.get_by_role("button", name="以此角色查看").click()
    dialog = page.get_by_role("dialog", name="以他人身份查看")
    expect(dialog.get_by_text("只能看，不能改")).to_be_visible()
    check_accessible(page)
    dialog.get_by_role("button", name="以此角色查看").click()
    banner = page.get_by_role("region", name="以他人身份查看")
    expect(banner.get_by_text("正在以“巡店督导”的身份查看")).to_be_visible()
    page.goto("/a/store_app/v/viw_skus")
    expect(page.get_by_role("columnheader", name="商品名称")).to_be_visible()
    expect(page.get_by_role("columnheader", name="进货价")).to_have_count(0)
    check_accessible(page)
    shot(page, "view-as")
    page.goto("/r/store_visit/new")
    page.get_by_role("button", name="提交").wait_for()
    refused = page.evaluate(
        """async () => (await fetch("/api/records/store_visit", {method: "POST", body: "{}", headers: {
          "content-type": "application/json", "x-dougong-csrf": "1",
          "x-dougong-view-as": JSON.parse(sessionStorage.getItem("dougong.view-as")).id}})).status"""
    )
    assert refused == 403
    banner.get_by_role("button", name="结束查看").click()
    expect(page.get_by_text("“巡店督导”能做什么")).to_be_visible()
    expect(banner).to_have_count(0)
    page.goto("/a/store_app/v/viw_skus")
    expect(page.get_by_role("columnheader", name="进货价")).to_be_visible()


def test_one_right_among_two_hundred_fields_is_taken_away(desks: Visit, designer: httpx.Client) -> None:
    fields = [{"id": f"f{one}", "key": f"f{one}", "name": f"字段{one}", "type": "text"} for one in range(200)]
    wide = {"kind": "entity", "app": APP, "key": "wide", "name": "宽表", "title": "f0", "fields": fields}
    made = designer.post("/api/design", json={"document": wide})
    assert made.status_code == 201, made.text
    grants = [{"entity": made.json()["id"], "scope": {"rows": "all"}, "fields": {"*": "read"}}]
    role = {"kind": "role", "app": APP, "name": "宽角色", "grants": grants}
    answer = designer.post("/api/design", json={"document": role})
    assert answer.status_code == 201, answer.text
    page = opened(desks, designer, answer.json()["id"])
    expect(right(page, "字段7", "可以看")).to_be_checked()
    right(page, "字段7", "看不到").check()
    saved(page)
    draft = designer.get(f"/api/design/{answer.json()['id']}/draft").json()["document"]
    assert draft["grants"][0]["fields"] == {"*": "read", "f7": "none"}
    for id in (answer.json()["id"], made.json()["id"]):
        assert designer.delete(f"/api/design/{id}").status_code == 204


@pytest.fixture
def speaking(designer: httpx.Client) -> Iterator[Callable[[str], None]]:
    """Chooses the reader's language until the test ends."""

    def choose(language: str) -> None:
        assert designer.patch("/api/me", json={"locale": language}).status_code == 200

    yield choose
    choose("zh-CN")


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("zh-CN", "light", 1440), ("en", "dark", 1440), ("zh-CN", "dark", 820), ("en", "light", 820)],
)
def test_the_role_designer_is_accessible_in_every_look(
    desks: Visit, designer: httpx.Client, speaking: Callable[[str], None], language: str, scheme: str, width: int
) -> None:
    speaking(language)
    page = desks.desktop(designer, color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto("/design/roles/rol_inspector")
    page.locator("[role=radiogroup]").first.wait_for()
    check_accessible(page)
    shot(page, f"role-{language}-{width}", desks.pictures)
