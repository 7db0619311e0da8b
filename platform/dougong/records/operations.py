"""The OpenAPI operations of the hot record routes."""

from typing import Any

_ENTITY = {"name": "entity", "in": "path", "required": True, "schema": {"type": "string"}, "example": "opportunity"}
_ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
_RECORD = {
    "type": "object",
    "required": ["id", "version"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "version": {"type": "integer"},
        "restricted": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Keys of values that are null here because the caller may not see them in this record",
        },
        "masked": {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "description": "Of some restricted values the part that the caller may see, for people: 138****8000",
        },
    },
    "additionalProperties": True,
    "example": {"id": "01936f0e-8b1c-7f3a-9c39-6b1d1f0c5a11", "version": 1, "name": "远山科技", "amount": "1200.00"},
}
_PROBLEM = {"description": "Refused", "content": {"application/problem+json": {"schema": {"type": "object"}}}}


def _query(name: str, description: str, schema: dict[str, Any], example: object) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": schema, "example": example}


_TEXT = {"type": "string"}
_FORM = _query(
    "form",
    "The form that was filled in: what it copies from linked records, what its rules set and what it requires is done "
    "and asked for first",
    _TEXT,
    "frm_opportunity",
)
_LIST_QUERY = [
    _ENTITY,
    _query("filter", "A condition tree as JSON, fields by key", _TEXT, '{"field":"stage","op":"is","value":"s1"}'),
    _query(
        "fields", "Keys or dotted paths, joined by commas; all readable fields by default", _TEXT, "name,customer.name"
    ),
    _query("expand", "Keys of links and people to answer with their titles", _TEXT, "customer,owner"),
    _query("sort", "At most three keys, `-` in front descends", _TEXT, "-amount,name"),
    _query(
        "limit",
        "Records a page; 0 together with `count` only counts",
        {"type": "integer", "minimum": 0, "maximum": 500, "default": 50},
        50,
    ),
    _query("cursor", "`next` of the page before", _TEXT, ""),
    _query(
        "at",
        "Begin at this row, counted from 0, instead of a cursor; `anchor` in the answer is the cursor of this place, "
        "which stays good when rows are added. `limit=0` answers the anchor alone",
        {"type": "integer", "minimum": 0, "maximum": 100_000},
        5000,
    ),
    _query("count", "1: up to 1,000 · exact: whatever it costs", {"enum": ["1", "exact"]}, "1"),
]
_PAGE = {
    "type": "object",
    "required": ["records", "next"],
    "properties": {
        "records": {"type": "array", "items": _RECORD},
        "next": {"type": ["string", "null"]},
        "anchor": {
            "type": ["string", "null"],
            "description": "After a jump: the cursor at which this page begins; null where there are fewer rows",
        },
        "count": {
            "type": "object",
            "required": ["value", "capped"],
            "properties": {"value": {"type": "integer"}, "capped": {"type": "boolean"}},
        },
    },
}


def _operation(
    summary: str,
    parameters: list[dict[str, Any]],
    schema: dict[str, Any] | None,
    status: str = "200",
    body: object = None,
) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": "Done"}
    if schema is not None:
        answer["content"] = {"application/json": {"schema": schema}}
    operation: dict[str, Any] = {
        "summary": summary,
        "tags": ["records"],
        "parameters": parameters,
        "responses": {status: answer, "4XX": _PROBLEM},
    }
    if body is not None:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    return operation


_FIELDS = {"type": "object", "description": "Values by key", "example": {"name": "远山科技", "amount": "1200.00"}}
_BULK = {
    "type": "object",
    "properties": {
        "create": {"type": "array", "items": _FIELDS},
        "update": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "fields"],
                "properties": {"id": _TEXT, "version": {"type": "integer"}, "fields": _FIELDS},
            },
        },
        "delete": {"type": "array", "items": _TEXT},
        "whole": {"type": "boolean", "description": "All or nothing"},
    },
    "example": {"create": [{"name": "远山科技"}], "update": [], "delete": [], "whole": False},
}
_DONE = {
    "type": "object",
    "required": ["results"],
    "properties": {
        "results": {
            "type": "array",
            "description": "An answer for each write, in the order create, update, delete",
            "items": {
                "type": "object",
                "required": ["id"],
                "properties": {
                    "id": {"type": ["string", "null"], "description": "Null for a new record that was refused"},
                    "version": {"type": "integer"},
                    "problem": {"$ref": "#/components/schemas/Problem"},
                },
                "additionalProperties": False,
            },
        }
    },
    "additionalProperties": False,
}
_QUESTION = {
    "type": "object",
    "example": {"filter": {"field": "amount", "op": "gte", "value": "1000.00"}, "sort": ["-amount"], "limit": 50},
}
_VERSION = _query("version", "The version that was read; a stale one is a 409 with both sides", {"type": "integer"}, 3)

OPERATIONS: dict[str, dict[str, Any]] = {
    "list": _operation("Records in order, as far as the caller may see them", _LIST_QUERY, _PAGE),
    "query": _operation("The same with the question in the body", [_ENTITY], _PAGE, body=_QUESTION),
    "get": _operation("One record", [_ENTITY, _ID, *_LIST_QUERY[2:4]], _RECORD),
    "create": _operation("A new record; `id` may be given", [_ENTITY, _FORM], _RECORD, "201", _FIELDS),
    "update": _operation(
        "Change the given fields; null clears one", [_ENTITY, _ID, _VERSION, _FORM], _RECORD, body=_FIELDS
    ),
    "delete": _operation("Move a record to the trash", [_ENTITY, _ID, _VERSION], None, "204"),
    "restore": _operation("Take a record out of the trash", [_ENTITY, _ID], _RECORD),
    "bulk": _operation("Up to 1,000 writes", [_ENTITY], _DONE, body=_BULK),
}
