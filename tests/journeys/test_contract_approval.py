"""Journey b: a contract of 600,000, three parallel approvals on phones, one left for a day, sent back, approved."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from support.browser import check_accessible, shot
from support.live import PASSWORD, LiveServer, live_server
from support.visiting import Visit, visiting

DAY = 86_400
TITLE = "年度大单"


@dataclass
class Company:
    """People of the journey, signed in over the API."""

    server: LiveServer
    admin: httpx.Client
    logins: dict[str, str]
    clients: dict[str, httpx.Client]

    def tasks(self, name: str, tab: str = "todo") -> list[dict[str, Any]]:
        answer = self.clients[name].get("/api/tasks", params={"tab": tab})
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["tasks"]
        return found

    def contract(self, id_: str) -> dict[str, Any]:
        answer = self.clients["rep"].get(f"/api/records/contract/{id_}")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    with live_server(tmp_path_factory.mktemp("server")) as server:
        admin = server.first_sign_in()
        made = admin.post("/api/packages/dougong.sales_management/install", json={"samples": False})
        assert made.status_code == 201, made.text
        roles = {
            "general": "general_manager",
            "legal": "legal",
            "finance": "finance",
            "rep": "sales_rep",
        }
        logins: dict[str, str] = {}
        above: dict[str, str] = {}
        for name, role in roles.items():
            id_, logins[name] = server.new_person(admin, name, **above)
            if name == "general":
                above = {"manager_id": id_}
            answer = admin.put(f"/api/roles/rol_{role}/members", json={"people": [id_]})
            assert answer.status_code == 200, answer.text
        clients = {name: server.sign_in(login) for name, login in logins.items()}
        yield Company(server, admin, logins, clients)


@pytest.fixture
def visit(chromium: Browser, company: Company, tmp_path: Path) -> Iterator[Visit]:
    with visiting(chromium, company.server, tmp_path) as one:
        yield one


def signed_in_on_a_phone(visit: Visit, company: Company, name: str) -> Page:
    page = visit.phone()
    page.goto("/m/sign-in")
    page.get_by_label("账号或邮箱").fill(company.logins[name])
    page.get_by_label("密码").fill(PASSWORD)
    check_accessible(page)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", name="待办中心")).to_be_visible()
    page.goto("/m/todo")
    return page


def card(page: Page, node: str) -> Locator:
    page.goto("/m/todo")
    found = page.get_by_role("article").filter(has_text=TITLE).filter(has_text=node)
    expect(found).to_be_visible()
    return found


def approve_from_the_list(page: Page, node: str) -> None:
    card(page, node).get_by_role("button", name="同意").click()
    expect(page.get_by_text(re.compile("已完成：同意"))).to_be_visible()


def send_back(page: Page, node: str, why: str) -> None:
    """Open the matter, read its story, and give it back from the sheet with the other answers."""
    card(page, node).get_by_text(TITLE).click()
    expect(page.get_by_role("heading", name="审批动态")).to_be_visible()
    check_accessible(page)
    page.get_by_role("button", name="更多操作").click()
    page.get_by_role("button", name=re.compile("^驳回修改")).click()
    dialog = page.get_by_role("dialog", name="驳回修改")
    expect(dialog.get_by_role("button", name="驳回修改")).to_be_disabled()
    dialog.get_by_label("意见").fill(why)
    check_accessible(page)
    shot(page, "phone-send-back")
    dialog.get_by_role("button", name="驳回修改").click()
    expect(page.get_by_text(re.compile("已完成：驳回修改"))).to_be_visible()


def edit_and_resubmit(page: Page, why: str, terms: str) -> None:
    card(page, "").get_by_text(TITLE).click()
    expect(page.get_by_text(why)).to_be_visible()
    page.get_by_label("付款条款").fill(terms)
    check_accessible(page)
    page.get_by_role("button", name="重新提交").click()
    expect(page.get_by_text(re.compile("已完成：重新提交"))).to_be_visible()


def test_a_large_contract_goes_through_three_phones_a_timeout_and_a_return(visit: Visit, company: Company) -> None:
    rep = company.clients["rep"]
    customer = rep.post("/api/records/customer", json={"name": "远山科技"}).json()["id"]
    made = rep.post("/api/records/contract", json={"name": TITLE, "customer": customer, "amount": "600000"})
    assert made.status_code == 201, made.text
    contract = made.json()["id"]
    phones = {name: signed_in_on_a_phone(visit, company, name) for name in ("legal", "finance", "general")}
    legal, finance, general = phones.values()
    company.server.until(lambda: all(len(company.tasks(name)) == 1 for name in phones))
    card(legal, "法务审批")
    check_accessible(legal)
    shot(legal, "phone-todo")
    approve_from_the_list(legal, "法务审批")
    approve_from_the_list(general, "总经理审批")
    company.server.until(lambda: company.tasks("general") == [])

    moved = company.admin.post("/api/test-clock", json={"seconds": DAY + 3600})
    assert moved.status_code == 200, moved.text
    for one in phones.values():
        one.clock.set_fixed_time(datetime.now(UTC) + timedelta(seconds=DAY + 3600))
    company.server.until(lambda: company.contract(contract)["approval_overdue"] is True)
    # a day unanswered: finance is reminded, and who finance reports to receives the matter too
    company.server.until(lambda: len(company.tasks("general")) == 1)
    expect(card(finance, "财务审批")).to_contain_text("已超时")
    expect(card(general, "财务审批")).to_be_visible()
    told = company.clients["finance"].get("/api/notifications").json()["items"]
    assert len(told) >= 2, "the task itself and the reminder"

    why, terms = "付款条款请改为分期", "分三期付款"
    task = company.tasks("finance")[0]["id"]
    send_back(finance, "财务审批", why)
    again = company.clients["finance"].post(f"/api/tasks/{task}/approve", json={})
    assert again.status_code in (404, 409, 422), "a decided task cannot be decided again"
    company.server.until(lambda: len(company.tasks("rep")) == 1)
    edit_and_resubmit(signed_in_on_a_phone(visit, company, "rep"), why, terms)

    company.server.until(lambda: len(company.tasks("finance")) == 1)
    for name, node in (("legal", "法务审批"), ("finance", "财务审批"), ("general", "总经理审批")):
        if company.tasks(name):
            approve_from_the_list(phones[name], node)
    company.server.until(lambda: company.contract(contract)["approval_status"] == "approved")
    assert company.contract(contract)["payment_terms"] == terms
    runs = rep.get(f"/api/records/contract/{contract}/runs").json()["runs"]
    desktop = visit.desktop(rep)
    desktop.goto(f"/runs/{runs[0]['id']}")
    expect(desktop.get_by_text(why).first).to_be_visible()
    check_accessible(desktop)
    shot(desktop, "run")
