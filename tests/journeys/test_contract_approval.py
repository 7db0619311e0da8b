"""Journey b: a contract of 600,000, three parallel approvals on phones, one left for a day, sent back, approved."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from support.browser import PHONE, check_accessible, opened, shot
from support.live import PASSWORD, LiveServer, live_server

DAY = 86_400


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


def eventually(look: Callable[[], bool], page: Page) -> None:
    """Waits for what the worker does in the background, letting the browser's own clock pass meanwhile."""
    for _ in range(100):
        if look():
            return
        page.evaluate("new Promise((go) => setTimeout(go, 100))")
    raise AssertionError("the worker has not done it within ten seconds")


def phone(chromium: Browser, company: Company, name: str) -> Page:
    _, page = opened(chromium, company.server.url, PHONE)
    page.goto("/m/sign-in")
    page.get_by_label("账号或邮箱").fill(company.logins[name])
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_text("待办中心").first).to_be_visible()
    page.goto("/m/todo")
    return page


def approve_on_the_phone(page: Page, title: str) -> None:
    card = page.get_by_text(title).first
    expect(card).to_be_visible()
    page.get_by_role("button", name="同意").first.click()
    expect(page.get_by_text(re.compile("已完成：同意"))).to_be_visible()


def test_a_large_contract_goes_through_three_phones_a_timeout_and_a_return(chromium: Browser, company: Company) -> None:
    rep = company.clients["rep"]
    customer = rep.post("/api/records/customer", json={"name": "远山科技"}).json()["id"]
    made = rep.post("/api/records/contract", json={"name": "年度大单", "customer": customer, "amount": "600000"})
    assert made.status_code == 201, made.text
    contract = made.json()["id"]
    legal = phone(chromium, company, "legal")
    names = ("legal", "finance", "general")
    eventually(lambda: all(len(company.tasks(name)) == 1 for name in names), legal)
    legal.reload()
    expect(legal.get_by_text("年度大单").first).to_be_visible()
    check_accessible(legal)
    shot(legal, "phone-todo")
    approve_on_the_phone(legal, "年度大单")
    general = phone(chromium, company, "general")
    approve_on_the_phone(general, "年度大单")
    finance_task = company.tasks("finance")[0]

    moved = company.admin.post("/api/test-clock", json={"seconds": DAY + 3600})
    assert moved.status_code == 200, moved.text
    eventually(lambda: company.contract(contract)["approval_overdue"] is True, legal)
    eventually(lambda: any(one["overdue"] for one in company.tasks("finance")), legal)
    told = company.clients["finance"].get("/api/notifications").json()["items"]
    assert len(told) >= 2, "the task itself and the reminder"

    finance = phone(chromium, company, "finance")
    finance.get_by_text("年度大单").first.click()
    expect(finance.get_by_role("heading", name="流转记录").or_(finance.get_by_text("法务审批")).first).to_be_visible()
    check_accessible(finance)
    body = {"comment": "付款条款请改为分期", "to": "initiator", "resume": "again"}
    back = company.clients["finance"].post(f"/api/tasks/{finance_task['id']}/return", json=body)
    assert back.status_code == 200, back.text
    again = company.clients["finance"].post(f"/api/tasks/{finance_task['id']}/approve", json={})
    assert again.status_code in (404, 409, 422), "a decided task cannot be decided again"

    eventually(lambda: len(company.tasks("rep")) == 1, legal)
    task = company.tasks("rep")[0]
    changed = rep.post(f"/api/tasks/{task['id']}/resubmit", json={"fields": {"payment_terms": "分三期付款"}})
    assert changed.status_code == 200, changed.text
    eventually(lambda: len(company.tasks("finance")) == 1, legal)
    for name in names:
        for one in company.tasks(name):
            done = company.clients[name].post(f"/api/tasks/{one['id']}/approve", json={"comment": "同意"})
            assert done.status_code == 200, done.text
    eventually(lambda: company.contract(contract)["approval_status"] == "approved", legal)
    assert company.contract(contract)["payment_terms"] == "分三期付款"
    runs = rep.get(f"/api/records/contract/{contract}/runs").json()["runs"]
    story = rep.get(f"/api/runs/{runs[0]['id']}")
    assert story.status_code == 200, story.text
    assert "付款条款请改为分期" in story.text
    for page in (legal, general, finance):
        page.context.close()
