"""The SQL of notifications and preferences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from dougong.kernel.ids import new_id
from dougong.notify.message import BODY_CHARACTERS, TITLE_CHARACTERS, Message, Recipient
from dougong.notify.tables import notification_preferences, notifications
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.expressions import any_of
from dougong.storage.driver.port import Database, Dialect, Step
from dougong.storage.people_tables import people
from dougong.storage.types import MomentType, UuidType
from dougong_engine.document import Json

_N = notifications.c
_P = notification_preferences.c
_MINE = sa.and_(
    _N.workspace_id == sa.bindparam("of_workspace", type_=UuidType()),
    _N.person_id == sa.bindparam("of_person", type_=UuidType()),
)
_SHOWN = (_N.id, _N.at, _N.kind, _N.title, _N.body, _N.link, _N.told, _N.read_at)
_INSERTS: dict[Dialect, Any] = {Dialect.SQLITE: sqlite.insert, Dialect.POSTGRESQL: postgresql.insert}


@dataclass(frozen=True, slots=True)
class Notification:
    """One line of a person's list."""

    id: str
    at: datetime
    kind: str
    title: str
    body: str
    link: Json
    told: tuple[str, ...]
    read_at: datetime | None


class NotificationRows:
    """Statements on notifications, compiled once for a database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        dialect = database.dialect

        def ready(statement: sa.Executable) -> Any:
            return compile_statement(statement, dialect)

        page = sa.select(*_SHOWN).where(_MINE).order_by(_N.id.desc()).limit(sa.bindparam("most", type_=sa.Integer()))
        after = _N.id < sa.bindparam("before", type_=UuidType())
        unread = _N.read_at.is_(None)
        self._pages = {
            (with_cursor, only_unread): ready(
                page.where(*([after] if with_cursor else []), *([unread] if only_unread else []))
            )
            for with_cursor in (False, True)
            for only_unread in (False, True)
        }
        self._unread = ready(sa.select(sa.func.count()).select_from(notifications).where(_MINE, unread))
        read = sa.update(notifications).where(_MINE, unread).values(read_at=sa.bindparam("at", type_=MomentType()))
        self._read_some = ready(read.where(any_of(_N.id, "ids")))
        self._read_to = ready(read.where(_N.id <= sa.bindparam("newest", type_=UuidType())))
        self._add = ready(_INSERTS[dialect](notifications).on_conflict_do_nothing())
        self._recipients = ready(
            sa.select(people.c.id, people.c.name, people.c.email, people.c.locale).where(
                people.c.workspace_id == sa.bindparam("of_workspace", type_=UuidType()),
                any_of(people.c.id, "ids"),
                people.c.active,
            )
        )

    def add_step(self, message: Message, at: datetime) -> Step:
        """The step that puts a message into a person's list; does nothing if its key is there already."""
        values = {
            "workspace_id": message.workspace_id,
            "id": new_id(),
            "person_id": message.person_id,
            "at": at,
            "kind": message.kind,
            "title": message.title[:TITLE_CHARACTERS],
            "body": message.body[:BODY_CHARACTERS],
            "link": message.link.model_dump(exclude_none=True) if message.link else None,
            "told": list(message.told),
            "read_at": None,
            "event_key": message.key,
        }
        return self._add, values

    async def page(
        self, workspace_id: str, person_id: str, before: str | None, most: int, *, only_unread: bool
    ) -> list[Notification]:
        """Newest first, below an id if one is given."""
        values: dict[str, object] = {"of_workspace": workspace_id, "of_person": person_id, "most": most}
        if before is not None:
            values["before"] = before
        rows = await self._database.fetch(self._pages[before is not None, only_unread], values)
        return [Notification(*row) for row in rows]  # type: ignore[arg-type]  # the columns' own types

    async def unread(self, workspace_id: str, person_id: str) -> int:
        """How many a person has not read."""
        rows = await self._database.fetch(self._unread, {"of_workspace": workspace_id, "of_person": person_id})
        return int(str(rows[0][0]))

    async def read(self, workspace_id: str, person_id: str, ids: Sequence[str], at: datetime) -> None:
        """Mark some of a person's own as read."""
        values = {"of_workspace": workspace_id, "of_person": person_id, "ids": list(ids), "at": at}
        await self._database.write([(self._read_some, values)])

    async def read_up_to(self, workspace_id: str, person_id: str, newest: str, at: datetime) -> None:
        """Mark everything up to and with an id as read, so that what came meanwhile stays unread."""
        values = {"of_workspace": workspace_id, "of_person": person_id, "newest": newest, "at": at}
        await self._database.write([(self._read_to, values)])

    async def recipients(self, workspace_id: str, ids: Sequence[str]) -> dict[str, Recipient]:
        """Those of the people who are active, by id."""
        rows = await self._database.fetch(self._recipients, {"of_workspace": workspace_id, "ids": list(ids)})
        return {str(row[0]): Recipient(*row) for row in rows}  # type: ignore[arg-type]  # the columns' own types


class PreferenceRows:
    """Statements on preferences, compiled once for a database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        dialect = database.dialect
        self._some = compile_statement(
            sa.select(_P.person_id, _P.kind, _P.channel, _P.wanted).where(
                _P.workspace_id == sa.bindparam("of_workspace", type_=UuidType()), any_of(_P.person_id, "ids")
            ),
            dialect,
        )
        insert = _INSERTS[dialect](notification_preferences)
        key = [_P.workspace_id, _P.person_id, _P.kind, _P.channel]
        self._set = compile_statement(
            insert.on_conflict_do_update(index_elements=key, set_={"wanted": insert.excluded.wanted}), dialect
        )

    async def of(self, workspace_id: str, ids: Sequence[str]) -> dict[tuple[str, str, str], bool]:
        """(person, kind, channel) → wanted; what nobody chose is missing."""
        rows = await self._database.fetch(self._some, {"of_workspace": workspace_id, "ids": list(ids)})
        return {(str(person), str(kind), str(channel)): bool(wanted) for person, kind, channel, wanted in rows}

    async def set(self, workspace_id: str, person_id: str, wanted: Mapping[tuple[str, str], bool]) -> None:
        """Keep a person's choices for (kind, channel)."""
        fixed = {"workspace_id": workspace_id, "person_id": person_id}
        await self._database.write(
            [
                (self._set, {**fixed, "kind": kind, "channel": channel, "wanted": choice})
                for (kind, channel), choice in wanted.items()
            ]
        )
