"""Publishing: expand the tables, fill them, verify, then flip all versions in one transaction."""

import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa

from dougong.design.filling import filling
from dougong.design.job import Beside, Job, Order, Published, nothing_beside
from dougong.design.naming import NamePlan
from dougong.design.permission_tests import TestsByApp, failing_tests, keep_tests
from dougong.design.publications import Origin, Rows, problem_json
from dougong.design.verifying import verify
from dougong.kernel.ids import new_id
from dougong.kernel.problem import Refusal, refuse
from dougong.storage.catalogue import Catalogue, names_of, schema_of
from dougong.storage.ddl import add_indexes, drop_stale_uniques, expand
from dougong.storage.driver.failures import StorageFailure, UniqueClash
from dougong.storage.driver.port import Database, Dialect, Session, Statement, in_transaction
from dougong.storage.entity_table import EntityTable
from dougong.storage.physical import Names
from dougong.storage.schema import Schema
from dougong_engine.design.check import check
from dougong_engine.design.entity import Entity
from dougong_engine.design.object import DesignObject
from dougong_engine.packages.format import PermissionTest

log = logging.getLogger("dougong.design")

LEASE = timedelta(minutes=2)
"""How long a publish may be silent before another one takes it for interrupted."""

SLACK = timedelta(minutes=5)
"""How far clocks may differ between those who write records and those who publish."""

RACES = 3

__all__ = ["Origin", "Published", "Publishing"]


async def _nothing(_step: str) -> None:
    """Nobody watches the steps."""


@dataclass(slots=True)
class Publishing:
    """Publishes sets of objects; each set is all or nothing.

    `reached` is told each step (`prepared`, `expanded`, `filled`, `verified`, `live`) after it is safely stored: what
    dies there is taken up by the next publish. A publish that is silent for longer than `lease` counts as dead.
    """

    database: Database
    catalogue: Catalogue
    reached: Callable[[str], Awaitable[None]] = _nothing
    lease: timedelta = LEASE

    async def publish(
        self,
        workspace_id: str,
        person_id: str | None,
        objects: Sequence[DesignObject],
        at: datetime,
        *,
        removed: Iterable[str] = (),
        origins: Mapping[str, Origin] | None = None,
        revisions: Mapping[str, int] | None = None,
        accept_empty: bool = False,
        tests: TestsByApp | None = None,
        beside: Beside = nothing_beside,
    ) -> Published:
        """Make these objects the published ones.

        Refuses (422) a design that does not fit or fails a permission test, and records that do not fit, with every
        problem; (409) while another publish runs. `revisions`: a draft that has been saved since stays a draft.
        `accept_empty` leaves required fields empty on records that are there already. `tests` take the place of the
        permission tests of their apps. What `beside` answers is committed with the new versions or not at all.
        """
        order = Order(
            workspace_id,
            person_id,
            tuple(objects),
            at,
            frozenset(removed),
            origins or {},
            revisions or {},
            accept_empty,
            tests or {},
            beside,
        )
        job = await self._begin(order)
        try:
            await self._prepare(job)
            versions = await self._activate(job)
        except Exception as error:
            await self._fail(job, error)
            raise
        await self.reached("live")
        await self._finish(job)
        return Published(job.id, versions, await self.catalogue.newest(workspace_id))

    async def keep_tests(self, workspace_id: str, app_id: str, tests: Sequence[PermissionTest]) -> None:
        """Other permission tests for an app, from the next publish on."""

        async def work(session: Session) -> None:
            await keep_tests(session, self.database.dialect, workspace_id, app_id, tests)

        await in_transaction(self.database, work)

    async def _begin(self, order: Order) -> Job:
        """The publication's row and the names of its columns, once the design fits."""
        for _ in range(RACES):
            before = await self.catalogue.newest(order.workspace_id)
            design = before.design.replaced(*order.objects, without=order.gone)
            problems = check(design) or await failing_tests(self.database, order.workspace_id, design, order.tests)
            if problems:
                raise Refusal(422, problems)
            id = new_id()
            plans = await self._reserve(order, before, id)
            names: dict[str, Names] = await names_of(self.database, self.database.dialect, order.workspace_id)
            after = _next(before, replace(before, design=design), names, plans, self.database.dialect)
            touched = frozenset(plans)
            job = Job(id, order, before, after, plans, filling(before, after, touched, order.at, self.database.dialect))
            if (await self.catalogue.newest(order.workspace_id)).revision == before.revision:
                await self.reached("prepared")
                return job
            await self._state(job, "failed")
        raise refuse(409, "publish.running", seconds=int(self.lease.total_seconds()))

    async def _reserve(self, order: Order, before: Schema, id: str) -> dict[str, NamePlan]:
        """The publication's row and the names that it will use, in one transaction."""
        now = await self.database.now()
        known = {one.id: one for one in before.design.of(Entity)}
        touched = [*(one.id for one in order.objects), *order.gone]

        async def work(session: Session) -> dict[str, NamePlan]:
            rows = self._rows(session, order)
            await rows.lock()
            await rows.begin(id, touched, order.person_id, order.at, now, self.lease)
            return await rows.prepare(order.entities(), known, order.at)

        return await in_transaction(self.database, work)

    async def _prepare(self, job: Job) -> None:
        """Everything that may take long, beside the version that serves: safe to repeat."""
        tables = [job.after.table(id) for id in sorted(job.names)]
        for table in tables:
            await self._ddl(expand, table)
            await self._ddl(partial(add_indexes, unique=False), table)
        await self._state(job, "filling")
        await self.reached("expanded")
        await job.filling.fill(lambda batch: self._batch(job, batch))
        await self._state(job, "verifying")
        await self.reached("filled")
        await self._verify(job)
        try:
            for table in tables:
                await self._ddl(partial(add_indexes, unique=True), table)
        except UniqueClash:
            # Somebody wrote between the count and the index.
            await self._verify(job)
            raise
        await self.reached("verified")

    async def _ddl(self, work: Callable[[sa.Connection, EntityTable], object], table: EntityTable) -> None:
        await self.database.run_sync(lambda connection: work(connection, table))

    async def _verify(self, job: Job) -> None:
        found = [
            problem
            for id in sorted(job.names)
            for problem in await verify(self.database, job.before, job.after, id, accept_empty=job.order.accept_empty)
        ]
        if found:
            raise Refusal(422, found)

    async def _batch(
        self, job: Job, batch: Callable[[Session], Awaitable[tuple[str | None, int]]]
    ) -> tuple[str | None, int]:
        now = await self.database.now()

        async def work(session: Session) -> tuple[str | None, int]:
            await self._rows(session, job.order).state(job.id, "filling", alive_at=now)
            return await batch(session)

        return await in_transaction(self.database, work)

    async def _state(self, job: Job, state: str) -> None:
        now = await self.database.now()

        async def work(session: Session) -> bool:
            return await self._rows(session, job.order).state(job.id, state, alive_at=now)

        if not await in_transaction(self.database, work):
            raise refuse(409, "publish.interrupted")

    async def _activate(self, job: Job) -> dict[str, int]:
        """One transaction: the last changed records, the names, the versions, everybody's epoch."""
        order = job.order

        async def work(session: Session) -> dict[str, int]:
            rows = self._rows(session, order)
            await rows.lock()
            if not await rows.state(job.id, "tidying"):
                raise refuse(409, "publish.interrupted")
            if self.database.dialect is Dialect.POSTGRESQL:
                for table in job.filling.tables():
                    # Who waits for this lock reads the new epoch afterwards and starts anew.
                    await session.execute(Statement(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE"))
            await job.filling.fill(lambda batch: batch(session), order.at - SLACK)
            for entity in order.entities():
                await rows.go_live(entity, job.names[entity.id], order.at)
            versions = await rows.point(
                job.id, order.person_id, order.objects, order.at, order.origins, order.revisions
            )
            await rows.withdraw(order.gone, order.at)
            for app, tests in order.tests.items():
                await keep_tests(session, self.database.dialect, order.workspace_id, app, tests)
            for statement, values in order.beside(versions):
                await session.execute(statement, values)
            await rows.note(job.id, order.person_id, order.at, versions, order.gone)
            await rows.raise_epoch()
            return versions

        return await in_transaction(self.database, work)

    async def _finish(self, job: Job) -> None:
        """What must not happen before: sums that others read, and indexes that the new version does without."""
        try:
            await job.filling.refresh(lambda batch: in_transaction(self.database, batch))
            for id in sorted(set(job.names) & set(job.before.tables)):
                await self._ddl(drop_stale_uniques, job.after.table(id))
        except StorageFailure as error:
            # The design is live; the next publish of the entity tidies up.
            log.warning("publication %s was not tidied up: %s", job.id, error.code)

        async def work(session: Session) -> None:
            await self._rows(session, job.order).state(job.id, "active", finished_at=job.order.at)

        await in_transaction(self.database, work)

    async def _fail(self, job: Job, error: Exception) -> None:
        """Say why, and take away the unique indexes that only the next version wanted."""
        match error:
            case Refusal(problems=problems):
                problem = problem_json(problems[0].code, problems[0].params)
            case StorageFailure(code=code):
                problem = problem_json(code, {})
            case _:
                problem = problem_json("server.failed", {})

        async def work(session: Session) -> bool:
            rows = self._rows(session, job.order)
            return await rows.state(job.id, "failed", problem=problem, finished_at=job.order.at)

        if not await in_transaction(self.database, work):
            # Whoever took over may want these very indexes.
            return
        for id in sorted(set(job.names) & set(job.before.tables)):
            table = job.before.table(id)
            await self._ddl(drop_stale_uniques, table)

    def _rows(self, session: Session, order: Order) -> Rows:
        return Rows(session, self.database.dialect, order.workspace_id)


def _next(
    before: Schema, changed: Schema, stored: Mapping[str, Names], plans: Mapping[str, NamePlan], dialect: Dialect
) -> Schema:
    """The schema as it will be, over live and prepared names."""
    return schema_of(
        changed.design,
        before.versions,
        {**stored, **{id: plan.names for id, plan in plans.items()}},
        workspace_id=before.workspace_id,
        number=before.number,
        timezone=before.timezone,
        locale=before.locale,
        revision=before.revision,
        texts=before.texts,
        dialect=dialect,
    )
