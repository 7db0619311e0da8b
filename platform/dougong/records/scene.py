"""A caller over one published design at one moment, and what happens when rights change under them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

import sqlalchemy as sa

from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.kernel.zone import clock_at
from dougong.records.planning import Holder, Planning, Plannings, holder
from dougong.storage.catalogue import Catalogue
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Database, Statement
from dougong.storage.reader import Reader
from dougong.storage.scope import stamp
from dougong_engine.formula.values import Clock

T = TypeVar("T")


class Renewal(Protocol):
    """Reads a caller's rights anew; people/ implements it."""

    async def refresh(self, principal: Principal) -> Principal:
        """The same caller with the rights of now. Raises Refusal 401 for one who may no longer sign in."""
        ...


class Stale(Exception):
    """A statement ran under rights that are no longer true; nothing of its answer may be used."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A caller, what they may do, the design and the time."""

    principal: Principal
    planning: Planning
    who: Holder
    clock: Clock

    def bound(self) -> dict[str, object]:
        """The binds that every statement with rights inside takes."""
        return {"ws": self.principal.workspace_id, "me": self.principal.person_id}

    def reader(self, entity_id: str) -> Reader:
        """A new statement over an entity."""
        return Reader(self.planning.schema, entity_id, self.planning.rights(self.who), self.clock)

    def check_epoch(self, epoch: object) -> None:
        """Raises Stale unless the epoch that a statement read is the one of the caller's rights."""
        if epoch != self.principal.epoch:
            raise Stale


@dataclass(slots=True)
class Stage:
    """Where reading and writing take place: the database, the designs, the time."""

    database: Database
    catalogue: Catalogue
    plannings: Plannings
    renewal: Renewal
    now: Callable[[], datetime]
    _stamp: Statement | None = None

    def stamp_statement(self) -> Statement:
        """Reads the caller's epoch alone."""
        if self._stamp is None:
            self._stamp = compile_statement(sa.select(stamp()), self.database.dialect, bounded=True)
        return self._stamp

    async def scene(self, principal: Principal, who: Holder | None = None) -> Scene:
        """The caller over the design as this process knows it; `who` replaces the rights of the caller's roles."""
        schema = await self.catalogue.schema(principal.workspace_id)
        clock = clock_at(self.now(), schema.timezone)
        return Scene(principal, self.plannings.of(schema), who or holder(principal), clock)

    async def under_rights(
        self, principal: Principal, work: Callable[[Scene], Awaitable[T]], who: Holder | None = None
    ) -> T:
        """Runs `work`, once more with rights and design read anew if they turn out to have changed."""
        try:
            return await work(await self.scene(principal, who))
        except Stale:
            fresh = await self.renewal.refresh(principal)
            await self.catalogue.newest(principal.workspace_id)
        try:
            return await work(await self.scene(fresh, who))
        except Stale:
            raise refuse(409, "access.changing") from None
