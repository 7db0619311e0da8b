"""SQL of the directory: lists, single people, their columns."""

from collections.abc import Sequence
from itertools import product

import sqlalchemy as sa

from dougong.people.directory.columns import Person
from dougong.people.sort_names import initials_pattern, like
from dougong.people.tables import accounts, api_tokens, sessions
from dougong.storage.audit import INSERT_AUDIT, AuditEntry
from dougong.storage.driver.port import Database, Row, Session
from dougong.storage.people_tables import department_members, department_paths, departments, people, role_members
from dougong.storage.rights import LOCK_STRUCTURE, RAISE_PERSON
from dougong.storage.statements import Statements
from dougong.storage.types import BooleanType, MomentType, TextType, UuidType

_WORKSPACE = sa.bindparam("workspace", type_=UuidType())
_PERSON = sa.bindparam("person", type_=UuidType())
_own = sa.and_(people.c.workspace_id == _WORKSPACE, people.c.id == _PERSON)
_boss = people.alias("boss")

_PEOPLE = sa.select(
    people.c.id,
    people.c.name,
    people.c.sort_name,
    people.c.email,
    people.c.phone,
    people.c.position,
    people.c.manager_id,
    _boss.c.name.label("manager_name"),
    people.c.department_id,
    departments.c.name.label("department_name"),
    people.c.active,
    people.c.admin,
    people.c.locale,
    people.c.account_id,
    people.c.created_at,
).select_from(
    people.outerjoin(
        _boss, sa.and_(_boss.c.workspace_id == people.c.workspace_id, _boss.c.id == people.c.manager_id)
    ).outerjoin(
        departments,
        sa.and_(departments.c.workspace_id == people.c.workspace_id, departments.c.id == people.c.department_id),
    )
)
ONE = _PEOPLE.where(_own)
DEPARTMENTS_OF = (
    sa.select(department_members.c.department_id)
    .where(department_members.c.workspace_id == _WORKSPACE, department_members.c.person_id == _PERSON)
    .order_by(department_members.c.department_id)
)
ROLES_OF = sa.select(role_members.c.role_id).where(
    role_members.c.workspace_id == _WORKSPACE, role_members.c.person_id == _PERSON
)


def _pages(*, searching: bool, in_department: bool, contacts: bool) -> sa.Select[tuple[object, ...]]:
    """One page of people; a contact may be searched only by those who may read it."""
    after = sa.tuple_(sa.bindparam("after_name", type_=TextType()), sa.bindparam("after_id", type_=UuidType()))
    page = _PEOPLE.where(
        people.c.workspace_id == _WORKSPACE,
        sa.or_(people.c.active, sa.bindparam("also_inactive", type_=BooleanType())),
        sa.tuple_(people.c.sort_name, people.c.id) > after,
    )
    if in_department:
        below = sa.select(department_paths.c.department_id).where(
            department_paths.c.workspace_id == _WORKSPACE,
            department_paths.c.ancestor_id == sa.bindparam("department", type_=UuidType()),
        )
        members = sa.select(department_members.c.person_id).where(
            department_members.c.workspace_id == _WORKSPACE, department_members.c.department_id.in_(below)
        )
        page = page.where(people.c.id.in_(members))
    if searching:
        pattern = sa.bindparam("pattern", type_=TextType())
        found = [
            people.c.name.like(pattern, escape="\\"),
            people.c.sort_name.like(pattern, escape="\\"),
            sa.func.replace(people.c.sort_name, " ", "").like(pattern, escape="\\"),
            people.c.sort_name.like(sa.bindparam("initials", type_=TextType())),
        ]
        if contacts:
            found += [people.c.email.like(pattern, escape="\\"), people.c.phone.like(pattern, escape="\\")]
        page = page.where(sa.or_(*found))
    return page.order_by(people.c.sort_name, people.c.id).limit(sa.bindparam("most", type_=sa.Integer()))


PAGES = {
    which: _pages(searching=which[0], in_department=which[1], contacts=which[2])
    for which in product((False, True), repeat=3)
}
INSERT = sa.insert(people)
SET = {
    column: sa.update(people).where(_own).values({column: sa.bindparam("new", type_=type_)})
    for column, type_ in (
        ("name", TextType()),
        ("sort_name", TextType()),
        ("email", TextType()),
        ("phone", TextType()),
        ("position", TextType()),
        ("locale", TextType()),
        ("department_id", UuidType()),
        ("account_id", UuidType()),
        ("active", BooleanType()),
        ("admin", BooleanType()),
    )
}
OTHER_ADMINS = (
    sa.select(sa.literal(1))
    .where(people.c.workspace_id == _WORKSPACE, people.c.id != _PERSON, people.c.admin, people.c.active)
    .limit(1)
)
DEPARTMENT = sa.select(departments.c.id).where(
    departments.c.workspace_id == _WORKSPACE, departments.c.id == sa.bindparam("department", type_=UuidType())
)
LEAVE_DEPARTMENTS = sa.delete(department_members).where(
    department_members.c.workspace_id == _WORKSPACE, department_members.c.person_id == _PERSON
)
JOIN_DEPARTMENT = sa.insert(department_members)
END_SESSIONS = sa.delete(sessions).where(sessions.c.workspace_id == _WORKSPACE, sessions.c.person_id == _PERSON)
END_TOKENS = (
    sa.update(api_tokens)
    .where(
        api_tokens.c.workspace_id == _WORKSPACE, api_tokens.c.person_id == _PERSON, api_tokens.c.revoked_at.is_(None)
    )
    .values(revoked_at=sa.bindparam("moment", type_=MomentType()))
)
INSERT_ACCOUNT = sa.insert(accounts)
FORGET = (
    LEAVE_DEPARTMENTS,
    sa.update(departments)
    .where(departments.c.workspace_id == _WORKSPACE, departments.c.leader_id == _PERSON)
    .values(leader_id=sa.null()),
    sa.delete(people).where(_own),
)


class PeopleStore:
    """Statements about people on one database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._sql = Statements(database.dialect)

    async def page(
        self, workspace_id: str, text: str, department: str | None, *, contacts: bool, rest: dict[str, object]
    ) -> list[Person]:
        """People in order of sort name; `rest` binds also_inactive, after_name, after_id, most."""
        statement = self._sql(PAGES[bool(text), department is not None, contacts])
        values: dict[str, object] = {"workspace": workspace_id, **rest}
        if text:
            values |= {"pattern": like(text), "initials": initials_pattern(text)}
        if department is not None:
            values["department"] = department
        return [_person(row) for row in await self.database.fetch(statement, values)]

    async def one(self, session: Session, workspace_id: str, person_id: str) -> Person | None:
        """A person with all departments."""
        own = {"workspace": workspace_id, "person": person_id}
        rows = await session.fetch(self._sql(ONE), own)
        if not rows:
            return None
        joined = await session.fetch(self._sql(DEPARTMENTS_OF), own)
        return _person(rows[0], tuple(str(department) for (department,) in joined))

    async def roles_of(self, session: Session, workspace_id: str, person_id: str) -> list[str]:
        """Role ids."""
        rows = await session.fetch(self._sql(ROLES_OF), {"workspace": workspace_id, "person": person_id})
        return [str(role) for (role,) in rows]

    async def lock(self, session: Session, workspace_id: str) -> None:
        """Nobody else changes the trees or the admins until the transaction ends."""
        await session.execute(self._sql(LOCK_STRUCTURE), {"in_workspace": workspace_id})

    async def insert(self, session: Session, row: dict[str, object]) -> None:
        """A new person without department or manager."""
        await session.execute(self._sql(INSERT), row)

    async def insert_account(self, session: Session, row: dict[str, object]) -> None:
        """A new identity."""
        await session.execute(self._sql(INSERT_ACCOUNT), row)

    async def set(self, session: Session, workspace_id: str, person_id: str, column: str, value: object) -> None:
        """Change one column that is in `SET`."""
        own = {"workspace": workspace_id, "person": person_id, "new": value}
        await session.execute(self._sql(SET[column]), own)

    async def has_other_admin(self, session: Session, workspace_id: str, person_id: str) -> bool:
        """Whether an active admin remains without this person."""
        own = {"workspace": workspace_id, "person": person_id}
        return bool(await session.fetch(self._sql(OTHER_ADMINS), own))

    async def has_department(self, session: Session, workspace_id: str, department_id: str) -> bool:
        """Whether there is such a department."""
        values = {"workspace": workspace_id, "department": department_id}
        return bool(await session.fetch(self._sql(DEPARTMENT), values))

    async def join(self, session: Session, workspace_id: str, person_id: str, wanted: Sequence[str]) -> None:
        """Be a member of exactly these departments."""
        await session.execute(self._sql(LEAVE_DEPARTMENTS), {"workspace": workspace_id, "person": person_id})
        for department in wanted:
            row = {"workspace_id": workspace_id, "department_id": department, "person_id": person_id}
            await session.execute(self._sql(JOIN_DEPARTMENT), row)

    async def remove(self, session: Session, workspace_id: str, person_id: str) -> None:
        """Nothing of a person is left, and nothing that they led has a leader."""
        for statement in FORGET:
            await session.execute(self._sql(statement), {"workspace": workspace_id, "person": person_id})

    async def end_credentials(self, session: Session, entry: AuditEntry, person_id: str) -> None:
        """Sessions and API tokens of a person are void from now on."""
        own = {"workspace": entry.workspace_id, "person": person_id}
        await session.execute(self._sql(END_SESSIONS), own)
        await session.execute(self._sql(END_TOKENS), {**own, "moment": entry.at})

    async def changed(self, session: Session, entry: AuditEntry, person_id: str) -> None:
        """Raise the stamp of a person's rights and leave a trace."""
        stamp = {"in_workspace": entry.workspace_id, "of_person": person_id}
        await session.execute(self._sql(RAISE_PERSON), stamp)
        await session.execute(self._sql(INSERT_AUDIT), entry.values())


def _person(row: Row, joined: tuple[str, ...] = ()) -> Person:
    return Person(*row, joined)  # type: ignore[arg-type, call-arg]  # the columns in order
