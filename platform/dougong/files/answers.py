"""What the routes of files answer, as OpenAPI and the front end know it."""

from typing import NotRequired

from pydantic import with_config
from typing_extensions import TypedDict

from dougong.kernel.shapes import CLOSED
from dougong_engine.document import Json


@with_config(CLOSED)
class PictureSize(TypedDict):
    """In pixels, turned upright."""

    width: int
    height: int


@with_config(CLOSED)
class FileShown(TypedDict):
    """A file; `claims` (of the device) and `exif` (of the camera) are what they say, not what is known."""

    id: str
    name: str
    type: str
    size: int
    sha256: str
    uploaded_by: str
    uploaded_at: str
    bound: bool
    claims: NotRequired[dict[str, Json]]
    picture: NotRequired[PictureSize]
    exif: NotRequired[dict[str, Json]]


@with_config(CLOSED)
class FilesShown(TypedDict):
    """Those within the caller's reach."""

    items: list[FileShown]
