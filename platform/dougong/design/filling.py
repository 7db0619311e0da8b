"""Fills the columns of the next version: first what is moved, then what is computed, in batches."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from dougong.design.computing import Computation, OwnFormulas, ParentSums, computations
from dougong.design.moving import Moving, movings
from dougong.kernel.workspace import Principal
from dougong.kernel.zone import clock_at
from dougong.records.planning import Holder, Planning
from dougong.records.scene import Scene
from dougong.storage.driver.port import Dialect, Session
from dougong.storage.schema import Schema

FIRST = "00000000-0000-0000-0000-000000000000"
ROUNDS = 5
"""How often formulas and sums that read each other are gone through."""

Batch = Callable[[Session, str, datetime | None], Awaitable[tuple[str | None, int]]]
Run = Callable[[Callable[[Session], Awaitable[tuple[str | None, int]]]], Awaitable[tuple[str | None, int]]]
"""Runs one batch in a transaction: in one of its own, or in the one that activates."""


@dataclass(frozen=True, slots=True)
class Filling:
    """All the work on records that one publish brings.

    `first` fills columns that only the next version reads. `later` sums anew what other entities keep in columns that
    serve already, which must not happen before the next version is live.
    """

    moving: tuple[Moving, ...]
    first: tuple[Computation, ...]
    later: tuple[Computation, ...]

    async def fill(self, run: Run, since: datetime | None = None) -> None:
        """Everything that comes before activation; with `since` only for records changed since then."""
        for one in self.moving:
            await _through(run, one.batch, since)
        await _settle(run, self.first, since)

    async def refresh(self, run: Run) -> None:
        """What other entities sum up, once the next version is live."""
        await _settle(run, self.later, None)

    def tables(self) -> list[str]:
        """Schema-qualified names of the tables that must stand still while the last changes are caught up."""
        found = {one.parent.fullname if one.parent is not None else one.table.fullname for one in self.moving}
        for computation in self.first:
            schema = computation.scene.planning.schema
            match computation:
                case OwnFormulas(entity_id=id):
                    found.add(schema.table(id).table.fullname)
                case ParentSums(child_id=child, parents=parents):
                    found |= {schema.table(child).table.fullname, schema.table(parents.entity).table.fullname}
        return sorted(found)


async def _settle(run: Run, work: tuple[Computation, ...], since: datetime | None) -> None:
    """Sums first, then formulas, again while formulas change what was summed."""
    sums = [one for one in work if isinstance(one, ParentSums)]
    own = [one for one in work if isinstance(one, OwnFormulas)]
    for _ in range(ROUNDS):
        changed = 0
        for one in sums:
            await _through(run, one.batch, since)
        for formulas in own:
            changed += await _through(run, formulas.batch, since)
        if not changed or len(work) < 2:
            return


async def _through(run: Run, batch: Batch, since: datetime | None) -> int:
    after: str | None = FIRST
    changed = 0
    while after is not None:

        async def step(session: Session, start: str = after) -> tuple[str | None, int]:
            return await batch(session, start, since)

        after, count = await run(step)
        changed += count
    return changed


def filling(before: Schema, after: Schema, touched: frozenset[str], at: datetime, dialect: Dialect) -> Filling:
    """What publishing these entities means for their records and for those that sum them up."""
    scene = Scene(_platform(after), Planning(after), Holder("admin", admin=True), clock_at(at, after.timezone))
    work = tuple(computations(before, scene, dialect, touched))

    def is_later(one: Computation) -> bool:
        return isinstance(one, ParentSums) and one.parents.entity not in touched

    return Filling(
        tuple(one for id in sorted(touched) for one in movings(before, after, id, dialect)),
        tuple(one for one in work if not is_later(one)),
        tuple(one for one in work if is_later(one)),
    )


def _platform(schema: Schema) -> Principal:
    """The platform itself: nobody's rights narrow what a publish computes."""
    return Principal(
        workspace_id=schema.workspace_id,
        person_id=FIRST,
        account_id=None,
        name="",
        roles=(),
        admin=True,
        abilities=frozenset(),
        epoch=0,
        locale=schema.locale,
        kind="system",
    )
