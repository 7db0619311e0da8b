"""The shape that all stored documents share: frozen, closed, byte-stable."""

import json
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints

Json = JsonValue

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
"""An id of an object or of an item inside one: never shown, never reused."""

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
"""The ASCII name in the API; may be changed, old keys answer for a year."""

Label = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
"""A name that people read, in the app's default language."""

Note = Annotated[str, StringConstraints(max_length=4000)]
"""A longer text that people read."""


class Doc(BaseModel):
    """A frozen value with no unknown members."""

    # What is answered names every member, so a reader of the answer need not doubt one that has a default.
    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_default=False, json_schema_serialization_defaults_required=True
    )


class Item(Doc):
    """Part of an object that others refer to by id."""

    id: Id
    name: Label


def dump(document: BaseModel) -> dict[str, Json]:
    """The document as plain JSON, without members that stand at their default."""
    value: dict[str, Json] = document.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return value


def to_bytes(document: BaseModel | dict[str, Json]) -> bytes:
    """The one byte form of a document: sorted keys, two spaces, a final newline, UTF-8."""
    plain = dump(document) if isinstance(document, BaseModel) else document
    return (json.dumps(plain, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


__all__ = ["Doc", "Field", "Id", "Item", "Json", "Key", "Label", "Note", "dump", "to_bytes"]
