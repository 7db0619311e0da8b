"""Documents that name their type: the registry of types reads them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue

from dougong_engine.document import Doc, Json


def read_typed(raw: object, specs: Mapping[str, type[Doc]], what: str) -> Doc:
    """The typed document for raw JSON with a `type` member.

    Raises ValueError (which Pydantic reports with its place) for a type that the registry does not know.
    """
    if isinstance(raw, Doc):
        return raw
    name = cast(dict[str, Json], raw).get("type") if isinstance(raw, dict) else None
    if not isinstance(name, str) or name not in specs:
        raise ValueError(f"unknown {what} type {name!r}")
    return specs[name].model_validate(raw)


@dataclass(frozen=True)
class OneOf:
    """Publishes 'one of the registered types' in the JSON Schema of the object that holds it."""

    specs: Mapping[str, type[Doc]]

    def __get_pydantic_json_schema__(self, _core: Any, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"oneOf": [handler(spec.__pydantic_core_schema__) for _, spec in sorted(self.specs.items())]}
