"""SQL of departments and of the paths between them."""

from collections.abc import Sequence

import sqlalchemy as sa

from dougong.storage.audit import INSERT_AUDIT, AuditEntry
from dougong.storage.driver.port import Database, Row, Session
from dougong.storage.people_tables import department_members, department_paths, departments, people
from dougong.storage.rights import LOCK_STRUCTURE, RAISE_WORKSPACE
from dougong.storage.statements import Statements
from dougong.storage.types import TextType, UuidType

_WORKSPACE = sa.bindparam("workspace", type_=UuidType())
_DEPARTMENT = sa.bindparam("department", type_=UuidType())
_PARENT = sa.bindparam("parent", type_=UuidType())

_own = sa.and_(departments.c.workspace_id == _WORKSPACE, departments.c.id == _DEPARTMENT)
_COLUMNS = (
    departments.c.id,
    departments.c.parent_id,
    departments.c.name,
    departments.c.position,
    departments.c.leader_id,
)

_MEMBERS = (
    sa.select(sa.func.count())
    .select_from(department_members)
    .where(
        department_members.c.workspace_id == departments.c.workspace_id,
        department_members.c.department_id == departments.c.id,
    )
    .scalar_subquery()
)
TREE = (
    sa.select(*_COLUMNS, _MEMBERS.label("members"))
    .where(departments.c.workspace_id == _WORKSPACE)
    .order_by(departments.c.position, departments.c.sort_name, departments.c.id)
)
ONE = sa.select(*_COLUMNS, _MEMBERS.label("members")).where(_own)
PERSON = sa.select(people.c.id).where(
    people.c.workspace_id == _WORKSPACE, people.c.id == sa.bindparam("person", type_=UuidType()), people.c.active
)
COUNT = sa.select(sa.func.count()).select_from(departments).where(departments.c.workspace_id == _WORKSPACE)
INSERT = sa.insert(departments)
DELETE = sa.delete(departments).where(_own)
DELETE_PATHS = sa.delete(department_paths).where(
    department_paths.c.workspace_id == _WORKSPACE, department_paths.c.department_id == _DEPARTMENT
)
HAS_CHILDREN = sa.select(sa.literal(1)).where(
    departments.c.workspace_id == _WORKSPACE, departments.c.parent_id == _DEPARTMENT
)
SET = {
    "name": sa.update(departments)
    .where(_own)
    .values(name=sa.bindparam("new", type_=TextType()), sort_name=sa.bindparam("sorted", type_=TextType())),
    "position": sa.update(departments).where(_own).values(position=sa.bindparam("new", type_=sa.Integer())),
    "leader_id": sa.update(departments).where(_own).values(leader_id=sa.bindparam("new", type_=UuidType())),
    "parent_id": sa.update(departments).where(_own).values(parent_id=sa.bindparam("new", type_=UuidType())),
}

IS_BELOW = sa.select(sa.literal(1)).where(
    department_paths.c.workspace_id == _WORKSPACE,
    department_paths.c.ancestor_id == _DEPARTMENT,
    department_paths.c.department_id == _PARENT,
)
DEPTH = sa.select(sa.func.count()).where(
    department_paths.c.workspace_id == _WORKSPACE, department_paths.c.department_id == _PARENT
)
# Whether somebody is a member of a department or of one above it.
BELONGS_ABOVE = (
    sa.select(sa.literal(1))
    .where(
        department_paths.c.workspace_id == _WORKSPACE,
        department_paths.c.department_id == _DEPARTMENT,
        department_members.c.workspace_id == _WORKSPACE,
        department_members.c.department_id == department_paths.c.ancestor_id,
        department_members.c.person_id == sa.bindparam("person", type_=UuidType()),
    )
    .limit(1)
)
INSERT_SELF = sa.insert(department_paths)
_above = department_paths.alias("above")
_below = department_paths.alias("below")
# Cut the subtree of :department off everything above it …
CUT = sa.delete(department_paths).where(
    department_paths.c.workspace_id == _WORKSPACE,
    department_paths.c.department_id.in_(
        sa.select(_below.c.department_id).where(
            _below.c.workspace_id == _WORKSPACE, _below.c.ancestor_id == _DEPARTMENT
        )
    ),
    department_paths.c.ancestor_id.in_(
        sa.select(_above.c.ancestor_id).where(
            _above.c.workspace_id == _WORKSPACE,
            _above.c.department_id == _DEPARTMENT,
            _above.c.ancestor_id != _DEPARTMENT,
        )
    ),
)
# … and hang it under :parent and everything above that.
HANG = sa.insert(department_paths).from_select(
    ["workspace_id", "ancestor_id", "department_id"],
    sa.select(_above.c.workspace_id, _above.c.ancestor_id, _below.c.department_id).where(
        _above.c.workspace_id == _WORKSPACE,
        _above.c.department_id == _PARENT,
        _below.c.workspace_id == _WORKSPACE,
        _below.c.ancestor_id == _DEPARTMENT,
    ),
)


class DepartmentStore:
    """Statements about departments on one database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._sql = Statements(database.dialect)

    async def tree(self, workspace_id: str) -> Sequence[Row]:
        """id, parent_id, name, position, leader_id, members of each department, in order of place."""
        return await self.database.fetch(self._sql(TREE), {"workspace": workspace_id})

    async def one(self, session: Session, workspace_id: str, department_id: str) -> Row | None:
        """The same columns of one department."""
        rows = await session.fetch(self._sql(ONE), {"workspace": workspace_id, "department": department_id})
        return rows[0] if rows else None

    async def lock(self, session: Session, workspace_id: str) -> None:
        """Nobody else changes the trees until the transaction ends."""
        await session.execute(self._sql(LOCK_STRUCTURE), {"in_workspace": workspace_id})

    async def count(self, session: Session, workspace_id: str) -> int:
        """How many departments there are."""
        return int(str((await session.fetch(self._sql(COUNT), {"workspace": workspace_id}))[0][0]))

    async def has_person(self, session: Session, workspace_id: str, person_id: str) -> bool:
        """Whether there is such an active person."""
        return bool(await session.fetch(self._sql(PERSON), {"workspace": workspace_id, "person": person_id}))

    async def has_children(self, session: Session, workspace_id: str, department_id: str) -> bool:
        """Whether departments hang under it."""
        values = {"workspace": workspace_id, "department": department_id}
        return bool(await session.fetch(self._sql(HAS_CHILDREN), values))

    async def is_below(self, session: Session, workspace_id: str, department_id: str, other: str) -> bool:
        """Whether `other` is the department itself or under it."""
        values = {"workspace": workspace_id, "department": department_id, "parent": other}
        return bool(await session.fetch(self._sql(IS_BELOW), values))

    async def belongs_above(self, session: Session, workspace_id: str, department_id: str, person_id: str) -> bool:
        """Whether the person is in the department or in one above it."""
        values = {"workspace": workspace_id, "department": department_id, "person": person_id}
        return bool(await session.fetch(self._sql(BELONGS_ABOVE), values))

    async def depth(self, session: Session, workspace_id: str, department_id: str) -> int:
        """1 for a root."""
        values = {"workspace": workspace_id, "parent": department_id}
        return int(str((await session.fetch(self._sql(DEPTH), values))[0][0]))

    async def insert(self, session: Session, row: dict[str, object]) -> None:
        """A new department with its paths."""
        await session.execute(self._sql(INSERT), row)
        own = {"workspace_id": row["workspace_id"], "ancestor_id": row["id"], "department_id": row["id"]}
        await session.execute(self._sql(INSERT_SELF), own)
        if row["parent_id"] is not None:
            values = {"workspace": row["workspace_id"], "department": row["id"], "parent": row["parent_id"]}
            await session.execute(self._sql(HANG), values)

    async def set(self, session: Session, workspace_id: str, department_id: str, column: str, *values: object) -> None:
        """Change one column; `name` takes its sort form as a second value."""
        binds = {
            "workspace": workspace_id,
            "department": department_id,
            **dict(zip(("new", "sorted"), values, strict=False)),
        }
        await session.execute(self._sql(SET[column]), binds)

    async def move(self, session: Session, workspace_id: str, department_id: str, parent_id: str | None) -> None:
        """Hang a subtree elsewhere; the caller has excluded cycles. Everybody's scopes may change."""
        values = {"workspace": workspace_id, "department": department_id, "parent": parent_id}
        await self.set(session, workspace_id, department_id, "parent_id", parent_id)
        await session.execute(self._sql(CUT), values)
        if parent_id is not None:
            await session.execute(self._sql(HANG), values)
        await session.execute(self._sql(RAISE_WORKSPACE), {"in_workspace": workspace_id})

    async def delete(self, session: Session, workspace_id: str, department_id: str) -> None:
        """Drop an empty department."""
        values = {"workspace": workspace_id, "department": department_id}
        await session.execute(self._sql(DELETE_PATHS), values)
        await session.execute(self._sql(DELETE), values)

    async def audit(self, session: Session, entry: AuditEntry) -> None:
        """Leave a trace."""
        await session.execute(self._sql(INSERT_AUDIT), entry.values())
