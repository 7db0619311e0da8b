"""A caller over one published design at one moment, and what happens when rights change under them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

import sqlalchemy as sa

from dougong.kernel.problem import Refusal, refused
from dougong.kernel.workspace import Principal, RightsChanged
from dougong.kernel.zone import clock_at
from dougong.records.planning import Holder, Planning, Plannings, holder
from dougong.storage.catalogue import Catalogue
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Database, Statement
from dougong.storage.reader import Reader
from dougong.storage.schema import Schema
from dougong.storage.scope import stamp
from dougong_engine.access.plan import Held
from dougong_engine.errors import EngineError
from dougong_engine.formula.values import Clock

T = TypeVar("T")
SEEN_LIMIT = 20_000


def nobody_waits() -> None:
    """Where no worker listens."""


HeldBy = Callable[[Principal], Awaitable[tuple[Held, ...]]]
"""What the tasks of a caller add to their roles. It may change only together with the caller's epoch."""


async def nothing_held(_: Principal) -> tuple[Held, ...]:
    """Where no flows run."""
    return ()


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

    def reader(self, entity_id: str, *, trash: bool = False) -> Reader:
        """A new statement over an entity, or over what was removed of it."""
        return Reader(self.planning.schema, entity_id, self.planning.rights(self.who), self.clock, trash=trash)

    def named(self, refusal: Refusal) -> Refusal:
        """The refusal with what it names in the caller's language."""
        schema, locale = self.planning.schema, self.principal.locale
        problems = [schema.named_in(locale, one) for one in refusal.problems]
        return Refusal(refusal.status, problems, refusal.extra)

    def check_epoch(self, epoch: object) -> None:
        """Raises RightsChanged unless the epoch that a statement read is the one of the caller's rights."""
        if epoch != self.principal.epoch:
            raise RightsChanged


@dataclass(slots=True)
class Stage:
    """Where reading and writing take place: the database, the designs, the time.

    `changed` is called after each commit of a record, for whoever waits for its event. `held_by` is asked once for each
    epoch of a caller.
    """

    database: Database
    catalogue: Catalogue
    plannings: Plannings
    now: Callable[[], datetime]
    changed: Callable[[], None] = nobody_waits
    held_by: HeldBy = nothing_held
    _stamp: Statement | None = None
    _seen: dict[tuple[str, str], tuple[int, tuple[Held, ...]]] = field(default_factory=dict)

    def stamp_statement(self) -> Statement:
        """Reads the caller's epoch alone."""
        if self._stamp is None:
            self._stamp = compile_statement(sa.select(stamp()), self.database.dialect, bounded=True)
        return self._stamp

    async def scene(self, principal: Principal, who: Holder | None = None) -> Scene:
        """The caller over the published design; `who` replaces the rights of the caller's roles."""
        schema, held = await self._schema(principal)
        clock = clock_at(self.now(), schema.timezone)
        return Scene(principal, self.plannings.of(schema), who or holder(principal, held), clock)

    async def _schema(self, principal: Principal) -> tuple[Schema, tuple[Held, ...]]:
        """The newest design, and what the caller's tasks add to his rights.

        Every publish raises everybody's epoch, and so does a person's first task at a node: one look after each change
        of it is enough.
        """
        if principal.viewer_id == principal.person_id:
            # Somebody who looks on as a role has no tasks there, and must not be remembered as himself.
            return await self.catalogue.newest(principal.workspace_id), ()
        key = principal.workspace_id, principal.person_id
        seen = self._seen.get(key)
        if seen is not None and seen[0] == principal.epoch:
            return await self.catalogue.schema(principal.workspace_id), seen[1]
        schema = await self.catalogue.newest(principal.workspace_id)
        held = () if principal.admin else await self.held_by(principal)
        if len(self._seen) >= SEEN_LIMIT:
            self._seen.clear()
        self._seen[key] = principal.epoch, held
        return schema, held

    async def under_rights(
        self, principal: Principal, work: Callable[[Scene], Awaitable[T]], who: Holder | None = None
    ) -> T:
        """Runs `work` over the caller's scene; what the engine finds wrong with a question becomes a refusal.

        What is refused is named in the caller's language.
        """
        scene = await self.scene(principal, who)
        try:
            return await work(scene)
        except EngineError as error:
            raise scene.named(refused(error)) from None
        except Refusal as refusal:
            raise scene.named(refusal) from refusal.__cause__
