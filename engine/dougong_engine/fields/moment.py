"""An instant, kept in UTC and shown in the workspace's time zone."""

from datetime import datetime
from typing import Literal

from dougong_engine.document import Json
from dougong_engine.fields._type import FieldSpec, FieldType
from dougong_engine.fields._values import as_moment, plain
from dougong_engine.fields.date import DATE_OPERATORS
from dougong_engine.kinds import Kind, Storage


class Moment(FieldSpec):
    type: Literal["moment"]

    def storage(self) -> Storage:
        return Storage.MOMENT

    def kind(self) -> Kind:
        return Kind.MOMENT


def parse(_spec: Moment, raw: Json) -> datetime:
    return as_moment(raw)


FIELD = FieldType(
    name="moment",
    spec=Moment,
    operators=DATE_OPERATORS,
    widget="moment-input",
    cell="moment",
    parse=parse,
    dump=plain,
)
