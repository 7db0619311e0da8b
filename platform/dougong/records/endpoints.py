"""The record routes: plain handlers on the hot path, with their OpenAPI operations beside them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from dougong.kernel.problem import refuse
from dougong.kernel.routes import LOOK, WRITE, HotRoute
from dougong.kernel.workspace import Principal
from dougong.records.bulk import Bulk, items_of
from dougong.records.operations import OPERATIONS
from dougong.records.reading import Page, Question, Reading
from dougong.records.repeats import Answer, Repeats
from dougong.records.trash import Trash
from dougong.records.writing import Door, Writing
from dougong_engine.fields._values import UUID

Handler = Callable[[Request, Principal], Awaitable[Response]]
PAGE_LIMIT = 500
JUMP_LIMIT = 100_000
QUERY_MEMBERS = frozenset({"filter", "fields", "expand", "sort", "limit", "cursor", "count", "at"})


@dataclass(frozen=True, slots=True)
class RecordRoutes:
    """The handlers, over the services that do the work."""

    reading: Reading
    writing: Writing
    bulk: Bulk
    trash: Trash
    repeats: Repeats

    def routes(self) -> list[HotRoute]:
        """Every hot route with its policy."""
        one, many = "/api/records/{entity}/{id}", "/api/records/{entity}"
        return [
            HotRoute("POST", f"{many}/query", LOOK, self.query, OPERATIONS["query"]),
            HotRoute("POST", f"{many}/bulk", WRITE, self.write_many, OPERATIONS["bulk"]),
            HotRoute("POST", f"{one}/restore", WRITE, self.restore, OPERATIONS["restore"]),
            HotRoute("GET", one, LOOK, self.get, OPERATIONS["get"]),
            HotRoute("PATCH", one, WRITE, self.update, OPERATIONS["update"]),
            HotRoute("DELETE", one, WRITE, self.delete, OPERATIONS["delete"]),
            HotRoute("GET", many, LOOK, self.list, OPERATIONS["list"]),
            HotRoute("POST", many, WRITE, self.create, OPERATIONS["create"]),
        ]

    async def get(self, request: Request, principal: Principal) -> Response:
        """One record."""
        given = request.query_params
        entity, id = request.path_params["entity"], _id(request)
        record = await self.reading.get(principal, entity, id, _words(given.get("fields")), _expand(given))
        return json_response(record)

    async def list(self, request: Request, principal: Principal) -> Response:
        """A page by query parameters."""
        given = dict(request.query_params)
        if "filter" in given:
            given["filter"] = _parsed(given["filter"].encode(), ("filter",))
        for name in ("fields", "sort", "expand"):
            if name in given:
                given[name] = list(_words(given[name]))  # type: ignore[assignment]  # one shape for both doors
        return await self._page(request, principal, given)

    async def query(self, request: Request, principal: Principal) -> Response:
        """A page by a body."""
        return await self._page(request, principal, object_of(await request.body()))

    async def _page(self, request: Request, principal: Principal, given: dict[str, Any]) -> Response:
        entity = request.path_params["entity"]
        unknown = sorted(given.keys() - QUERY_MEMBERS)
        if unknown:
            raise refuse(422, "query.unknown_member", tuple(unknown[:1]), members=unknown)
        question = Question(
            filter=given.get("filter"),
            fields=_keys(given, "fields"),
            expand=frozenset(_keys(given, "expand")),
            sort=_keys(given, "sort"),
            limit=_limit(given.get("limit", 50)),
            cursor=given.get("cursor") or None,
            at=at_of(given),
        )
        if question.cursor is not None and not isinstance(question.cursor, str):
            raise refuse(422, "query.cursor", ("cursor",))
        counted = bool(given.get("count"))
        if question.limit == 0 and not counted and not question.at:
            raise refuse(422, "query.limit", ("limit",), limit=PAGE_LIMIT)
        wanted = question.limit or question.at
        page = await self.reading.page(principal, entity, question) if wanted else Page([], None)
        found: dict[str, object] = {"records": page.records, "next": page.next}
        if "at" in given:
            found["anchor"] = page.anchor
        if counted:
            exact = given["count"] == "exact"
            count = await self.reading.count(principal, entity, question.filter, exact=exact)
            found["count"] = {"value": count.value, "capped": count.capped}
        return json_response(found)

    async def create(self, request: Request, principal: Principal) -> Response:
        """A new record."""
        body = await request.body()
        fields = object_of(body)
        id = fields.pop("id", None)
        if id is not None and not (isinstance(id, str) and UUID.fullmatch(id.lower())):
            raise refuse(422, "field.reference.malformed", ("id",))
        own = None if id is None else id.lower()

        async def work() -> Answer:
            return Answer(
                201, await self.writing.create(principal, request.path_params["entity"], fields, _filled(request), own)
            )

        return _answered(await self.repeats.once(request, principal, body, work))

    async def update(self, request: Request, principal: Principal) -> Response:
        """Changed fields of a record."""
        body = await request.body()
        fields = object_of(body)

        async def work() -> Answer:
            entity, version = request.path_params["entity"], _version(request)
            return Answer(
                200, await self.writing.update(principal, entity, _id(request), fields, version, _filled(request))
            )

        return _answered(await self.repeats.once(request, principal, body, work))

    async def delete(self, request: Request, principal: Principal) -> Response:
        """To the trash."""
        await self.writing.remove(
            principal, request.path_params["entity"], _id(request), _version(request), _door(request)
        )
        return Response(status_code=204)

    async def restore(self, request: Request, principal: Principal) -> Response:
        """Out of the trash."""
        record = await self.trash.restore(principal, request.path_params["entity"], _id(request), _door(request))
        return json_response(record)

    async def write_many(self, request: Request, principal: Principal) -> Response:
        """Up to a thousand writes."""
        body = await request.body()
        given = object_of(body)
        items = items_of(given)

        async def work() -> Answer:
            entity = request.path_params["entity"]
            results = await self.bulk.run(principal, entity, items, Door(via="bulk"), whole=bool(given.get("whole")))
            return Answer(200, {"results": results})

        return _answered(await self.repeats.once(request, principal, body, work))


def json_response(value: object, status: int = 200) -> Response:
    """JSON as orjson writes it; records are in wire form already."""
    body = orjson.dumps(value, option=orjson.OPT_UTC_Z)
    return Response(body, status, media_type="application/json")


def _answered(found: Answer) -> Response:
    return json_response(found.body, found.status)


def _parsed(text: bytes, path: tuple[str, ...] = ()) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        raise refuse(400, "request.not_json", path) from None


def object_of(body: bytes) -> dict[str, Any]:
    """The JSON object in a body; refuses (400, 422) what is none."""
    found = _parsed(body)
    if not isinstance(found, dict):
        raise refuse(422, "request.not_object")
    return found


def _words(text: str | None) -> tuple[str, ...]:
    return tuple(one for one in (text or "").split(",") if one)


def _expand(given: Any) -> frozenset[str]:
    return frozenset(_words(given.get("expand")))


def _keys(given: dict[str, Any], name: str) -> tuple[str, ...]:
    found = given.get(name) or []
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found) or len(found) > 200:
        raise refuse(422, "query.keys", (name,))
    return tuple(found)


def _limit(raw: object) -> int:
    text = str(raw)
    if not text.isascii() or not text.isdigit() or len(text) > 6 or int(text) > PAGE_LIMIT:
        raise refuse(422, "query.limit", ("limit",), limit=PAGE_LIMIT)
    return int(text)


def at_of(given: dict[str, Any]) -> int:
    """The row at which a page begins; refuses (422) what lies out of reach, and a cursor beside it."""
    text = str(given.get("at", 0))
    if not text.isascii() or not text.isdigit() or len(text) > 6 or int(text) > JUMP_LIMIT:
        raise refuse(422, "query.at", ("at",), limit=JUMP_LIMIT)
    if "at" in given and given.get("cursor"):
        raise refuse(422, "query.at", ("at",), limit=JUMP_LIMIT)
    return int(text)


def _id(request: Request) -> str:
    id: str = request.path_params["id"]
    if not UUID.fullmatch(id.lower()):
        raise refuse(404, "record.unknown", id=id[:64])
    return id.lower()


def _version(request: Request) -> int | None:
    """What the caller saw; None for whoever asks for no version. Refuses (422) what is no version of any record."""
    text = request.query_params.get("version", request.headers.get("if-match"))
    if text is None:
        return None
    text = text.strip('"')
    if not text.isascii() or not text.isdigit() or len(text) > 15 or not int(text):
        raise refuse(422, "query.version", ("version",))
    return int(text)


def _door(request: Request) -> Door:
    return Door(via="grid" if request.headers.get("x-dougong-via") == "grid" else "api")


def _filled(request: Request) -> Door:
    """The door of a write of fields: a form names itself in the address."""
    form = request.query_params.get("form")
    return _door(request) if form is None else Door(via="form", form=form)
