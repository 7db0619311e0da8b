"""People, departments and role members: what row scopes are compiled against."""

import sqlalchemy as sa

from dougong.kernel.tables import metadata
from dougong.storage.types import BooleanType, MomentType, TextType, UuidType

people = sa.Table(
    "people",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("id", UuidType(), primary_key=True),
    # A person may exist without being able to sign in.
    sa.Column("account_id", UuidType()),
    sa.Column("name", TextType(), nullable=False),
    sa.Column("sort_name", TextType(), nullable=False),
    sa.Column("email", TextType()),
    sa.Column("phone", TextType()),
    sa.Column("position", TextType()),
    sa.Column("manager_id", UuidType()),
    sa.Column("department_id", UuidType()),
    sa.Column("active", BooleanType(), nullable=False),
    sa.Column("admin", BooleanType(), nullable=False),
    # Raised in the transaction that changes a right of this person.
    sa.Column("epoch", sa.BigInteger(), nullable=False, server_default="0"),
    sa.Column("locale", TextType()),
    sa.Column("created_at", MomentType(), nullable=False),
    sa.UniqueConstraint("workspace_id", "account_id"),
    sa.UniqueConstraint("workspace_id", "email"),
    sa.Index(None, "account_id"),
    sa.Index(None, "workspace_id", "sort_name", "id"),
    sa.Index(None, "workspace_id", "manager_id"),
    sa.Index(None, "workspace_id", "department_id"),
)

departments = sa.Table(
    "departments",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("id", UuidType(), primary_key=True),
    sa.Column("parent_id", UuidType()),
    sa.Column("name", TextType(), nullable=False),
    sa.Column("sort_name", TextType(), nullable=False),
    # Place among the children of one parent.
    sa.Column("position", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("leader_id", UuidType()),
    sa.Index(None, "workspace_id", "parent_id"),
    sa.Index(None, "workspace_id", "leader_id"),
)

# Every department of a person: the main one and others.
department_members = sa.Table(
    "department_members",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("department_id", UuidType(), primary_key=True),
    sa.Column("person_id", UuidType(), primary_key=True),
    sa.Index(None, "workspace_id", "person_id"),
)

# Each department under each of its ancestors and under itself.
department_paths = sa.Table(
    "department_paths",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("ancestor_id", UuidType(), primary_key=True),
    sa.Column("department_id", UuidType(), primary_key=True),
    sa.Index(None, "workspace_id", "department_id"),
)

# Each person under everyone above them; nobody is under themselves.
reporting_paths = sa.Table(
    "reporting_paths",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("manager_id", UuidType(), primary_key=True),
    sa.Column("person_id", UuidType(), primary_key=True),
    sa.Index(None, "workspace_id", "person_id"),
)

# `role_id` is the id of a role object of the design.
role_members = sa.Table(
    "role_members",
    metadata,
    sa.Column("workspace_id", UuidType(), primary_key=True),
    sa.Column("role_id", TextType(), primary_key=True),
    sa.Column("person_id", UuidType(), primary_key=True),
    sa.Index(None, "workspace_id", "person_id"),
)
