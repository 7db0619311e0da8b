"""Platform tables that the write pipeline fills together with a record."""

import sqlalchemy as sa

from dougong.kernel.tables import metadata
from dougong.storage.types import BooleanType, JsonType, MomentType, TextType, UuidType

history = sa.Table(
    "history",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("entity_id", TextType(), primary_key=True),
    sa.Column("record_id", UuidType(), primary_key=True),
    sa.Column("version", sa.BigInteger, primary_key=True),
    sa.Column("at", MomentType(), nullable=False),
    sa.Column("by", UuidType()),
    sa.Column("via", TextType(), nullable=False),
    sa.Column("cause", TextType()),
    sa.Column("action", TextType(), nullable=False),
    sa.Column("changes", JsonType(), nullable=False),
)
"""`changes`: field id → [before, after] in wire form; `cause` names the run, import or task behind the write."""

inbox = sa.Table(
    "inbox",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("id", UuidType(), primary_key=True),
    sa.Column("kind", TextType(), nullable=False),
    sa.Column("entity_id", TextType()),
    sa.Column("record_id", UuidType()),
    sa.Column("version", sa.BigInteger),
    sa.Column("at", MomentType(), nullable=False),
    sa.Column("payload", JsonType(), nullable=False),
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("dead", BooleanType(), nullable=False, server_default=sa.false()),
)
"""Events that happened and await their consumers; a handled event is deleted with what it caused, in one commit."""

stage_spans = sa.Table(
    "stage_spans",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("entity_id", TextType(), primary_key=True),
    sa.Column("record_id", UuidType(), primary_key=True),
    sa.Column("gate_id", TextType(), primary_key=True),
    sa.Column("version", sa.BigInteger, primary_key=True),
    sa.Column("stage", TextType()),
    sa.Column("entered_at", MomentType()),
    sa.Column("left_at", MomentType()),
    sa.Column("next_stage", TextType()),
    sa.Column("open", BooleanType(), nullable=False),
    sa.Column("waived", JsonType(), nullable=False),
    sa.Index("ix_stage_spans_gate_stage", "workspace_id", "entity_id", "gate_id", "stage", "open"),
)
"""Stays in stages; `version` is the record's at entry. A null `entered_at` means that nobody knows (past data).

The next stay closes the one before: it says when that ended and where it led to, so that no query has to put stays in
order.
"""

counters = sa.Table(
    "counters",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("entity_id", TextType(), primary_key=True),
    sa.Column("field_id", TextType(), primary_key=True),
    sa.Column("period", TextType(), primary_key=True),
    sa.Column("count", sa.BigInteger, nullable=False),
)

idempotency = sa.Table(
    "idempotency",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("person_id", UuidType(), primary_key=True),
    sa.Column("key", TextType(), primary_key=True),
    sa.Column("request", TextType(), nullable=False),
    sa.Column("status", sa.Integer, nullable=False),
    sa.Column("response", JsonType()),
    sa.Column("at", MomentType(), nullable=False),
)
"""Answers by Idempotency-Key; `request` is a hash of method, path and body."""
