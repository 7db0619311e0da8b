"""SQL of the first start and of the operator's commands."""

import sqlalchemy as sa

from dougong.people.tables import accounts
from dougong.storage.audit import INSERT_AUDIT, AuditEntry
from dougong.storage.driver.port import Database, Session
from dougong.storage.people_tables import people
from dougong.storage.statements import Statements
from dougong.storage.types import TextType, UuidType
from dougong.storage.workspaces import workspaces

ANY_WORKSPACE = sa.select(sa.literal(1)).select_from(workspaces).limit(1)
LAST_NUMBER = sa.select(sa.func.coalesce(sa.func.max(workspaces.c.number), 0))
INSERT_WORKSPACE = sa.insert(workspaces)
INSERT_ACCOUNT = sa.insert(accounts)
INSERT_PERSON = sa.insert(people)
ACCOUNT_ID = sa.select(accounts.c.id).where(accounts.c.email == sa.bindparam("email", type_=TextType()))
MEMBERS = sa.select(people.c.workspace_id, people.c.id).where(
    people.c.account_id == sa.bindparam("account", type_=UuidType())
)


class BootstrapStore:
    """Statements that run outside any workspace's rights."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._sql = Statements(database.dialect)

    async def has_workspace(self) -> bool:
        """Whether this installation has been started before."""
        return bool(await self.database.fetch(self._sql(ANY_WORKSPACE, bounded=True), {}))

    async def last_number(self, session: Session) -> int:
        """The highest number of a workspace so far, or 0."""
        return int(str((await session.fetch(self._sql(LAST_NUMBER), {}))[0][0]))

    async def insert(
        self,
        session: Session,
        workspace: dict[str, object],
        account: dict[str, object],
        person: dict[str, object],
    ) -> None:
        """A workspace with its first admin."""
        await session.execute(self._sql(INSERT_WORKSPACE), workspace)
        await session.execute(self._sql(INSERT_ACCOUNT), account)
        await session.execute(self._sql(INSERT_PERSON), person)

    async def account_id(self, email: str) -> str | None:
        """The account of a lower-case address, disabled or not."""
        rows = await self.database.fetch(self._sql(ACCOUNT_ID, bounded=True), {"email": email})
        return str(rows[0][0]) if rows else None

    async def members(self, account_id: str) -> list[tuple[str, str]]:
        """(workspace id, person id) of each person of an account."""
        rows = await self.database.fetch(self._sql(MEMBERS, bounded=True), {"account": account_id})
        return [(str(workspace), str(person)) for workspace, person in rows]

    async def audit(self, session: Session, entry: AuditEntry) -> None:
        """Leave a trace."""
        await session.execute(self._sql(INSERT_AUDIT), entry.values())
