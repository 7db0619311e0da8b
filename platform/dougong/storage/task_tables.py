"""Runs, tasks, copies and where people were asked: what the row scope of a task is compiled against."""

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

held_nodes = sa.Table(
    "held_nodes",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("person_id", UuidType(), primary_key=True),
    sa.Column("flow_id", TextType(), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("node_id", TextType(), primary_key=True),
)
"""The nodes at which a person was ever asked or given a copy: a few rows, however many tasks there were."""
