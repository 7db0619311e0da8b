"""A telephone number, kept without blanks."""

import re
from typing import Literal

from dougong_engine.document import Json
from dougong_engine.errors import invalid
from dougong_engine.fields._mask import of_phone
from dougong_engine.fields._type import FieldSpec, FieldType
from dougong_engine.fields._values import as_text, plain
from dougong_engine.fields.text import TEXT_OPERATORS
from dougong_engine.kinds import Kind, Storage

SEPARATORS = re.compile(r"[\s().-]+")
NUMBER = re.compile(r"\+?[0-9]{5,20}([x#][0-9]{1,8})?")


class Phone(FieldSpec):
    type: Literal["phone"]

    def storage(self) -> Storage:
        return Storage.TEXT

    def kind(self) -> Kind:
        return Kind.TEXT


def parse(_spec: Phone, raw: Json) -> str | None:
    text = as_text(raw, 40)
    if text is None:
        return None
    number = SEPARATORS.sub("", text)
    if not NUMBER.fullmatch(number):
        raise invalid("field.phone.malformed")
    return number


FIELD = FieldType(
    name="phone",
    spec=Phone,
    operators=TEXT_OPERATORS,
    widget="phone-input",
    cell="phone",
    parse=parse,
    dump=plain,
    mask=of_phone,
)
