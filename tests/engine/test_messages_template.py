"""Message texts fill in values and do nothing else."""

from datetime import UTC, date, datetime
from decimal import Decimal
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dougong_engine.messages_template import ANY_PLACE, RESULT_CHARACTERS, Named, Shown, check, fill, named, paths

VALUES: dict[str, Shown] = {
    "name": "华东合同",
    "amount": Decimal("600000.5"),
    "share": Decimal("0.155"),
    "due": date(2026, 11, 23),
    "at": datetime(2026, 11, 22, 6, 5, tzinfo=UTC),
    "people": ("李雷", "韩梅梅"),
    "done": True,
    "customer.name": "{{name}}",
    "long": "字" * 50,
    "lines": "a\r\nBcc: b",
}


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{name}} / {{ amount }}", "华东合同 / 600000.5"),
        ("{{amount|money}}", "600,000.50"),
        ("{{ share | percent }}", "15.5%"),
        ("{{due}} {{due|day}} {{at|day}} {{at|minute}}", "2026-11-23 2026-11-23 2026-11-22 2026-11-22 06:05"),
        ("{{people}} {{done}} {{missing}}.", "李雷、韩梅梅 ✓ ."),
        ("{{customer.name}}", "{{name}}"),
        ("{{long|short}}", "字" * 39 + "…"),
        ("{{lines|line}}", "a Bcc: b"),
        ("{{name|money}}", "华东合同"),
        ("{ {name} } {{}} {{Name}}", "{ {name} } {{}} {{Name}}"),
    ],
)
def test_places_are_filled_with_values(template: str, text: str) -> None:
    assert fill(template, VALUES.get) == text


def test_a_template_names_its_places_once() -> None:
    assert named("{{a}} {{b.c|money}} {{a}}") == (Named("a", None), Named("b.c", "money"))
    assert paths("{{a}} owes {{ b.c | money }} {{b.c}} {{a}} {{7*7}} {{ }}") == ("a", "b.c")


def test_what_is_filled_in_is_no_template() -> None:
    assert fill("{{a}}{{b}}", lambda path: "{{b}}" if path == "a" else "!") == "{{b}}!"


@pytest.mark.parametrize(
    "place",
    [
        "a()",
        "a.b.c.d.e",
        "__class__",
        "a.__class__",
        "'a'*500000000",
        "a if b else c",
        "a|money|short",
        "a[0]",
        "%raw%",
        "a, b",
        "1",
        "A",
        "a\nb",
    ],
)
def test_anything_but_a_path_is_refused_and_stays_text(place: str) -> None:
    template = "{{" + place + "}}"
    assert [one.code for one in check(template)] == ["message_template.place"]
    assert fill(template, lambda _: "x") == template


def test_an_unknown_filter_is_refused() -> None:
    assert [(one.code, one.path) for one in check("ab {{a|shout}}")] == [("message_template.filter", ())]


def test_size_and_number_of_places_are_bounded() -> None:
    assert check("x" * 40_000)[0].code == "message_template.long"
    assert check("{{a}}" * 201)[0].code == "message_template.places"
    assert len(fill("{{a}}" * 6_000, lambda _: "x" * 10_000_000)) <= RESULT_CHARACTERS


@given(st.text(st.sampled_from("{}|ab. _\n"), max_size=300))
def test_no_text_breaks_it(template: str) -> None:
    if not check(template):
        assert fill(template, lambda _: "") == ANY_PLACE.sub("", template)


@pytest.mark.parametrize("template", ["{{" * 16_000, "{{a " * 8_000, "{{" + " " * 32_000, "{{a" + "|" * 32_000])
def test_hostile_braces_cost_nothing(template: str) -> None:
    start = thread_time()
    check(template)
    fill(template, lambda _: "x")
    assert thread_time() - start < 1.0
