"""Alembic's entry: runs over the connection that the caller brings."""

from typing import Any

from alembic import context
from sqlalchemy.sql.elements import False_, True_

from dougong.storage.types import Stored
from dougong.tables import is_search_index, metadata


def render(kind: str, item: Any, _autogen: Any) -> str | bool:
    """Our column types under their own names."""
    if kind == "type" and isinstance(item, Stored):
        scale = getattr(item, "scale", "")
        return f"types.{type(item).__name__}({scale})"
    # A boolean default is `0` in SQLite's words, which PostgreSQL refuses.
    if kind == "server_default" and isinstance(getattr(item, "arg", None), False_ | True_):
        return f"sa.{item.arg}()"
    return False


def ours(_item: Any, name: str | None, kind: str, _reflected: bool, _compared: Any) -> bool:
    """Platform tables only: entity tables, the search index and Alembic's own are none of its business."""
    return not (kind == "table" and name is not None and name not in metadata.tables) and not is_search_index(name)


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_item=render,
    include_object=ours,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
