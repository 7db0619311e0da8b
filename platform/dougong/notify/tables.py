"""Notifications of people, and which channels they want for what."""

import sqlalchemy as sa

from dougong.kernel.tables import metadata
from dougong.storage.types import BooleanType, JsonType, MomentType, TextType, UuidType

notifications = sa.Table(
    "notifications",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("id", UuidType(), primary_key=True),
    sa.Column("person_id", UuidType(), nullable=False),
    sa.Column("at", MomentType(), nullable=False),
    sa.Column("kind", TextType(), nullable=False),
    sa.Column("title", TextType(), nullable=False),
    sa.Column("body", TextType(), nullable=False),
    sa.Column("link", JsonType()),
    # Paths of the linked record whose values stand in title and body.
    sa.Column("told", JsonType(), nullable=False),
    sa.Column("read_at", MomentType()),
    # The sender's idempotency key: a second try of the same message finds it here.
    sa.Column("event_key", TextType(), nullable=False),
    sa.UniqueConstraint("workspace_id", "person_id", "event_key"),
    sa.Index(None, "workspace_id", "person_id", "id"),
)
sa.Index(
    "ix_notifications_unread",
    notifications.c.workspace_id,
    notifications.c.person_id,
    sqlite_where=notifications.c.read_at.is_(None),
    postgresql_where=notifications.c.read_at.is_(None),
)

notification_preferences = sa.Table(
    "notification_preferences",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("person_id", UuidType(), primary_key=True),
    sa.Column("kind", TextType(), primary_key=True),
    sa.Column("channel", TextType(), primary_key=True),
    sa.Column("wanted", BooleanType(), nullable=False),
)
