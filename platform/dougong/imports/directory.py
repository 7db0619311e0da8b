"""People and departments as importing needs them: by name, and where everybody stands."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from dougong.storage.driver.port import Database
from dougong.storage.people_tables import departments, people
from dougong.storage.statements import Statements
from dougong.storage.types import UuidType
from dougong_engine.imports.cells import fold
from dougong_engine.imports.rows import TWICE, Placement

WS = sa.bindparam("ws", type_=UuidType())
PEOPLE = sa.select(people.c.id, people.c.name, people.c.email, people.c.manager_id, people.c.department_id).where(
    people.c.workspace_id == WS, people.c.active
)
DEPARTMENTS = sa.select(departments.c.id, departments.c.name, departments.c.parent_id).where(
    departments.c.workspace_id == WS
)
DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Named:
    """Ids by folded name (`TWICE` where several go by it), and the names as they are written."""

    ids: dict[str, str]
    shown: dict[str, str]

    def find(self, text: str) -> str | None:
        """The id that a text stands for: a name in whatever case, or the id itself."""
        return self.ids.get(fold(text)) or (text if text in self.shown else None)


@dataclass(frozen=True, slots=True)
class Company:
    """Everybody and every department of a workspace."""

    people: Named
    departments: Named
    places: dict[str, Placement]
    paths: dict[str, str]
    """Departments by their folded names from the top, joined by slashes."""


def named(pairs: Iterable[tuple[str, str]]) -> Named:
    """Names of (id, name) pairs."""
    ids: dict[str, str] = {}
    shown: dict[str, str] = {}
    for id, name in pairs:
        folded = fold(name)
        ids[folded] = id if ids.get(folded, id) == id else TWICE
        shown.setdefault(id, name)
    return Named(ids, shown)


class CompanyRows:
    """Reads the directory."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = Statements(database.dialect)

    async def read(self, workspace_id: str) -> Company:
        """The directory as it is now; active people only."""
        tree = [
            (str(id), str(name), None if parent is None else str(parent))
            for id, name, parent in await self._database.fetch(self._sql(DEPARTMENTS), {"ws": workspace_id})
        ]
        parents = {id: parent for id, _, parent in tree}
        names = {id: name for id, name, _ in tree}
        rows = await self._database.fetch(self._sql(PEOPLE), {"ws": workspace_id})
        by_name = [(str(id), str(name)) for id, name, *_ in rows]
        by_email = [(str(id), str(email)) for id, _, email, *_ in rows if email]
        places = {
            str(id): Placement(
                None if manager is None else str(manager),
                None if department is None else str(department),
                None if department is None else path(str(department), parents)[0],
            )
            for id, _, _, manager, department in rows
        }
        # A department is found by its name, or by the names from the top where its own is not enough.
        full = [(id, "/".join(names[one] for one in path(id, parents))) for id in names]
        return Company(
            named([*by_name, *by_email]), named([*names.items(), *full]), places, {fold(name): id for id, name in full}
        )


def path(department: str, parents: dict[str, str | None]) -> list[str]:
    """The departments from the top down to this one."""
    found = [department]
    while len(found) < DEEPEST and (above := parents.get(found[0])) is not None:
        found.insert(0, above)
    return found
