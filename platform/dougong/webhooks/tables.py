"""Webhooks of a workspace and everything that was sent, or is still to be sent, to them."""

import sqlalchemy as sa

from dougong.kernel.tables import metadata
from dougong.storage.types import BooleanType, JsonType, MomentType, TextType, UuidType

webhooks = sa.Table(
    "webhooks",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("id", UuidType(), primary_key=True),
    sa.Column("name", TextType(), nullable=False),
    sa.Column("url", TextType(), nullable=False),
    # Sealed and bound to the URL's host and port; never sent back to anybody.
    sa.Column("secret", TextType(), nullable=False),
    sa.Column("events", JsonType(), nullable=False),
    # None: records of every entity.
    sa.Column("entity_id", TextType()),
    sa.Column("filter", JsonType()),
    sa.Column("active", BooleanType(), nullable=False),
    # With whose rights records are rendered.
    sa.Column("owner_id", UuidType(), nullable=False),
    sa.Column("created_at", MomentType(), nullable=False),
    sa.Column("updated_at", MomentType(), nullable=False),
)

webhook_deliveries = sa.Table(
    "webhook_deliveries",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("id", UuidType(), primary_key=True),
    sa.Column("webhook_id", UuidType(), nullable=False),
    sa.Column("event_id", UuidType(), nullable=False),
    sa.Column("kind", TextType(), nullable=False),
    sa.Column("entity_id", TextType()),
    sa.Column("record_id", UuidType()),
    sa.Column("version", sa.BigInteger()),
    # When it happened, which each try repeats.
    sa.Column("at", MomentType(), nullable=False),
    sa.Column("state", TextType(), nullable=False),
    # Raised when a try begins: who holds an older number may not write its outcome.
    sa.Column("attempt", sa.Integer(), nullable=False),
    sa.Column("next_try_at", MomentType(), nullable=False),
    sa.Column("tried_at", MomentType()),
    sa.Column("status", sa.Integer()),
    sa.Column("code", TextType()),
    sa.Column("ms", sa.Integer()),
    sa.Column("response_head", TextType()),
    sa.UniqueConstraint("workspace_id", "webhook_id", "event_id"),
    sa.Index(None, "workspace_id", "webhook_id", "id"),
)

# The deliverer asks over all workspaces what is due.
sa.Index(
    "ix_webhook_deliveries_due",
    webhook_deliveries.c.next_try_at,
    sqlite_where=webhook_deliveries.c.state == "pending",
    postgresql_where=webhook_deliveries.c.state == "pending",
)
