"""The SQL of webhooks themselves."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from dougong.storage.audit import INSERT_AUDIT, AuditEntry
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Database, Step
from dougong.storage.people_tables import people
from dougong.storage.types import UuidType
from dougong.webhooks.tables import webhook_deliveries, webhooks
from dougong_engine.document import Json

_W = webhooks.c
_OF = _W.workspace_id == sa.bindparam("of_workspace", type_=UuidType())
_ONE = _W.id == sa.bindparam("of_id", type_=UuidType())


@dataclass(frozen=True, slots=True)
class Webhook:
    """One webhook; `secret` is sealed."""

    workspace_id: str
    id: str
    name: str
    url: str
    secret: str
    events: Sequence[str]
    entity_id: str | None
    filter: Json
    active: bool
    owner_id: str
    created_at: datetime
    updated_at: datetime

    def values(self) -> dict[str, object]:
        """The row."""
        row: dict[str, object] = {one.name: getattr(self, one.name) for one in fields(self)}
        return {**row, "events": list(self.events)}


CHANGING = ("name", "url", "secret", "events", "entity_id", "filter", "active", "owner_id", "updated_at")
_SHOWN = tuple(_W[one.name] for one in fields(Webhook))


class WebhookRows:
    """Statements on webhooks, compiled once for a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

        def ready(statement: sa.Executable) -> Any:
            return compile_statement(statement, database.dialect)

        owner = sa.and_(people.c.workspace_id == _W.workspace_id, people.c.id == _W.owner_id, people.c.active)
        deliveries = webhook_deliveries.c
        self._all = ready(sa.select(*_SHOWN).where(_OF).order_by(_W.id))
        self._one = ready(sa.select(*_SHOWN).where(_OF, _ONE))
        self._working = ready(sa.select(*_SHOWN).join(people, owner).where(_OF, _ONE, _W.active))
        self._insert = ready(sa.insert(webhooks))
        self._update = ready(
            sa.update(webhooks)
            .where(_OF, _ONE)
            .values({name: sa.bindparam(name, type_=_W[name].type) for name in CHANGING})
        )
        self._delete = ready(sa.delete(webhooks).where(_OF, _ONE))
        self._delete_log = ready(
            sa.delete(webhook_deliveries).where(
                deliveries.workspace_id == sa.bindparam("of_workspace", type_=UuidType()),
                deliveries.webhook_id == sa.bindparam("of_id", type_=UuidType()),
            )
        )
        self._stop = ready(sa.update(webhooks).where(_OF, _ONE).values(active=sa.false()))
        self._audit = ready(INSERT_AUDIT)

    async def all(self, workspace_id: str) -> list[Webhook]:
        """Every webhook of a workspace, oldest first."""
        rows = await self._database.fetch(self._all, {"of_workspace": workspace_id})
        return [_webhook(row) for row in rows]

    async def one(self, workspace_id: str, id: str) -> Webhook | None:
        """A webhook by id."""
        rows = await self._database.fetch(self._one, {"of_workspace": workspace_id, "of_id": id})
        return _webhook(rows[0]) if rows else None

    async def working(self, workspace_id: str, id: str) -> Webhook | None:
        """A webhook that is switched on and whose owner is still active."""
        rows = await self._database.fetch(self._working, {"of_workspace": workspace_id, "of_id": id})
        return _webhook(rows[0]) if rows else None

    async def insert(self, webhook: Webhook, audited: AuditEntry) -> None:
        """Keep a new one."""
        await self._database.write([(self._insert, webhook.values()), (self._audit, audited.values())])

    async def update(self, webhook: Webhook, audited: AuditEntry) -> None:
        """Keep what has changed."""
        values = {"of_workspace": webhook.workspace_id, "of_id": webhook.id, **webhook.values()}
        await self._database.write([(self._update, values), (self._audit, audited.values())])

    async def delete(self, workspace_id: str, id: str, audited: AuditEntry) -> None:
        """Forget one with its log."""
        named = {"of_workspace": workspace_id, "of_id": id}
        steps: list[Step] = [(self._delete_log, named), (self._delete, named), (self._audit, audited.values())]
        await self._database.write(steps)

    async def stop(self, workspace_id: str, id: str) -> None:
        """Switch one off because the other side says that it is gone."""
        await self._database.write([(self._stop, {"of_workspace": workspace_id, "of_id": id})])


def _webhook(row: tuple[object, ...]) -> Webhook:
    return Webhook(*row)  # type: ignore[arg-type]  # the columns' own types
