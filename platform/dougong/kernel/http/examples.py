"""Completes an OpenAPI document: an example for each body and answer, and what refusals look like."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import orjson

FILE = Path(__file__).with_name("examples.json")
"""Examples by operation where schemas say too little: `{operationId: {"body": …, "answer": …}}`."""
JSON = "application/json"
PROBLEM = "application/problem+json"
METHODS = frozenset({"get", "put", "post", "patch", "delete"})
DEEPEST = 8
ID = "01936f0e-8b1c-7f3a-9c39-6b1d1f0c5a11"
FORMATS = {
    "uuid": ID,
    "date": "2026-11-22",
    "date-time": "2026-11-22T06:00:00Z",
    "email": "wang@example.org",
    "uri": "https://example.org/hook",
    "binary": "",
}
WORDS = {
    "name": "远山科技",
    "title": "远山科技",
    "entity": "opportunity",
    "email": "wang@example.org",
    "login": "wang@example.org",
    "phone": "13800000000",
    "url": "https://example.org/hook",
    "locale": "zh-CN",
    "timezone": "Asia/Shanghai",
    "key": "customer",
    "field": "stage",
    "at": "2026-11-22T06:00:00Z",
    "code": "field.required",
    "message": "请填写“客户”。",
    "currency": "CNY",
}
PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "code", "problems"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string", "description": "The first problem in the caller's language"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "Stable; docs/errors.md lists them"},
        "problems": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "path", "params", "message"],
                "properties": {
                    "code": {"type": "string"},
                    "path": {"type": "array", "items": {"type": ["string", "integer"]}},
                    "params": {"type": "object", "additionalProperties": True},
                    "message": {"type": "string"},
                },
            },
        },
    },
    "additionalProperties": True,
    "example": {
        "type": "about:blank",
        "title": "请填写“客户”。",
        "status": 422,
        "code": "field.required",
        "problems": [
            {
                "code": "field.required",
                "path": ["customer"],
                "params": {"field": "客户"},
                "message": "请填写“客户”。",
            }
        ],
    },
}


def completed(document: dict[str, Any]) -> dict[str, Any]:
    """The document with examples, refusals and descriptions everywhere; changed in place."""
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for framework in ("HTTPValidationError", "ValidationError"):
        schemas.pop(framework, None)
    schemas["Problem"] = PROBLEM_SCHEMA
    refused = {"description": "Refused; every problem with its path", "content": _problem()}
    components["responses"] = {"Refused": refused}
    maker = Maker(schemas)
    for members in document.get("paths", {}).values():
        for method in METHODS & members.keys():
            _complete(members[method], maker)
    return document


def _problem() -> dict[str, Any]:
    return {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}


def _complete(operation: dict[str, Any], maker: "Maker") -> None:
    operation.setdefault("description", operation["summary"])
    answers: dict[str, Any] = operation["responses"]
    answers.pop("422", None)
    answers["4XX"] = {"$ref": "#/components/responses/Refused"}
    known = by_hand().get(operation["operationId"], {})
    body = operation.get("requestBody", {}).get("content", {}).get(JSON)
    if body is not None:
        _illustrate(body, known.get("body"), maker)
    for status, answer in answers.items():
        if status.startswith("2") and JSON in answer.get("content", {}):
            _illustrate(answer["content"][JSON], known.get("answer"), maker)


def _illustrate(content: dict[str, Any], known: object, maker: "Maker") -> None:
    # A handler that answers nothing has an empty schema.
    content["schema"] = content.get("schema") or {"type": "null"}
    if known is not None:
        content["example"] = known
    elif "example" not in content and "examples" not in content:
        content["example"] = maker.make(content["schema"])


@cache
def by_hand() -> Mapping[str, Mapping[str, Any]]:
    """The examples of the file."""
    found: dict[str, dict[str, Any]] = orjson.loads(FILE.read_bytes())
    return found


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes a value that a schema allows, told apart by the names of members where the schema does not say more."""

    schemas: Mapping[str, Any]

    def make(self, schema: Mapping[str, Any], name: str = "", depth: int = 0) -> Any:
        """The example that the schema gives, else one that fits it; lists hold one thing."""
        if "$ref" in schema:
            return self.make(self.schemas[schema["$ref"].rpartition("/")[2]], name, depth + 1)
        for word in ("example", "const", "default"):
            if schema.get(word) is not None:
                return schema[word]
        for word in ("examples", "enum"):
            if schema.get(word):
                return schema[word][0]
        if "allOf" in schema:
            return {key: value for one in schema["allOf"] for key, value in self.make(one, name, depth + 1).items()}
        for word in ("anyOf", "oneOf"):
            if word in schema:
                return self._one_of(schema[word], name, depth)
        return self._typed(schema, name, depth)

    def _one_of(self, choices: "list[Mapping[str, Any]]", name: str, depth: int) -> Any:
        filled = [one for one in choices if one.get("type") != "null"]
        empty = len(filled) < len(choices) and depth >= DEEPEST
        return None if empty or not filled else self.make(filled[0], name, depth + 1)

    def _typed(self, schema: Mapping[str, Any], name: str, depth: int) -> Any:
        kind = schema.get("type")
        kinds = [one for one in kind if one != "null"] if isinstance(kind, list) else [kind]
        match kinds[0] if kinds else None:
            case "object":
                return self._object(schema, depth)
            case "array":
                items = schema.get("prefixItems") or [schema.get("items", {})]
                return [] if depth >= DEEPEST else [self.make(one, name, depth + 1) for one in items]
            case "string":
                return _text(schema, name)
            case "integer" | "number":
                return max(1, schema.get("minimum", 1))
            case "boolean":
                return False
            case "null":
                return None
            case _:
                return {} if "properties" not in schema else self._object(schema, depth)

    def _object(self, schema: Mapping[str, Any], depth: int) -> dict[str, Any]:
        members = schema.get("properties", {})
        wanted = members if depth < DEEPEST else {one: members[one] for one in schema.get("required", ())}
        return {name: self.make(one, name, depth + 1) for name, one in wanted.items()}


def _text(schema: Mapping[str, Any], name: str) -> str:
    if (known := FORMATS.get(str(schema.get("format")))) is not None:
        return known
    pattern = schema.get("pattern")
    for found in (WORDS.get(name), ID, "2026-11-22", "0", "a", "sales"):
        if found is not None and (pattern is None or re.search(pattern, found)) and _fits(schema, found, name):
            return found
    return "x" * int(max(1, schema.get("minLength", 1)))


def _fits(schema: Mapping[str, Any], text: str, name: str) -> bool:
    """Whether a text has the right length; an id stands only where an id is meant, or where a pattern asked for it."""
    meant = text != ID or "pattern" in schema or name == "id" or name.endswith(("_id", "_by"))
    return meant and schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", len(text))
