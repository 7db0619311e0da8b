"""Who looks on as whom, and until when."""

import sqlalchemy as sa

from dougong.kernel.tables import metadata
from dougong.storage.types import MomentType, TextType, UuidType

# Either a role or a person is looked through the eyes of.
views_as = sa.Table(
    "views_as",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("id", UuidType(), primary_key=True),
    sa.Column("viewer_id", UuidType(), nullable=False),
    sa.Column("role_id", TextType()),
    sa.Column("person_id", UuidType()),
    sa.Column("expires_at", MomentType(), nullable=False),
    sa.Index(None, "workspace_id", "viewer_id"),
)
