"""A single line of text."""

import re
from typing import Literal

from dougong_engine.document import Json
from dougong_engine.errors import invalid
from dougong_engine.fields._mask import ends
from dougong_engine.fields._type import FieldSpec, FieldType
from dougong_engine.fields._values import as_text, plain
from dougong_engine.kinds import Kind, Storage

BREAKS = re.compile(r"[\r\n\t]+")


class Text(FieldSpec):
    """`max_length` counts code points."""

    type: Literal["text"]
    max_length: int = 255

    def storage(self) -> Storage:
        return Storage.TEXT

    def kind(self) -> Kind:
        return Kind.TEXT


def parse(spec: Text, raw: Json) -> str | None:
    text = as_text(raw, spec.max_length)
    if text is not None and BREAKS.search(text):
        raise invalid("field.text.line_break")
    return text


TEXT_OPERATORS = (
    "is",
    "is_not",
    "contains",
    "not_contains",
    "starts_with",
    "in",
    "not_in",
    "is_empty",
    "is_not_empty",
)

FIELD = FieldType(
    name="text",
    spec=Text,
    operators=TEXT_OPERATORS,
    widget="text-input",
    cell="text",
    parse=parse,
    dump=plain,
    mask=ends,
)
