"""The shapes that the endpoints of this package share."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import Path
from pydantic import Field, PlainSerializer, StringConstraints

from dougong_engine.document import Doc

UUID_PATTERN = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"

RowId = Annotated[str, StringConstraints(pattern=UUID_PATTERN)]
PathId = Annotated[str, Path(pattern=UUID_PATTERN)]
# Control characters have no place in a name: they break lists, mail headers and logs.
CLEAN = r"^[^\x00-\x1f\x7f]*$"
Name = Annotated[str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True, pattern=CLEAN)]
Short = Annotated[str, StringConstraints(max_length=100, strip_whitespace=True, pattern=CLEAN)]
Email = Annotated[
    str,
    StringConstraints(
        max_length=254,
        strip_whitespace=True,
        to_lower=True,
        pattern=r"^[^@\s\x00-\x1f\x7f<>\"]{1,64}@[^@\s\x00-\x1f\x7f<>\"]+$",
    ),
]
Phone = Annotated[str, StringConstraints(max_length=30, strip_whitespace=True, pattern=r"^\+?[0-9 ()-]{3,30}$")]


def undefaulted(schema: dict[str, Any]) -> None:
    """Leaves the default out of a member's schema: it only stands for a member that is not there."""
    schema.pop("default", None)


def _utc(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


Moment = Annotated[datetime, PlainSerializer(_utc, return_type=str)]
"""UTC, as `2026-11-22T06:00:00Z`."""


class Page(Doc):
    """`next` is the cursor of the following page, null on the last."""

    next: str | None = Field(default=None)
