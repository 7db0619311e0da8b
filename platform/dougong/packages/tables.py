"""What is installed, and which records came as samples."""

import sqlalchemy as sa

from dougong.kernel.tables import metadata
from dougong.storage.types import BooleanType, JsonType, MomentType, TextType, UuidType

installations = sa.Table(
    "installations",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("app_id", TextType(), primary_key=True),
    sa.Column("package_id", TextType(), nullable=False),
    sa.Column("version", TextType(), nullable=False),
    sa.Column("ids", JsonType(), nullable=False),
    sa.Column("keys", JsonType(), nullable=False),
    sa.Column("files", JsonType(), nullable=False),
    sa.Column("slots", JsonType(), nullable=False),
    sa.Column("installed_at", MomentType(), nullable=False),
    sa.Column("installed_by", UuidType()),
    sa.Column("removed_at", MomentType()),
)
"""`ids` and `keys` bind the package's names to local ones; `files` is the package as installed, base64 by path; `slots`
says whom each slot of the package was bound to."""

uploaded_packages = sa.Table(
    "uploaded_packages",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("package_id", TextType(), primary_key=True),
    sa.Column("upload_id", UuidType(), nullable=False),
    sa.Column("files", JsonType(), nullable=False),
    sa.Column("uploaded_at", MomentType(), nullable=False),
    sa.Column("uploaded_by", UuidType()),
)
"""Packages that a workspace has put on its own market: `files` base64 by path, checked when they came."""

sample_people = sa.Table(
    "sample_people",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("id", UuidType(), primary_key=True),
    sa.Column("kind", TextType(), nullable=False),
    sa.Column("app_id", TextType(), nullable=False),
)
"""`kind` is person or department."""

upgrades = sa.Table(
    "upgrades",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("id", UuidType(), primary_key=True),
    sa.Column("app_id", TextType(), nullable=False),
    sa.Column("at", MomentType(), nullable=False),
    sa.Column("by", UuidType()),
    sa.Column("installation", JsonType(), nullable=False),
    sa.Column("tests", JsonType(), nullable=False),
    sa.Column("before", JsonType(), nullable=False),
    sa.Column("after", JsonType(), nullable=False),
    sa.Column("undone_at", MomentType()),
    sa.Index(None, "workspace_id", "app_id"),
)
"""What an upgrade found and made: the installation and the permission tests that it replaced, and the version of each
object `before` and `after` (null: not there)."""

sample_records = sa.Table(
    "sample_records",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("entity_id", TextType(), primary_key=True),
    sa.Column("record_id", UuidType(), primary_key=True),
    sa.Column("app_id", TextType(), nullable=False),
    sa.Column("edited", BooleanType(), nullable=False, server_default=sa.false()),
    sa.Index(None, "workspace_id", "app_id"),
)
