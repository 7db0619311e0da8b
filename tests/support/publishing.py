"""A small deal entity to publish over and over, and a process that dies at a chosen step."""

from dataclasses import dataclass
from typing import Any

import orjson

from dougong.records.reading import Question
from dougong_engine.design.objects import read_object
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.records import Office, entity, f

NAME = f("name", "text", "名称", required=True)


def deal(*fields: dict[str, Any], **settings: Any) -> dict[str, Any]:
    return entity("ent_deal", "deal", "商机", [NAME, *fields], **settings)


async def add(made: Office, key: str = "deal", **values: Any) -> str:
    return str((await made.writing.create(await made.as_("admin"), key, values))["id"])


async def values(made: Office, field: str, key: str = "deal") -> list[Any]:
    """A field of every record, in the order of their names."""
    answer = await made.reading.page(await made.as_("admin"), key, Question(sort=("name",)))
    return [one[field] for one in orjson.loads(orjson.dumps(answer.records))]


async def rows_of(made: Office, select: Any) -> list[Any]:
    return await made.database.run_sync(lambda connection: [tuple(row) for row in connection.execute(select)])


class Killed(BaseException):
    """The process dies: nothing after it runs, nothing is tidied up."""


@dataclass
class Die:
    """Dies at one step, once."""

    step: str

    async def __call__(self, step: str) -> None:
        if step == self.step:
            raise Killed(step)


def documents(*raw: dict[str, Any]) -> list[Any]:
    """Design documents as objects."""
    return [read_object(one) for one in raw]
