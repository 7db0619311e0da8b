"""Two tables that differ only in what a caller may not see answer that caller's every question alike, byte by byte."""

import random
from typing import Any

import orjson
import pytest

from dougong.kernel.ids import new_id
from dougong.kernel.problem import Refusal
from dougong.kernel.workspace import Principal
from dougong.records.reading import Question
from dougong.storage.driver.port import Database
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.records import APP, Office, entity, f, office

SEED, RECORDS, QUESTIONS = 7, 40, 400
SIDES = ("left", "right")


def things(side: str) -> list[dict[str, Any]]:
    customer = [f("name", "text"), f("debt", "money"), f("phone", "phone")]
    fields = [
        f("name", "text"),
        f("secret", "money"),
        f("twice", "formula", result="number", expression="{secret} * 2"),
        f("customer", "link", entity=f"ent_customer_{side}"),
        f("debt", "lookup", result="number", through="customer", field="debt"),
        f("number", "integer"),
        f("tags", "multi_choice", options=[{"id": "x", "name": "X"}, {"id": "y", "name": "Y"}]),
    ]
    return [
        entity(f"ent_customer_{side}", f"customer_{side}", "客户", customer),
        entity(f"ent_thing_{side}", f"thing_{side}", "物", fields),
    ]


def grants(side: str) -> list[list[dict[str, Any]]]:
    """First role: rows of one's people with the secret masked, customers without debts and with a part of the phone.
    Second: the secret of own rows."""
    thing, customer = f"ent_thing_{side}", f"ent_customer_{side}"
    return [
        [
            {"entity": thing, "scope": {"rows": "subordinates"}, "fields": {"*": "read", "secret": "masked"}},
            {"entity": customer, "scope": {"rows": "subordinates"}, "fields": {"name": "read", "phone": "masked"}},
        ],
        [{"entity": thing, "scope": {"rows": "own"}, "fields": {"secret": "read"}}],
    ]


@pytest.fixture
async def made(database: Database) -> Office:  # noqa: F811
    found = await office(database)
    head = {"format": 1, "kind": "role", "app": "app_test"}
    granted = [[one for side in SIDES for one in grants(side)[number]] for number in (0, 1)]
    roles = [{**head, "id": f"rol_{i}", "name": "主管", "grants": one} for i, one in enumerate(granted)]
    await found.publish([APP, *(one for side in SIDES for one in things(side)), *roles])
    await found.person("boss", "rol_0", "rol_1")
    await found.person("worker", under="boss")
    await found.person("stranger")
    return found


async def fill(made: Office, random_: random.Random) -> None:
    """The same visible values on both sides; what the boss may not see differs."""
    admin = await made.as_("admin")
    owners = [made.people[name] for name in ("boss", "worker", "stranger")]
    customers = [(new_id(), random_.choice(owners)) for _ in range(8)]
    for side in SIDES:
        for id_, owner in customers:
            seen = owner != made.people["stranger"]
            name = f"客户{id_[-2:]}" if seen else f"隐藏{random_.random()}"
            phone = f"138{random_.randint(1000, 9999)}8000"
            fields = {"name": name, "debt": str(random_.randint(0, 999)), "phone": phone, "owner": owner}
            await made.writing.create(admin, f"customer_{side}", fields, id=id_)
    for number in range(RECORDS):
        id_, owner = new_id(), random_.choice(owners)
        customer = random_.choice([None, *customers])
        own, seen = owner == made.people["boss"], owner != made.people["stranger"]
        shown = {"name": f"物{number}", "number": random_.randint(0, 5), "tags": random_.sample(["x", "y"], 1)}
        secret = str(random_.randint(0, 99))
        for side in SIDES:
            hidden = {"name": f"别人{random_.random()}", "number": random_.randint(0, 5), "tags": []}
            fields = {**(shown if seen else hidden), "owner": owner, "customer": customer and customer[0]}
            fields["secret"] = secret if own else str(random_.randint(0, 99))
            await made.writing.create(admin, f"thing_{side}", fields, id=id_)


def question(random_: random.Random) -> Question:
    paths = ("name", "secret", "twice", "customer", "debt", "number", "tags", "customer.name", "customer.debt", "owner")
    paths = (*paths, "customer.phone")

    def test() -> Any:
        path = random_.choice(paths)
        operator = random_.choice(["is_empty", "is_not_empty", "gt", "lte", "is", "is_not", "contains", "contains_any"])
        value: Any = random_.choice(["50", "客户", "x", None, ["x"], "10"])
        return {"field": path, "op": operator, "value": value}

    def tree(depth: int) -> Any:
        if depth > 2 or random_.random() < 0.5:
            return test()
        return random_.choice(
            [{"all": [tree(depth + 1), tree(depth + 1)]}, {"any": [tree(depth + 1)]}, {"not": tree(depth + 1)}]
        )

    sort = tuple(random_.choice(["", "-"]) + one for one in random_.sample(paths, random_.randint(0, 2)))
    fields = tuple(random_.sample(paths, random_.randint(0, 4)))
    expand = frozenset(one for one in ("customer", "owner") if one in fields)
    return Question(random_.choice([None, tree(0)]), fields, expand, sort, random_.choice([3, 50]))


async def answers(made: Office, boss: Principal, side: str, asked: Question) -> bytes:
    """Page, next page and count as bytes, or the refusal; cursors are followed, not compared."""
    key = f"thing_{side}"
    try:
        first = await made.reading.page(boss, key, asked)
        count = await made.reading.count(boss, key, asked.filter, exact=True)
        found: list[Any] = [first.records, count.value]
        if first.next is not None:
            second = await made.reading.page(boss, key, Question(**{**vars_of(asked), "cursor": first.next}))
            found.append(second.records)
    except Refusal as refusal:
        found = [refusal.status, [(one.code, dict(one.params)) for one in refusal.problems]]
    return orjson.dumps(found, option=orjson.OPT_UTC_Z).replace(f"_{side}".encode(), b"_")


def vars_of(asked: Question) -> dict[str, Any]:
    return {name: getattr(asked, name) for name in asked.__dataclass_fields__}


async def test_answers_never_depend_on_what_the_caller_may_not_see(made: Office) -> None:
    random_ = random.Random(SEED)
    await fill(made, random_)
    boss = await made.as_("boss")
    answered = 0
    for number in range(QUESTIONS):
        asked = question(random_)
        left, right = [await answers(made, boss, side, asked) for side in SIDES]
        assert left == right, f"question {number}: {asked}"
        answered += not left.startswith(b"[4")
    assert answered > QUESTIONS / 8
