"""The shipped contract approval on both databases: parallel, late, returned, changed, approved."""

import pytest

from dougong.storage.driver.port import Database
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.process import Works, decision_log, runs, with_package

CONTRACT = {"name": "远山年度框架合同", "amount": "600000", "payment_terms": "货到 60 天"}


@pytest.fixture
async def made(database: Database) -> Works:  # noqa: F811
    works = await with_package(database, "dougong.sales_management")
    await works.person("olga", "rol_sales_director")
    await works.person("mona", "rol_sales_manager", manager="olga")
    await works.person("ivan", "rol_sales_rep", manager="mona")
    await works.person("gina", "rol_general_manager", manager="olga")
    await works.person("lea", "rol_legal", manager="gina")
    await works.person("finn", "rol_finance", manager="gina")
    return works


async def submitted(works: Works, amount: str = "600000") -> str:
    """A contract that ivan has just handed in; answers its id."""
    ivan = await works.office.as_("ivan")
    customer = await works.office.writing.create(ivan, "customer", {"name": "远山科技"})
    record = {**CONTRACT, "amount": amount, "customer": customer["id"]}
    contract = await works.office.writing.create(ivan, "contract", record)
    await works.settle()
    return str(contract["id"])


async def contract(works: Works, id: str) -> dict[str, object]:
    return await works.office.reading.get(await works.office.as_("admin"), "contract", id)


async def test_a_large_contract_waits_for_three_people_at_once_and_they_are_told(made: Works) -> None:
    id = await submitted(made)
    assert sorted(await made.open_tasks()) == ["finn", "gina", "lea"]
    assert (await contract(made, id))["approval_status"] == "in_approval"
    assert {channel for _, channel in made.post.told("task")} == {"in_app", "mail"}
    assert len(await made.rows(runs)) == 1
    assert [one["act"] for one in await made.rows(decision_log)] == ["submit"]
