"""What the routes of a record's story, of lookups and of the trash answer, as OpenAPI and the front end know it."""

from pydantic import with_config
from typing_extensions import TypedDict

from dougong.kernel.shapes import CLOSED, Named, RecordShown
from dougong_engine.document import Json


@with_config(CLOSED)
class HistoryEntry(TypedDict):
    """One change: the version it made, by whom, and before and after of each field by key.

    Nobody stands for the platform, and for somebody outside who has handed a form in.
    """

    version: int
    at: str
    by: Named | None
    via: str
    cause: Json
    action: str
    changes: dict[str, tuple[Json, Json]]


@with_config(CLOSED)
class HistoryShown(TypedDict):
    """Newest first."""

    entries: list[HistoryEntry]


@with_config(CLOSED)
class CommentShown(TypedDict):
    """What somebody said, and the ids of the people named in it."""

    id: str
    at: str
    by: Named
    text: str
    mentions: list[str]


@with_config(CLOSED)
class CommentsShown(TypedDict):
    """Oldest first."""

    comments: list[CommentShown]


@with_config(CLOSED)
class RecordFound(TypedDict):
    """A record to choose; its title is null where the caller may not see it."""

    id: str
    title: str | int | None


@with_config(CLOSED)
class RecordsFound(TypedDict):
    """At most twenty, by title."""

    records: list[RecordFound]


@with_config(CLOSED)
class TrashShown(TypedDict):
    """Removed records, last removed first; `more`: there are further ones."""

    records: list[RecordShown]
    more: bool
