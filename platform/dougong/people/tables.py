"""Accounts and credentials. Secrets are stored only as hashes."""

import sqlalchemy as sa

from dougong.kernel.tables import metadata
from dougong.storage.types import BooleanType, JsonType, MomentType, TextType, UuidType

# An identity is global; membership in a workspace is a row of `people`.
accounts = sa.Table(
    "accounts",
    metadata,
    sa.Column("id", UuidType(), primary_key=True),
    # Always stored in lower case.
    sa.Column("email", TextType(), nullable=False, unique=True),
    sa.Column("password_hash", TextType(), nullable=False),
    sa.Column("must_change", BooleanType(), nullable=False),
    sa.Column("created_at", MomentType(), nullable=False),
    sa.Column("disabled", BooleanType(), nullable=False),
)

# Found by the hash of the cookie alone, hence without the workspace in front.
sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("token_hash", TextType(), primary_key=True),
    sa.Column("id", UuidType(), nullable=False, unique=True),
    sa.Column("account_id", UuidType(), nullable=False),
    sa.Column("workspace_id", UuidType(), nullable=False),
    sa.Column("person_id", UuidType(), nullable=False),
    sa.Column("created_at", MomentType(), nullable=False),
    sa.Column("expires_at", MomentType(), nullable=False),
    sa.Column("seen_at", MomentType(), nullable=False),
    sa.Column("user_agent", TextType(), nullable=False),
    sa.Column("ip", TextType(), nullable=False),
    sa.Index(None, "account_id"),
    sa.Index(None, "workspace_id", "person_id"),
    sa.Index(None, "expires_at"),
)

api_tokens = sa.Table(
    "api_tokens",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("id", UuidType(), primary_key=True),
    sa.Column("person_id", UuidType(), nullable=False),
    sa.Column("name", TextType(), nullable=False),
    sa.Column("token_hash", TextType(), nullable=False, unique=True),
    sa.Column("scopes", JsonType(), nullable=False),
    sa.Column("created_at", MomentType(), nullable=False),
    sa.Column("expires_at", MomentType()),
    sa.Column("revoked_at", MomentType()),
    sa.Column("last_used_at", MomentType()),
    sa.Index(None, "workspace_id", "person_id"),
)

# Failed sign-ins of the last minutes; `place` is a digest of login and address.
login_attempts = sa.Table(
    "login_attempts",
    metadata,
    sa.Column("place", TextType(), primary_key=True),
    sa.Column("id", UuidType(), primary_key=True),
    sa.Column("at", MomentType(), nullable=False),
    sa.Index(None, "at"),
)
