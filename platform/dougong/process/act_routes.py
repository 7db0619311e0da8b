"""POST /api/tasks/{task_id}/{verb}: a plain handler on the hot path, with its OpenAPI operation beside it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, get_args

from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from dougong.kernel.problem import refuse
from dougong.kernel.routes import WRITE, HotRoute
from dougong.kernel.workspace import Principal
from dougong.process.act_events import Decision, Verb
from dougong.process.acts import Acts
from dougong.records.endpoints import json_response
from dougong.records.repeats import Answer, Repeats

ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
VERB: TypeAdapter[Verb] = TypeAdapter(Verb)
T = TypeVar("T")
_BODY = Decision.model_json_schema(ref_template="#/components/schemas/{model}")
_BODY.pop("$defs", None)  # they stand among the components of the whole document
_BODY = {
    name: one
    for name, one in Decision.model_json_schema(ref_template="#/components/schemas/{model}").items()
    if name != "$defs"  # what it refers to stands among the components of the other routes
}
OPERATION: dict[str, Any] = {
    "operationId": "act_on_task",
    "summary": "Act On Task",
    "description": "Decide, return, transfer, add signers, comment, copy, urge, withdraw, take back, save or resubmit.",
    "tags": ["tasks"],
    "parameters": [
        {"name": "task_id", "in": "path", "required": True, "schema": {"type": "string"}},
        {"name": "verb", "in": "path", "required": True, "schema": {"type": "string", "enum": list(get_args(Verb))}},
    ],
    "requestBody": {"required": True, "content": {"application/json": {"schema": _BODY}}},
    "responses": {
        "200": {
            "description": "Done",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Done"}}},
        },
    },
}


@dataclass(frozen=True, slots=True)
class ActRoutes:
    """The handler over the service."""

    acts: Acts
    repeats: Repeats

    def routes(self) -> list[HotRoute]:
        """The one route."""
        return [HotRoute("POST", "/api/tasks/{task_id}/{verb}", WRITE, self.act, OPERATION)]

    async def act(self, request: Request, principal: Principal) -> Response:
        """One act, once for each Idempotency-Key."""
        body = await request.body()
        verb: Verb = _valid("path", ("verb",), lambda: VERB.validate_python(request.path_params["verb"]))
        decision = _decision(body)

        async def work() -> Answer:
            id = checked(request.path_params["task_id"])
            await self.acts.act_as_known(principal, id, verb, decision)
            return Answer(200, {"done": True})

        found = await self.repeats.once(request, principal, body, work)
        return json_response(found.body, found.status)


def _decision(body: bytes) -> Decision:
    if not body:
        raise RequestValidationError([{"type": "missing", "loc": ("body",)}])
    return _valid("body", (), lambda: Decision.model_validate_json(body))


def _valid(root: str, place: tuple[str, ...], read: Callable[[], T]) -> T:
    """What was read; what is wrong with it is told as every route tells it."""
    try:
        return read()
    except ValidationError as error:
        found = [{**one, "loc": (root, *place, *one["loc"])} for one in error.errors(include_url=False)]
        raise RequestValidationError(found) from None


def checked(id: str) -> str:
    """The id; 404 for what cannot be one."""
    if not ID.fullmatch(id):
        raise refuse(404, "approval.task.unknown", task=id[:64])
    return id
