"""Design objects, their versions and the generated names of what stores them."""

import sqlalchemy as sa

from dougong.kernel.tables import metadata
from dougong.storage.types import JsonType, MomentType, TextType, UuidType

design_objects = sa.Table(
    "design_objects",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("id", TextType(), primary_key=True),
    sa.Column("kind", TextType(), nullable=False),
    sa.Column("app_id", TextType(), nullable=False),
    sa.Column("draft", JsonType()),
    sa.Column("draft_revision", sa.Integer, nullable=False),
    sa.Column("draft_by", UuidType()),
    sa.Column("draft_at", MomentType()),
    sa.Column("version", sa.Integer),
    sa.Column("origin_package", TextType()),
    sa.Column("origin_id", TextType()),
    sa.Column("deleted_at", MomentType()),
    sa.Index("ix_design_objects_workspace_id_app_id", "workspace_id", "app_id"),
)
"""`draft` is null while it equals the published version; `version` is null until the first publish."""

design_versions = sa.Table(
    "design_versions",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("object_id", TextType(), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("document", JsonType(), nullable=False),
    sa.Column("published_at", MomentType(), nullable=False),
    sa.Column("published_by", UuidType()),
    sa.Column("publication_id", UuidType(), nullable=False),
)

publications = sa.Table(
    "publications",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("id", UuidType(), primary_key=True),
    sa.Column("state", TextType(), nullable=False),
    sa.Column("objects", JsonType(), nullable=False),
    sa.Column("started_at", MomentType(), nullable=False),
    sa.Column("finished_at", MomentType()),
    # Renewed while it runs; one that has been silent for too long was interrupted.
    sa.Column("alive_at", MomentType()),
    sa.Column("by", UuidType()),
    sa.Column("problem", JsonType()),
)
"""One publish: expanding → filling → verifying → tidying (live) → active, or failed with the reason in `problem`."""

physical_names = sa.Table(
    "physical_names",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("entity_id", TextType(), primary_key=True),
    sa.Column("item", TextType(), primary_key=True),
    sa.Column("name", TextType(), nullable=False),
    sa.Column("storage", TextType(), nullable=False),
    sa.Column("scale", sa.Integer, nullable=False),
    sa.Column("hidden_at", MomentType()),
)
"""`item` is "" for the entity's table, a field id, or `rows_field.column` for a sub-table's column.

Before an item stands `+` while a publish prepares its next column; behind it `@` and the name of a column that it had
before. `hidden_at` tells since when nothing uses the column; its data is kept for 30 days from then.
"""

locales = sa.Table(
    "design_locales",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("object_id", TextType(), primary_key=True),
    sa.Column("locale", TextType(), primary_key=True),
    sa.Column("texts", JsonType(), nullable=False),
)
"""`texts` maps the place of a text to [what was translated, its translation]; a text changed since then has none."""

permission_tests = sa.Table(
    "permission_tests",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("app_id", TextType(), primary_key=True),
    sa.Column("tests", JsonType(), nullable=False),
)
"""What an app's roles must and must not allow; held on every publish of the workspace."""
