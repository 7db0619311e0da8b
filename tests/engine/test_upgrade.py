"""Stored documents of older formats are brought to today's."""

import pytest

from dougong_engine.design.object import FORMAT
from dougong_engine.design.objects import KINDS, PREFIXES, components, read_object, schemas
from dougong_engine.design.upgrade import UPGRADES, upgrade
from dougong_engine.document import Json, dump
from dougong_engine.errors import Invalid
from support.designs import DOCUMENTS, document, field


def code(error: pytest.ExceptionInfo[Invalid]) -> str:
    return error.value.problems[0].code


def test_there_is_one_upgrade_for_each_format_before_todays() -> None:
    assert len(UPGRADES) == FORMAT - 1


def test_an_old_document_passes_every_later_upgrade_in_order() -> None:
    steps = [lambda raw: {**raw, "seen": ["a"]}, lambda raw: {**raw, "seen": [*raw["seen"], "b"]}]
    first = {"format": 1, "name": "x"}
    assert upgrade(first, steps) == {"format": 3, "name": "x", "seen": ["a", "b"]}
    assert upgrade({"format": 2, "seen": []}, steps) == {"format": 3, "seen": ["b"]}
    assert upgrade({"format": 3}, steps) == {"format": 3}
    assert first == {"format": 1, "name": "x"}


@pytest.mark.parametrize("found", [None, 0, -1, "1", True, 1.5])
def test_a_document_without_a_format_is_refused(found: object) -> None:
    with pytest.raises(Invalid) as error:
        read_object(document("app", "app_shop", key="shop", format=found))
    assert code(error) == "design.format.missing"


def test_a_document_of_a_newer_platform_is_refused() -> None:
    with pytest.raises(Invalid) as error:
        read_object(document("app", "app_shop", key="shop", format=FORMAT + 1))
    assert code(error) == "design.format.newer"


@pytest.mark.parametrize("raw", [None, [], "app", 3])
def test_what_is_no_object_is_refused(raw: object) -> None:
    with pytest.raises(Invalid) as error:
        read_object(raw)  # type: ignore[arg-type]  # a stranger's input
    assert code(error) == "design.invalid"


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(Invalid) as error:
        read_object(document("macro", "mac_x"))
    assert code(error) == "design.kind.unknown"


def test_an_id_says_its_kind() -> None:
    with pytest.raises(Invalid) as error:
        read_object(document("app", "ent_shop", key="shop"))
    assert code(error) == "design.id.prefix"
    assert PREFIXES.keys() == KINDS.keys()


def test_an_unknown_member_is_refused_at_its_place_even_inside_typed_items() -> None:
    raw = document("entity", "ent_x", key="x", title="a", fields=[field("a"), field("b", colour="red")])
    with pytest.raises(Invalid) as error:
        read_object(raw)
    assert ("fields", 1, "colour") in [problem.path for problem in error.value.problems]


def test_an_unknown_field_type_is_refused() -> None:
    with pytest.raises(Invalid) as error:
        read_object(document("entity", "ent_x", key="x", title="a", fields=[field("a", "script")]))
    assert error.value.problems[0].path == ("fields", 0)


def test_a_broken_condition_is_told_once_and_without_the_names_of_classes() -> None:
    raw = {**DOCUMENTS["viw_orders"], "filter": {"all": [{"not": {"field": "number", "op": 3}}]}}
    with pytest.raises(Invalid) as error:
        read_object(raw)
    assert [problem.path for problem in error.value.problems] == [("filter", "all", 0, "not", "op")]


@pytest.mark.parametrize("depth", [300, 5000])
def test_a_condition_without_bottom_is_refused(depth: int) -> None:
    condition: Json = {"field": "number", "op": "is_empty"}
    for _ in range(depth):
        condition = {"not": condition}
    with pytest.raises(Invalid):
        read_object({**DOCUMENTS["viw_orders"], "filter": condition})


@pytest.mark.parametrize("id", sorted(DOCUMENTS))
def test_what_is_written_reads_as_the_same_object(id: str) -> None:
    found = read_object(DOCUMENTS[id])
    assert read_object(dump(found)) == found


def test_every_kind_has_a_published_schema() -> None:
    found = schemas()
    assert found.keys() == KINDS.keys()
    for kind, schema in found.items():
        assert schema["additionalProperties"] is False, kind
        assert schema["properties"]["kind"]["const"] == kind  # type: ignore[index,call-overload]  # arbitrary JSON


def test_columns_of_sub_tables_are_published_as_fields_of_every_type() -> None:
    parts = components("design.")
    columns = parts["design.SubTable"]["properties"]["fields"]["items"]  # type: ignore[index,call-overload]  # arbitrary JSON
    assert columns == parts["design.Entity"]["properties"]["fields"]["items"]  # type: ignore[index,call-overload]  # arbitrary JSON
    assert "design.FieldSpec" not in str(parts)
