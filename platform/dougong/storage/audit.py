"""The audit trail: who changed which right or setting, written in the transaction that changes it."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from dougong.kernel.ids import new_id
from dougong.kernel.tables import metadata
from dougong.storage.driver.port import Values
from dougong.storage.types import JsonType, MomentType, TextType, UuidType
from dougong_engine.document import Json

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("id", UuidType(), primary_key=True),
    sa.Column("at", MomentType(), nullable=False),
    # Nobody when the platform itself acts, for instance at the first start.
    sa.Column("person_id", UuidType()),
    sa.Column("action", TextType(), nullable=False),
    sa.Column("subject", TextType(), nullable=False),
    sa.Column("detail", JsonType(), nullable=False),
    sa.Index(None, "workspace_id", "at", "id"),
    sa.Index(None, "workspace_id", "subject", "at"),
)

INSERT_AUDIT = sa.insert(audit)
"""Compiled by each store that writes audit rows; `AuditEntry.values` fills it."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One thing that happened: `action` as `person.deactivated`, `subject` as `person:<id>`."""

    workspace_id: str
    at: datetime
    person_id: str | None
    action: str
    subject: str
    detail: dict[str, Json]

    def values(self) -> Values:
        """The row, with a new id."""
        return {
            "workspace_id": self.workspace_id,
            "id": new_id(),
            "at": self.at,
            "person_id": self.person_id,
            "action": self.action,
            "subject": self.subject,
            "detail": self.detail,
        }
