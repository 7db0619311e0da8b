"""A number that the platform hands out, in order and never twice: `HT-202611-0007`."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import StringConstraints

from dougong_engine.document import Json
from dougong_engine.errors import invalid
from dougong_engine.fields._mask import ends
from dougong_engine.fields._type import FieldSpec, FieldType, Value
from dougong_engine.fields._values import plain
from dougong_engine.kinds import Kind, Storage

PART = re.compile(r"\{(yyyy|yy|MM|dd|0{1,12})\}")


class AutoNumber(FieldSpec):
    """`pattern` holds text and the parts {yyyy} {yy} {MM} {dd} {0000}; a new date part counts from 1 again."""

    type: Literal["auto_number"]
    pattern: Annotated[str, StringConstraints(pattern=r"^[^{}]*(\{(yyyy|yy|MM|dd|0{1,12})\}[^{}]*)+$", max_length=60)]

    def storage(self) -> Storage:
        return Storage.TEXT

    def kind(self) -> Kind:
        return Kind.TEXT

    def computed(self) -> bool:
        return True


def period(spec: AutoNumber, today: date) -> str:
    """The counter's name for a day: the pattern with its date parts filled in."""
    dates = {"yyyy": f"{today:%Y}", "yy": f"{today:%y}", "MM": f"{today:%m}", "dd": f"{today:%d}"}
    return PART.sub(lambda part: dates.get(part[1], part[0]), spec.pattern)


def render(spec: AutoNumber, today: date, count: int) -> str:
    """The number for the count-th record of the period."""
    return PART.sub(lambda part: str(count).zfill(len(part[1])), period(spec, today))


def parse(_spec: AutoNumber, _raw: Json) -> Value:
    raise invalid("field.computed")


FIELD = FieldType(
    name="auto_number",
    spec=AutoNumber,
    operators=("is", "contains", "starts_with", "in", "is_empty", "is_not_empty"),
    widget="computed",
    cell="text",
    parse=parse,
    dump=plain,
    mask=ends,
)
