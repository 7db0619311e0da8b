"""Journey d: a store visit on a phone, refused with two photos and accepted with three."""

import re

from playwright.sync_api import Page, Route, expect

from support.browser import check_accessible, shot
from support.live import LiveServer
from support.pictures import picture
from support.visiting import Visit

PHOTOS = ("门头照片", "货架照片", "主推商品照片")


def shot_of(label: str) -> dict[str, object]:
    """What the camera hands to the page."""
    return {"name": f"{label}.jpg", "mimeType": "image/jpeg", "buffer": picture(camera=True)}


def held(page: Page) -> list[Route]:
    """Uploads from now on, which wait until the test lets them go."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/api/files", hold)
    return waiting


def photograph(page: Page, label: str) -> None:
    """A photo that has come to the server."""
    page.get_by_label(label).set_input_files(shot_of(label))  # type: ignore[arg-type]  # a payload, as the library takes it
    # an uploaded photo is called after its field; until then it bears the name of its file
    expect(page.get_by_role("img", name=f"{label} 1", exact=True)).to_be_visible()


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("button", name=label).click()
    page.get_by_role("option", name=re.compile(option)).first.click()


def next_step(page: Page, number: int) -> None:
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_text(f"第 {number} 步，共 3 步")).to_be_visible()


def test_a_store_visit_needs_its_three_photos_on_the_phone(windows: Visit, both_apps: LiveServer) -> None:
    admin = both_apps.sign_in()
    store = admin.post("/api/records/store", json={"name": "解放路店", "code": "S-1"})
    assert store.status_code == 201, store.text
    person, login = both_apps.new_person(admin, "王督导")
    granted = admin.put("/api/roles/rol_inspector/members", json={"people": [person]})
    assert granted.status_code == 200, granted.text
    client = both_apps.sign_in(login)
    page = windows.phone(client)
    page.goto("/m/r/store_visit/new?form=frm_store_visit")
    choose(page, "门店", "解放路店")
    check_accessible(page)
    next_step(page, 2)
    for label in PHOTOS[:2]:
        photograph(page, label)
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_text("请填写这一项")).to_be_visible()
    expect(page.get_by_text("第 2 步，共 3 步")).to_be_visible()
    check_accessible(page)
    shot(page, "phone-visit")
    slow = held(page)
    page.get_by_label(PHOTOS[2]).set_input_files(shot_of(PHOTOS[2]))  # type: ignore[arg-type]  # as above
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_text("正在上传 1 个文件，完成后自动继续")).to_be_visible()
    expect(page.get_by_text("请填写这一项")).to_be_hidden()
    slow.pop().continue_()
    expect(page.get_by_text("第 3 步，共 3 步")).to_be_visible()
    page.get_by_label("主推商品库存").fill("12")
    choose(page, "竞品陈列位置", "")
    choose(page, "店员话术掌握", "")
    check_accessible(page)
    page.get_by_role("button", name="提交巡店").click()
    expect(page.get_by_text("基本信息").or_(page.get_by_role("img", name=re.compile("门头照片"))).first).to_be_visible()
    check_accessible(page)
