"""A condition means the same in memory and in the SQL of both databases: random records, random conditions."""

import random
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from dougong.kernel.zone import clock_at
from dougong.records.columns import CONDITION
from dougong.records.reading import Question
from dougong.storage.driver.port import Database
from dougong_engine.design.entity import Entity
from dougong_engine.design.objects import read_object
from dougong_engine.errors import Invalid
from dougong_engine.fields import FIELD_TYPES, FieldSpec, Value, field_type, operators_of
from dougong_engine.filters.evaluate import Reader, Scene, holds
from dougong_engine.filters.operator import OPERATORS, Operand
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.records import APP, NOON, Office, entity, f, office

OPTIONS = [{"id": one, "name": one.upper()} for one in ("a", "b", "c")]
FIELDS = [
    f("name", "text"),
    f("note", "long_text"),
    f("count", "integer"),
    f("amount", "money"),
    f("share", "percent"),
    f("day", "date"),
    f("at", "moment"),
    f("done", "boolean"),
    f("level", "choice", options=OPTIONS),
    f("tags", "multi_choice", options=OPTIONS),
    f("who", "person"),
    f("twice", "formula", result="number", expression="{amount} * 2"),
]
TEXTS = ["远山", "远山科技", "ＡＢＣ", "abc", "ABC", "straße", "STRASSE", "50%", "a_b", "x'y", "é"]
SEED = 20261122
RECORDS, CONDITIONS = 60, 250


def value(random_: random.Random, id_: str, people: list[str]) -> Any:
    if random_.random() < 0.2:
        return None
    match id_:
        case "name" | "note":
            return random_.choice(TEXTS)
        case "count":
            return random_.randint(-3, 3)
        case "amount" | "twice":
            return str(Decimal(random_.randint(-300, 300)) / 100)
        case "share":
            return str(Decimal(random_.randint(0, 20)) / 10000)
        case "day":
            return (NOON + timedelta(days=random_.randint(-40, 40))).date().isoformat()
        case "at":
            return (NOON + timedelta(hours=random_.randint(-60, 60))).isoformat().replace("+00:00", "Z")
        case "done":
            return random_.random() < 0.5
        case "level":
            return random_.choice("abc")
        case "tags":
            return random_.sample("abc", random_.randint(0, 3))
        case "who":
            return random_.choice(people)
        case _:
            raise ValueError(id_)


def operand(random_: random.Random, operator: str, id_: str, people: list[str]) -> Any:
    def one() -> Any:
        found = None
        while found is None or found == []:
            found = value(random_, id_, people)
        if id_ == "at" and random_.random() < 0.5:
            return str(found)[:10]
        return found[0] if isinstance(found, list) else found

    match OPERATORS[operator].operand:
        case Operand.NONE:
            return None
        case Operand.PERIOD:
            return {"token": random_.choice(["today", "yesterday", "this_week", "last_month", "this_year"])}
        case Operand.RANGE:
            return {"from": random_.choice([one(), None]), "to": random_.choice([one(), None])}
        case Operand.MANY:
            return [one() for _ in range(random_.randint(1, 3))]
        case Operand.ONE:
            if id_ == "who":
                return {"token": "me"}
            return one()


def condition(random_: random.Random, people: list[str], depth: int = 0) -> Any:
    if depth < 3 and random_.random() < 0.4:
        parts = [condition(random_, people, depth + 1) for _ in range(random_.randint(1, 3))]
        return random_.choice([{"all": parts}, {"any": parts}, {"not": parts[0]}])
    spec = random_.choice(FIELDS)
    operator = random_.choice(operators_of(FIELD_TYPES[spec["type"]].spec.model_validate(spec)))
    return {"field": spec["id"], "op": operator, "value": operand(random_, operator, spec["id"], people)}


def parsed(document: Entity, raw: dict[str, Any]) -> dict[str, Value]:
    record: dict[str, Value] = {}
    for spec in document.fields:
        one = raw.get(spec.id)
        record[spec.id] = None if one is None else field_type(spec).parse(spec, one) if not spec.computed() else None
    amount = record["amount"]
    record["twice"] = None if amount is None else Decimal(str(amount)) * 2
    return record


@pytest.fixture
async def made(database: Database) -> Office:  # noqa: F811
    found = await office(database)
    await found.publish([APP, entity("ent_thing", "thing", "物", FIELDS)])
    return found


async def test_every_condition_selects_the_same_records_in_memory_and_in_sql(made: Office) -> None:
    random_ = random.Random(SEED)
    admin = await made.as_("admin")
    people = [admin.person_id]
    document = read_object(entity("ent_thing", "thing", "物", FIELDS))
    assert isinstance(document, Entity)
    records: dict[str, dict[str, Value]] = {}
    for _ in range(RECORDS):
        raw = {one["id"]: value(random_, one["id"], people) for one in FIELDS if one["id"] != "twice"}
        stored = await made.writing.create(admin, "thing", raw)
        records[str(stored["id"])] = parsed(document, raw)
    clock = clock_at(made.now, "Asia/Shanghai")
    checked = 0
    for number in range(CONDITIONS):
        tree = condition(random_, people)

        def spec_of(path: tuple[str, ...]) -> tuple[FieldSpec, tuple[str, ...]]:
            spec = document.field(path[0])
            assert spec is not None
            return spec, operators_of(spec)

        def matching(record: dict[str, Value], tree: Any = tree) -> bool:
            scene = Scene(spec_of, lambda path: record.get(path[0]), clock, Reader(me=admin.person_id))
            return holds(CONDITION.validate_python(tree), scene)

        try:
            expected = {id_ for id_, record in records.items() if matching(record)}
        except Invalid:
            continue
        page = await made.reading.page(admin, "thing", Question(filter=tree, fields=("id",), limit=500))
        assert {str(one["id"]) for one in page.records} == expected, f"condition {number}: {tree}"
        checked += 1
    assert checked > CONDITIONS * 0.8
