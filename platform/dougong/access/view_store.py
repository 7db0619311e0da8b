"""SQL of looks through somebody's eyes."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from dougong.access.tables import views_as
from dougong.kernel.workspace import Principal
from dougong.storage.audit import INSERT_AUDIT, AuditEntry
from dougong.storage.driver.port import Database
from dougong.storage.statements import Statements
from dougong.storage.types import MomentType, UuidType

_WORKSPACE = sa.bindparam("in_workspace", type_=UuidType())
_VIEWER = sa.bindparam("of_viewer", type_=UuidType())
_NOW = sa.bindparam("moment", type_=MomentType())
_OWN = sa.and_(views_as.c.workspace_id == _WORKSPACE, views_as.c.viewer_id == _VIEWER)
_THIS = sa.and_(_OWN, views_as.c.id == sa.bindparam("view", type_=UuidType()))

START = sa.insert(views_as)
END = sa.delete(views_as).where(_THIS)
FORGET = sa.delete(views_as).where(_OWN, views_as.c.expires_at <= _NOW)
VIEWED = sa.select(views_as.c.role_id, views_as.c.person_id).where(_THIS, views_as.c.expires_at > _NOW)


@dataclass(frozen=True, slots=True)
class Viewed:
    """Through whose eyes: one of the two is set."""

    role: str | None
    person: str | None


class ViewStore:
    """Statements about looks on one database; the workspace and the viewer are in each."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = Statements(database.dialect)

    async def start(self, entry: AuditEntry, view_id: str, found: Viewed, ends: datetime) -> None:
        """Keep it, forget the viewer's older ones that are over, leave a trace."""
        row = {
            "workspace_id": entry.workspace_id,
            "id": view_id,
            "viewer_id": entry.person_id,
            "role_id": found.role,
            "person_id": found.person,
            "expires_at": ends,
        }
        own = {"in_workspace": entry.workspace_id, "of_viewer": entry.person_id, "moment": entry.at}
        await self._database.write(
            [(self._sql(FORGET), own), (self._sql(START), row), (self._sql(INSERT_AUDIT), entry.values())]
        )

    async def end(self, entry: AuditEntry, view_id: str) -> None:
        """Forget it and leave a trace."""
        own = {"in_workspace": entry.workspace_id, "of_viewer": entry.person_id, "view": view_id}
        await self._database.write([(self._sql(END), own), (self._sql(INSERT_AUDIT), entry.values())])

    async def viewed(self, caller: Principal, view_id: str, now: datetime) -> Viewed | None:
        """Through whose eyes the caller looks; None where that is over, or was somebody else's."""
        own = {
            "in_workspace": caller.workspace_id,
            "of_viewer": caller.person_id,
            "view": view_id,
            "moment": now,
        }
        rows = await self._database.fetch(self._sql(VIEWED), own)
        if not rows:
            return None
        role, person = rows[0]
        return Viewed(None if role is None else str(role), None if person is None else str(person))
