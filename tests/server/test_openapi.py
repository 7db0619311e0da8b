"""The description of the API, walked: every operation says what it does, what it takes, answers and refuses."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from dougong.kernel.http.examples import JSON, METHODS, by_hand
from support.described import API, document

Operation = tuple[str, dict[str, Any]]
OPEN: tuple[dict[str, Any], ...] = ({}, {"type": "object"}, {"type": "object", "additionalProperties": True})


@cache
def operations() -> list[Operation]:
    found = document()["paths"].items()
    return [
        (f"{method.upper()} {path}", one)
        for path, members in found
        for method, one in members.items()
        if method in METHODS
    ]


def contents(operation: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The JSON that an operation takes and answers."""
    body = operation.get("requestBody", {}).get("content", {})
    if JSON in body:
        yield "body", body[JSON]
    for status, answer in operation["responses"].items():
        if status.startswith("2") and JSON in answer.get("content", {}):
            yield "answer", answer["content"][JSON]


def resolved(reference: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in reference:
        return reference
    found: Any = document()
    for part in reference["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return dict(found)


def test_every_operation_has_a_name_of_its_own_and_says_what_it_does() -> None:
    names = [one["operationId"] for _, one in operations()]
    assert len(names) == len(set(names)) == len(operations())
    silent = [place for place, one in operations() if not one.get("summary") or not one.get("description")]
    assert silent == []


def test_every_operation_says_how_it_refuses() -> None:
    for place, one in operations():
        refused = resolved(one["responses"]["4XX"])
        assert "application/problem+json" in refused["content"], place
        assert not {"422", "400"} & one["responses"].keys(), place


def test_every_body_and_every_answer_has_an_example_that_its_schema_allows() -> None:
    registry: Registry[Any] = Registry().with_resource(API, DRAFT202012.create_resource(document()))
    wrong: list[str] = []
    for place, one in operations():
        for which, content in contents(one):
            assert "example" in content, (place, which)
            schema = _absolute(content["schema"])
            found = Draft202012Validator(schema, registry=registry).iter_errors(content["example"])
            wrong += [f"{place} {which} {one.json_path}: {one.message[:200]}" for one in found]
    assert wrong == []


def _absolute(schema: Any) -> Any:
    """References into the document, whoever reads the schema."""
    if isinstance(schema, dict):
        return {key: API + one if key == "$ref" else _absolute(one) for key, one in schema.items()}
    return [_absolute(one) for one in schema] if isinstance(schema, list) else schema


def test_an_answer_without_members_in_its_schema_has_an_example_written_by_hand() -> None:
    bare: list[str] = []
    for place, one in operations():
        for which, content in contents(one):
            schema = resolved(content["schema"])
            shown = {key: value for key, value in schema.items() if key != "title"}
            if shown in OPEN and which not in by_hand().get(one["operationId"], {}):
                bare.append(f"{place} {one['operationId']} {which}")
    assert bare == []


def test_examples_written_by_hand_belong_to_operations_that_exist() -> None:
    names = {one["operationId"] for _, one in operations()}
    assert by_hand().keys() - names == set()
    unused = [
        (one["operationId"], which)
        for _, one in operations()
        for which in by_hand().get(one["operationId"], {})
        if which not in dict(contents(one))
    ]
    assert unused == []


@pytest.mark.parametrize("word", ["get", "put", "post", "patch", "delete"])
def test_parameters_of_the_address_are_described(word: str) -> None:
    for path, members in document()["paths"].items():
        if word in members:
            given = {one["name"] for one in members[word].get("parameters", ()) if one["in"] == "path"}
            assert given == {part.strip("{}") for part in path.split("/") if part.startswith("{")}, path
