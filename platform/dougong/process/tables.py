"""Runs of flows and everything that belongs to them. Rows are the truth; nothing of a run lives in memory only."""

import sqlalchemy as sa

from dougong.kernel.tables import metadata
from dougong.storage.types import BooleanType, JsonType, MomentType, TextType, UuidType

runs = sa.Table(
    "runs",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("id", UuidType(), primary_key=True),
    sa.Column("flow_id", TextType(), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("entity_id", TextType(), nullable=False),
    sa.Column("record_id", UuidType()),
    sa.Column("status", TextType(), nullable=False),
    sa.Column("outcome", TextType()),
    sa.Column("title", TextType(), nullable=False),
    sa.Column("initiator_id", UuidType()),
    # Buttons and forms run with the initiator's own rights, all other flows with those that they list.
    sa.Column("as_initiator", BooleanType(), nullable=False),
    sa.Column("started_at", MomentType(), nullable=False),
    sa.Column("changed_at", MomentType(), nullable=False),
    sa.Column("ended_at", MomentType()),
    sa.Column("state", JsonType(), nullable=False),
    # Length and last digest of the decision log, so that the chain's end is locked with the run.
    sa.Column("entries", sa.Integer, nullable=False),
    sa.Column("head", TextType(), nullable=False),
    sa.Index(None, "workspace_id", "entity_id", "record_id"),
    sa.Index(None, "workspace_id", "initiator_id", "id"),
    sa.Index(None, "workspace_id", "flow_id", "status"),
)
"""`state` is the interpreter's own JSON; locking a run's row is what makes its events come one after another."""

run_log = sa.Table(
    "run_log",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("run_id", UuidType(), primary_key=True),
    sa.Column("step", sa.Integer, primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("at", MomentType(), nullable=False),
    sa.Column("kind", TextType(), nullable=False),
    sa.Column("node", TextType(), nullable=False),
    sa.Column("detail", JsonType(), nullable=False),
)

decision_log = sa.Table(
    "decision_log",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("run_id", UuidType(), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("at", MomentType(), nullable=False),
    sa.Column("act", TextType(), nullable=False),
    sa.Column("by", UuidType()),
    sa.Column("entry", JsonType(), nullable=False),
    sa.Column("head", TextType(), nullable=False),
)
"""Append-only; `head` is the digest of this entry and the head before it."""

tasks = sa.Table(
    "tasks",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("id", UuidType(), primary_key=True),
    sa.Column("run_id", UuidType(), nullable=False),
    # The interpreter's name of the task inside its run.
    sa.Column("task", TextType(), nullable=False),
    sa.Column("node_id", TextType(), nullable=False),
    sa.Column("person_id", UuidType(), nullable=False),
    sa.Column("behalf_id", UuidType()),
    sa.Column("what", TextType(), nullable=False),
    sa.Column("why", TextType(), nullable=False),
    sa.Column("opened_at", MomentType(), nullable=False),
    sa.Column("due_at", MomentType()),
    sa.Column("closed_at", MomentType()),
    sa.Column("closed_by", UuidType()),
    # How it ended; null while it is open.
    sa.Column("how", TextType()),
    sa.Column("draft", JsonType()),
    sa.UniqueConstraint("workspace_id", "run_id", "task"),
    sa.Index(None, "workspace_id", "person_id", "how", "id"),
)

run_readers = sa.Table(
    "run_readers",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("person_id", UuidType(), primary_key=True),
    sa.Column("run_id", UuidType(), primary_key=True),
    sa.Column("node_id", TextType(), nullable=False),
    sa.Column("at", MomentType(), nullable=False),
)
"""Who was given a copy, and with the field rights of which node."""

timers = sa.Table(
    "timers",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("run_id", UuidType(), primary_key=True),
    sa.Column("name", TextType(), primary_key=True),
    sa.Column("due_at", MomentType(), nullable=False),
    sa.Column("fired_at", MomentType()),
    # Version of the working calendar by which the due time was counted.
    sa.Column("calendar", sa.Integer),
    sa.Column("tries", sa.Integer, nullable=False),
)

# The tick asks over all workspaces what is due.
sa.Index(
    "ix_timers_due",
    timers.c.due_at,
    sqlite_where=timers.c.fired_at.is_(None),
    postgresql_where=timers.c.fired_at.is_(None),
)

schedules = sa.Table(
    "schedules",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("flow_id", TextType(), primary_key=True),
    sa.Column("cron", TextType(), nullable=False),
    sa.Column("planned_at", MomentType(), nullable=False),
)
"""When each scheduled flow is planned next; a changed plan begins anew."""

outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("key", TextType(), primary_key=True),
    sa.Column("kind", TextType(), nullable=False),
    sa.Column("run_id", UuidType(), nullable=False),
    sa.Column("visit", sa.Integer, nullable=False),
    sa.Column("payload", JsonType(), nullable=False),
    sa.Column("made_at", MomentType(), nullable=False),
    # Raised when a try begins: who holds an older number may not write its outcome.
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("next_at", MomentType(), nullable=False),
    sa.Column("done_at", MomentType()),
    # Why the latest try failed; stays with an effect that was given up.
    sa.Column("code", TextType()),
    sa.Index(None, "workspace_id", "run_id"),
)
"""Effects on their way out of the database. `key` is the same at each try, so that the other side can tell."""

sa.Index(
    "ix_outbox_due",
    outbox.c.next_at,
    sqlite_where=outbox.c.done_at.is_(None),
    postgresql_where=outbox.c.done_at.is_(None),
)

test_clock = sa.Table(
    "test_clock",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("offset_seconds", sa.BigInteger, nullable=False),
)
"""One row that moves the clock; read only where DOUGONG_TEST_CLOCK=1."""
