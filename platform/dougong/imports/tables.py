"""Jobs of importing and exporting: rows are the truth, so that a job goes on where a crash left it."""

import sqlalchemy as sa

from dougong.kernel.tables import metadata
from dougong.storage.types import BooleanType, JsonType, MomentType, TextType, UuidType

imports = sa.Table(
    "imports",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("id", UuidType(), primary_key=True),
    # An entity's id, or `people` for the directory.
    sa.Column("target", TextType(), nullable=False),
    sa.Column("person_id", UuidType(), nullable=False),
    sa.Column("file_name", TextType(), nullable=False),
    sa.Column("status", TextType(), nullable=False),
    sa.Column("historical", BooleanType(), nullable=False, server_default=sa.false()),
    sa.Column("file", JsonType(), nullable=False),
    sa.Column("columns", JsonType(), nullable=False),
    sa.Column("mapping", JsonType(), nullable=False),
    sa.Column("report", JsonType()),
    sa.Column("error", JsonType()),
    sa.Column("total", sa.Integer, nullable=False),
    sa.Column("created_at", MomentType(), nullable=False),
    sa.Column("started_at", MomentType()),
    sa.Column("ended_at", MomentType()),
    # Which process works on it, and until when nobody else may.
    sa.Column("runner", UuidType()),
    sa.Column("lease_until", MomentType()),
    sa.Index(None, "status", "lease_until"),
)
"""`status`: ready, queued, running, done, cancelled, failed, undoing, undone. `file`: encoding, delimiter or sheet."""

import_rows = sa.Table(
    "import_rows",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("import_id", UuidType(), primary_key=True),
    # The row's number in the file; below zero: a record made because a row names it.
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("entity_id", TextType(), nullable=False),
    sa.Column("cells", JsonType(), nullable=False),
    sa.Column("status", TextType(), nullable=False),
    # Rows that are linked to by rows of the same file come in an earlier wave.
    sa.Column("wave", sa.Integer, nullable=False, server_default="0"),
    sa.Column("record_id", UuidType()),
    sa.Column("problems", JsonType()),
    sa.Index(None, "workspace_id", "import_id", "status", "wave", "number"),
)
"""`status`: waiting, done, refused, undone, kept. `record_id` is chosen when the file is read, so that a repeated
attempt can never make a second record."""

exports = sa.Table(
    "exports",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("id", UuidType(), primary_key=True),
    sa.Column("entity_id", TextType(), nullable=False),
    sa.Column("person_id", UuidType(), nullable=False),
    sa.Column("question", JsonType(), nullable=False),
    sa.Column("status", TextType(), nullable=False),
    sa.Column("total", sa.Integer),
    sa.Column("done", sa.Integer, nullable=False),
    sa.Column("size", sa.BigInteger),
    # Of the person, under which the file was written: with other rights the file is no longer theirs.
    sa.Column("epoch", sa.BigInteger),
    sa.Column("error", JsonType()),
    sa.Column("created_at", MomentType(), nullable=False),
    sa.Column("ended_at", MomentType()),
    sa.Column("runner", UuidType()),
    sa.Column("lease_until", MomentType()),
    sa.Index(None, "status", "lease_until"),
    sa.Index(None, "workspace_id", "person_id", "id"),
)
"""`status`: queued, running, done, cancelled, failed, expired. `question`: format, filter, fields, sort by keys."""
