"""What a table is proposed to be: types by column with the share of cells that fit, and those that do not."""

import string
from datetime import UTC, date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dougong_engine.beginning.columns import Whole
from dougong_engine.beginning.documents import build
from dougong_engine.beginning.faults import faults
from dougong_engine.beginning.naming import Site
from dougong_engine.beginning.proposal import ColumnFacts, Proposal, propose
from dougong_engine.beginning.spec import Spec
from dougong_engine.beginning.values import field_spec
from dougong_engine.design.check import check
from dougong_engine.design.objects import design_of
from dougong_engine.errors import Invalid
from dougong_engine.fields import field_type
from dougong_engine.imports.cells import CLEANERS, Setting

DAYS = [date(2026, 1, 1) + timedelta(days=n) for n in range(200)]


def spelt(text: str) -> str:
    """Enough for these tests: what is not ASCII has no spelling."""
    return "".join(sign if sign in string.ascii_letters + string.digits else "_" for sign in text)


def proposed(**columns: list[str | None]) -> Proposal:
    names = list(columns)
    height = max(map(len, columns.values()))
    lines = [(row + 2, [columns[name][row % len(columns[name])] for name in names]) for row in range(height)]
    return propose("表", names, lines, height, spelt)


def facts(name: str, cells: list[str | None]) -> ColumnFacts:
    return proposed(名称=[f"a{n}" for n in range(len(cells))], **{name: cells}).columns[1]


@pytest.mark.parametrize(
    ("name", "cells", "type"),
    [
        ("日期", [f"{one.year}年{one.month}月{one.day}日" for one in DAYS], "date"),
        ("日期", [one.strftime("%Y/%m/%d") for one in DAYS], "date"),
        ("日期", [f"{one.day}/{one.month}/{one.year}" for one in DAYS], "date"),
        ("时间", [f"{one.isoformat()} 09:30" for one in DAYS], "moment"),
        ("时间", [f"{one.isoformat()}T09:30:00Z" for one in DAYS], "moment"),
        ("数量", [str(n) for n in range(100)], "integer"),
        ("数量", [f"{n:,}" for n in range(1_000_000, 1_000_100)], "integer"),
        ("重量", [f"{n}.{n % 10}5" for n in range(1, 100)], "decimal"),
        ("规模", [f"{n}.5万" for n in range(1, 100)], "integer"),
        ("列", [f"￥{n}.50" for n in range(100)], "money"),
        ("列", [f"¥{n},000" for n in range(1, 100)], "money"),
        ("列", [f"{n}元" for n in range(100)], "money"),
        ("列", [f"(￥{n}.00)" if n % 2 else f"$ {n}" for n in range(100)], "money"),
        ("单价", [str(n) for n in range(100)], "money"),
        ("占比", [f"{n}%" for n in range(100)], "percent"),
        ("占比", [f"{n}.5％" for n in range(100)], "percent"),
        ("联系", [f"138{n:08d}" for n in range(100)], "phone"),
        ("联系", [f"010-{n:08d}" for n in range(100)], "phone"),
        ("电话", [f"{n:08d}" for n in range(60_000_000, 60_000_100)], "phone"),
        ("工号", [f"{n:05d}" for n in range(100)], "text"),
        ("序", [f"{n:05d}" for n in range(100)], "text"),
        ("订单号", [str(n) for n in range(100)], "text"),
        ("身份", [f"11010119900101{n:04d}" for n in range(100)], "text"),
        ("邮箱", [f"a{n}@example.org" for n in range(100)], "email"),
        ("网址", [f"https://example.org/{n}" for n in range(100)], "url"),
        ("重点", ["是", "否"] * 20, "boolean"),
        ("级别", ["高", "中", "低"] * 20, "choice"),
        ("状态", ["新建", "完成"] * 2, "choice"),
        ("标签", ["红、绿", "绿；蓝", "红"] * 20, "multi_choice"),
        ("姓名", [f"张{n}" for n in range(100)], "text"),
        ("备注", ["很长" * 200, "短"] * 20, "long_text"),
        ("备注", ["两\n行", "一行"] * 20 + [f"第{n}\n行" for n in range(60)], "long_text"),
    ],
)
def test_a_column_is_of_the_type_that_its_cells_tell(name: str, cells: list[str | None], type: str) -> None:
    found = facts(name, cells)
    assert (found.type, found.share) == (type, "1.0000")
    assert found.alternatives[0].type == type


def test_dates_with_three_in_a_hundred_that_are_none_are_dates_of_97_percent() -> None:
    cells = [one.isoformat() for one in DAYS[:97]] + ["待定", "下周", "2026-13-45"]
    found = facts("日期", list(cells))
    assert (found.type, found.share) == ("date", "0.9700")
    assert [(bad.row, bad.value) for bad in found.alternatives[0].bad] == [
        (99, "待定"),
        (100, "下周"),
        (101, "2026-13-45"),
    ]
    text = next(one for one in found.alternatives if one.type == "text")
    assert (text.share, text.bad) == ("1.0000", ())


def test_at_most_twenty_bad_cells_are_listed() -> None:
    cells: list[str | None] = [str(n) for n in range(1000)] + [f"x{n}" for n in range(50)]
    found = facts("数量", cells)
    assert (found.type, len(found.alternatives[0].bad)) == ("integer", 20)


def test_dates_that_could_be_read_in_two_ways_say_so() -> None:
    assert facts("d", ["01/02/2026", "03/04/2026"]).dates == "unclear"
    assert facts("d", ["13/02/2026", "03/04/2026"]).dates == "dmy"


def test_long_cells_are_text_and_take_no_time() -> None:
    # Patterns that look for a sign behind blanks try them from each one: here half a billion times a cell.
    cells: list[str | None] = ["a" + " " * 30_000 + f"b{n}" for n in range(300)]
    found = facts("备注", cells)
    assert (found.type, found.alternatives[0].type) == ("long_text", "long_text")


def test_a_title_is_a_name_and_required_only_where_no_row_lacks_it() -> None:
    full = proposed(数量=["1", "2"], 说明=["a", "b"], 名称=["x", "y"])
    title = next(one for one in full.entity.fields if one.key == full.entity.title)
    assert (title.name, title.required) == ("名称", True)
    gap = proposed(名称=["x", None])
    assert not gap.entity.fields[0].required
    assert gap.columns[0].may_require is False
    chosen = proposed(级别=["高", "低"] * 10)
    assert (chosen.entity.fields[0].type, chosen.entity.kanban) == ("text", None)


def test_codes_without_repetition_are_unique_and_other_columns_only_may_be() -> None:
    found = proposed(名称=[f"a{n}" for n in range(10)], 编号=[f"{n:03d}" for n in range(10)])
    assert [(one.may_unique, part.unique) for one, part in zip(found.columns, found.entity.fields, strict=True)] == [
        (True, False),
        (True, True),
    ]


def test_a_choice_that_moves_on_makes_the_columns_of_a_kanban() -> None:
    rows = {"名称": [f"a{n}" for n in range(30)], "级别": ["高", "低"] * 15, "项目阶段": ["一", "二", "三"] * 10}
    found = proposed(**rows)
    assert next(one.name for one in found.entity.fields if one.key == found.entity.kanban) == "项目阶段"


def test_what_later_rows_hold_makes_options_and_takes_promises_back() -> None:
    lines = [(n, [f"a{n}", f"{n:04d}", "高" if n % 2 else "低"]) for n in range(2, 42)]
    whole = {
        "名称": Whole(99, 1, 99),
        "编号": Whole(100, 0, 98),
        "级别": Whole(100, 0, 3, ("高", "低", "中")),
    }
    first = propose("表", ["名称", "编号", "级别"], lines, 40, spelt)
    assert [one.options for one in first.entity.fields] == [(), (), ("低", "高")]
    assert [(one.may_require, one.may_unique) for one in first.columns] == [(True, True), (True, True), (True, False)]
    found = propose("表", ["名称", "编号", "级别"], lines, 100, spelt, whole)
    assert [one.options for one in found.entity.fields] == [(), (), ("低", "高", "中")]
    assert [(one.may_require, one.may_unique) for one in found.columns] == [(False, True), (True, False), (True, False)]
    assert (found.entity.fields[0].required, found.entity.fields[1].unique) == (False, False)


def test_empty_columns_are_left_out_and_keys_are_free() -> None:
    found = proposed(**{"a b": ["1"], "a-b": ["2"], "空": [None], "owner": ["x"], "ent_x": ["y"]})
    assert [one.key for one in found.entity.fields] == ["a_b", "a_b_2", "owner_2", "field_4_ent_x"]
    assert [one.field for one in found.columns][2] is None
    with pytest.raises(Invalid) as refused:
        proposed(a=[None])
    assert refused.value.problems[0].code == "beginning.columns"


CELL = st.one_of(
    st.text(max_size=30),
    st.integers().map(str),
    st.decimals(allow_nan=False, allow_infinity=False, places=3).map(lambda one: f"￥{one:,}"),
    st.dates().map(date.isoformat),
    st.dates().map(lambda one: f"{one.day}.{one.month}.{one.year}"),
    st.sampled_from(["是", "否", "高", "低", "红、绿", "12.5%", "3万", "00123", "13800001111", "a@b.cn", "", "  "]),
    st.none(),
)
COLUMN = st.one_of(
    st.lists(CELL, min_size=4, max_size=4), st.lists(st.sampled_from(["a", "b", "1", "2.5"]), min_size=4, max_size=4)
)
TABLE = st.dictionaries(st.text(min_size=1, max_size=20), COLUMN, min_size=1, max_size=6)


def accepts(proposal: Proposal, column: ColumnFacts, cell: str) -> bool:
    """Whether the import of the proposed field would take the cell."""
    part = next(one for one in proposal.entity.fields if one.key == column.field)
    spec = field_spec(part)
    order = column.dates if column.dates in ("ymd", "mdy", "dmy") else None
    try:
        field_type(spec).parse(spec, CLEANERS[part.type](spec, cell.strip(), Setting(UTC, order)))
    except Invalid:
        return False
    return True


@settings(max_examples=150, deadline=None)
@given(TABLE)
def test_every_proposal_builds_and_its_shares_are_what_the_import_would_take(
    columns: dict[str, list[str | None]],
) -> None:
    if not any(cell and cell.strip() for cells in columns.values() for cell in cells):
        return
    found = proposed(**columns)
    assert found == proposed(**columns)
    spec = Spec(name=found.entity.name, entities=(found.entity,))
    assert faults(spec) == ()
    assert check(design_of(build(spec, Site("seed", "app"), lambda code, _: code))) == ()
    for column in found.columns:
        if column.field is None or column.dates in ("unclear", "mixed"):
            continue
        cells = [one for one in columns[column.column] if one and one.strip()]
        good = sum(accepts(found, column, one) for one in cells)
        assert column.share == f"{Decimal(good) / len(cells):.4f}", column
