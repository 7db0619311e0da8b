"""The trash: who sees what was removed, and that it can be brought back."""

from typing import Any, cast

import orjson
import pytest
import pytest_asyncio

from dougong.kernel.problem import Refusal
from dougong.records.trash import Trash
from dougong.records.writing import Door
from dougong.storage.driver.port import Database
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.records import APP, Office, entity, f, office

DEAL = entity("ent_deal", "deal", "商机", [f("title", "text"), f("secret", "text")])


def seller(rows: str, *actions: str, **fields: str) -> dict[str, Any]:
    grant = {"entity": "ent_deal", "scope": {"rows": rows}, "fields": fields or {"*": "write"}, "actions": [*actions]}
    return {"format": 1, "kind": "role", "id": f"rol_{rows}", "app": "app_test", "name": rows, "grants": [grant]}


@pytest_asyncio.fixture
async def made(database: Database) -> Office:  # noqa: F811  # the fixture
    found = await office(database)
    await found.publish([APP, DEAL, seller("own", "delete"), seller("all")])
    await found.person("li", "rol_own")
    await found.person("wang", "rol_all")
    return found


async def removed(made: Office, title: str, **fields: Any) -> str:
    admin = await made.as_("admin")
    deal = await made.writing.create(admin, "deal", {"title": title, **fields})
    await made.writing.remove(admin, "deal", str(deal["id"]))
    return str(deal["id"])


async def in_trash(made: Office, name: str, most: int = 100) -> tuple[list[dict[str, Any]], bool]:
    found, more = await Trash(made.writing).list(await made.as_(name), "deal", most)
    return cast("list[dict[str, Any]]", orjson.loads(orjson.dumps(found))), more


async def test_what_was_removed_is_listed_with_who_did_it_until_it_is_back(made: Office) -> None:
    first, second = await removed(made, "甲"), await removed(made, "乙")
    await made.writing.create(await made.as_("admin"), "deal", {"title": "丙"})
    found, more = await in_trash(made, "admin")
    assert {one["title"] for one in found} == {"甲", "乙"}
    assert {one["updated_by"]["title"] for one in found} == {"admin"}
    assert not more
    assert [len((await in_trash(made, "admin", 1))[0]), (await in_trash(made, "admin", 1))[1]] == [1, True]
    await Trash(made.writing).restore(await made.as_("admin"), "deal", first, Door())
    assert [one["id"] for one in (await in_trash(made, "admin"))[0]] == [second]


async def test_people_find_only_what_they_may_remove_themselves(made: Office) -> None:
    await removed(made, "甲")
    mine = await removed(made, "乙", owner=made.people["li"])
    assert [one["id"] for one in (await in_trash(made, "li"))[0]] == [mine]
    with pytest.raises(Refusal, match=r"403 access\.action"):
        await in_trash(made, "wang")
    await made.publish([seller("own", "delete", secret="read")])
    (hidden,) = (await in_trash(made, "li"))[0]
    assert "title" not in hidden
