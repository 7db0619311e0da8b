"""What a masked right shows of values, and that nothing is computed from what is only masked."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dougong_engine.access.plan import Access, Held, Input, hide_with_inputs, plan
from dougong_engine.design.entity import Entity
from dougong_engine.design.role import Grant, Scope
from dougong_engine.fields import FIELD_TYPES
from dougong_engine.fields._mask import STARS, ends, of_email, of_phone

ENTITY = Entity.model_validate(
    {
        "format": 1, "kind": "entity", "id": "ent_deal", "app": "app_x", "key": "deal", "name": "商机",
        "title": "name",
        "fields": [
            {"id": "name", "key": "name", "name": "名称", "type": "text"},
            {"id": "phone", "key": "phone", "name": "电话", "type": "phone"},
            {"id": "code", "key": "code", "name": "码", "type": "formula", "result": "text", "expression": "{phone}"},
        ],
    }
)  # fmt: skip
OWN, ALL = Scope(rows="own"), Scope(rows="all")
INPUTS = {"code": (Input("phone"),)}


def access(*grants: tuple[Scope, dict[str, str]]) -> Access:
    made = [
        Grant.model_validate({"entity": "ent_deal", "scope": scope, "fields": fields, "actions": ["update"]})
        for scope, fields in grants
    ]
    return hide_with_inputs("ent_deal", lambda _: plan(ENTITY, made), lambda _: INPUTS)


@pytest.mark.parametrize(
    ("mask", "value", "shown"),
    [
        (of_phone, "13812348000", "138****8000"),
        (of_phone, "+8613812348000", "+86****8000"),
        (of_phone, "0571123", "****23"),
        (of_phone, "", STARS),
        (of_email, "zhang.li@example.com", "z***@example.com"),
        (of_email, "abc@example.com", "***@example.com"),
        (of_email, "", STARS),
        (ends, "330102199001011234", "330***234"),
        (ends, "DG-0042", "D***2"),
        (ends, "张三", STARS),
        (ends, "", STARS),
    ],
)
def test_a_mask_keeps_a_little_by_type(mask: Callable[[str], str], value: str, shown: str) -> None:
    assert mask(value) == shown


@given(st.text(min_size=1, max_size=300))
def test_a_masked_text_never_tells_more_than_a_third_nor_how_long_it_is(text: str) -> None:
    head, _, tail = ends(text).partition(STARS)
    assert len(head) == len(tail) <= 3
    assert 3 * len(head + tail) <= len(text)


def test_only_types_of_text_show_a_part() -> None:
    assert {name for name, one in FIELD_TYPES.items() if one.mask is not None} == {
        "text",
        "phone",
        "email",
        "auto_number",
    }


def test_a_masked_field_can_be_seen_but_neither_read_nor_written() -> None:
    found = access((ALL, {"*": "read", "phone": "masked"}))
    assert "phone" in found.shown() and "phone" not in found.readable()
    assert found.masked["phone"] == found.rows and not found.write.get("phone")


def test_what_is_computed_from_a_masked_field_is_hidden_and_not_masked() -> None:
    for right in ("read", "masked"):
        found = access((ALL, {"*": right, "name": "read", "phone": "masked"}))
        assert "code" not in found.shown()
    assert "code" in access((ALL, {"*": "read", "code": "masked"})).shown()


def test_rows_that_another_role_reads_are_read_and_the_rest_is_masked() -> None:
    found = access((ALL, {"*": "read", "phone": "masked"}), (OWN, {"*": "read"}))
    everybody, mine = found.scopes.index(ALL), found.scopes.index(OWN)
    assert found.read["phone"] == {mine} and found.masked["phone"] == {everybody}
    assert not found.plain("phone")


def test_a_task_that_masks_a_field_does_not_let_it_be_read() -> None:
    held = Held("ent_deal", (("flw_x", 1, "a"),), (("*", "read"), ("phone", "masked")), after=True)
    found = plan(ENTITY, [], [held])
    assert "name" in found.readable() and "phone" not in found.readable() and "phone" in found.shown()
