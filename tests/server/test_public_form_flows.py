"""What strangers hand in starts flows; none of them acts with the rights of whoever owns the record."""

from collections import Counter

from dougong.records.writing import Door
from dougong.storage.driver.port import Database
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.ledger import ENTER, ledger_office, lines
from support.process import Works, runs

FORM = {
    "format": 1,
    "kind": "form",
    "id": "frm_ticket",
    "app": "app_test",
    "name": "报修",
    "entity": "ent_ticket",
    "sections": [{"id": "main", "fields": [{"field": "name"}, {"field": "number"}]}],
}
HANDED_IN = {"on": "form_submitted", "form": "frm_ticket"}


async def office_with(database: Database, **flow: object) -> Works:  # noqa: F811
    return await ledger_office(database, FORM, {**ENTER, "trigger": HANDED_IN, **flow})


async def hand_in(works: Works, door: Door) -> None:
    await works.office.writing.create(await works.office.as_("admin"), "ticket", {"name": "灯", "number": 7}, door)
    await works.settle()


async def test_a_form_from_outside_starts_the_flows_that_wait_for_it(database: Database) -> None:  # noqa: F811
    works = await office_with(database)
    await hand_in(works, Door(via="public", form="frm_ticket"))
    assert [one["as_initiator"] for one in await works.rows(runs)] == [False]
    assert await lines(works) == {7: 1}


async def test_such_a_flow_has_the_rights_that_it_lists_and_not_the_owners(database: Database) -> None:  # noqa: F811
    works = await office_with(database, rights=[])
    await hand_in(works, Door(via="public", form="frm_ticket"))
    assert len(await works.rows(runs)) == 1
    assert await lines(works) == Counter()
    await hand_in(works, Door(via="form", form="frm_ticket"))
    assert await lines(works) == {7: 1}
