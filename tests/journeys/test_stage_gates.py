"""Journey c: a stage without its evidence is refused with the same codes and names through every door."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from support.browser import check_accessible
from support.desktop import check_rows, run_import, upload_table
from support.live import LiveServer
from support.visiting import Visit

MISSING = ("已登记关键联系人", "已填写客户背景记录", "至少一条跟进记录")
FIRST, NEXT = "初步接触", "需求诊断"


@dataclass
class Deal:
    """An opportunity at the first stage, without any evidence."""

    client: httpx.Client
    id: str
    name: str

    @property
    def address(self) -> str:
        return f"/api/records/opportunity/{self.id}"

    def stage(self) -> str:
        return str(self.client.get(self.address).json()["stage"])

    def refusal(self, stage: str) -> list[dict[str, Any]]:
        """What the API says to the change."""
        answer = self.client.patch(self.address, json={"stage": stage})
        assert answer.status_code == 422, answer.text
        return list(answer.json()["problems"])


@pytest.fixture
def deal(both_apps: LiveServer, request: pytest.FixtureRequest) -> Deal:
    client = both_apps.sign_in()
    name = f"商机 {request.node.name}"[:60]
    links = {
        entity: client.post(f"/api/records/{entity}", json={"name": f"{name} {entity}"}).json()["id"]
        for entity in ("customer", "product")
    }
    fields = {"name": name, **links, "stage": "first_contact", "outcome": "open"}
    made = client.post("/api/records/opportunity", json=fields)
    assert made.status_code == 201, made.text
    return Deal(client, made.json()["id"], name)


def refused(page: Page, deal: Deal, act: Callable[[], None]) -> list[dict[str, Any]]:
    """Do something that changes the deal, and answer the problems that the server names."""
    changes = ("PATCH", "POST")
    with page.expect_response(
        lambda one: "/api/records/opportunity" in one.url and one.request.method in changes and "/groups" not in one.url
    ) as answered:
        act()
    answer = answered.value.json()
    found = answer["problems"] if "problems" in answer else answer["results"][0]["problem"]["problems"]
    return list(found)


def names_what_is_missing(place: Locator) -> None:
    for name in MISSING:
        expect(place).to_contain_text(name)


def test_the_api_refuses_a_jump_and_a_step_without_evidence(deal: Deal) -> None:
    (jump,) = deal.refusal("negotiation")
    assert jump["code"] == "stage.skipped"
    (step,) = deal.refusal("needs_analysis")
    assert step["code"] == "stage.evidence_missing"
    assert tuple(step["params"]["missing"]) == MISSING
    fields = {"name": "x", "stage": "signing", "outcome": "open"}
    created = deal.client.post("/api/records/opportunity", json=fields).json()
    assert [one["code"] for one in created["problems"]] == ["stage.skipped"]
    assert deal.stage() == "first_contact"


def test_the_record_page_names_the_evidence_and_leads_to_it(windows: Visit, deal: Deal) -> None:
    page = windows.desktop(deal.client)
    page.goto(f"/r/opportunity/{deal.id}?edit=stage")
    pick_stage(page, page.get_by_role("main"))
    said = refused(page, deal, lambda: page.get_by_role("button", name="保存", exact=True).click())
    assert said == deal.refusal("needs_analysis")
    notice = page.get_by_role("alert").filter(has=page.get_by_role("list"))
    names_what_is_missing(notice)
    check_accessible(page)
    notice.get_by_role("listitem").filter(has_text=MISSING[1]).get_by_role("button", name="去填写").click()
    expect(page.get_by_label("客户背景记录")).to_be_focused()
    assert deal.stage() == "first_contact"


def pick_stage(page: Page, place: Locator, label: str = "销售阶段") -> None:
    place.get_by_role("combobox", name=label).or_(place.get_by_role("button", name=label)).first.click()
    page.get_by_role("option", name=NEXT).click()


def test_a_cell_of_the_grid_takes_its_value_back(windows: Visit, deal: Deal) -> None:
    page = windows.desktop(deal.client)
    open_list(page, deal)
    row = page.get_by_role("row").filter(has_text=deal.name)
    cell = row.get_by_role("gridcell").filter(has_text=FIRST)
    cell.dblclick()
    said = refused(page, deal, lambda: page.get_by_role("option", name=NEXT).click())
    assert said == deal.refusal("needs_analysis")
    names_what_is_missing(page.get_by_role("alert").filter(has_text=MISSING[0]).first)
    check_accessible(page)
    assert deal.stage() == "first_contact"


def open_list(page: Page, deal: Deal) -> None:
    page.goto("/a/app_sales/v/viw_opportunities")
    expect(page.get_by_role("row").filter(has_text=deal.name)).to_be_visible()


@pytest.mark.parametrize("how", ["dragged", "chosen from its menu"])
def test_a_card_of_the_board_goes_back_when_it_is(windows: Visit, deal: Deal, how: str) -> None:
    page = windows.desktop(deal.client)
    page.goto("/a/app_sales/v/viw_pipeline")
    column = page.get_by_role("region", name=FIRST, exact=True)
    card = column.get_by_role("article").filter(has_text=deal.name)
    expect(card).to_be_visible()
    act = (lambda: drag(page, card)) if how == "dragged" else (lambda: move_by_keyboard(page, card))
    assert refused(page, deal, act) == deal.refusal("needs_analysis")
    names_what_is_missing(page.get_by_role("alert").filter(has_text=MISSING[0]))
    expect(column.get_by_role("article").filter(has_text=deal.name)).to_be_visible()
    check_accessible(page)
    assert deal.stage() == "first_contact"


def drag(page: Page, card: Locator) -> None:
    target = page.get_by_role("region", name=NEXT, exact=True)
    start, end = card.bounding_box(), target.bounding_box()
    assert start is not None and end is not None
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] - 12)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 80, steps=12)
    page.mouse.up()


def move_by_keyboard(page: Page, card: Locator) -> None:
    card.get_by_role("button", name="的操作").press("Enter")
    choice = page.get_by_role("menuitem", name=f"移到“{NEXT}”")
    expect(choice).to_be_visible()
    choice.press("Enter")


def test_a_bulk_edit_lists_what_is_missing(windows: Visit, deal: Deal) -> None:
    page = windows.desktop(deal.client)
    open_list(page, deal)
    page.get_by_role("row").filter(has_text=deal.name).get_by_role("checkbox").check()
    page.get_by_role("toolbar", name="批量操作").get_by_role("button", name="批量修改").click()
    dialog = page.get_by_role("dialog", name="批量修改")
    dialog.get_by_label("字段").select_option(label="销售阶段")
    pick_stage(page, dialog, "改为")
    said = refused(page, deal, lambda: dialog.get_by_role("button", name="修改 1 条").click())
    assert said == deal.refusal("needs_analysis")
    names_what_is_missing(dialog.get_by_role("alert"))
    check_accessible(page)
    assert deal.stage() == "first_contact"


def test_a_normal_import_leaves_such_rows_out_and_says_why(
    windows: Visit, both_apps: LiveServer, tmp_path: Path
) -> None:
    client = both_apps.sign_in()
    fields = {"name": "导入的商机", "stage": "needs_analysis", "outcome": "open"}
    (said,) = client.post("/api/records/opportunity", json=fields).json()["problems"]
    file = tmp_path / "deals.csv"
    file.write_text(f"商机名称,销售阶段,结果\n{fields['name']},{NEXT},进行中\n只有名称,,进行中\n", encoding="utf-8")
    page = windows.desktop(client)
    upload_table(page, "opportunity", file)
    with page.expect_response(lambda one: one.url.endswith("/check")) as checked:
        check_rows(page)
    (found,) = checked.value.json()["problems"]
    assert (found["code"], found["row"]) == (said["code"], 2)
    expect(page.get_by_role("region", name="被拒绝的单元格")).to_contain_text(found["message"])
    assert FIRST in found["message"] and NEXT in found["message"]
    check_accessible(page)
    run_import(page, 1)
    expect(page.get_by_role("region", name="没有导入的行")).to_contain_text(found["message"])
    check_accessible(page)
