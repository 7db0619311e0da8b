"""What can be told to a webhook."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

EventKind = Literal["record.created", "record.updated", "record.deleted", "record.restored"]
TEST = "webhook.test"
"""Sent by hand to see whether the other side listens."""

KIND_OF_ACTION: dict[str, EventKind] = {
    "create": "record.created",
    "update": "record.updated",
    "delete": "record.deleted",
    "restore": "record.restored",
}
"""The inbox's word for what happened to a record → the word that is sent."""


@dataclass(frozen=True, slots=True)
class RecordEvent:
    """One event of the inbox; `id` is the inbox's own and makes the delivery unique."""

    workspace_id: str
    id: str
    kind: EventKind
    entity_id: str
    record_id: str
    version: int
    at: datetime
