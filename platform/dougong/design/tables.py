"""Views that people keep for themselves."""

import sqlalchemy as sa

from dougong.kernel.tables import metadata
from dougong.storage.types import JsonType, MomentType, TextType, UuidType

personal_views = sa.Table(
    "personal_views",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("id", UuidType(), primary_key=True),
    sa.Column("person_id", UuidType(), nullable=False),
    sa.Column("entity_id", TextType(), nullable=False),
    # A view document without an id: it names fields by their ids, as published views do.
    sa.Column("document", JsonType(), nullable=False),
    sa.Column("changed_at", MomentType(), nullable=False),
    sa.Index(None, "workspace_id", "person_id", "entity_id"),
)
