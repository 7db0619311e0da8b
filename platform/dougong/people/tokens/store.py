"""SQL of API tokens."""

from collections.abc import Sequence

import sqlalchemy as sa

from dougong.people.tables import api_tokens
from dougong.storage.audit import INSERT_AUDIT, AuditEntry
from dougong.storage.driver.port import Database, Row, Session, Step
from dougong.storage.rights import RAISE_PERSON
from dougong.storage.statements import Statements
from dougong.storage.types import MomentType, UuidType

_WORKSPACE = sa.bindparam("workspace", type_=UuidType())
_PERSON = sa.bindparam("person", type_=UuidType())
_OWN = sa.and_(api_tokens.c.workspace_id == _WORKSPACE, api_tokens.c.person_id == _PERSON)
_OPEN = api_tokens.c.revoked_at.is_(None)

INSERT = sa.insert(api_tokens)
LIST = (
    sa.select(
        api_tokens.c.id,
        api_tokens.c.name,
        api_tokens.c.scopes,
        api_tokens.c.created_at,
        api_tokens.c.expires_at,
        api_tokens.c.last_used_at,
    )
    .where(_OWN, _OPEN)
    .order_by(api_tokens.c.created_at.desc(), api_tokens.c.id)
    .limit(200)
)
COUNT = sa.select(sa.func.count()).where(_OWN, _OPEN)
REVOKE = (
    sa.update(api_tokens)
    .where(_OWN, _OPEN, api_tokens.c.id == sa.bindparam("token", type_=UuidType()))
    .values(revoked_at=sa.bindparam("moment", type_=MomentType()))
    .returning(api_tokens.c.name)
)


class TokenStore:
    """Statements about API tokens on one database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._sql = Statements(database.dialect)

    def insert(self, row: dict[str, object], entry: AuditEntry) -> list[Step]:
        """A new token and its audit row."""
        return [(self._sql(INSERT), row), (self._sql(INSERT_AUDIT), entry.values())]

    async def own(self, workspace_id: str, person_id: str) -> Sequence[Row]:
        """id, name, scopes, created_at, expires_at, last_used_at; newest first."""
        return await self.database.fetch(self._sql(LIST), {"workspace": workspace_id, "person": person_id})

    async def count(self, workspace_id: str, person_id: str) -> int:
        """How many open tokens a person has."""
        rows = await self.database.fetch(self._sql(COUNT), {"workspace": workspace_id, "person": person_id})
        return int(str(rows[0][0]))

    async def revoke(self, session: Session, token_id: str, entry: AuditEntry) -> bool:
        """End a token of the person of `entry`; False when there is no such open one."""
        own = {"workspace": entry.workspace_id, "person": entry.person_id}
        gone = await session.fetch(self._sql(REVOKE), {**own, "token": token_id, "moment": entry.at})
        if gone:
            stamp = {"in_workspace": entry.workspace_id, "of_person": entry.person_id}
            await session.execute(self._sql(RAISE_PERSON), stamp)
            await session.execute(self._sql(INSERT_AUDIT), entry.values())
        return bool(gone)
