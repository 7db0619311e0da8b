"""SQL of the reporting lines and of the paths that follow from them."""

import sqlalchemy as sa

from dougong.storage.driver.port import Dialect, Session
from dougong.storage.people_tables import people, reporting_paths
from dougong.storage.rights import RAISE_PERSON
from dougong.storage.statements import Statements
from dougong.storage.types import UuidType

_WORKSPACE = sa.bindparam("workspace", type_=UuidType())
_PERSON = sa.bindparam("person", type_=UuidType())
_MANAGER = sa.bindparam("manager", type_=UuidType())
_over = reporting_paths.alias("over")
_under = reporting_paths.alias("under")

_SET_MANAGER = (
    sa.update(people).where(people.c.workspace_id == _WORKSPACE, people.c.id == _PERSON).values(manager_id=_MANAGER)
)
ACTIVE = sa.select(people.c.id).where(people.c.workspace_id == _WORKSPACE, people.c.id == _MANAGER, people.c.active)
IS_UNDER = sa.select(sa.literal(1)).where(
    reporting_paths.c.workspace_id == _WORKSPACE,
    reporting_paths.c.manager_id == _PERSON,
    reporting_paths.c.person_id == _MANAGER,
)
HEIGHT = sa.select(sa.func.count()).where(
    reporting_paths.c.workspace_id == _WORKSPACE, reporting_paths.c.person_id == _MANAGER
)


def _team() -> sa.Select[tuple[object]]:
    """The person and everybody below."""
    below = sa.select(_under.c.person_id.label("person_id")).where(
        _under.c.workspace_id == _WORKSPACE, _under.c.manager_id == _PERSON
    )
    return sa.select(sa.union_all(below, sa.select(_PERSON.label("person_id"))).subquery("team").c.person_id)


def _bosses(of: "sa.BindParameter[object]") -> sa.Select[tuple[object]]:
    return sa.select(_over.c.manager_id.label("manager_id")).where(
        _over.c.workspace_id == _WORKSPACE, _over.c.person_id == of
    )


# Take the team out of the old line …
CUT = sa.delete(reporting_paths).where(
    reporting_paths.c.workspace_id == _WORKSPACE,
    reporting_paths.c.person_id.in_(_team()),
    reporting_paths.c.manager_id.in_(_bosses(_PERSON)),
)
_line = sa.union_all(_bosses(_MANAGER), sa.select(_MANAGER.label("manager_id"))).subquery("line")
_moved = _team().subquery("moved")
# … and put it under the new manager and everyone above.
HANG = sa.insert(reporting_paths).from_select(
    ["workspace_id", "manager_id", "person_id"],
    sa.select(_WORKSPACE, _line.c.manager_id, _moved.c.person_id),
)
# Whose row scopes change with the line.
RAISE_LINE = (
    sa.update(people)
    .where(people.c.workspace_id == _WORKSPACE, people.c.id.in_(_bosses(_PERSON)))
    .values(epoch=people.c.epoch + 1)
)


class ReportingStore:
    """Statements about reporting lines; each runs in the caller's transaction, under the lock of the structure."""

    def __init__(self, dialect: Dialect) -> None:
        self._sql = Statements(dialect)

    async def is_active(self, session: Session, workspace_id: str, person_id: str) -> bool:
        """Whether there is such an active person."""
        return bool(await session.fetch(self._sql(ACTIVE), {"workspace": workspace_id, "manager": person_id}))

    async def is_under(self, session: Session, workspace_id: str, person_id: str, other: str) -> bool:
        """Whether `other` is the person or reports to them over any number of levels."""
        values = {"workspace": workspace_id, "person": person_id, "manager": other}
        return other == person_id or bool(await session.fetch(self._sql(IS_UNDER), values))

    async def height(self, session: Session, workspace_id: str, person_id: str) -> int:
        """How many managers somebody has above."""
        rows = await session.fetch(self._sql(HEIGHT), {"workspace": workspace_id, "manager": person_id})
        return int(str(rows[0][0]))

    async def move(self, session: Session, workspace_id: str, person_id: str, manager_id: str | None) -> None:
        """Give a person and their whole team another line; the caller has excluded cycles."""
        values = {"workspace": workspace_id, "person": person_id, "manager": manager_id}
        await session.execute(self._sql(RAISE_LINE), values)
        await session.execute(self._sql(_SET_MANAGER), values)
        await session.execute(self._sql(CUT), values)
        if manager_id is not None:
            await session.execute(self._sql(HANG), values)
            await session.execute(self._sql(RAISE_LINE), values)
        await session.execute(self._sql(RAISE_PERSON), {"in_workspace": workspace_id, "of_person": person_id})
