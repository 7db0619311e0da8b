"""Journey e: two people on the same pages see different rows, counts, board figures and exports."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from support.browser import check_accessible
from support.live import LiveServer
from support.visiting import Visit

DEALS = {"李雷": {"李雷一": 100, "李雷二": 200}, "韩梅": {"韩梅一": 1000, "韩梅二": 2000, "韩梅三": 4000}}
DOWNLOAD = """(address) => { const link = document.createElement("a");
  link.href = address; link.download = ""; document.body.append(link); link.click(); link.remove(); }"""


@dataclass
class Leader:
    """Somebody with a team of one, who sees what that seller sells."""

    client: httpx.Client
    deals: dict[str, int]


@pytest.fixture(scope="module")
def leaders(both_apps: LiveServer) -> dict[str, Leader]:
    admin = both_apps.sign_in()
    found: dict[str, Leader] = {}
    roles: dict[str, list[str]] = {"sales_manager": [], "sales_rep": []}
    sellers: dict[str, httpx.Client] = {}
    for name in DEALS:
        boss, login = both_apps.new_person(admin, f"{name}的经理")
        seller, own = both_apps.new_person(admin, name, manager_id=boss)
        roles["sales_manager"].append(boss)
        roles["sales_rep"].append(seller)
        found[name] = Leader(both_apps.sign_in(login), DEALS[name])
        sellers[name] = both_apps.sign_in(own)
    for role, people in roles.items():
        answer = admin.put(f"/api/roles/rol_{role}/members", json={"people": people})
        assert answer.status_code == 200, answer.text
    for name, deals in DEALS.items():
        for title, amount in deals.items():
            body = {"name": title, "outcome": "open", "amount": str(amount)}
            made = sellers[name].post("/api/records/opportunity", json=body)
            assert made.status_code == 201, made.text
    return found


def exported(page: Page, folder: Path) -> list[dict[str, str]]:
    """What the browser saves when the list is exported."""
    with page.expect_download() as saved:
        page.evaluate(DOWNLOAD, "/api/records/opportunity/export?format=csv")
    file = folder / "export.csv"
    saved.value.save_as(file)
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))


def test_each_sees_own_rows_counts_figures_and_exports(
    windows: Visit, leaders: dict[str, Leader], tmp_path: Path
) -> None:
    for name, leader in leaders.items():
        others = next(one.deals for other, one in leaders.items() if other != name)
        page = windows.desktop(leader.client)
        page.goto("/a/app_sales/v/viw_opportunities")
        expect(page.get_by_text(f"{len(leader.deals)} 条记录")).to_be_visible()
        for title in leader.deals:
            expect(page.get_by_role("row").filter(has_text=title)).to_be_visible()
        for title in others:
            expect(page.get_by_text(title)).to_have_count(0)
        check_accessible(page)
        assert {one["商机名称"] for one in exported(page, tmp_path)} == set(leader.deals)
        page.goto("/a/app_sales/d/dsh_director")
        for card, figure in (("商机总数", len(leader.deals)), ("进行中商机", len(leader.deals))):
            region = page.get_by_role("region", name=card, exact=True)
            expect(region.get_by_text(str(figure), exact=True)).to_be_visible()
        funnel = page.get_by_role("region", name="销售漏斗", exact=True)
        expect(funnel).to_contain_text(f"{sum(leader.deals.values()):,}")
        check_accessible(page)
        page.goto("/a/app_sales/v/viw_pipeline")
        for title in leader.deals:
            expect(page.get_by_role("article").filter(has_text=title)).to_be_visible()
        expect(page.get_by_role("article")).to_have_count(len(leader.deals))


def test_the_address_of_anothers_record_leads_nowhere(windows: Visit, leaders: dict[str, Leader]) -> None:
    theirs = leaders["韩梅"].client.get("/api/records/opportunity").json()["records"][0]["id"]
    client = leaders["李雷"].client
    assert client.get(f"/api/records/opportunity/{theirs}").status_code == 404
    assert client.patch(f"/api/records/opportunity/{theirs}", json={"name": "x"}).status_code == 404
    page = windows.desktop(client)
    page.goto(f"/r/opportunity/{theirs}")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_text("韩梅")).to_have_count(0)
    check_accessible(page)
    found = client.get("/api/search", params={"q": "韩梅"}).text
    assert theirs not in found
