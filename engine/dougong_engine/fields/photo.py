"""Photos taken on the spot; the value holds file ids."""

from typing import Annotated, Literal

from pydantic import Field

from dougong_engine.document import Json
from dougong_engine.errors import invalid
from dougong_engine.fields._type import FieldSpec, FieldType, Refers
from dougong_engine.fields._values import as_ids, plain
from dougong_engine.fields.file import FILE_OPERATORS
from dougong_engine.kinds import Kind, Storage


class Photo(FieldSpec):
    """Between `least` and `most` photos; `camera_only` asks the device for its camera and marks other pictures."""

    type: Literal["photo"]
    least: Annotated[int, Field(ge=0, le=50)] = 0
    most: Annotated[int, Field(ge=1, le=50)] = 9
    camera_only: bool = False
    watermark: bool = False

    def storage(self) -> Storage:
        return Storage.LINKS

    def kind(self) -> Kind:
        return Kind.LIST


def parse(spec: Photo, raw: Json) -> tuple[str, ...]:
    ids = as_ids(raw)
    if len(ids) > spec.most:
        raise invalid("field.file.too_many", most=spec.most, count=len(ids))
    if len(ids) < spec.least:
        raise invalid("field.file.too_few", least=spec.least, count=len(ids))
    return ids


FIELD = FieldType(
    name="photo",
    spec=Photo,
    operators=FILE_OPERATORS,
    widget="photo-upload",
    cell="photos",
    parse=parse,
    dump=plain,
    refers=Refers.FILE,
)
