"""Text of several lines."""

from typing import Literal

from dougong_engine.document import Json
from dougong_engine.fields._type import FieldSpec, FieldType
from dougong_engine.fields._values import as_text, plain
from dougong_engine.kinds import Kind, Storage


class LongText(FieldSpec):
    """`max_length` counts code points; `verbatim` text may be written once and never rewritten."""

    type: Literal["long_text"]
    max_length: int = 20_000
    verbatim: bool = False

    def storage(self) -> Storage:
        return Storage.TEXT

    def kind(self) -> Kind:
        return Kind.TEXT


def parse(spec: LongText, raw: Json) -> str | None:
    return as_text(raw, spec.max_length)


FIELD = FieldType(
    name="long_text",
    spec=LongText,
    operators=("contains", "not_contains", "is_empty", "is_not_empty"),
    widget="text-area",
    cell="text",
    parse=parse,
    dump=plain,
)
