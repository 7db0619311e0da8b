"""The kinds of design objects, how they are read, and the set of them that belongs together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from pydantic import ValidationError
from pydantic.json_schema import models_json_schema

from dougong_engine.design.app import App
from dougong_engine.design.dashboard import Dashboard
from dougong_engine.design.entity import Entity
from dougong_engine.design.flow import Flow
from dougong_engine.design.form import Form
from dougong_engine.design.metric import Metric
from dougong_engine.design.object import DesignObject
from dougong_engine.design.print import Print
from dougong_engine.design.role import Role
from dougong_engine.design.upgrade import upgrade
from dougong_engine.design.view import View
from dougong_engine.document import Json
from dougong_engine.errors import Invalid, Path, Problem, invalid

KINDS: dict[str, type[DesignObject]] = {
    "app": App,
    "entity": Entity,
    "form": Form,
    "view": View,
    "flow": Flow,
    "dashboard": Dashboard,
    "metric": Metric,
    "role": Role,
    "print": Print,
}

PREFIXES: dict[str, str] = {
    "app": "app_",
    "entity": "ent_",
    "form": "frm_",
    "view": "viw_",
    "flow": "flw_",
    "dashboard": "dsh_",
    "metric": "met_",
    "role": "rol_",
    "print": "prt_",
}
"""Every object's id begins with its kind, so that a reference says what it refers to."""

REASONS: Mapping[str, str] = {
    "missing": "design.reason.missing",
    "extra_forbidden": "design.reason.unknown",
    "literal_error": "design.reason.choice",
    "string_pattern_mismatch": "design.reason.pattern",
    "string_too_long": "design.reason.long",
    "string_too_short": "design.reason.short",
    "too_long": "design.reason.many",
    "too_short": "design.reason.few",
    "greater_than": "design.reason.small",
    "greater_than_equal": "design.reason.small",
    "less_than": "design.reason.large",
    "less_than_equal": "design.reason.large",
}
"""Pydantic's types of errors → our words."""

Of = TypeVar("Of", bound=DesignObject)

PlacedError = tuple[Path, Mapping[str, Any]]
"""Where Pydantic found an error, and what it says about it."""

_FORMS = frozenset({"Test", "All", "Either", "Not"})
"""Names under which Pydantic reports the forms of a condition."""


def read_object(raw: Json) -> DesignObject:
    """The design object in a JSON document of this or an older format.

    Raises Invalid with `design.kind.unknown`, `design.format.*`, `design.id.prefix` or, for each place that does not
    fit the model, `design.invalid` with params {reason, type}.
    """
    if not isinstance(raw, dict):
        raise invalid("design.invalid", reason=reason("dict_type"), type="dict_type")
    if _holds_nul(raw):
        raise invalid("design.invalid", reason="design.reason.nul", type="nul")
    kind = raw.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise invalid("design.kind.unknown", "kind", kind=kind if isinstance(kind, str) else None)
    try:
        found = KINDS[kind].model_validate(upgrade(raw))
    except ValidationError as error:
        raise Invalid(problems_of(error)) from None
    if not found.id.startswith(PREFIXES[kind]):
        raise invalid("design.id.prefix", "id", id=found.id, prefix=PREFIXES[kind])
    return found


def _holds_nul(raw: Json) -> bool:
    """Neither JSON columns nor text columns of PostgreSQL can hold NUL; depth is not this look's business."""
    waiting: list[Json] = [raw]
    while waiting:
        match waiting.pop():
            case str() as text if "\x00" in text:
                return True
            case dict() as members:
                waiting += [*members, *members.values()]
            case list() as items:
                waiting += items
            case _:
                pass
    return False


def reason(type: str) -> str:
    """The code whose words say what Pydantic found; its own are English whatever the reader speaks."""
    if type in REASONS:
        return REASONS[type]
    return "design.reason.type" if type.endswith(("_type", "_parsing")) else "design.reason.other"


def problems_of(error: ValidationError, *prefix: str | int) -> tuple[Problem, ...]:
    """What Pydantic found, as coded problems; typed documents inside report their own places."""
    found: list[Problem] = []
    for path, one in _likeliest([(one["loc"], one) for one in error.errors(include_url=False, include_input=False)]):
        inner = one.get("ctx", {}).get("error")
        if isinstance(inner, ValidationError):
            found.extend(problems_of(inner, *prefix, *path))
        else:
            found.append(
                Problem("design.invalid", (*prefix, *path), {"reason": reason(one["type"]), "type": one["type"]})
            )
    return tuple(found)


def _likeliest(errors: list[PlacedError]) -> list[PlacedError]:
    """The errors without those of the union members that were not meant.

    Pydantic reports a broken condition once for each form that it might have had, and puts the form's class name into
    the path. The form whose errors lie deepest is the one that its author wrote.
    """
    plain = [(path, one) for path, one in errors if not _FORMS.intersection(path)]
    groups: dict[Path, dict[str | int, list[PlacedError]]] = {}
    for path, one in errors:
        at = next((index for index, part in enumerate(path) if part in _FORMS), None)
        if at is not None:
            form = groups.setdefault(path[:at], {}).setdefault(path[at], [])
            form.append((path[at + 1 :], one))
    for place, forms in groups.items():
        chosen = max(forms.values(), key=lambda form: (max(len(path) for path, _ in form), -len(form)))
        plain.extend(((*place, *path), one) for path, one in _likeliest(chosen))
    return plain


def schemas() -> dict[str, dict[str, Json]]:
    """The published JSON Schema of each kind."""
    found: dict[str, Any] = {kind: model.model_json_schema(by_alias=True) for kind, model in KINDS.items()}
    _name_columns(found["entity"], found["entity"]["$defs"])
    return found


def components(prefix: str) -> dict[str, dict[str, Json]]:
    """The same schemas and their parts side by side, as an OpenAPI document holds them; each name gets the prefix."""
    models: list[tuple[type[DesignObject], Literal["validation"]]] = [(model, "validation") for model in KINDS.values()]
    _, found = models_json_schema(models, by_alias=True, ref_template=f"#/components/schemas/{prefix}{{model}}")
    schemas: dict[str, dict[str, Any]] = found.get("$defs", {})
    _name_columns(schemas["Entity"], schemas)
    for model in KINDS.values():
        # Answers put members beside those of the object; only what is stored is closed.
        schemas[model.__name__].pop("additionalProperties", None)
    return {f"{prefix}{name}": schema for name, schema in schemas.items()}


def _name_columns(entity: Mapping[str, Any], parts: dict[str, Any]) -> None:
    """A row's columns are fields of any type, which the class cannot say that is itself one of the types."""
    parts["SubTable"]["properties"]["fields"]["items"] = entity["properties"]["fields"]["items"]
    del parts["FieldSpec"]


@dataclass(frozen=True, slots=True)
class Design:
    """The objects that can refer to each other: those of one app, or all of a workspace."""

    objects: Mapping[str, DesignObject]

    def get(self, kind: type[Of], id: str) -> Of | None:
        """The object with that id if it is of that kind."""
        found = self.objects.get(id)
        return found if isinstance(found, kind) else None

    def entity(self, id: str) -> Entity | None:
        return self.get(Entity, id)

    def of(self, kind: type[Of]) -> Iterator[Of]:
        """All objects of a kind, in order of their ids."""
        for _, one in sorted(self.objects.items()):
            if isinstance(one, kind):
                yield one

    def of_app(self, app: str) -> "Design":
        """Only the objects of one app, the app itself included."""
        return Design(MappingProxyType({id: one for id, one in self.objects.items() if app in (one.app, id)}))

    def replaced(self, *objects: DesignObject, without: Iterable[str] = ()) -> "Design":
        """The design with some objects put in (over those of the same id) and some taken out."""
        dropped = frozenset(without)
        kept = {id: one for id, one in self.objects.items() if id not in dropped}
        return Design(MappingProxyType({**kept, **{one.id: one for one in objects}}))


def design_of(objects: Iterable[DesignObject]) -> Design:
    """The design made of these objects; raises Invalid if two share an id."""
    found: dict[str, DesignObject] = {}
    for one in objects:
        if one.id in found:
            raise invalid("design.id.twice", one.id, id=one.id)
        found[one.id] = one
    return Design(MappingProxyType(found))
