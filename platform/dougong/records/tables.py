"""Comments on records."""

import sqlalchemy as sa

from dougong.kernel.tables import metadata
from dougong.storage.types import JsonType, MomentType, TextType, UuidType

comments = sa.Table(
    "comments",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("id", UuidType(), primary_key=True),
    sa.Column("entity_id", TextType(), nullable=False),
    sa.Column("record_id", UuidType(), nullable=False),
    sa.Column("person_id", UuidType(), nullable=False),
    sa.Column("at", MomentType(), nullable=False),
    sa.Column("text", TextType(), nullable=False),
    sa.Column("mentions", JsonType(), nullable=False),
    sa.Index(None, "workspace_id", "entity_id", "record_id", "id"),
)
