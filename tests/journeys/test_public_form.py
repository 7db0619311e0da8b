"""A form is opened to people outside in its designer, filled in on a phone without an account, and shut again."""

import re
from collections.abc import Iterator

import httpx
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from support.browser import check_accessible, shot
from support.designer import opened, publish, saved
from support.visiting import Visit

NAME = "外部推荐的新品"
KEY = "suggestion"


@pytest.fixture
def suggestions(designer: httpx.Client) -> Iterator[str]:
    """A published entity with a view of its records; it goes with all that came in."""
    fields = [
        {"id": key, "key": key, "name": name, "type": "text", **({"required": True} if key == "name" else {})}
        for key, name in (("code", "商品编码"), ("name", "商品名称"), ("category", "品类"), ("brand", "品牌"))
    ]
    shared = {"app": "app_store"}
    entity = {"kind": "entity", **shared, "key": KEY, "name": "新品推荐", "title": "name", "fields": fields}
    made = str(designer.post("/api/design", json={"document": entity}).raise_for_status().json()["id"])
    layout = {"type": "grid", "columns": [{"field": "name"}]}
    view = {"kind": "view", **shared, "name": "收到的推荐", "entity": made, "layout": layout}
    shown = str(designer.post("/api/design", json={"document": view}).raise_for_status().json()["id"])
    designer.post("/api/design/publish", json={"ids": [made, shown]}).raise_for_status()
    yield made
    for one in (shown, made):
        designer.delete(f"/api/design/{one}?confirm=true").raise_for_status()


@pytest.fixture
def recommending(designer: httpx.Client, suggestions: str) -> Iterator[str]:
    """A form over them, not published yet."""
    fields = [{"field": one, "width": 12} for one in ("code", "name", "category", "brand")]
    sections = [{"id": "main", "name": "新品", "fields": fields}]
    document = {"kind": "form", "app": "app_store", "name": "推荐新品", "entity": suggestions, "sections": sections}
    form = str(designer.post("/api/design", json={"document": document}).raise_for_status().json()["id"])
    yield form
    designer.delete(f"/api/design/{form}?confirm=true").raise_for_status()


def open_to_all(page: Page) -> str:
    """Tick it, say a word, publish, open the address; answers its path."""
    page.get_by_label("没有账号的人也可以填写").check()
    page.get_by_label("表单上方的说明").fill("谢谢您的推荐")
    saved(page)
    publish(page)
    page.get_by_role("button", name="打开地址").click()
    address = page.get_by_label("填写地址")
    expect(address).to_have_value(re.compile("/f/[A-Za-z0-9_-]{43}$"))
    expect(page.get_by_text("已收到 0 份")).to_be_visible()
    return "/f/" + address.input_value().rpartition("/")[2]


def code_leads_to(page: Page) -> str:
    """What a phone reads in the picture of the address that is kept."""
    page.get_by_role("button", name="二维码").click()
    expect(page.get_by_role("img", name="“推荐新品”的二维码")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载图片").click()
    assert waiting.value.suggested_filename == "推荐新品.png"
    (found,) = zxingcpp.read_barcodes(Image.open(waiting.value.path()))
    return str(found.text)


def test_somebody_without_an_account_sends_a_form_in_from_a_phone(
    desks: Visit, designer: httpx.Client, recommending: str
) -> None:
    page = opened(desks, designer, recommending)
    path = open_to_all(page)
    check_accessible(page)
    assert code_leads_to(page).endswith(path)
    check_accessible(page)
    shot(page, "public-form-settings")

    phone = desks.phone()
    phone.goto(path)
    expect(phone.get_by_role("heading", name="推荐新品")).to_be_visible()
    expect(phone.get_by_text("谢谢您的推荐")).to_be_visible()
    check_accessible(phone)
    phone.get_by_label("商品编码").fill("NEW-PUBLIC-1")
    phone.get_by_role("button", name="提交").click()
    expect(phone.get_by_text("请填写这一项")).to_be_visible()
    check_accessible(phone)
    phone.get_by_label("商品名称").fill(NAME)
    shot(phone, "public-form-phone")
    phone.get_by_role("button", name="提交").click()
    expect(phone.get_by_role("heading", name="已提交，谢谢")).to_be_visible()
    check_accessible(phone)

    grid = desks.desktop(designer)
    view = designer.get(f"/api/entities/{KEY}").json()["views"][0]["id"]
    grid.goto(f"/a/store_app/v/{view}")
    expect(grid.get_by_text(NAME)).to_be_visible()

    page.get_by_role("button", name="停用").click()
    expect(page.get_by_text("已停用：现在打不开")).to_be_visible()
    phone.goto(path)
    expect(phone.get_by_role("alert")).to_contain_text("这个地址不存在或已停用")
    check_accessible(phone)


def test_the_public_page_speaks_english_and_stands_in_the_dark(
    desks: Visit, designer: httpx.Client, recommending: str
) -> None:
    draft = designer.get(f"/api/design/{recommending}/draft").json()
    kept = {
        "revision": draft["revision"],
        "document": {**draft["document"], "public": {"note": "Tell us", "once": True}},
    }
    designer.put(f"/api/design/{recommending}/draft", json=kept).raise_for_status()
    designer.post("/api/design/publish", json={"ids": [recommending]}).raise_for_status()
    path = designer.put(f"/api/forms/{recommending}/address", json={"open": True}).raise_for_status().json()["path"]
    page = desks.desktop(locale="en-GB", color_scheme="dark", viewport={"width": 1440, "height": 900})
    page.goto(path + "?brand=Acme")
    expect(page.get_by_text("Tell us")).to_be_visible()
    check_accessible(page)
    shot(page, "public-form-dark", desks.pictures)
    # The first field is the first stop: nothing stands before the form.
    page.keyboard.press("Tab")
    page.keyboard.type("NEW-PUBLIC-2")
    page.keyboard.press("Tab")
    page.keyboard.type(NAME)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sent, thank you")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="You have answered this form already")).to_be_visible()
    asked = {"filter": {"field": "name", "op": "is", "value": NAME}}
    [record] = designer.post(f"/api/records/{KEY}/query", json=asked).json()["records"]
    assert record["brand"] == "Acme"
