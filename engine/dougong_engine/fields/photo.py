"""Photos taken on the spot."""

from typing import Literal

from dougong_engine.fields._type import FieldType, Refers
from dougong_engine.fields._uploads import UPLOAD_OPERATORS, Uploads, parse_uploads
from dougong_engine.fields._values import plain


class Photo(Uploads):
    """`camera_only` asks the device for its camera and marks other pictures."""

    type: Literal["photo"]
    camera_only: bool = False
    watermark: bool = False


FIELD = FieldType(
    name="photo",
    spec=Photo,
    operators=UPLOAD_OPERATORS,
    widget="photo-upload",
    cell="photos",
    parse=parse_uploads,
    dump=plain,
    refers=Refers.FILE,
)
