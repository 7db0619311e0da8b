"""Every page is accessible and whole in both languages and both themes, on the desktop and on the phone."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as TookTooLong

from support.browser import at_rest, lasting_violations, shot, violations, violations_in_the_other_theme
from support.live import LiveServer, live_server
from support.visiting import Visit, visiting

DESKTOP_PAGES = (
    "/",
    "/apps",
    "/a/sales",
    "/a/app_sales/d/dsh_director",
    "/a/app_sales/d/dsh_salesperson",
    "/a/app_sales/v/viw_opportunities",
    "/a/app_sales/v/viw_pipeline",
    "/a/app_sales/f/frm_opportunity",
    "/a/app_store/d/dsh_stores",
    "/a/app_store/v/viw_visits",
    "/a/app_store/f/frm_store_visit",
    "/r/quote/new",
    "/r/opportunity/{opportunity}",
    "/r/opportunity/{opportunity}?edit=name",
    "/r/contract/{contract}",
    "/todo",
    "/todo/{task}",
    "/runs",
    "/runs/{run}",
    "/market",
    "/market/dougong.sales_management",
    "/begin",
    "/begin?way=blank",
    "/begin/table",
    "/begin/sentence",
    "/imports/new",
    "/imports/{job}",
    "/people",
    "/people/departments",
    "/people/roles",
    "/people/why",
    "/me/access",
    "/settings/webhooks",
    "/settings/webhooks/{webhook}",
    "/notifications",
    "/password",
    "/no/such/page",
)
DESIGNERS = (
    "/design/forms/new?entity=opportunity",
    "/design/forms/frm_opportunity",
    "/design/dashboards/new?app=app_sales",
    "/design/dashboards/dsh_director",
    "/design/flows/new?app=app_sales",
    "/design/flows/flw_contract_approval",
    "/design/views/new?entity=opportunity",
    "/design/views/viw_opportunities",
    "/design/entities/new?app=app_sales",
    "/design/entities/ent_opportunity",
    "/design/pages/ent_opportunity",
    "/design/apps/app_sales/relations",
    "/design/apps/app_sales",
    "/design/prints/new?entity=contract",
    "/design/prints/prt_contract",
    "/design/roles/new?app=app_sales",
    "/design/roles/rol_sales_rep",
)
APPROVERS = ("legal", "finance", "general_manager")
NARROW = {"viewport": {"width": 390, "height": 844}}
PHONE_PAGES = (
    "/m/",
    "/m/todo",
    "/m/todo/{task}",
    "/m/apps",
    "/m/me",
    "/m/password",
    "/m/a/sales",
    "/m/a/app_sales/d/dsh_director",
    "/m/a/app_sales/v/viw_opportunities",
    "/m/a/app_store/f/frm_store_visit",
    "/m/r/opportunity/new",
    "/m/r/opportunity/{opportunity}",
    "/m/r/opportunity/{opportunity}/edit",
    "/m/no/such/page",
)
LOOKS: dict[str, dict[str, Any]] = {
    "zh-CN": {"locale": "zh-CN", "color_scheme": "light"},
    "en": {"locale": "en-US", "color_scheme": "dark"},
}
# What can be pressed and yet lies beyond the right edge, in nothing that scrolls sideways.
OUTSIDE = """() => [...document.querySelectorAll("button, a[href], input, select, [tabindex]")].filter((one) => {
  const { right, width } = one.getBoundingClientRect();
  if (width === 0 || right <= innerWidth + 1) return false;
  for (let up = one.parentElement; up; up = up.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(up).overflowX) && up.scrollWidth > up.clientWidth) return false;
  }
  return true;
}).map((one) => one.ariaLabel || one.innerText || one.id)"""
CHINESE = re.compile("[\u4e00-\u9fff][^\\n]*")


@dataclass
class Workspace:
    """A server with a little of everything, all of it named in Latin letters."""

    server: LiveServer
    client: httpx.Client
    ids: dict[str, str]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with live_server(tmp_path_factory.mktemp("server"), {"DOUGONG_DEFAULT_LOCALE": "en"}) as server:
        admin = server.first_sign_in()
        me = admin.get("/api/me").json()["person"]["id"]
        renamed = admin.patch(f"/api/people/{me}", json={"name": "Ada"})
        assert renamed.status_code == 200, renamed.text
        # Messages stay in the language in which they were written.
        spoken = admin.patch("/api/me", json={"locale": "en"})
        assert spoken.status_code == 200, spoken.text
        yield Workspace(server, admin, records(server, admin, me))


def records(server: LiveServer, admin: httpx.Client, me: str) -> dict[str, str]:
    """What the pages with an id in their address show."""

    def made(path: str, **body: object) -> str:
        answer = admin.post(path, **body)  # type: ignore[arg-type]  # the members of a request, as httpx takes them
        assert answer.status_code == 201, answer.text
        return str(answer.json().get("id"))

    for package in ("dougong.sales_management", "dougong.store_sales"):
        made(f"/api/packages/{package}/install", json={"samples": False})
    for role in APPROVERS:
        answer = admin.put(f"/api/roles/rol_{role}/members", json={"people": [me]})
        assert answer.status_code == 200, answer.text
    made("/api/departments", json={"name": "North"})
    customer = made("/api/records/customer", json={"name": "Far Hills"})
    deal = {"name": "Annual frame", "customer": customer, "stage": "first_contact", "outcome": "open", "amount": "100"}
    opportunity = made("/api/records/opportunity", json=deal)
    contract = made("/api/records/contract", json={"name": "Large one", "customer": customer, "amount": "600000"})
    job = made("/api/imports", data={"entity": "customer"}, files={"file": ("some.csv", b"account\nOne\nTwo\n")})
    hook = {
        "name": "ERP",
        "url": "https://erp.example.test/hook",
        "events": ["record.updated"],
        "entity": "ent_customer",
    }
    webhook = made("/api/webhooks", json={**hook, "filter": {"field": "name", "op": "contains", "value": "Hills"}})
    task = awaited(server, admin, "/api/tasks", "tasks")
    run = awaited(server, admin, f"/api/records/contract/{contract}/runs", "runs")
    # The letters come after the tasks, and each in the language of its reader at that moment.
    server.until(lambda: admin.get("/api/notifications").raise_for_status().json()["unread"] == len(APPROVERS))
    return {"opportunity": opportunity, "contract": contract, "job": job, "webhook": webhook, "task": task, "run": run}


def awaited(server: LiveServer, client: httpx.Client, path: str, members: str) -> str:
    """The first of a list that the worker fills."""
    found = server.until(lambda: client.get(path).raise_for_status().json()[members])
    return str(found[0]["id"])


@pytest.fixture
def visit(chromium: Browser, workspace: Workspace, tmp_path: Path) -> Iterator[Visit]:
    with visiting(chromium, workspace.server, tmp_path) as one:
        yield one


def walk(
    page: Page, workspace: Workspace, pages: tuple[str, ...], language: str, pictures: Path, *, read: bool = True
) -> None:
    """Visits page after page and tells at the end what was wrong on which; `read`: its words are looked at too."""
    wrong: dict[str, object] = {}
    for address in pages:
        page.goto(address.format(**workspace.ids))
        try:
            at_rest(page)
        except TookTooLong:
            wrong[address] = "never came to rest"
            continue
        finally:
            shot(page, name_of(address, language), pictures)
        chinese = CHINESE.findall(page.locator("body").inner_text()) if read and language != "zh-CN" else []
        if found := [*lasting_violations(page), *violations_in_the_other_theme(page), *chinese]:
            wrong[address] = found
    assert wrong == {}, json.dumps(wrong, ensure_ascii=False, indent=1)


def name_of(address: str, language: str) -> str:
    return f"{language}{re.sub('[^a-z0-9_]+', '-', address)}".rstrip("-")


@pytest.mark.parametrize("language", LOOKS)
def test_every_desktop_page_is_accessible_and_translated(visit: Visit, workspace: Workspace, language: str) -> None:
    speak(workspace, language)
    walk(visit.desktop(workspace.client, **LOOKS[language]), workspace, DESKTOP_PAGES, language, visit.pictures)


@pytest.mark.parametrize("language", LOOKS)
def test_every_designer_is_accessible(visit: Visit, workspace: Workspace, language: str) -> None:
    speak(workspace, language)
    page = visit.desktop(workspace.client, **LOOKS[language])
    # What is designed is shown as it is written, here in Chinese.
    walk(page, workspace, DESIGNERS, language, visit.pictures, read=False)


def test_no_designer_is_wider_than_a_narrow_window(visit: Visit, workspace: Workspace) -> None:
    speak(workspace, "en")
    page, wide = visit.desktop(workspace.client, **{**LOOKS["en"], **NARROW}), {}
    for address in DESIGNERS:
        page.goto(address)
        at_rest(page)
        shot(page, name_of(address, "narrow"), visit.pictures)
        if outside := page.evaluate(OUTSIDE):
            wide[address] = outside
    assert wide == {}, json.dumps(wide, ensure_ascii=False, indent=1)


@pytest.mark.parametrize("language", LOOKS)
def test_every_phone_page_is_accessible_and_translated(visit: Visit, workspace: Workspace, language: str) -> None:
    speak(workspace, language)
    walk(visit.phone(workspace.client, **LOOKS[language]), workspace, PHONE_PAGES, language, visit.pictures)


@pytest.mark.parametrize("language", LOOKS)
def test_the_sign_in_pages_are_accessible_and_translated(visit: Visit, workspace: Workspace, language: str) -> None:
    walk(visit.desktop(**LOOKS[language]), workspace, ("/sign-in",), language, visit.pictures)
    walk(visit.phone(**LOOKS[language]), workspace, ("/m/sign-in",), language, visit.pictures)


def test_an_open_menu_stands_in_a_landmark(visit: Visit, workspace: Workspace) -> None:
    speak(workspace, "zh-CN")
    page = visit.desktop(workspace.client)
    page.goto("/")
    at_rest(page)
    page.get_by_role("button", name=re.compile("的菜单$")).click()
    page.get_by_role("menu").wait_for()
    assert violations(page) == []


def speak(workspace: Workspace, language: str) -> None:
    answer = workspace.client.patch("/api/me", json={"locale": language})
    assert answer.status_code == 200, answer.text
