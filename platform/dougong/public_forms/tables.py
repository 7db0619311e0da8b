"""The addresses under which forms can be filled in without signing in."""

import sqlalchemy as sa

from dougong.kernel.tables import metadata
from dougong.storage.types import BooleanType, MomentType, TextType, UuidType

# A form has at most one address. It is found by the hash of its token alone; sealed it can be shown to designers again.
public_addresses = sa.Table(
    "public_addresses",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("form_id", TextType(), primary_key=True),
    # Stands for the strangers behind this address: whose uploads and whose repeated requests.
    sa.Column("id", UuidType(), nullable=False),
    sa.Column("token_hash", TextType(), nullable=False, unique=True),
    sa.Column("token", TextType(), nullable=False),
    sa.Column("open", BooleanType(), nullable=False),
    # Who answers for the records where the form names no role, or a role without members.
    sa.Column("owner_id", UuidType(), nullable=False),
    sa.Column("taken", sa.BigInteger(), nullable=False),
    sa.Column("changed_at", MomentType(), nullable=False),
)
