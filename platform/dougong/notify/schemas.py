"""The wire documents of notifications."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from dougong.notify.message import Kind
from dougong_engine.document import Json


class Wire(BaseModel):
    """A frozen document with no unknown members."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class NotificationShown(Wire):
    """One notification; `link` names a record, task or run."""

    id: str
    at: datetime
    kind: str
    title: str
    body: str
    link: Json
    read_at: datetime | None


class NotificationPage(Wire):
    """Newest first; `next` is a cursor, null at the end."""

    items: list[NotificationShown]
    next: str | None
    unread: int


class ReadAll(Wire):
    """Everything up to the newest notification that the reader has seen."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"up_to": "01936f0e-8b1c-7f3a-9c39-6b1d1f0c5a11"}]})

    up_to: str = Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")


class Unread(Wire):
    """How many are left."""

    unread: int


class Preference(Wire):
    """Whether a person wants one kind of message by one channel."""

    kind: Kind
    channel: str = Field(min_length=1, max_length=40)
    wanted: bool


class Preferences(Wire):
    """The whole matrix, or on writing those cells that change."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"items": [{"kind": "task", "channel": "mail", "wanted": False}]}]}
    )

    items: list[Preference] = Field(max_length=200)
