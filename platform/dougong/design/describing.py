"""An app's own OpenAPI document: its entities by key, its fields with their types, under the caller's rights."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dougong.design.browsing import localized
from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.records.scene import Scene, Stage
from dougong_engine.access.plan import Access
from dougong_engine.design.app import App
from dougong_engine.design.entity import SYSTEM_FIELDS, Entity
from dougong_engine.fields import FieldSpec, Refers, field_type
from dougong_engine.fields.choice import Choice
from dougong_engine.fields.link import Link
from dougong_engine.fields.multi_choice import MultiChoice
from dougong_engine.fields.sub_table import SubTable
from dougong_engine.kinds import Storage

RECORD = "01936f0e-8b1c-7f3a-9c39-6b1d1f0c5a11"
TEXTS = {
    "text": "远山科技",
    "long_text": "第一行\n第二行",
    "phone": "13800000000",
    "email": "someone@example.org",
    "url": "https://example.org",
    "auto_number": "HT-0001",
}
_UUID = {"type": "string", "format": "uuid"}
SHAPES: dict[Storage, tuple[dict[str, Any], Any]] = {
    Storage.INTEGER: ({"type": "integer"}, 12),
    Storage.BOOLEAN: ({"type": "boolean"}, True),
    Storage.DATE: ({"type": "string", "format": "date"}, "2026-11-22"),
    Storage.MOMENT: ({"type": "string", "format": "date-time"}, "2026-11-22T06:00:00Z"),
    Storage.UUID: (_UUID, RECORD),
    Storage.JSON: (
        {
            "type": "object",
            "properties": {
                "lat": {"type": "string"},
                "lng": {"type": "string"},
                "address": {"type": "string"},
                "accuracy": {"type": "number"},
            },
        },
        {"lat": "31.2304", "lng": "121.4737", "address": "上海市", "accuracy": 30},
    ),
}
PROBLEM = {"description": "Refused", "content": {"application/problem+json": {"schema": {"type": "object"}}}}


@dataclass(frozen=True, slots=True)
class Describing:
    """Describes the record API of one app for those who write programs against it."""

    stage: Stage

    async def app(self, principal: Principal, id: str) -> dict[str, Any]:
        """The OpenAPI 3.1 document; entities and fields that the caller may not see are left out."""
        scene = await self.stage.scene(principal)
        app = scene.planning.schema.design.get(App, id)
        if app is None:
            raise refuse(404, "app.unknown", id=id)
        shown = [one for one in scene.planning.schema.design.of(Entity) if one.app == id]
        paths: dict[str, Any] = {}
        schemas: dict[str, Any] = {}
        for entity in shown:
            access = scene.planning.access(scene.who, entity.id)
            if access.may_see() or access.may("create"):
                one = _Entity(localized(scene, entity), access, scene)
                schemas |= one.schemas()
                paths |= one.paths()
        version = str(scene.planning.schema.revision)
        return {
            "openapi": "3.1.0",
            "info": {"title": localized(scene, app).name, "version": version, "description": app.description},
            "servers": [{"url": "/api"}],
            "security": [{"token": []}],
            "paths": dict(sorted(paths.items())),
            "components": {
                "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
                "schemas": dict(sorted(schemas.items())),
            },
        }


@dataclass(frozen=True, slots=True)
class _Entity:
    """One entity under one caller's rights."""

    entity: Entity
    access: Access
    scene: Scene

    def schemas(self) -> dict[str, Any]:
        """`<key>` is read, `<key>_create` and `<key>_update` are written."""
        key, access = self.entity.key, self.access
        readable = [one for one in (*self.entity.fields, *SYSTEM_FIELDS) if access.read.get(one.id)]
        made = {key: self._object(readable, required=("id", "version"), reading=True)}
        made[key]["properties"] |= self._parts()
        if access.may("create"):
            given = [one for one in self._writable() if access.create.get(one.id)]
            needed = tuple(one.key for one in given if one.required and one.default is None)
            made[f"{key}_create"] = self._object(given, needed, reading=False)
        if access.may("update"):
            changed = [one for one in self._writable() if access.write.get(one.id)]
            made[f"{key}_update"] = self._object(changed, (), reading=False)
        return made

    def _parts(self) -> dict[str, Any]:
        """The members of a record that tell which values are hidden, and a part of some of them."""
        seen = self.access.masked
        masks = {one.key: {"type": "string", "title": one.name} for one in self.entity.fields if seen.get(one.id)}
        if not masks:
            return {}
        masked = {"type": "object", "properties": masks, "additionalProperties": False}
        return {"restricted": _array({"type": "string"}), "masked": masked}

    def paths(self) -> dict[str, Any]:
        """The operations that the caller's rights allow."""
        key, access = self.entity.key, self.access
        many, one = f"/records/{key}", f"/records/{key}/{{id}}"
        found: dict[str, Any] = {many: {}, one: {}}
        page = {"type": "object", "properties": {"records": _array(_ref(key)), "next": {"type": ["string", "null"]}}}
        if access.may_see():
            found[many]["get"] = self._operation("list", page, parameters=_QUESTION)
            found[one]["get"] = self._operation("get", _ref(key), parameters=[_ID])
            body = {"type": "object", "example": {"filter": self._filter(), "limit": 50}}
            found[f"{many}/query"] = {"post": self._operation("query", page, body)}
        if access.may("create"):
            found[many]["post"] = self._operation("create", _ref(key), _ref(f"{key}_create"), status="201")
        if access.may("update"):
            found[one]["patch"] = self._operation(
                "update", _ref(key), _ref(f"{key}_update"), parameters=[_ID, _VERSION]
            )
        if access.may("delete"):
            found[one]["delete"] = self._operation("delete", None, parameters=[_ID, _VERSION], status="204")
        return {path: operations for path, operations in found.items() if operations}

    def _writable(self) -> list[FieldSpec]:
        owner = [one for one in SYSTEM_FIELDS if one.id == "owner"]
        return [one for one in (*self.entity.fields, *owner) if _is_given(one)]

    def _object(self, specs: Iterable[FieldSpec], required: tuple[str, ...], *, reading: bool) -> dict[str, Any]:
        properties, example = {}, {}
        for spec in specs:
            properties[spec.key], example[spec.key] = self._field(spec, reading=reading)
        if reading:
            properties |= {"id": _UUID, "version": {"type": "integer"}}
            example |= {"id": RECORD, "version": 1}
        made = {"type": "object", "title": self.entity.name, "properties": properties, "example": example}
        # A record read may name cells that are restricted, so only what is written is closed.
        return {**made, **({"required": sorted(required)} if required else {}), "additionalProperties": reading}

    def _field(self, spec: FieldSpec, *, reading: bool) -> tuple[dict[str, Any], Any]:
        """The schema of a field's values, null included, and an example."""
        schema, example = self._rows(spec, reading) if isinstance(spec, SubTable) else self._values(spec)
        told = "\n".join(one for one in (spec.help, schema.pop("description", "")) if one)
        if isinstance(schema.get("type"), str):
            schema["type"] = [schema["type"], "null"]
        if "enum" in schema:
            schema["enum"] = [*schema["enum"], None]
        return {"title": spec.name, **schema, **({"description": told} if told else {})}, example

    def _values(self, spec: FieldSpec) -> tuple[dict[str, Any], Any]:
        match spec:
            case Choice(options=options):
                return {"type": "string", **_options(options)}, options[0].id if options else None
            case MultiChoice(options=options):
                told = _options(options)
                items = {"type": "string", "enum": told["enum"]}
                example = [one.id for one in options[:1]]
                return {"type": "array", "items": items, "description": told["description"]}, example
            case _:
                return self._plain(spec)

    def _rows(self, table: SubTable, reading: bool) -> tuple[dict[str, Any], Any]:
        """Rows with their columns, computed ones only where they are read; a row written with its id stays that row."""
        specs = [one for one in table.fields if reading or _is_given(one)]
        columns = {one.key: self._field(one, reading=reading) for one in specs}
        needed = ["id"] if reading else [one.key for one in specs if one.required and one.default is None]
        row = {
            "type": "object",
            "properties": {"id": _UUID, **{key: schema for key, (schema, _) in columns.items()}},
            **({"required": sorted(needed)} if needed else {}),
            "additionalProperties": False,
        }
        counts = {"minItems": table.least, "maxItems": table.most}
        example = {key: example for key, (_, example) in columns.items()}
        return {**_array(row), **counts}, [{"id": RECORD, **example} if reading else example]

    def _plain(self, spec: FieldSpec) -> tuple[dict[str, Any], Any]:
        storage = spec.storage()
        refers = _referred(self.scene, spec)
        if storage is Storage.LINKS:
            return {**_array(_UUID), **refers}, [RECORD]
        if storage is Storage.DECIMAL or (storage is Storage.NONE and spec.kind() == "number"):
            places = spec.scale()
            number = "0.15" if spec.type == "percent" else f"1200.{'0' * places}" if places else "1200"
            pattern = r"^-?\d+(\.\d+)?$"
            return {"type": "string", "pattern": pattern, "description": f"Decimal, {places} places"}, number
        if storage in SHAPES:
            schema, example = SHAPES[storage]
            return {**schema, **refers}, example
        if storage is Storage.NONE:
            return {}, None
        longest = getattr(spec, "max_length", None)
        return {"type": "string", **({"maxLength": longest} if longest else {})}, TEXTS.get(spec.type, spec.name)

    def _filter(self) -> dict[str, Any]:
        title = self.entity.field(self.entity.title)
        return {"field": title.key if title is not None else "id", "op": "is_not_empty"}

    def _operation(
        self,
        verb: str,
        answer: dict[str, Any] | None,
        body: dict[str, Any] | None = None,
        parameters: Iterable[dict[str, Any]] = (),
        status: str = "200",
    ) -> dict[str, Any]:
        done: dict[str, Any] = {"description": "Done"}
        if answer is not None:
            done["content"] = {"application/json": {"schema": answer}}
        operation: dict[str, Any] = {
            "operationId": f"{verb}_{self.entity.key}",
            "summary": f"{verb} {self.entity.name}",
            "tags": [self.entity.name],
            "parameters": list(parameters),
            "responses": {status: done, "4XX": PROBLEM},
        }
        if body is not None:
            operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
        return operation


def _is_given(spec: FieldSpec) -> bool:
    """Whether a value comes from whoever writes, and not from the server."""
    return not spec.computed() and spec.type != "auto_number"


def _options(options: Iterable[Any]) -> dict[str, Any]:
    told = [(one.id, one.name) for one in options]
    return {"enum": [id for id, _ in told], "description": "\n".join(f"{id}: {name}" for id, name in told)}


def _referred(scene: Scene, spec: FieldSpec) -> dict[str, str]:
    """What an id in the field points to."""
    if isinstance(spec, Link):
        target = scene.planning.schema.table(spec.entity).entity
        return {"description": f"Id of a record of {target.key}"}
    refers = field_type(spec).refers
    return {} if refers in (None, Refers.RECORD) else {"description": f"Id of a {refers}"}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _array(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _query(name: str, description: str, example: object, type: str = "string") -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": {"type": type}, "example": example}


_ID = {"name": "id", "in": "path", "required": True, "schema": _UUID, "example": RECORD}
_VERSION = _query("version", "The version that was read; a stale one is a 409", 3, "integer")
_QUESTION = [
    _query("filter", "A condition tree as JSON, fields by key", '{"field":"id","op":"is_not","value":""}'),
    _query("fields", "Keys or dotted paths, joined by commas", "id,version"),
    _query("expand", "Keys of links to answer with their titles", "owner"),
    _query("sort", "At most three keys, `-` in front descends", "-updated_at"),
    _query("limit", "Records a page, at most 500", 50, "integer"),
    _query("cursor", "`next` of the page before", ""),
]
