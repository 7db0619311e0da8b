"""The doctor finds nothing in a sound workspace, and each kind of damage that is done to one behind its back."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from dougong.doctor import computed, decisions, paths, references, stored_texts, story
from dougong.doctor.command import CHECKS, examine, report
from dougong.doctor.finding import Finding
from dougong.kernel.settings import Settings
from dougong.kernel.tables import metadata
from dougong.search.store import SearchRows
from dougong.storage.catalogue import Catalogue
from dougong.storage.entity_table import EntityTable
from dougong.storage.people_tables import department_paths, departments, people, reporting_paths
from dougong.storage.side_tables import history, stage_spans
from support.rich_app import NOBODY, Rich, able_database, rich, upload  # noqa: F401  # fixtures

GONE = "00000000-0000-7000-8000-0000000000ff"


async def _found(rich: Rich) -> set[tuple[str, str]]:  # noqa: F811
    results = await examine(rich.running.database)
    assert {title for _, title in results} == set(CHECKS)
    return {(one.check, one.place) for findings in results.values() for one in findings}


async def _tables(rich: Rich) -> dict[str, EntityTable]:  # noqa: F811
    return dict((await Catalogue(rich.running.database).newest(rich.running.workspace_id)).tables)


async def _damage(rich: Rich, statement: Any) -> None:  # noqa: F811
    def work(connection: sa.Connection) -> int:
        return int(connection.execute(statement).rowcount)

    assert await rich.running.database.run_sync(work) != 0


@pytest.fixture
async def lived_in(rich: Rich) -> Rich:  # noqa: F811
    """Records that were changed, moved between stages, linked, removed and hung with files; people with a line."""
    admin, path = rich.admin, f"/api/records/rich/{rich.record}"
    file = (await upload(admin)).json()["id"]
    for change in ({"papers": [file]}, {"stage": "s2"}, {"amount": "20"}, {"note": None, "lines": []}, {"rate": None}):
        assert (await admin.patch(path, json=change)).is_success
    for number in range(3):
        made = await admin.post("/api/records/rich", json=rich.good(f"第{number}"))
        assert made.is_success
    assert (await admin.delete(f"/api/records/rich/{made.json()['id']}")).is_success
    bulk = {"create": [{"title": "一", "client": rich.client, "amount": "1"}, {"title": "二"}]}
    assert (await admin.post("/api/records/rich/bulk", json=bulk)).is_success
    boss, _ = await rich.running.new_person("王芳", department_id=rich.unit)
    await rich.running.new_person("李雷", manager_id=boss)
    below = await admin.post("/api/departments", json={"name": "上海", "parent_id": rich.unit})
    assert below.is_success
    return rich


async def test_a_workspace_that_was_worked_in_is_sound(lived_in: Rich) -> None:
    assert await _found(lived_in) == set()


async def test_links_to_nothing_and_rows_without_their_record_are_found(lived_in: Rich) -> None:
    rich_table, mine = (await _tables(lived_in))["ent_rich"], lived_in.record
    places, t = rich_table.places, rich_table.table
    for name in ("client", "seller", "unit"):
        column = places[name].column
        assert column is not None
        await _damage(lived_in, sa.update(t).where(t.c.id == mine).values({column: GONE}))
    for name in ("others", "crew", "papers"):
        side = places[name].links
        assert side is not None
        await _damage(lived_in, sa.update(side).where(side.c.record_id == mine).values(value=GONE))
    orphan = places["tags"].links
    rows = places["lines"].rows
    assert orphan is not None and rows is not None
    await _damage(lived_in, sa.insert(orphan).values(record_id=GONE, value="a", position=1))
    await _damage(lived_in, sa.insert(rows).values(id=GONE, record_id=NOBODY, position=1))
    expected = {("reference.dangling", f"ent_rich.{one}") for one in ("client", "seller", "unit")}
    expected |= {("reference.dangling", f"ent_rich.{one}") for one in ("others", "crew", "papers")}
    expected |= {("row.orphan", "ent_rich.tags"), ("row.orphan", "ent_rich.lines")}
    assert await _found(lived_in) >= expected


async def test_stale_computed_values_are_found(lived_in: Rich) -> None:
    tables = await _tables(lived_in)
    t, places, client = tables["ent_rich"].table, tables["ent_rich"].places, tables["ent_client"]
    net, label, total = places["net"].column, places["label"].column, client.places["total"].column
    assert net is not None and label is not None and total is not None
    mine = t.c.id == lived_in.record
    await _damage(lived_in, sa.update(t).where(mine).values({net: 1, label: "X"}))
    await _damage(lived_in, sa.update(client.table).values({total: 7}))
    assert await _found(lived_in) == {
        ("computed.stale", "ent_rich.net"),
        ("computed.stale", "ent_rich.label"),
        ("text.form_stale", "ent_rich.label"),
        ("rollup.stale", "ent_client.total"),
    }


async def test_stale_cells_of_a_sub_table_and_their_rollup_are_found(lived_in: Rich) -> None:
    place = (await _tables(lived_in))["ent_rich"].places["lines"]
    assert place.rows is not None
    column = place.columns["sum"].column
    assert column is not None
    await _damage(lived_in, sa.update(place.rows).values({column: 99}))
    assert ("computed.stale", "ent_rich.lines") in await _found(lived_in)


async def test_stale_folded_and_sortable_texts_are_found(lived_in: Rich) -> None:
    table = (await _tables(lived_in))["ent_rich"]
    title, mail = table.places["title"], table.places["mail"]
    assert title.sort is not None and mail.fold is not None
    mine = table.table.c.id == lived_in.record
    await _damage(lived_in, sa.update(table.table).where(mine).values({title.sort: "x", mail.fold: "x"}))
    assert await _found(lived_in) == {("text.form_stale", "ent_rich.title"), ("text.form_stale", "ent_rich.mail")}


@pytest.mark.parametrize("how", ["closed", "twice", "other"])
async def test_wrong_stays_in_stages_are_found(lived_in: Rich, how: str) -> None:
    s = stage_spans.c
    mine = sa.and_(s.record_id == lived_in.record, s.open)
    match how:
        case "closed":
            await _damage(lived_in, sa.update(stage_spans).where(mine).values(open=False))
        case "twice":
            await _damage(lived_in, sa.update(stage_spans).where(s.record_id == lived_in.record).values(open=True))
        case _:
            await _damage(lived_in, sa.update(stage_spans).where(mine).values(stage="s3"))
    expected = ("stage.stay_differs", "ent_rich.g") if how == "other" else ("stage.open_stays", "ent_rich.g")
    assert expected in await _found(lived_in)


@pytest.mark.parametrize("version", [1, 2, 6])
async def test_a_gap_in_history_is_found(lived_in: Rich, version: int) -> None:
    h = history.c
    gone = sa.delete(history).where(h.record_id == lived_in.record, h.version == version)
    await _damage(lived_in, gone)
    assert await _found(lived_in) == {("history.gap", "ent_rich")}


async def test_wrong_paths_and_rings_are_found(lived_in: Rich) -> None:
    kept = reporting_paths.c
    await _damage(lived_in, sa.delete(reporting_paths).where(kept.workspace_id == lived_in.running.workspace_id))
    row = {"workspace_id": lived_in.running.workspace_id, "ancestor_id": GONE, "department_id": lived_in.unit}
    await _damage(lived_in, sa.insert(department_paths).values(row))
    assert await _found(lived_in) == {("path.wrong", "reporting_paths"), ("path.wrong", "department_paths")}
    await _damage(lived_in, sa.update(departments).values(parent_id=departments.c.id))
    await _damage(lived_in, sa.update(people).values(manager_id=people.c.id))
    assert await _found(lived_in) >= {("path.ring", "departments"), ("path.ring", "people")}


async def test_a_search_index_that_differs_from_its_documents_is_found_on_sqlite(lived_in: Rich) -> None:
    database, workspace = lived_in.running.database, lived_in.running.workspace_id
    await database.write(SearchRows(database).put_steps(workspace, "ent_rich", lived_in.record, {"title": "远山科技"}))
    assert await _found(lived_in) == set()
    if database.dialect == "sqlite":
        documents = metadata.tables["search_documents"]
        await database.run_sync(lambda c: c.exec_driver_sql("DROP TRIGGER search_grams_update"))
        await _damage(lived_in, sa.update(documents).values(grams="kxyz"))
        assert await _found(lived_in) == {("search.index", "search_documents")}


async def test_the_report_shows_a_part_of_many_findings_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    some = [Finding("history.gap", "ent_x", str(number), "version 2") for number in range(30)]
    assert await report({("甲", "history and stages"): some, ("甲", "links"): []}) == 1
    shown = capsys.readouterr().out
    assert "30 found" in shown
    assert "10 more" in shown
    assert await report({("甲", "links"): []}) == 0
    assert "ok" in capsys.readouterr().out


def test_the_page_about_operating_names_every_setting_and_every_finding() -> None:
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "operate.md").read_text(encoding="utf-8")
    names = {f"DOUGONG_{name.upper()}" for name in Settings.model_fields}
    assert {name for name in names if page.count(f"`{name}`") < 2} == set()
    codes = {
        *(references.DANGLING, references.ORPHAN, stored_texts.STALE, computed.OWN, computed.ROLLUP),
        *(story.GAP, story.OPEN, story.OTHER, decisions.CHANGED, paths.PATH, paths.RING, paths.INDEX),
    }
    assert {code for code in codes if f"`{code}`" not in page} == set()
