"""A web address; only http and https, so that a click runs nothing."""

from typing import Literal
from urllib.parse import urlsplit

from dougong_engine.document import Json
from dougong_engine.errors import invalid
from dougong_engine.fields._type import FieldSpec, FieldType
from dougong_engine.fields._values import as_text, plain
from dougong_engine.fields.text import TEXT_OPERATORS
from dougong_engine.kinds import Kind, Storage


class Url(FieldSpec):
    type: Literal["url"]

    def storage(self) -> Storage:
        return Storage.TEXT

    def kind(self) -> Kind:
        return Kind.TEXT


def parse(_spec: Url, raw: Json) -> str | None:
    text = as_text(raw, 2000)
    if text is None:
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        raise invalid("field.url.malformed") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or any(c.isspace() for c in text):
        raise invalid("field.url.malformed")
    return text


FIELD = FieldType(
    name="url", spec=Url, operators=TEXT_OPERATORS, widget="url-input", cell="url", parse=parse, dump=plain
)
