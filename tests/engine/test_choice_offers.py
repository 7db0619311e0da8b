"""Options of one choice that depend on another one."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from dougong_engine.computed.plan import EntityPlan, entity_plan
from dougong_engine.design.check import check
from dougong_engine.design.entity import Entity
from dougong_engine.document import Json
from dougong_engine.errors import Invalid
from dougong_engine.fields import Value
from dougong_engine.fields.choice import Option, offered
from dougong_engine.filters.evaluate import Reader
from dougong_engine.forms.facts import Facts
from dougong_engine.forms.patch import Patch
from dougong_engine.forms.submit import submit
from dougong_engine.formula.values import Clock, UtcZone
from support.designs import CUSTOMER, field, small_design

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "choices.json").read_text())
CLOCK = Clock(datetime(2026, 11, 22, 6, tzinfo=UTC), UtcZone())
AREAS: list[Json] = [{"id": "north", "name": "North"}, {"id": "south", "name": "South"}]
CITIES: list[Json] = [
    {"id": "a", "name": "A", "under": ["north"]},
    {"id": "b", "name": "B", "under": ["south"]},
    {"id": "both", "name": "Both"},
]


def customer(**city: Json) -> dict[str, Json]:
    fields = CUSTOMER["fields"]
    assert isinstance(fields, list)
    area = field("area", "choice", options=AREAS)
    return {**CUSTOMER, "fields": [*fields, area, field("city", "choice", options=CITIES, **city)]}


def plan() -> EntityPlan:
    design = small_design({"ent_customer": customer(follows="area")})
    entity = design.entity("ent_customer")
    assert isinstance(entity, Entity)
    return entity_plan(design, entity)


def written(values: dict[str, Value], record: dict[str, Value] | None = None) -> list[tuple[str, object]]:
    """Codes and refused options of a write; nothing where it is taken."""
    facts = Facts() if record is None else replace(Facts(), record={**plan().blank, **record})
    try:
        submit(plan(), Patch(values), facts, CLOCK, Reader())
    except Invalid as invalid:
        return [(problem.code, problem.params.get("options")) for problem in invalid.problems]
    return []


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: str(case["chosen"]))
def test_an_option_is_offered_under_the_choices_that_it_names(case: dict[str, Json]) -> None:
    options = TypeAdapter(tuple[Option, ...]).validate_python(VECTORS["options"])
    chosen = case["chosen"]
    assert chosen is None or isinstance(chosen, str)
    assert [one.id for one in options if offered(one, chosen)] == case["offered"]


def test_a_write_is_held_to_what_is_offered() -> None:
    assert written({"name": "N", "area": "north", "city": "a"}) == []
    assert written({"name": "N", "area": "south", "city": "both"}) == []
    assert written({"name": "N", "area": "south", "city": "a"}) == [("field.choice.not_offered", ["A"])]
    assert written({"name": "N", "city": "a"}) == [("field.choice.not_offered", ["A"])]


def test_changing_what_is_followed_asks_for_the_follower_too() -> None:
    record: dict[str, Value] = {"name": "N", "area": "north", "city": "a"}
    assert written({"area": "south"}, record) == [("field.choice.not_offered", ["A"])]
    assert written({"area": "south", "city": "b"}, record) == []
    assert written({"area": "south", "city": None}, record) == []


def test_what_was_stored_before_the_rule_stays_until_it_changes() -> None:
    record: dict[str, Value] = {"name": "N", "area": "south", "city": "a"}
    assert written({"name": "M"}, record) == []


@pytest.mark.parametrize(
    ("city", "code", "path"),
    [
        ({"follows": "city"}, "design.choice.follows", ("fields", 6, "follows")),
        ({"follows": "name"}, "design.choice.follows", ("fields", 6, "follows")),
        ({"follows": "gone"}, "design.choice.follows", ("fields", 6, "follows")),
        ({"follows": "level"}, "design.choice.under", ("fields", 6, "options", 0, "under", 0)),
        ({}, "design.choice.under", ("fields", 6, "options", 0, "under", 0)),
    ],
    ids=["itself", "a text", "nothing", "options of another choice", "options without a choice"],
)
def test_what_is_followed_must_be_another_single_choice_with_these_options(
    city: dict[str, Json], code: str, path: tuple[str | int, ...]
) -> None:
    found = {(problem.code, problem.path[1:]) for problem in check(small_design({"ent_customer": customer(**city)}))}
    assert (code, path) in found
