"""One document for each searchable field of each record, so that field rights hold in search too."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from dougong.kernel.tables import metadata
from dougong.storage.types import TextType, UuidType

search_documents = sa.Table(
    "search_documents",
    metadata,
    # SQLite's full-text index names documents by number, so this key cannot begin with the workspace.
    sa.Column(
        "number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), sa.Identity(), primary_key=True, nullable=False
    ),
    sa.Column("workspace_id", UuidType(), nullable=False),
    sa.Column("entity_id", TextType(), nullable=False),
    sa.Column("record_id", UuidType(), nullable=False),
    sa.Column("field_id", TextType(), nullable=False),
    # Folded, as it is compared.
    sa.Column("text", TextType(), nullable=False),
    # Its pieces with spaces between, the workspace's own token first; PostgreSQL reads that as a tsvector.
    sa.Column("grams", sa.Text().with_variant(postgresql.TSVECTOR(), "postgresql"), nullable=False),
    sa.UniqueConstraint("workspace_id", "entity_id", "record_id", "field_id"),
)
