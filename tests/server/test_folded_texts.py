"""Parts of texts are found whatever their case and width, and a folded form is stored only where it differs."""

import pytest
import sqlalchemy as sa

from dougong.records.reading import Question
from dougong.storage.driver.port import Database
from dougong.storage.fold_text import fold_text
from support.deals import able_database, deals_office  # noqa: F401  # fixture
from support.records import Office

TEXTS = {"Ｄｏｕｇｏｎｇ 斗拱": "dougong 斗拱", "Straße": "strasse", "远山科技": None, "plain": None}


@pytest.fixture
async def made(able_database: Database) -> Office:  # noqa: F811
    return await deals_office(able_database)


def test_a_text_that_is_its_own_folded_form_has_none() -> None:
    assert {text: fold_text(text) for text in TEXTS} == TEXTS
    assert fold_text(None) is None
    assert fold_text("") is None


async def test_parts_are_found_in_both_forms_and_a_changed_text_leaves_no_old_form(made: Office) -> None:
    admin = await made.as_("admin")
    ids = {text: (await made.writing.create(admin, "deal", {"title": text}))["id"] for text in TEXTS}
    schema = await made.catalogue.newest(admin.workspace_id)
    table = schema.table("ent_deal")
    fold = table.place("title").fold
    assert fold is not None

    def stored(connection: sa.Connection) -> dict[str, object]:
        return dict(connection.execute(sa.select(table.place("title").column, fold)).all())

    assert await made.database.run_sync(stored) == TEXTS

    async def found(op: str, value: str) -> set[object]:
        question = Question(filter={"field": "title", "op": op, "value": value}, fields=("title",))
        return {one["title"] for one in (await made.reading.page(admin, "deal", question)).records}

    assert await found("contains", "GONG") == {"Ｄｏｕｇｏｎｇ 斗拱"}
    assert await found("starts_with", "STRASS") == {"Straße"}
    assert await found("contains", "科技") == {"远山科技"}
    assert await found("not_contains", "PLAIN") == TEXTS.keys() - {"plain"}
    await made.writing.update(admin, "deal", str(ids["Straße"]), {"title": "路"}, 1)
    assert await found("contains", "strasse") == set()
    assert (await made.database.run_sync(stored))["路"] is None
