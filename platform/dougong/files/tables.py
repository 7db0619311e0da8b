"""What is known about each uploaded file; its content lies in a `FileStore`."""

import sqlalchemy as sa

from dougong.kernel.tables import metadata
from dougong.storage.types import JsonType, MomentType, TextType, UuidType

files = sa.Table(
    "files",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("id", UuidType(), primary_key=True),
    sa.Column("name", TextType(), nullable=False),
    # Told from the content; what the client declared is not even read.
    sa.Column("type", TextType(), nullable=False),
    # Of what is kept and served; a picture is written anew and differs from what came.
    sa.Column("size", sa.BigInteger(), nullable=False),
    # Of what came, before anything was cleaned.
    sa.Column("sha256", TextType(), nullable=False),
    sa.Column("uploaded_by", UuidType(), nullable=False),
    sa.Column("uploaded_at", MomentType(), nullable=False),
    sa.Column("meta", JsonType(), nullable=False),
    sa.Column("bound_at", MomentType()),
    sa.Column("entity_id", TextType()),
    sa.Column("record_id", UuidType()),
    sa.Column("field_id", TextType()),
    sa.Index(None, "workspace_id", "entity_id", "record_id"),
)

# Housekeeping asks over all workspaces for uploads that no record took.
sa.Index(
    "ix_files_unbound",
    files.c.uploaded_at,
    sqlite_where=files.c.bound_at.is_(None),
    postgresql_where=files.c.bound_at.is_(None),
)
