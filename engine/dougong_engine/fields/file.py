"""Uploaded files."""

from typing import Literal

from dougong_engine.fields._type import FieldType, Refers
from dougong_engine.fields._uploads import UPLOAD_OPERATORS, Uploads, parse_uploads
from dougong_engine.fields._values import plain


class File(Uploads):
    """Files of the allowed endings (all when empty)."""

    type: Literal["file"]
    endings: tuple[str, ...] = ()


FIELD = FieldType(
    name="file",
    spec=File,
    operators=UPLOAD_OPERATORS,
    widget="file-upload",
    cell="files",
    parse=parse_uploads,
    dump=plain,
    refers=Refers.FILE,
)
