"""Who asks, and in which workspace."""

from dataclasses import dataclass
from typing import Literal

from dougong_engine.design.role import Ability

Via = Literal["form", "api", "grid", "bulk", "import", "flow", "task", "package", "public", "system"]
"""Through which door a write comes; kept in history."""


@dataclass(frozen=True, slots=True)
class Principal:
    """The caller of one request or job, with everything that decides what it may do.

    `roles` are ids of role objects; `admin` passes every check of the workspace. `epoch` is the stamp of rights under
    which this value was read: the data statements compare it with the database, so a revoked right is gone at the
    next statement. `scopes` narrow an API token (empty: everything that the person may do).
    `viewer_id` is who looks on with these rights instead of own ones, which only reads: at a person's side, or, where
    it is the person alike, as somebody who holds a role and nothing else.
    `sender_id` is the public address through which a stranger acts (`kind` is then public): what they send belongs to
    `person_id`, who answers for it and lends nothing but the name.
    """

    workspace_id: str
    person_id: str
    account_id: str | None
    name: str
    roles: tuple[str, ...]
    admin: bool
    abilities: frozenset[Ability]
    epoch: int
    locale: str
    kind: Literal["session", "token", "flow", "public", "system"]
    scopes: frozenset[str] = frozenset()
    viewer_id: str | None = None
    sender_id: str | None = None

    @property
    def uploader_id(self) -> str:
        """Whose unbound uploads this caller may use."""
        return self.sender_id or self.person_id


class RightsChanged(Exception):
    """A statement ran under rights that are no longer true; nothing of its answer may be used. Ask again."""
