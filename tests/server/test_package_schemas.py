"""Package documents are held against the schemas that Dougong publishes, which agree with the engine's own reading."""

from pathlib import Path

import orjson
import pytest
from jsonschema import Draft202012Validator

from dougong.packages.market import Market, files_of
from dougong.packages.published import MOST, published, schema_problems
from dougong_engine.document import Json
from support.tree import ROOT

LIBRARY = ROOT / "templates_library"
SHIPPED = sorted(one.name for one in LIBRARY.iterdir() if one.is_dir())


def spoilt(path: str, *place: str | int, value: Json) -> dict[str, bytes]:
    """The files of a shipped package with another value at a place of one document."""
    files = files_of(LIBRARY / "sales_management")
    document = orjson.loads(files[path])
    inner = document
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    return {**files, path: orjson.dumps(document)}


@pytest.mark.parametrize("name", SHIPPED)
def test_what_ships_follows_the_published_schemas(name: str) -> None:
    assert schema_problems(files_of(LIBRARY / name)) == ()


def test_every_published_schema_is_one() -> None:
    for schema in published().values():
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(
    ("path", "place", "value", "rule"),
    [
        ("package.json", ("version",), "1", "pattern"),
        ("package.json", ("name",), 7, "type"),
        ("sample_data/contact.json", ("rows",), {}, "type"),
        ("app.json", ("menu",), "none", "type"),
    ],
)
def test_the_place_is_named_and_what_is_wrong_there(path: str, place: tuple[str, ...], value: Json, rule: str) -> None:
    (problem,) = schema_problems(spoilt(path, *place, value=value))
    assert (problem.code, problem.path, problem.params) == ("package.schema", (path, *place), {"rule": rule})


def test_of_many_forms_the_one_that_was_meant_is_named() -> None:
    path = "entities/quote.json"
    fields = orjson.loads((LIBRARY / "sales_management" / path).read_bytes())["fields"]
    rows = next(number for number, one in enumerate(fields) if one["type"] == "sub_table")
    found = schema_problems(spoilt(path, "fields", rows, "fields", 1, "name", value=""))
    assert [one.path for one in found] == [(path, "fields", rows, "fields", 1, "name")]


def test_a_hostile_document_costs_little_and_is_told_in_bounds() -> None:
    nested: Json = {"field": "x"}
    for number in range(25):
        nested = {"all": [nested, nested]} if number < 10 else {"not": nested}
    deep = schema_problems(spoilt("views/pipeline.json", "filter", value=nested))
    assert len(deep) == MOST, "1,024 broken leaves"
    assert len(schema_problems(spoilt("app.json", "menu", value=[7] * 1000))) == MOST


def test_a_package_that_leaves_a_schema_is_left_out_of_the_market(tmp_path: Path) -> None:
    for path, data in spoilt("package.json", "icon", value=["x"]).items():
        place = tmp_path / "sales_management" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    assert Market(tmp_path).all() == []
