"""The SQL of deliveries: put in once for each event, claimed by one deliverer, closed by the one that claimed."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from dougong.kernel.ids import new_id
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Database, Dialect, Statement, Step
from dougong.storage.types import MomentType, TextType, UuidType
from dougong.webhooks.tables import webhook_deliveries

State = Literal["pending", "delivered", "failed", "skipped"]
PER_WORKSPACE = 5
"""How many deliveries of one workspace a round takes, so that its backlog holds up nobody else's."""

_D = webhook_deliveries.c
# A constant in the SQL text: with a bound value neither database would use the partial index.
_PENDING = _D.state == sa.literal_column("'pending'", TextType())
_INSERTS: dict[Dialect, Any] = {Dialect.SQLITE: sqlite.insert, Dialect.POSTGRESQL: postgresql.insert}


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event on its way to one webhook, with the outcome of the latest try."""

    workspace_id: str
    id: str
    webhook_id: str
    event_id: str
    kind: str
    entity_id: str | None
    record_id: str | None
    version: int | None
    at: datetime
    state: State
    attempt: int
    next_try_at: datetime
    tried_at: datetime | None
    status: int | None
    code: str | None
    ms: int | None
    response_head: str | None


@dataclass(frozen=True, slots=True)
class Result:
    """What a try brought: `status` of HTTP or None without an answer, `code` of ours where there is a reason."""

    state: State
    next_try_at: datetime
    tried_at: datetime
    status: int | None = None
    code: str | None = None
    ms: int | None = None
    response_head: str | None = None


_SHOWN = tuple(_D[one.name] for one in fields(Delivery))
_OF = _D.workspace_id == sa.bindparam("of_workspace", type_=UuidType())


class DeliveryRows:
    """Statements on deliveries, compiled once for a database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        dialect = database.dialect

        def ready(statement: sa.Executable) -> Any:
            return compile_statement(statement, dialect)

        hook = _D.webhook_id == sa.bindparam("of_webhook", type_=UuidType())
        one = _D.id == sa.bindparam("of_id", type_=UuidType())
        page = (
            sa.select(*_SHOWN).where(_OF, hook).order_by(_D.id.desc()).limit(sa.bindparam("most", type_=sa.Integer()))
        )
        self._add = ready(_INSERTS[dialect](webhook_deliveries).on_conflict_do_nothing())
        self._page = ready(page)
        self._page_after = ready(page.where(_D.id < sa.bindparam("before", type_=UuidType())))
        self._claim = _claim(dialect)
        self._close = ready(
            sa.update(webhook_deliveries)
            .where(_OF, one, _PENDING, _D.attempt == sa.bindparam("of_attempt", type_=sa.Integer()))
            .values({field.name: sa.bindparam(field.name, type_=_D[field.name].type) for field in fields(Result)})
        )
        self._again = ready(
            sa.update(webhook_deliveries)
            .where(_OF, hook, one, ~_PENDING)
            .values(state="pending", attempt=0, next_try_at=sa.bindparam("now", type_=MomentType()))
        )
        self._prune = ready(
            sa.delete(webhook_deliveries).where(_D.at < sa.bindparam("before", type_=MomentType()), ~_PENDING)
        )

    def add_step(
        self,
        workspace_id: str,
        webhook_id: str,
        event_id: str,
        kind: str,
        at: datetime,
        about: tuple[str, str, int] | None = None,
    ) -> Step:
        """The step that puts an event on its way; does nothing if it is there already.

        `about` is entity, record and version.
        """
        entity_id, record_id, version = about or (None, None, None)
        values: dict[str, object] = dict.fromkeys((one.name for one in fields(Delivery)), None)
        return self._add, {
            **values,
            "workspace_id": workspace_id,
            "id": new_id(),
            "webhook_id": webhook_id,
            "event_id": event_id,
            "kind": kind,
            "entity_id": entity_id,
            "record_id": record_id,
            "version": version,
            "at": at,
            "state": "pending",
            "attempt": 0,
            "next_try_at": at,
        }

    async def add(self, step: Step) -> None:
        """Carry out one such step by itself."""
        await self._database.write([step])

    async def claim(self, now: datetime, until: datetime, most: int) -> list[Delivery]:
        """Take what is due; nobody else gets it before `until`."""
        values = {"now": now, "until": until, "most": most}
        outcome = (await self._database.write([(self._claim, values)]))[0]
        return [Delivery(*row) for row in outcome.rows]  # type: ignore[arg-type]  # the columns' own types

    async def close(self, delivery: Delivery, result: Result) -> bool:
        """Write the outcome of a try, unless somebody else has begun another one meanwhile."""
        named = {"of_workspace": delivery.workspace_id, "of_id": delivery.id, "of_attempt": delivery.attempt}
        values = {one.name: getattr(result, one.name) for one in fields(Result)}
        return (await self._database.write([(self._close, {**named, **values})]))[0].affected == 1

    async def again(self, workspace_id: str, webhook_id: str, id: str, now: datetime) -> bool:
        """Start over with a delivery that has ended; False if there is none such."""
        values = {"of_workspace": workspace_id, "of_webhook": webhook_id, "of_id": id, "now": now}
        return (await self._database.write([(self._again, values)]))[0].affected == 1

    async def page(self, workspace_id: str, webhook_id: str, before: str | None, most: int) -> list[Delivery]:
        """The log of a webhook, latest first, below an id if one is given."""
        values: dict[str, object] = {"of_workspace": workspace_id, "of_webhook": webhook_id, "most": most}
        if before is not None:
            values["before"] = before
        rows = await self._database.fetch(self._page if before is None else self._page_after, values)
        return [Delivery(*row) for row in rows]  # type: ignore[arg-type]  # the columns' own types

    async def prune(self, before: datetime) -> int:
        """Housekeeping: forget deliveries that ended, of events older than a moment."""
        return (await self._database.write([(self._prune, {"before": before})]))[0].affected


def _claim(dialect: Dialect) -> Statement:
    now, most = sa.bindparam("now", type_=MomentType()), sa.bindparam("most", type_=sa.Integer())
    due = sa.and_(_PENDING, _D.next_try_at <= now)
    turn = sa.func.row_number().over(partition_by=_D.workspace_id, order_by=(_D.next_try_at, _D.id))
    queued = sa.select(_D.workspace_id, _D.id, _D.next_try_at, turn.label("turn")).where(due).subquery()
    chosen = (
        sa.select(queued.c.workspace_id, queued.c.id)
        .where(queued.c.turn <= PER_WORKSPACE)
        .order_by(queued.c.turn, queued.c.next_try_at)
        .limit(most)
    )
    statement = (
        sa.update(webhook_deliveries)
        # Asked again for the row itself: another deliverer may have taken it since the choice was made.
        .where(due, sa.tuple_(_D.workspace_id, _D.id).in_(chosen))
        .values(attempt=_D.attempt + 1, next_try_at=sa.bindparam("until", type_=MomentType()))
        .returning(*_SHOWN)
    )
    return compile_statement(statement, dialect)
