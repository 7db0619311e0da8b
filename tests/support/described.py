"""Holds every answer that a test's client gets against the description of the API."""

import re
from functools import cache
from typing import Any

import httpx
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from dougong.app import described

API = "urn:dougong:api"


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document of the whole server."""
    return described()


@cache
def _routes() -> list[tuple[re.Pattern[str], str]]:
    """Paths as patterns; those without parameters come first, because they win."""
    paths = sorted(document()["paths"], key=lambda path: (path.count("{"), path))
    return [(re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path)) + r"\Z"), path) for path in paths]


@cache
def _validator(path: str, method: str, status: str) -> Draft202012Validator | None:
    answers = document()["paths"][path].get(method, {}).get("responses", {})
    if "schema" not in answers.get(status, {}).get("content", {}).get("application/json", {}):
        return None
    place = f"#/paths/{_pointer(path)}/{method}/responses/{status}/content/application~1json/schema"
    registry: Registry[Any] = Registry().with_resource(API, DRAFT202012.create_resource(document()))
    return Draft202012Validator({"$ref": API + place}, registry=registry)


def _pointer(member: str) -> str:
    return member.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")


async def as_described(answer: httpx.Response) -> None:
    """A hook for clients: an answer that is not as described fails the test that asked for it."""
    if not answer.is_success or not answer.headers.get("content-type", "").startswith("application/json"):
        return
    asked = answer.request
    path = next((path for pattern, path in _routes() if pattern.match(asked.url.path)), None)
    validator = _validator(path, asked.method.lower(), str(answer.status_code)) if path is not None else None
    if validator is None:
        return
    await answer.aread()
    error = next(iter(validator.iter_errors(answer.json())), None)
    assert error is None, (
        f"{asked.method} {path} answers otherwise than described at {error.json_path}: {error.message}"
    )
