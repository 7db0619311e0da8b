"""Journey a: from the printed password to a board that shows what the published CRM tables hold."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from support.browser import at_rest, check_accessible, shot
from support.crm import CRM, PUBLISHED, table
from support.desktop import (
    check_again,
    check_rows,
    figure,
    filled_by,
    first_sign_in,
    give_account,
    install,
    run_import,
    upload_table,
)
from support.live import LiveServer, live_server
from support.visiting import Visit, visiting

STAGES = {"Prospecting": "初步接触", "Engaging": "需求诊断", "Won": "合同签署", "Lost": None}
OUTCOMES = {"Prospecting": "进行中", "Engaging": "进行中", "Won": "赢单", "Lost": "输单"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with live_server(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def visit(chromium: Browser, server: LiveServer, tmp_path: Path) -> Iterator[Visit]:
    with visiting(chromium, server, tmp_path) as one:
        yield one


def test_a_newcomer_imports_the_crm_tables_and_reads_their_figures_on_the_board(
    visit: Visit, server: LiveServer
) -> None:
    page = visit.desktop()
    first_sign_in(page, server.one_time)
    for name in ("销售管理", "门店销售"):
        install(page, name, samples=False)
    people(page)
    for entity, file in (("product", "products.csv"), ("customer", "accounts.csv")):
        upload_table(page, entity, CRM / file)
        check_accessible(page)
        check_rows(page)
        run_import(page, len(table(file)))
    opportunities(page)
    sales = Sales(table("sales_pipeline.csv"))
    if CRM == PUBLISHED:
        assert (len(sales.rows), len(sales.won), sales.value(), sales.rate()) == (8800, 4238, 10_005_534, "63.15%")
        assert len(table("accounts.csv")) == 85
    director_board(page, sales)
    at_rest(page)
    shot(page, "board-crm")
    leaders(page, sales)
    check_accessible(page)


def people(page: Page) -> None:
    rows = table("sales_teams.csv")
    upload_table(page, "people", CRM / "sales_teams.csv")
    expect(page.get_by_label("“sales_agent”填入的字段：姓名")).to_be_visible()
    filled_by(page, "manager", "部门（从上级到下级，可对应多列）")
    check_accessible(page)
    check_rows(page)
    strangers = page.get_by_role("region", name="“manager”里有对不上直属上级的值")
    for manager, count in Counter(one["manager"] for one in rows).items():
        row = strangers.get_by_role("row").filter(has_text=manager)
        expect(row.get_by_role("cell", name=str(count), exact=True)).to_be_visible()
    check_accessible(page)
    run_import(page, len(rows))
    check_accessible(page)


def opportunities(page: Page) -> None:
    rows = table("sales_pipeline.csv")
    misnamed = sum(one["product"] == "GTXPro" for one in rows)
    upload_table(page, "opportunity", CRM / "sales_pipeline.csv")
    map_columns(page)
    check_accessible(page)
    shot(page, "import-mapping")
    check_rows(page)
    page.get_by_role("radio", name=re.compile("历史数据")).check()
    stages = {**dict.fromkeys(STAGES), **STAGES}
    for field, answers in (("销售阶段", stages), ("结果", OUTCOMES)):
        for text, option in answers.items():
            answer(page, "deal_stage", field, text, option)
    check_again(page)
    expect(figure(page, "总行数")).to_have_text(f"{len(rows):,}")
    expect(figure(page, "可以导入")).to_have_text(f"{len(rows) - misnamed:,}")
    expect(figure(page, "有问题")).to_have_text(f"{misnamed:,}")
    for column in ("account", "engage_date"):
        gaps = sum(not one[column] for one in rows)
        expect(page.get_by_text(re.compile(f"{column} {gaps:,} 格"))).to_be_visible()
    unknown = unmatched(page, "product", "产品").get_by_role("row").filter(has_text="GTXPro")
    expect(unknown.get_by_role("cell", name=f"{misnamed:,}", exact=True)).to_be_visible()
    check_accessible(page)
    shot(page, "import-check")
    unknown.get_by_role("button", name="改成“GTX Pro”").click()
    check_again(page)
    expect(figure(page, "可以导入")).to_have_text(f"{len(rows):,}")
    expect(page.get_by_text("没有发现问题，可以导入。")).to_be_visible()
    run_import(page, len(rows))
    check_accessible(page)


def map_columns(page: Page) -> None:
    filled_by(page, "sales_agent", "销售经理", "团队", "大区")
    filled_by(page, "deal_stage", "结果 *")
    for field, take in (("销售经理", "manager"), ("团队", "department"), ("大区", "top_department")):
        page.get_by_label(f"“sales_agent”填入{field}时取什么值").select_option(take)
    for column in ("engage_date", "close_date"):
        order = page.get_by_label(re.compile(f"“{column}”填入.*时的日期顺序"))
        expect(order.locator("option:checked")).to_have_text("按内容识别：月/日/年")


def unmatched(page: Page, column: str, field: str) -> Locator:
    return page.get_by_role("region", name=f"“{column}”里有对不上{field}的值")


def answer(page: Page, column: str, field: str, text: str, option: str | None) -> None:
    row = unmatched(page, column, field).get_by_role("row").filter(has_text=text)
    if option is None:
        row.get_by_role("button", name="留空", exact=True).click()
        expect(row).to_contain_text("将留空")
    else:
        row.get_by_label(f"“{text}”改成").fill(option)
        expect(row).to_contain_text(f"将作为“{option}”")


def card(page: Page, name: str) -> Locator:
    found = page.get_by_role("region", name=name, exact=True)
    found.scroll_into_view_if_needed()
    return found


@dataclass(frozen=True)
class Sales:
    """What the board must show of some rows of the pipeline."""

    rows: list[dict[str, str]]

    @property
    def won(self) -> list[dict[str, str]]:
        return [one for one in self.rows if one["deal_stage"] == "Won"]

    def value(self) -> int:
        return sum(int(one["close_value"]) for one in self.won)

    def rate(self) -> str:
        ended = sum(one["deal_stage"] in ("Won", "Lost") for one in self.rows)
        return f"{Decimal(len(self.won)) / ended * 100:.2f}".rstrip("0").rstrip(".") + "%"


def director_board(page: Page, sales: Sales) -> None:
    page.goto("/a/app_sales/d/dsh_director")
    expect(page.get_by_role("heading", name="销售总监看板")).to_be_visible()
    for name, shown in (
        ("商机总数", f"{len(sales.rows):,}"),
        ("赢单数", f"{len(sales.won):,}"),
        ("赢单金额", f"{sales.value():,}"),
        ("赢单率", sales.rate()),
    ):
        expect(card(page, name).get_by_text(shown, exact=True)).to_be_visible()


def leaders(page: Page, sales: Sales) -> None:
    bosses = {one["sales_agent"]: one["manager"] for one in table("sales_teams.csv")}
    sellers: Counter[str] = Counter()
    managers: Counter[str] = Counter()
    for one in sales.won:
        sellers[one["sales_agent"]] += int(one["close_value"])
        managers[bosses[one["sales_agent"]]] += int(one["close_value"])
    if CRM == PUBLISHED:
        assert sellers.most_common(1) == [("Darcel Schlecht", 1_153_214)]
        assert managers.most_common(1) == [("Melvin Marxen", 2_251_930)]
    name, value = sellers.most_common(1)[0]
    first = card(page, "销售排行榜").get_by_role("listitem").first
    expect(first).to_contain_text(name)
    expect(first).to_contain_text(f"{value:,}")
    team = card(page, "经理团队业绩")
    team.get_by_role("button", name="查看“经理团队业绩”的数据").click()
    for name, value in managers.items():
        expect(team.get_by_role("row").filter(has_text=name)).to_contain_text(f"{value:,}")


def test_a_small_import_is_taken_back_as_a_whole(visit: Visit, server: LiveServer, tmp_path: Path) -> None:
    few = tmp_path / "few.csv"
    few.write_text("account,sector\nShort-lived One,retail\nShort-lived Two,retail\n", encoding="utf-8")
    client = server.sign_in()
    page = visit.desktop(client)
    upload_table(page, "customer", few)
    check_rows(page)
    run_import(page, 2)
    accounts = len(table("accounts.csv"))
    assert customers(client) == accounts + 2
    page.get_by_role("button", name="撤销这次导入").click()
    question = page.get_by_role("dialog")
    expect(question).to_contain_text("2 条记录")
    check_accessible(page)
    question.get_by_role("button", name="撤销这次导入").click()
    expect(page.get_by_text("这次导入已撤销。")).to_be_visible()
    assert customers(client) == accounts


def customers(client: httpx.Client) -> int:
    answer = client.get("/api/records/customer", params={"count": "exact", "limit": 1})
    return int(answer.json()["count"]["value"])


def test_the_same_board_with_other_rights_shows_the_numbers_of_that_person(visit: Visit, server: LiveServer) -> None:
    """A manager sees the team's figures on the same board, a seller sees only an own board with own figures."""
    admin = visit.desktop(server.sign_in())
    agents = {one["sales_agent"]: one["manager"] for one in table("sales_teams.csv")}
    seller = Counter(one["sales_agent"] for one in Sales(table("sales_pipeline.csv")).won).most_common(1)[0][0]
    manager = agents[seller]
    team = Sales([one for one in table("sales_pipeline.csv") if agents[one["sales_agent"]] == manager])
    own = Sales([one for one in team.rows if one["sales_agent"] == seller])
    passwords = {
        name: give_account(admin, name, f"{name.split()[0].lower()}@example.org", role)
        for name, role in ((manager, "销售经理"), (seller, "销售代表"))
    }
    page = visit.desktop()
    first_sign_in(page, passwords[manager], f"{manager.split()[0].lower()}@example.org")
    director_board(page, team)
    expect(card(page, "销售排行榜").get_by_role("listitem").first).to_contain_text(f"{own.value():,}")
    page = visit.desktop()
    first_sign_in(page, passwords[seller], f"{seller.split()[0].lower()}@example.org")
    page.goto("/a/app_sales/d/dsh_salesperson")
    expect(card(page, "我的赢单金额").get_by_text(f"{own.value():,}", exact=True)).to_be_visible()
    expect(card(page, "我的赢单率").get_by_text(own.rate(), exact=True)).to_be_visible()
    page.goto("/a/app_sales/d/dsh_director")
    expect(page.get_by_role("alert")).to_be_visible()
    page.goto("/a/app_sales/v/viw_my_opportunities")
    ahead = sum(one["deal_stage"] in ("Prospecting", "Engaging") for one in own.rows)
    expect(page.get_by_text(f"{ahead:,} 条记录")).to_be_visible()
    check_accessible(page)
