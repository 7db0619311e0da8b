"""Columns, dates, numbers, guesses and rows: what a table means before anything is written."""

from contextlib import suppress
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dougong_engine.design.entity import Entity
from dougong_engine.design.objects import read_object
from dougong_engine.errors import Invalid
from dougong_engine.fields import FIELD_TYPES
from dougong_engine.imports.cells import CLEANERS, LEFT_OUT, REFERENCES, Setting, boolean_of, number_of, pieces
from dougong_engine.imports.columns import Column, headers
from dougong_engine.imports.dates import date_of, parts_of
from dougong_engine.imports.guess import guess
from dougong_engine.imports.mapping import Mapping, Source, misfits
from dougong_engine.imports.nearest import nearest
from dougong_engine.imports.rows import TWICE, Bound, Placement, assemble

SETTING = Setting(ZoneInfo("Asia/Shanghai"))
OPTIONS = [{"id": "s1", "name": "初步接触"}, {"id": "won", "name": "赢单"}]


def field(id: str, type: str, **settings: object) -> dict[str, object]:
    return {"id": id, "key": id, "name": id, "type": type, **settings}


DEAL = read_object(
    {
        "format": 1, "kind": "entity", "id": "ent_deal", "app": "app_test", "name": "商机", "key": "opportunity",
        "title": "code",
        "fields": [
            field("code", "text"),
            field("customer", "link", entity="ent_customer"),
            field("product", "link", entity="ent_product"),
            field("stage", "choice", options=OPTIONS, default="s1"),
            field("amount", "money"),
            field("engage_date", "date"),
            field("seen", "moment"),
            field("manager", "person"),
            field("members", "person", many=True),
            field("share", "percent"),
        ],
    }
)  # fmt: skip
assert isinstance(DEAL, Entity)


def column(*cells: str | None) -> Column:
    made = Column("c")
    for number, cell in enumerate(cells, 2):
        made.see(number, cell)
    return made


def bound(key: str, place: int = 0, names: dict[str, str] | None = None, **settings: object) -> Bound:
    spec = DEAL.field_by_key(key)
    assert spec is not None
    return Bound(Source.model_validate({"column": "c", "field": key, **settings}), place, spec, SETTING, names)


def test_every_field_type_is_read_named_or_left_out_on_purpose() -> None:
    assert CLEANERS.keys() | REFERENCES | LEFT_OUT == FIELD_TYPES.keys()
    assert not CLEANERS.keys() & (REFERENCES | LEFT_OUT)


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (("10/20/2016", "3/1/2017"), "mdy"),
        (("20/10/2016", "3/1/2017"), "dmy"),
        (("3/1/2017", "4/2/2017"), "unclear"),
        (("20/10/2016", "10/20/2016"), "mixed"),
        (("2016-10-20", "2017年3月1日"), "ymd"),
    ],
)
def test_the_order_of_a_date_is_told_by_parts_over_twelve(cells: tuple[str, ...], order: str) -> None:
    assert column(*cells).order() == order


def test_a_column_reports_its_kind_its_gaps_and_the_cells_that_do_not_fit() -> None:
    found = column(*["1,200"] * 19, "much", None, " ").report()
    assert (found["kind"], found["filled"], found["empty"], found["share"]) == ("integer", 20, 2, "0.9500")
    assert found["bad"] == [{"row": 21, "value": "much"}]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234,567.89", "1234567.89"), ("¥ 12.50", "12.50"), ("１２", "12"), ("15%", "0.15"), ("(30)", "-30"),
        ("12 元", "12"), ("1,23", None), ("", None), ("12a", None), ("1" * 65, None), ("NaN", None), ("1e5000", None),
        ("3.5万", "35000"), ("￥1,200万元", "12000000"), ("-2 亿", "-200000000"), ("万", None), ("1万2", None),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(text: str, number: str | None) -> None:
    found = number_of(text)
    assert (None if found is None else format(found, "f")) == number


def test_yes_and_no_are_known_in_both_languages() -> None:
    assert [boolean_of(one) for one in ("是", "Yes", "否", "0", "也许")] == [True, True, False, False, None]


def test_headers_are_never_blank_and_never_alike() -> None:
    assert headers(["a", "", "a", None]) == ("a", "#2", "a (2)", "#4")


def test_columns_find_their_fields_by_key_name_and_kind_of_word() -> None:
    found = guess(DEAL, ["opportunity_id", "sales_agent", "product", "account", "deal_stage", "engage_date", "huh"])
    assert {one.column: one.field for one in found.columns} == {
        "opportunity_id": "code",
        "sales_agent": "owner",
        "product": "product",
        "account": "customer",
        "deal_stage": "stage",
        "engage_date": "engage_date",
    }


def test_a_mapping_that_names_what_is_not_there_is_refused_with_its_place() -> None:
    mapping = Mapping(columns=(Source(column="x", field="code"), Source(column="c", field="y")))
    found = misfits(mapping, ("c",), {"code": None}, lambda _: None)
    assert [(one.code, one.path) for one in found] == [
        ("import.column.unknown", ("columns", 0, "column")),
        ("import.field.unknown", ("columns", 1, "field")),
    ]


def test_the_nearest_name_ignores_blanks_and_case() -> None:
    assert nearest("GTXPro", ["MG Special", "GTX Plus Pro", "GTX Pro", "GTK 500"])[0] == "GTX Pro"
    assert nearest("zzz", ["GTX Pro"]) == []


def test_one_column_feeds_two_fields_through_value_maps() -> None:
    stage = bound("stage", values={"Won": "赢单", "Lost": None})
    code = bound("code", values={"Lost": "L"})
    row = assemble(2, ["Lost"], [stage, code], Mapping(), past=False)
    assert row.values == {"stage": None, "code": "L"}


def test_an_empty_cell_leaves_a_default_to_itself_but_not_for_the_past() -> None:
    assert assemble(2, [None], [bound("stage")], Mapping(), past=False).values == {}
    assert assemble(2, [None], [bound("stage")], Mapping(), past=True).values == {"stage": None}


def test_a_date_of_unclear_order_is_refused_rather_than_guessed() -> None:
    row = assemble(2, ["3/1/2017"], [bound("engage_date")], Mapping(), past=False)
    assert [(one.row, one.column, one.problem.code) for one in row.problems] == [(2, "c", "import.date.order")]


def test_a_clock_time_without_offset_is_the_workspaces() -> None:
    row = assemble(2, ["2026-11-22 14:00"], [bound("seen")], Mapping(), past=False)
    assert row.values == {"seen": "2026-11-22T06:00:00Z"}


def test_names_become_ids_and_several_bearers_of_a_name_are_no_answer() -> None:
    known = {"张": "1", "李": TWICE}
    assert assemble(2, ["张; 张"], [bound("members", names=known)], Mapping(), past=False).values == {"members": ["1"]}
    (several,) = assemble(2, ["李"], [bound("manager", names=known)], Mapping(), past=False).problems
    (unknown,) = assemble(2, ["王"], [bound("manager", names=known)], Mapping(), past=False).problems
    assert (several.problem.code, unknown.problem.code) == ("import.reference.several", "import.reference.unknown")
    empty = assemble(2, ["王"], [bound("manager", names=known, unmatched="empty")], Mapping(), past=False)
    assert empty.values == {"manager": None} and not empty.problems


def test_a_persons_place_fills_other_fields() -> None:
    spec = DEAL.field_by_key("manager")
    assert spec is not None
    source = Source(column="c", field="manager", take="manager")
    places = {"1": Placement(manager="9")}
    one = Bound(source, 0, spec, SETTING, {"张": "1"}, places)
    assert assemble(2, ["张"], [one], Mapping(), past=True).values == {"manager": "9"}
    assert assemble(2, ["王"], [one], Mapping(), past=True).values == {"manager": None}


@given(st.text(max_size=60))
def test_no_text_breaks_a_reader(text: str) -> None:
    number_of(text)
    boolean_of(text)
    pieces(text)
    parts = parts_of(text)
    if parts is not None:
        for order in ("ymd", "mdy", "dmy"):
            with suppress(Invalid):
                date_of(parts, order)  # type: ignore[arg-type]  # the three orders
    column(text).report()


@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日"]))
def test_dates_with_the_year_in_front_come_back_as_they_were(day: object, form: str) -> None:
    text = day.strftime(form)  # type: ignore[attr-defined]  # a date
    text = text if len(text.split("-")[0].split("/")[0].split("年")[0]) == 4 else ""
    parts = parts_of(text)
    assert parts is None or date_of(parts, "mdy") == day
