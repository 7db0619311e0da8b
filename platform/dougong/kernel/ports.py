"""What lower layers need from higher ones; bound where the parts are wired."""

from collections.abc import Mapping
from typing import Protocol

from dougong_engine.design.role import Role


class RoleNames(Protocol):
    """The published roles of a workspace; the design catalogue answers."""

    async def roles(self, workspace_id: str, locale: str | None = None) -> Mapping[str, Role]:
        """Role id → role document; with `locale` in that language, as far as it is translated."""
        ...
