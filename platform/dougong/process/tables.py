"""Runs of flows and everything that belongs to them. Rows are the truth; nothing of a run lives in memory only."""

import sqlalchemy as sa

from dougong.kernel.tables import metadata
from dougong.storage.task_tables import run_readers as run_readers
from dougong.storage.task_tables import runs as runs
from dougong.storage.task_tables import tasks as tasks
from dougong.storage.types import JsonType, MomentType, TextType, UuidType

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

checkpoints = sa.Table(
    "approval_checkpoints",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", MomentType(), nullable=False),
    sa.Column("heads", sa.Integer, nullable=False),
    sa.Column("root", TextType(), nullable=False),
    # Digest of the checkpoint before this one, with its signature.
    sa.Column("before", TextType(), nullable=False),
    sa.Column("signature", TextType(), nullable=False),
)
"""Append-only; signed with a key outside the database."""

checkpoint_heads = sa.Table(
    "approval_checkpoint_heads",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("run_id", UuidType(), primary_key=True),
    sa.Column("entries", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("head", TextType(), nullable=False),
    sa.Index(None, "workspace_id", "number"),
)
"""The ends of decision logs as checkpoints saw them: each once, in the first checkpoint after it."""

delegations = sa.Table(
    "delegations",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("id", UuidType(), primary_key=True),
    sa.Column("person_id", UuidType(), nullable=False),
    sa.Column("to_id", UuidType(), nullable=False),
    sa.Column("since", MomentType(), nullable=False),
    sa.Column("until", MomentType(), nullable=False),
    # Ids of flows; empty for all.
    sa.Column("flows", JsonType(), nullable=False),
    sa.Column("made_at", MomentType(), nullable=False),
    sa.Index(None, "workspace_id", "until"),
)

calendars = sa.Table(
    "calendars",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("document", JsonType(), nullable=False),
    sa.Column("at", MomentType(), nullable=False),
    sa.Column("by", UuidType()),
)
"""Working calendars, one row for each version; a workspace without a row has the standard one."""

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
    # The people in whose own lists a message lies; its other letters are effects beside it.
    sa.Column("laid", JsonType()),
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
