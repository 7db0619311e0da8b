"""The workspaces of this installation and the stamps by which caches notice that rights or designs changed."""

import sqlalchemy as sa

from dougong.kernel.tables import metadata
from dougong.storage.types import MomentType, TextType, UuidType

workspaces = sa.Table(
    "workspaces",
    metadata,
    sa.Column("id", UuidType(), primary_key=True),
    # Names the PostgreSQL schema `w_<number>` and the table prefix on SQLite.
    sa.Column("number", sa.Integer(), nullable=False, unique=True, autoincrement=False),
    sa.Column("name", TextType(), nullable=False),
    sa.Column("timezone", TextType(), nullable=False, server_default="Asia/Shanghai"),
    sa.Column("locale", TextType(), nullable=False, server_default="zh-CN"),
    # Raised when rights of everybody may have changed, for instance by publishing a role.
    sa.Column("epoch", sa.BigInteger(), nullable=False, server_default="0"),
    sa.Column("design_revision", sa.BigInteger(), nullable=False, server_default="0"),
    sa.Column("created_at", MomentType(), nullable=False),
)
