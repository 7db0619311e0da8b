"""Idempotency-Key: the same request answers the same, and a key is never good for another request."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from starlette.requests import Request

from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.storage.driver.failures import UniqueClash
from dougong.storage.driver.port import Database
from dougong.storage.side_tables import idempotency
from dougong.storage.statements import Statements
from dougong.storage.types import MomentType, TextType, UuidType

KEEP = timedelta(hours=48)
KEY_LIMIT = 200

_C = idempotency.c
_MINE = sa.and_(
    _C.workspace_id == sa.bindparam("ws", type_=UuidType()),
    _C.person_id == sa.bindparam("me", type_=UuidType()),
    _C.key == sa.bindparam("name", type_=TextType()),
)
FIND = sa.select(_C.request, _C.status, _C.response).where(_MINE)
CLAIM = sa.insert(idempotency)
FINISH = (
    sa.update(idempotency)
    .where(_MINE)
    .values(
        status=sa.bindparam("new_status", type_=sa.Integer), response=sa.bindparam("answer", type_=_C.response.type)
    )
)
RELEASE = sa.delete(idempotency).where(_MINE, _C.status == sa.literal_column("0"))
FORGET = sa.delete(idempotency).where(_C.at < sa.bindparam("before", type_=MomentType()))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request was answered."""

    status: int
    body: Any


class Repeats:
    """Remembers answers by key for two days."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now
        self._statements = Statements(database.dialect)

    async def once(
        self, request: Request, principal: Principal, body: bytes, work: Callable[[], Awaitable[Answer]]
    ) -> Answer:
        """Runs `work` unless this key was used before; then answers as then.

        The key is claimed before the work and released when the work refuses or fails, so that a mended request may use
        it again. A claim whose process died is answered 409 until it is forgotten: whether its write happened is
        unknown here, and doing it twice would be worse.
        """
        name = request.headers.get("idempotency-key")
        if name is None:
            return await work()
        if not 1 <= len(name) <= KEY_LIMIT or not name.isprintable():
            raise refuse(422, "idempotency.key", limit=KEY_LIMIT)
        mine: dict[str, object] = {"ws": principal.workspace_id, "me": principal.person_id, "name": name}
        mark = _mark(request, body)
        earlier = await self._claim(principal, name, mark, mine)
        if earlier is not None:
            return earlier
        try:
            found = await work()
        except BaseException:
            await self._database.write([(self._statements(RELEASE), mine)])
            raise
        done = {**mine, "new_status": found.status, "answer": found.body}
        await self._database.write([(self._statements(FINISH), done)])
        return found

    async def forget_old(self) -> None:
        """Housekeeping."""
        await self._database.write([(self._statements(FORGET), {"before": self._now() - KEEP})])

    async def _claim(self, principal: Principal, name: str, mark: str, mine: dict[str, object]) -> Answer | None:
        row = {
            "workspace_id": principal.workspace_id,
            "person_id": principal.person_id,
            "key": name,
            "request": mark,
            "status": 0,
            "response": None,
            "at": self._now(),
        }
        try:
            await self._database.write([(self._statements(CLAIM), row)])
        except UniqueClash:
            return self._earlier(await self._database.fetch(self._statements(FIND), mine), mark)
        return None

    def _earlier(self, rows: list[tuple[object, ...]], mark: str) -> Answer:
        if not rows or rows[0][1] == 0:
            raise refuse(409, "idempotency.running")
        request, status, response = rows[0]
        if request != mark:
            raise refuse(422, "idempotency.other_request")
        return Answer(int(str(status)), response)


def _mark(request: Request, body: bytes) -> str:
    head = f"{request.method} {request.url.path}?{request.url.query}\n".encode()
    return hashlib.sha256(head + body).hexdigest()
