"""SQL of failed sign-ins."""

from datetime import datetime

import sqlalchemy as sa

from dougong.people.tables import login_attempts
from dougong.storage.driver.port import Database
from dougong.storage.statements import Statements
from dougong.storage.types import MomentType, TextType, UuidType

_PLACE = sa.bindparam("at_place", type_=TextType())
_MOMENT = sa.bindparam("moment", type_=MomentType())
INSERT = sa.insert(login_attempts)
COUNT = sa.select(sa.func.count()).where(login_attempts.c.place == _PLACE, login_attempts.c.at > _MOMENT)
DELETE = sa.delete(login_attempts).where(
    login_attempts.c.place == _PLACE, login_attempts.c.id == sa.bindparam("attempt", type_=UuidType())
)
FORGET = sa.delete(login_attempts).where(login_attempts.c.place == _PLACE)
DELETE_OLD = sa.delete(login_attempts).where(login_attempts.c.at < _MOMENT)


class AttemptStore:
    """Statements about sign-in attempts on one database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = Statements(database.dialect)

    async def note(self, place: str, attempt: str, now: datetime, since: datetime) -> int:
        """Count a try before it is made, so that parallel tries see each other; how many since `since`."""
        await self._database.write([(self._sql(INSERT), {"place": place, "id": attempt, "at": now})])
        rows = await self._database.fetch(self._sql(COUNT), {"at_place": place, "moment": since})
        return int(str(rows[0][0]))

    async def take_back(self, place: str, attempt: str) -> None:
        """One try does not count after all."""
        await self._database.write([(self._sql(DELETE), {"at_place": place, "attempt": attempt})])

    async def forget(self, place: str) -> None:
        """After a success."""
        await self._database.write([(self._sql(FORGET), {"at_place": place})])

    async def sweep(self, before: datetime) -> None:
        """Drop what no longer counts."""
        await self._database.write([(self._sql(DELETE_OLD), {"moment": before})])
