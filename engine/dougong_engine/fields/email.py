"""An e-mail address, its domain in lower case."""

import re
from typing import Literal

from dougong_engine.document import Json
from dougong_engine.errors import invalid
from dougong_engine.fields._mask import of_email
from dougong_engine.fields._type import FieldSpec, FieldType
from dougong_engine.fields._values import as_text, plain
from dougong_engine.fields.text import TEXT_OPERATORS
from dougong_engine.kinds import Kind, Storage

ADDRESS = re.compile(r"[^@\s\x00-\x1f]{1,64}@([a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}")


class Email(FieldSpec):
    type: Literal["email"]

    def storage(self) -> Storage:
        return Storage.TEXT

    def kind(self) -> Kind:
        return Kind.TEXT


def parse(_spec: Email, raw: Json) -> str | None:
    text = as_text(raw, 254)
    if text is None:
        return None
    name, at, domain = text.rpartition("@")
    address = f"{name}{at}{domain.lower()}"
    if not ADDRESS.fullmatch(address):
        raise invalid("field.email.malformed")
    return address


FIELD = FieldType(
    name="email",
    spec=Email,
    operators=TEXT_OPERATORS,
    widget="email-input",
    cell="email",
    parse=parse,
    dump=plain,
    mask=of_email,
)
