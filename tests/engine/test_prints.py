"""Print templates: what they mention is checked, known to its users, translated and kept byte for byte."""

import pytest

from dougong_engine.changes.diff import diff
from dougong_engine.changes.risk import Level, risk
from dougong_engine.design.check import check
from dougong_engine.design.objects import read_object
from dougong_engine.design.texts import texts, translate
from dougong_engine.design.uses import uses
from dougong_engine.document import Json, dump, to_bytes
from dougong_engine.errors import Invalid
from dougong_engine.packages.layout import object_path
from support.designs import document, put, small_design

PRINT = document(
    "print",
    "prt_order",
    entity="ent_order",
    paper={"direction": "landscape"},
    blocks=[
        {"id": "head", "type": "heading", "text": "Order {{ number }}", "align": "center"},
        {"id": "facts", "type": "fields", "title": "Facts", "fields": ["due", "customer.level", "created_at"]},
        {
            "id": "lines",
            "type": "rows",
            "title": "Lines",
            "rows": "lines",
            "fields": ["item", "price"],
            "totals": ["price"],
        },
        {"id": "rest", "type": "text", "text": "For {{ customer.name }}, {{ total | money }}"},
        {"id": "seen", "type": "approvals"},
        {"id": "new", "type": "page_break"},
        {"id": "sign", "type": "signatures", "places": [{"id": "we", "name": "We"}, {"id": "they", "name": "They"}]},
    ],
    footer={"text": "{{ number }}"},
)
OF_CUSTOMER = document(
    "print",
    "prt_customer",
    entity="ent_customer",
    blocks=[
        {
            "id": "orders",
            "type": "related",
            "entity": "ent_order",
            "link": "customer",
            "fields": ["number", "customer.joined", "total"],
            "totals": ["total"],
        }
    ],
)
BOTH = {"prt_order": PRINT, "prt_customer": OF_CUSTOMER}


def test_sound_templates_have_no_problems() -> None:
    assert check(small_design(BOTH)) == ()


@pytest.mark.parametrize(
    ("id", "path", "new", "code", "at"),
    [
        ("prt_order", ("entity",), "ent_gone", "design.entity.unknown", ("entity",)),
        ("prt_order", ("blocks", 0, "text"), "{{ gone }}", "design.field.unknown", ("blocks", 0, "text")),
        ("prt_order", ("blocks", 0, "text"), "{{ lines.item }}", "design.path.many", ("blocks", 0, "text")),
        ("prt_order", ("blocks", 0, "text"), "{{ 1+1 }}", "message_template.place", ("blocks", 0, "text")),
        ("prt_order", ("blocks", 3, "text"), "{{ total | gone }}", "message_template.filter", ("blocks", 3, "text")),
        ("prt_order", ("footer", "text"), "{{ gone }}", "design.field.unknown", ("footer", "text")),
        ("prt_order", ("blocks", 1, "fields", 0), "gone", "design.field.unknown", ("blocks", 1, "fields", 0)),
        ("prt_order", ("blocks", 1, "id"), "head", "design.id.twice", ("blocks",)),
        ("prt_order", ("blocks", 2, "rows"), "due", "design.print.rows", ("blocks", 2, "rows")),
        ("prt_order", ("blocks", 2, "fields", 0), "number", "design.field.unknown", ("blocks", 2, "fields", 0)),
        ("prt_order", ("blocks", 2, "totals", 0), "item", "design.print.total", ("blocks", 2, "totals", 0)),
        ("prt_order", ("blocks", 2, "fields"), ["item"], "design.print.total", ("blocks", 2, "totals", 0)),
        ("prt_order", ("blocks", 6, "places", 0, "id"), "they", "design.id.twice", ("blocks", 6, "places")),
        ("prt_customer", ("blocks", 0, "link"), "due", "design.print.link", ("blocks", 0, "link")),
        ("prt_customer", ("blocks", 0, "link"), "gone", "design.field.unknown", ("blocks", 0, "link")),
        ("prt_customer", ("blocks", 0, "entity"), "ent_gone", "design.entity.unknown", ("blocks", 0, "entity")),
        ("prt_customer", ("blocks", 0, "fields", 2), "net.x", "design.path.not_link", ("blocks", 0, "fields", 2)),
    ],
)
def test_what_is_wrong_is_named_at_its_place(
    id: str, path: tuple[str | int, ...], new: Json, code: str, at: tuple[str | int, ...]
) -> None:
    changed = put(BOTH[id], path, new)
    assert isinstance(changed, dict)
    assert (code, (id, *at)) in {(one.code, one.path) for one in check(small_design({**BOTH, id: changed}))}


@pytest.mark.parametrize(
    ("path", "new"),
    [
        (("blocks", 0, "type"), "script"),
        (("blocks", 0, "level"), 4),
        (("blocks", 0, "html"), "<b>"),
        (("blocks", 1, "columns"), 9),
        (("blocks", 2, "fields"), ["lines.item"]),
        (("paper", "margin"), 0),
        (("paper", "size"), "letter"),
        (("id"), "frm_order"),
        (("blocks",), [{"id": f"b{n}", "type": "page_break"} for n in range(61)]),
    ],
)
def test_what_is_no_template_is_not_read(path: tuple[str | int, ...] | str, new: Json) -> None:
    with pytest.raises(Invalid):
        read_object(put(PRINT, (path,) if isinstance(path, str) else path, new))


def test_fields_know_the_templates_that_show_them() -> None:
    design = small_design(BOTH)

    def users(field: str, entity: str = "ent_order") -> set[tuple[str, str]]:
        found = uses(design, entity, field)
        return {(id, "/".join(map(str, path))) for id, path in found if id.startswith("prt_")}

    assert users("number") == {
        ("prt_order", "blocks/0/text"),
        ("prt_order", "footer/text"),
        ("prt_customer", "blocks/0/fields/0"),
    }
    assert users("lines") == {("prt_order", "blocks/2/rows")}
    assert users("lines.price") == {("prt_order", "blocks/2/fields/1"), ("prt_order", "blocks/2/totals/0")}
    assert users("level", "ent_customer") == {("prt_order", "blocks/1/fields/1")}
    assert ("prt_customer", "blocks/0/link") in users("customer")
    assert {id for id, _ in uses(design, "ent_order") if id.startswith("prt_")} == set(BOTH)


def test_its_texts_are_translated_and_nothing_else() -> None:
    found = read_object(PRINT)
    assert texts(found) == {
        "name": "prt_order",
        "blocks.head.text": "Order {{ number }}",
        "blocks.facts.title": "Facts",
        "blocks.lines.title": "Lines",
        "blocks.rest.text": "For {{ customer.name }}, {{ total | money }}",
        "blocks.sign.places.we.name": "We",
        "blocks.sign.places.they.name": "They",
        "footer.text": "{{ number }}",
    }
    shown = translate(found, {"blocks.head.text": "订单 {{ number }}", "blocks.sign.places.we.name": "甲方"})
    assert dump(shown) == put(
        put(PRINT, ("blocks", 0, "text"), "订单 {{ number }}"), ("blocks", 6, "places", 0, "name"), "甲方"
    )


def test_a_template_is_kept_byte_for_byte_without_its_defaults() -> None:
    assert to_bytes(read_object(PRINT)) == to_bytes(PRINT)
    assert object_path("print", "prt_order") == "prints/order.json"


def test_a_changed_template_loses_no_data() -> None:
    changed = put(PRINT, ("paper", "size"), "a5")
    assert isinstance(changed, dict)
    before, after = small_design(BOTH), small_design({**BOTH, "prt_order": changed})
    found = diff(before, after)
    assert [type(one).__name__ for one in found] == ["ChangeObject"]
    assert [risk(one).level for one in found] == [Level.SAFE]
