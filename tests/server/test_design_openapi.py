"""An app's own OpenAPI document names its entities and types its fields, under the caller's rights."""

import json
from typing import Any

import orjson
import pytest
from jsonschema import Draft202012Validator

from dougong.design.describing import Describing
from dougong.kernel.problem import Refusal
from dougong.storage.driver.port import Database
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.deals import DESIGN
from support.records import APP, Office, entity, f, office


@pytest.fixture
async def made(database: Database) -> Office:  # noqa: F811
    made = await office(database)
    await made.publish(DESIGN)
    await made.person("rep", "rol_rep")
    await made.person("nobody")
    return made


async def described(made: Office, name: str) -> dict[str, Any]:
    return await Describing(made.stage).app(await made.as_(name), "app_test")


async def test_fields_have_the_types_of_the_wire(made: Office) -> None:
    document = await described(made, "admin")
    deal = document["components"]["schemas"]["deal"]["properties"]
    assert deal["amount"]["type"] == ["string", "null"]
    assert deal["qty"]["type"] == ["integer", "null"]
    assert deal["due"]["format"] == "date"
    assert deal["stage"]["enum"] == ["s1", "s2", "s3", None]
    assert "s2: 诊断" in deal["stage"]["description"]
    assert deal["customer"]["description"] == "Id of a record of customer"
    assert deal["tags"]["items"]["enum"] == ["c", "a", "b"]
    made_of = document["components"]["schemas"]["deal_create"]
    assert made_of["required"] == ["title"]
    assert "price" not in made_of["properties"]
    assert {"title", "amount", "owner"} <= set(made_of["properties"])


async def test_each_entity_has_an_example_that_the_server_takes(made: Office) -> None:
    document = await described(made, "admin")
    for key in ("customer", "deal"):
        example = document["components"]["schemas"][f"{key}_create"]["example"]
        given = {
            name: value
            for name, value in example.items()
            if name not in ("customer", "owner", "seller", "dept") and value is not None
        }
        await made.writing.create(await made.as_("admin"), key, given)


async def test_operations_and_fields_follow_the_caller_s_rights(made: Office) -> None:
    document = await described(made, "rep")
    paths = document["paths"]
    assert set(paths["/records/deal"]) == {"get", "post"}
    assert set(paths["/records/deal/{id}"]) == {"get", "patch"}
    assert set(paths["/records/customer"]) == {"get"}
    assert "cost" not in document["components"]["schemas"]["deal"]["properties"]
    assert "cost" not in document["components"]["schemas"]["deal_create"]["properties"]
    assert (await described(made, "nobody"))["paths"] == {}


async def test_every_reference_leads_somewhere_and_every_operation_has_one_name(made: Office) -> None:
    document = await described(made, "admin")
    operations = [one for path in document["paths"].values() for one in path.values()]
    names = [one["operationId"] for one in operations]
    assert len(names) == len(set(names))
    found: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, dict):
            if "$ref" in value:
                found.append(str(value["$ref"]).rpartition("/")[2])
            for one in value.values():
                walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)

    walk(document["paths"])
    assert set(found) <= set(document["components"]["schemas"])


async def test_an_unknown_app_is_no_app(made: Office) -> None:
    with pytest.raises(Refusal) as refused:
        await Describing(made.stage).app(await made.as_("admin"), "app_none")
    assert refused.value.status == 404


LINES = f(
    "lines",
    "sub_table",
    least=1,
    most=3,
    fields=[
        f("item", "text", required=True, max_length=40),
        f("kind", "choice", options=[{"id": "a", "name": "甲"}]),
        f("price", "money"),
        f("pieces", "integer"),
        f("day", "date"),
        f("seller", "person"),
        f("sum", "formula", result="number", expression="{pieces} * {price}"),
    ],
)


async def test_rows_of_sub_tables_are_described_column_by_column_as_they_are_written_and_read(
    database: Database,  # noqa: F811
) -> None:
    made = await office(database)
    await made.publish([APP, entity("ent_order", "order", "订单", [f("name", "text"), LINES])])
    schemas = (await described(made, "admin"))["components"]["schemas"]
    lines = schemas["order_create"]["properties"]["lines"]
    assert (lines["type"], lines["minItems"], lines["maxItems"]) == (["array", "null"], 1, 3)
    row = lines["items"]
    assert (row["required"], row["additionalProperties"]) == (["item"], False)
    assert set(row["properties"]) == {"id", "item", "kind", "price", "pieces", "day", "seller"}
    assert row["properties"]["item"]["maxLength"] == 40
    assert row["properties"]["kind"]["enum"] == ["a", None]
    assert row["properties"]["seller"]["description"] == "Id of a person"
    written = {"item": "甲", "kind": "a", "price": "1.50", "pieces": 2, "day": "2026-11-22"}
    example = schemas["order_create"]["example"]["lines"][0]
    assert written.keys() | {"seller"} == example.keys()
    record = await made.writing.create(await made.as_("admin"), "order", {"name": "A", "lines": [written]})
    answered = json.loads(orjson.dumps(await made.reading.get(await made.as_("admin"), "order", str(record["id"]))))
    Draft202012Validator(schemas["order"]).validate(answered)
    assert answered["lines"][0]["sum"] == "3.00"
