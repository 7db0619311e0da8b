"""The SQL of public addresses."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from dougong.public_forms.tables import public_addresses
from dougong.storage.audit import INSERT_AUDIT, AuditEntry
from dougong.storage.driver.port import Database, Session
from dougong.storage.people_tables import people, role_members
from dougong.storage.statements import Statements
from dougong.storage.types import BooleanType, MomentType, TextType, UuidType

_A = public_addresses.c
_WORKSPACE = sa.bindparam("of_workspace", type_=UuidType())
_FORM = sa.bindparam("form", type_=TextType())
_OWN = sa.and_(_A.workspace_id == _WORKSPACE, _A.form_id == _FORM)
_HASH = sa.bindparam("hashed", type_=TextType())
_MOST = sa.bindparam("most", type_=sa.BigInteger())


@dataclass(frozen=True, slots=True)
class Address:
    """One address; `token` is sealed."""

    workspace_id: str
    form_id: str
    id: str
    token_hash: str
    token: str
    open: bool
    owner_id: str
    taken: int
    changed_at: datetime


_SHOWN = tuple(_A[one.name] for one in fields(Address))
# Found before the workspace is known: the token says which one it is.
BY_TOKEN = sa.select(*_SHOWN).where(_A.token_hash == _HASH, _A.open)
BY_FORM = sa.select(*_SHOWN).where(_OWN)
INSERT = sa.insert(public_addresses)
CHANGE = (
    sa.update(public_addresses)
    .where(_OWN)
    .values(
        open=sa.bindparam("is_open", type_=BooleanType()),
        owner_id=sa.bindparam("owner", type_=UuidType()),
        changed_at=sa.bindparam("moment", type_=MomentType()),
    )
)
RENEW = (
    sa.update(public_addresses)
    .where(_OWN)
    .values(
        token_hash=_HASH,
        token=sa.bindparam("sealed", type_=TextType()),
        changed_at=sa.bindparam("moment", type_=MomentType()),
    )
)
COUNT_ONE = (
    sa.update(public_addresses)
    .where(_OWN, _A.token_hash == _HASH, _A.open, sa.or_(_MOST.is_(None), _A.taken < _MOST))
    .values(taken=_A.taken + 1)
    .returning(_A.taken)
)
FIRST_HOLDER = (
    sa.select(people.c.id)
    .join(role_members, sa.and_(role_members.c.workspace_id == _WORKSPACE, role_members.c.person_id == people.c.id))
    .where(people.c.workspace_id == _WORKSPACE, people.c.active)
    .where(role_members.c.role_id == sa.bindparam("role", type_=TextType()))
    .order_by(people.c.sort_name, people.c.id)
    .limit(1)
)
PERSON = sa.select(people.c.name).where(
    people.c.workspace_id == _WORKSPACE, people.c.id == sa.bindparam("person", type_=UuidType()), people.c.active
)


class AddressRows:
    """Statements about public addresses on one database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.sql = Statements(database.dialect)

    async def by_token(self, hashed: str) -> Address | None:
        """The open address with that token, of whichever workspace."""
        return _address(await self.database.fetch(self.sql(BY_TOKEN, bounded=True), {"hashed": hashed}))

    async def by_form(self, workspace_id: str, form_id: str) -> Address | None:
        """The address of a form, open or not."""
        asked = {"of_workspace": workspace_id, "form": form_id}
        return _address(await self.database.fetch(self.sql(BY_FORM, bounded=True), asked))

    async def insert(self, address: Address, entry: AuditEntry) -> None:
        """A form's first address."""
        row: dict[str, object] = {one.name: getattr(address, one.name) for one in fields(Address)}
        await self.database.write([(self.sql(INSERT), row), (self.sql(INSERT_AUDIT), entry.values())])

    async def change(self, address: Address, entry: AuditEntry) -> None:
        """Open or shut it, and say who owns what comes in."""
        own = {"of_workspace": address.workspace_id, "form": address.form_id}
        values = {**own, "is_open": address.open, "owner": address.owner_id, "moment": address.changed_at}
        await self.database.write([(self.sql(CHANGE), values), (self.sql(INSERT_AUDIT), entry.values())])

    async def renew(self, address: Address, entry: AuditEntry) -> None:
        """Another token; the old one leads nowhere from now on."""
        own = {"of_workspace": address.workspace_id, "form": address.form_id}
        values = {**own, "hashed": address.token_hash, "sealed": address.token, "moment": address.changed_at}
        await self.database.write([(self.sql(RENEW), values), (self.sql(INSERT_AUDIT), entry.values())])

    async def count_one(self, session: Session, address: Address, most: int | None) -> bool:
        """One more answer; False when the address was shut or renewed meanwhile, or has taken `most` already."""
        own = {"of_workspace": address.workspace_id, "form": address.form_id}
        rows = await session.fetch(self.sql(COUNT_ONE), {**own, "hashed": address.token_hash, "most": most})
        return bool(rows)

    async def first_holder(self, workspace_id: str, role_id: str) -> str | None:
        """The first active member of a role by name."""
        asked = {"of_workspace": workspace_id, "role": role_id}
        rows = await self.database.fetch(self.sql(FIRST_HOLDER, bounded=True), asked)
        return str(rows[0][0]) if rows else None

    async def name_of(self, workspace_id: str, person_id: str) -> str | None:
        """The name of an active person."""
        asked = {"of_workspace": workspace_id, "person": person_id}
        rows = await self.database.fetch(self.sql(PERSON, bounded=True), asked)
        return str(rows[0][0]) if rows else None


def _address(rows: list[tuple[Any, ...]]) -> Address | None:
    return Address(*rows[0]) if rows else None
