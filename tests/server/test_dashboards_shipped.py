"""The boards of the packages that ship, with their samples, and boards over HTTP."""

import pytest

from dougong.dashboards.schemas import BoardAsked
from dougong.dashboards.service import Boards
from dougong.kernel import assets
from dougong.packages.installing import Installing
from dougong.packages.market import Market
from dougong.packages.shelf import Shelf
from dougong.packages.store import PackageStore
from dougong.storage.driver.port import Database
from dougong_engine.design.dashboard import Dashboard
from dougong_engine.design.role import Role
from support.apps import running_app
from support.counting import CountingDatabase
from support.deals import able_database  # noqa: F401  # fixture
from support.records import Office, office

PACKAGES = ["dougong.sales_management", "dougong.store_sales"]


@pytest.fixture
async def made(able_database: Database) -> Office:  # noqa: F811
    return await office(able_database)


async def installed(made: Office, package: str) -> list[Dashboard]:
    store = PackageStore(made.database)
    service = Installing(
        Shelf(Market(assets.templates()), made.database), store, made.publishing, made.writing, made.keep_file
    )
    await service.install(await made.as_("admin"), package, samples=True)
    return list((await made.catalogue.newest(made.workspace_id)).design.of(Dashboard))


@pytest.mark.parametrize("package", PACKAGES)
async def test_every_card_of_the_shipped_boards_is_answered_for_everyone_who_may_open_it(
    made: Office, package: str
) -> None:
    boards = await installed(made, package)
    schema = await made.catalogue.newest(made.workspace_id)
    for role in schema.design.of(Role):
        await made.person(role.id, role.id)
    problems = []
    for board in boards:
        holders = [role.id for role in schema.design.of(Role) if board.id in role.opens]
        for name in ("admin", *holders):
            answer = await Boards(made.stage).data(await made.as_(name), board.id, BoardAsked())
            assert set(answer["widgets"]) == {one.id for one in board.widgets}
            cards = answer["widgets"].items()
            problems += [(name, board.id, id, one["problem"]["code"]) for id, one in cards if "problem" in one]
    assert [one for one in problems if one[0] == "admin"] == []
    # A board may be shared by roles of which one has no right on a card's entity: that card then says so.
    assert {code for *_, code in problems} <= {"access.entity"}


@pytest.mark.parametrize("package", PACKAGES)
async def test_a_shipped_board_costs_a_statement_a_card_and_one_more_at_most(made: Office, package: str) -> None:
    boards = await installed(made, package)
    admin = await made.as_("admin")
    made.stage.database = counting = CountingDatabase(made.database)  # type: ignore[assignment]  # the same, counted
    for board in boards:
        await Boards(made.stage).data(admin, board.id, BoardAsked())
        counting.reads = 0
        await Boards(made.stage).data(admin, board.id, BoardAsked())
        assert counting.reads <= len(board.widgets) + 1


async def test_groups_and_boards_answer_over_http(able_database: Database) -> None:  # noqa: F811
    async with running_app(able_database) as running:
        body = {"samples": True}
        done = await running.admin.post("/api/packages/dougong.sales_management/install", json=body, timeout=60)
        assert done.status_code == 201, done.text
        asked = {"groups": [{"field": "stage"}], "measures": [{"id": "n", "summary": "count"}]}
        groups = await running.admin.post("/api/groups/opportunity", json=asked)
        assert groups.status_code == 200, groups.text
        apps = (await running.admin.get("/api/apps")).json()["apps"]
        items = [item for group in apps[0]["menu"] for item in group["items"] if item["kind"] == "dashboard"]
        for item in items:
            data = await running.admin.post(f"/api/dashboards/{item['opens']}/data", json={})
            assert data.status_code == 200, data.text
            assert [one for one in data.json()["widgets"].values() if "problem" in one] == []
        stage = groups.json()["rows"][0]
        mark = {"widget": "funnel", "groups": stage["groups"]}
        drilled = await running.admin.post("/api/dashboards/dsh_director/drill", json=mark)
        behind = await running.admin.post(
            "/api/records/opportunity/query", json={"filter": drilled.json()["filter"], "count": "exact"}
        )
        assert behind.json()["count"]["value"] == stage["measures"]["n"]
        assert (await running.anonymous().post("/api/groups/opportunity", json=asked)).status_code == 401
        bad = await running.admin.post("/api/groups/opportunity", json={**asked, "order": "chance"})
        assert bad.status_code == 422
