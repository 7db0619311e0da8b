"""The shipped packages hold together, speak two languages, and say what their customers were promised."""

import re
from collections.abc import Iterator

import pytest

from dougong_engine.design.app import App
from dougong_engine.design.check import check
from dougong_engine.design.checks.board import check_dashboard
from dougong_engine.design.dashboard import Dashboard
from dougong_engine.design.entity import Entity
from dougong_engine.design.flow import Flow
from dougong_engine.design.form import Form
from dougong_engine.design.metric import Metric
from dougong_engine.design.objects import Design, design_of
from dougong_engine.design.role import Role
from dougong_engine.design.texts import is_keyed, is_text, texts, translate
from dougong_engine.design.view import View
from dougong_engine.document import Json, dump
from dougong_engine.fields.choice import Choice
from dougong_engine.fields.file import File
from dougong_engine.fields.long_text import LongText
from dougong_engine.fields.photo import Photo
from dougong_engine.fields.sub_table import SubTable
from dougong_engine.flows.check import Surroundings
from dougong_engine.flows.check import check as check_graph
from dougong_engine.packages.format import Package
from dougong_engine.packages.texts import missing_texts, package_texts, stale_texts, translated
from support.designs import PACKAGES, shipped

CHINESE = re.compile(r"[\u3400-\u9fff]")


@pytest.fixture(params=PACKAGES)
def package(request: pytest.FixtureRequest) -> Package:
    return shipped(request.param)


SALES = shipped("sales_management")
STORE = shipped("store_sales")


def entity(package: Package, id: str) -> Entity:
    found = package.design.entity(id)
    assert found is not None
    return found


def test_nothing_refers_to_what_is_not_there(package: Package) -> None:
    assert check(package.design) == ()


def test_both_packages_fit_into_one_workspace() -> None:
    both = design_of([*SALES.objects.values(), *STORE.objects.values()])
    assert check(both) == ()


def test_every_text_has_its_english(package: Package) -> None:
    assert package.manifest.languages == ("en",)
    assert missing_texts(package, "en") == ()
    assert stale_texts(package, "en") == ()


def test_english_is_english_and_chinese_is_chinese(package: Package) -> None:
    for id, places in package.locales["en"].items():
        for place, text in places.items():
            assert not CHINESE.search(text), (id, place, text)
    for id, places in package_texts(package).items():
        for place, text in places.items():
            assert CHINESE.search(text) or text in {"㎡"} or text.isascii(), (id, place, text)


def test_no_chinese_hides_where_no_translation_reaches(package: Package) -> None:
    for one in package.objects.values():
        for text in outside_texts(dump(one), keyed=False):
            assert not CHINESE.search(text), (one.id, text)


def outside_texts(value: Json, *, keyed: bool) -> Iterator[str]:
    if isinstance(value, dict):
        for member, inner in value.items():
            if not is_text(value, member, keyed):
                yield from outside_texts(inner, keyed=is_keyed(member, inner))
    elif isinstance(value, list):
        for inner in value:
            yield from outside_texts(inner, keyed=False)
    elif isinstance(value, str):
        yield value


def test_the_translated_app_is_the_same_app(package: Package) -> None:
    english = translated(package, "en")
    assert check(english) == ()
    for id, one in english.objects.items():
        assert texts(one).keys() == texts(package.objects[id]).keys()
        assert not any(CHINESE.search(text) for text in texts(one).values())
        back = translate(one, texts(package.objects[id]))
        assert back == package.objects[id]


def test_every_flow_passes_the_interpreters_check_without_a_warning(package: Package) -> None:
    entities = {one.id: one for one in package.design.of(Entity)}
    for flow in package.design.of(Flow):
        assert check_graph(flow, Surroundings(entities=entities)) == (), flow.id


def test_every_entity_has_form_grid_and_kanban_or_is_master_data(package: Package) -> None:
    views = list(package.design.of(View))
    for one in package.design.of(Entity):
        layouts = {view.layout.type for view in views if view.entity == one.id}
        assert "grid" in layouts, one.id
        assert any(form.entity == one.id for form in package.design.of(Form)), one.id
    main = {view.entity for view in views if view.layout.type == "kanban"}
    assert len(main) >= len(list(package.design.of(Entity))) - 2


def test_every_view_and_board_is_in_the_menu_or_opened_by_a_role(package: Package) -> None:
    app = package.objects[package.manifest.app]
    opened = {item.opens for group in app.menu for item in group.items}  # type: ignore[attr-defined]  # an App
    pages = {one.id for kind in (View, Dashboard) for one in package.design.of(kind)}
    assert pages <= opened


def test_every_field_stands_on_a_form_or_is_computed(package: Package) -> None:
    for form in package.design.of(Form):
        placed = {place.field for section in form.sections for place in section.fields}
        for field in entity(package, form.entity).fields:
            if field.required and not field.computed():
                assert field.id in placed, (form.id, field.id)


def test_every_role_is_tested_and_every_grant_names_its_fields(package: Package) -> None:
    assert {test.role for test in package.tests} == {role.id for role in package.design.of(Role)}
    assert any(not test.allowed for test in package.tests)
    for role in package.design.of(Role):
        assert all(grant.fields for grant in role.grants), role.id
        assert role.abilities == ()


def entities_behind(design: Design, id: str) -> Iterator[str]:
    """The entities whose records a page shows."""
    page = design.objects[id]
    if isinstance(page, View | Form):
        yield page.entity
    if isinstance(page, Dashboard):
        for widget in page.widgets:
            raw = dump(widget)
            metric = design.get(Metric, str(raw.get("metric")))
            yield metric.entity if metric is not None else str(raw["entity"])


def test_a_role_may_see_what_every_page_that_it_opens_shows(package: Package) -> None:
    for role in package.design.of(Role):
        assert role.opens, role.id
        seen = {grant.entity for grant in role.grants}
        for page in role.opens:
            assert set(entities_behind(package.design, page)) <= seen, (role.id, page)


def test_every_board_of_the_menu_is_opened_by_some_role(package: Package) -> None:
    opened = {page for role in package.design.of(Role) for page in role.opens}
    app = package.design.get(App, package.manifest.app)
    assert app is not None
    boards = {one.id for one in package.design.of(Dashboard)}
    assert {item.opens for group in app.menu for item in group.items} & boards == boards <= opened


def test_samples_are_few_and_name_no_real_person(package: Package) -> None:
    for entity_id, samples in package.samples.items():
        assert 0 < len(samples.rows) <= 60, entity_id
    named = package.samples["ent_contact" if "ent_contact" in package.samples else "ent_store"]
    assert all("（示例）" in str(row["name"]) for row in named.rows)


def test_boards_show_every_card_on_the_phone(package: Package) -> None:
    for board in package.design.of(Dashboard):
        assert sorted(board.phone) == sorted(one.id for one in board.widgets), board.id
        assert list(check_dashboard(package.design, board)) == []


# ---- what the packages promise


def test_the_pipeline_has_five_stages_with_three_pieces_of_evidence_each() -> None:
    (gate,) = entity(SALES, "ent_opportunity").gates
    options = {one.id: one.name for one in entity(SALES, "ent_opportunity").field("stage").options}  # type: ignore[union-attr]  # a choice
    assert [options[stage.option] for stage in gate.stages] == [
        "初步接触",
        "需求诊断",
        "方案演示",
        "报价谈判",
        "合同签署",
    ]
    assert [len(stage.evidence) for stage in gate.stages] == [3, 3, 3, 3, 3]
    assert next(one for one in gate.stages if one.option == "needs_analysis").limit_hours == 72
    assert gate.done is not None


def test_stage_and_outcome_are_two_fields_and_neither_is_forced_by_the_other() -> None:
    deal = entity(SALES, "ent_opportunity")
    outcome, stage = deal.field("outcome"), deal.field("stage")
    assert isinstance(outcome, Choice)
    assert [one.id for one in outcome.options] == ["open", "won", "lost"]
    assert stage is not None
    assert not stage.required


def test_a_follow_up_has_its_three_obligatory_entries() -> None:
    follow_up = entity(SALES, "ent_follow_up")
    change, verifications, concern = (follow_up.field(id) for id in ("decision_change", "verifications", "concern"))
    assert all(one is not None and one.required for one in (change, verifications, concern))
    assert isinstance(verifications, SubTable)
    assert (verifications.least, verifications.most) == (3, 3)
    assert isinstance(concern, LongText)
    assert concern.verbatim


def test_what_an_import_of_crm_data_leaves_empty_is_not_required() -> None:
    deal = entity(SALES, "ent_opportunity")
    required = {one.id for one in deal.fields if one.required}
    assert required == {"outcome"}
    assert ("code",) in deal.uniques


def test_the_director_board_counts_what_was_promised() -> None:
    board = SALES.design.get(Dashboard, "dsh_director")
    assert board is not None
    kinds = {one.id: one.type for one in board.widgets}
    assert {"won", "won_value", "win_rate", "opportunities"} <= kinds.keys()
    assert kinds["funnel"] == "funnel"
    assert kinds["top_sellers"] == "leaderboard"
    assert {kinds[one] for one in ("by_manager", "by_product", "by_sector")} == {"bar"}
    assert kinds["monthly"] == "line"
    rate = SALES.design.get(Metric, "met_win_rate")
    assert rate is not None
    assert (rate.show, rate.places, [band.level for band in rate.bands]) == (
        "percent",
        2,
        ["risk", "warning", "healthy"],
    )


def test_a_store_visit_demands_three_photos_and_three_entries_of_the_data_itself() -> None:
    visit = entity(STORE, "ent_store_visit")
    photos = [one for one in visit.fields if isinstance(one, Photo)]
    assert [one.required and one.least == 1 and one.camera_only for one in photos] == [True, True, True]
    for id in ("key_stock", "competitor_position", "pitch_level"):
        field = visit.field(id)
        assert field is not None
        assert field.required


def test_a_day_of_sales_is_held_against_its_target_once_per_store() -> None:
    day = entity(STORE, "ent_daily_sales")
    assert ("store", "date") in day.uniques
    assert {"sales", "target", "attainment"} <= {one.id for one in day.fields}


def test_costs_are_hidden_from_the_people_who_sell() -> None:
    for package, product, roles in (
        (SALES, "ent_product", ("rol_sales_rep", "rol_sales_manager")),
        (STORE, "ent_sku", ("rol_store_manager", "rol_inspector", "rol_region_manager")),
    ):
        for id in roles:
            role = package.design.get(Role, id)
            assert role is not None
            (grant,) = [one for one in role.grants if one.entity == product]
            assert grant.fields["cost"] == "none"


def test_files_that_evidence_asks_for_say_which_endings_they_take() -> None:
    for field in entity(SALES, "ent_opportunity").fields:
        if isinstance(field, File):
            assert field.endings, field.id


def test_an_app_without_its_package_is_still_a_whole_design() -> None:
    assert isinstance(SALES.design, Design)
    assert SALES.design.of_app("app_sales").objects.keys() == SALES.objects.keys()
