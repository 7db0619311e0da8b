"""SQL of role members."""

from collections.abc import Sequence

import sqlalchemy as sa

from dougong.storage.audit import INSERT_AUDIT, AuditEntry
from dougong.storage.driver.expressions import any_of
from dougong.storage.driver.port import Database, Row, Session
from dougong.storage.people_tables import people, role_members
from dougong.storage.rights import RAISE_PEOPLE
from dougong.storage.statements import Statements
from dougong.storage.types import TextType, UuidType

_WORKSPACE = sa.bindparam("workspace", type_=UuidType())
_ROLE = sa.bindparam("role", type_=TextType())
_PERSON = sa.bindparam("person", type_=UuidType())
_IN_ROLE = sa.and_(role_members.c.workspace_id == _WORKSPACE, role_members.c.role_id == _ROLE)

COUNTS = (
    sa.select(role_members.c.role_id, sa.func.count())
    .where(role_members.c.workspace_id == _WORKSPACE)
    .group_by(role_members.c.role_id)
)
MEMBERS = (
    sa.select(people.c.id, people.c.name, people.c.sort_name, people.c.active)
    .where(
        _IN_ROLE,
        people.c.workspace_id == role_members.c.workspace_id,
        people.c.id == role_members.c.person_id,
        sa.tuple_(people.c.sort_name, people.c.id)
        > sa.tuple_(sa.bindparam("after_name", type_=TextType()), sa.bindparam("after_id", type_=UuidType())),
    )
    .order_by(people.c.sort_name, people.c.id)
    .limit(sa.bindparam("most", type_=sa.Integer()))
)
MEMBER_IDS = sa.select(role_members.c.person_id).where(_IN_ROLE)
EXISTING = sa.select(people.c.id).where(people.c.workspace_id == _WORKSPACE, any_of(people.c.id, "people"))
ADD = sa.insert(role_members)
REMOVE = sa.delete(role_members).where(_IN_ROLE, any_of(role_members.c.person_id, "people"))
PERSON = sa.select(people.c.name, people.c.admin, people.c.active).where(
    people.c.workspace_id == _WORKSPACE, people.c.id == _PERSON
)
ROLES_OF = (
    sa.select(role_members.c.role_id)
    .where(role_members.c.workspace_id == _WORKSPACE, role_members.c.person_id == _PERSON)
    .order_by(role_members.c.role_id)
)


class AccessStore:
    """Statements about role members on one database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._sql = Statements(database.dialect)

    async def counts(self, workspace_id: str) -> dict[str, int]:
        """Role id → how many members."""
        rows = await self.database.fetch(self._sql(COUNTS), {"workspace": workspace_id})
        return {str(role): int(str(count)) for role, count in rows}

    async def members(self, workspace_id: str, role_id: str, after: tuple[str, str], most: int) -> Sequence[Row]:
        """id, name, sort_name, active in order of sort name."""
        values = {
            "workspace": workspace_id,
            "role": role_id,
            "after_name": after[0],
            "after_id": after[1],
            "most": most,
        }
        return await self.database.fetch(self._sql(MEMBERS), values)

    async def member_ids(self, session: Session, workspace_id: str, role_id: str) -> set[str]:
        """Who holds the role."""
        rows = await session.fetch(self._sql(MEMBER_IDS), {"workspace": workspace_id, "role": role_id})
        return {str(person) for (person,) in rows}

    async def existing(self, session: Session, workspace_id: str, wanted: Sequence[str]) -> set[str]:
        """Which of these are people of the workspace."""
        rows = await session.fetch(self._sql(EXISTING), {"workspace": workspace_id, "people": list(wanted)})
        return {str(person) for (person,) in rows}

    async def change(
        self, session: Session, role_id: str, added: Sequence[str], removed: Sequence[str], entry: AuditEntry
    ) -> None:
        """Give the role, take it, raise the stamps, leave a trace."""
        own = {"workspace": entry.workspace_id, "role": role_id}
        rows = [{"workspace_id": entry.workspace_id, "role_id": role_id, "person_id": one} for one in added]
        if rows:
            await session.many(self._sql(ADD), rows)
        if removed:
            await session.execute(self._sql(REMOVE), {**own, "people": list(removed)})
        stamps = {"in_workspace": entry.workspace_id, "of_people": [*added, *removed]}
        await session.execute(self._sql(RAISE_PEOPLE), stamps)
        await session.execute(self._sql(INSERT_AUDIT), entry.values())

    async def person(self, workspace_id: str, person_id: str) -> Row | None:
        """name, admin, active."""
        rows = await self.database.fetch(
            self._sql(PERSON, bounded=True), {"workspace": workspace_id, "person": person_id}
        )
        return rows[0] if rows else None

    async def roles_of(self, workspace_id: str, person_id: str) -> list[str]:
        """Role ids of a person."""
        rows = await self.database.fetch(
            self._sql(ROLES_OF, bounded=True), {"workspace": workspace_id, "person": person_id}
        )
        return [str(role) for (role,) in rows]
