"""The working calendar of a workspace: every change is a new version, and old ones stay to explain old due times."""

import json
from dataclasses import dataclass
from datetime import time
from functools import cache
from importlib.resources import files
from typing import Any

import sqlalchemy as sa

from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.process.tables import calendars
from dougong.records.scene import Stage
from dougong.storage.driver.failures import UniqueClash
from dougong.storage.facts import Fetch
from dougong.storage.statements import Statements
from dougong.storage.types import UuidType
from dougong_engine.document import Json, dump
from dougong_engine.timers.calendar import WEEKDAYS, Calendar, Shift, Shifts

_C = calendars.c
_WS = sa.bindparam("ws", type_=UuidType())
NEWEST = sa.select(_C.document).where(_C.workspace_id == _WS).order_by(_C.version.desc()).limit(1)
AT = sa.select(_C.document).where(_C.workspace_id == _WS, _C.version == sa.bindparam("version", type_=sa.Integer()))
PUT = sa.insert(calendars)
MOST_DAYS = 2000
"""Holidays and make-up days together that one calendar may name."""


@cache
def standard() -> Calendar:
    """Monday to Friday, nine to twelve and one to six, with China's official days of 2026."""
    day: Shifts = (
        Shift.model_validate({"from": time(9), "to": time(12)}),
        Shift.model_validate({"from": time(13), "to": time(18)}),
    )
    official = json.loads(files(__package__).joinpath("china_2026.json").read_text(encoding="utf-8"))
    week = dict.fromkeys(WEEKDAYS[:5], day)
    return Calendar.model_validate({"name": "standard", "week": week, **official})


async def calendar_of(fetch: Fetch, statements: Statements, workspace_id: str) -> Calendar:
    """The calendar that counts working time now; the standard one where nobody has changed it."""
    return _read(await fetch.fetch(statements(NEWEST), {"ws": workspace_id}))


async def calendar_at(fetch: Fetch, statements: Statements, workspace_id: str, version: int) -> Calendar:
    """The calendar as it was at a version."""
    return _read(await fetch.fetch(statements(AT), {"ws": workspace_id, "version": version}))


def _read(rows: list[Any]) -> Calendar:
    return Calendar.model_validate(rows[0][0]) if rows else standard()


def _document(calendar: Calendar) -> dict[str, Json]:
    return {**dump(calendar), "version": calendar.version}


@dataclass(slots=True)
class Calendars:
    """Shows and changes the calendar of a workspace."""

    stage: Stage
    statements: Statements

    async def shown(self, principal: Principal) -> Calendar:
        """The calendar that counts now."""
        return await calendar_of(self.stage.database, self.statements, principal.workspace_id)

    async def change(self, principal: Principal, wanted: Calendar) -> Calendar:
        """The next version. 409 if the calendar is not at `wanted.version` any more; running timers keep their time."""
        now = await calendar_of(self.stage.database, self.statements, principal.workspace_id)
        if wanted.version != now.version:
            raise refuse(409, "calendar.stale", version=now.version)
        if not any(wanted.week.values()):
            raise refuse(422, "calendar.closed", ("week",))
        if len(wanted.holidays) + len(wanted.workdays) > MOST_DAYS:
            raise refuse(422, "calendar.days", ("holidays",), limit=MOST_DAYS)
        next_one = wanted.model_copy(update={"version": now.version + 1})
        row: dict[str, object] = {
            "workspace_id": principal.workspace_id,
            "version": next_one.version,
            "document": _document(next_one),
            "at": self.stage.now(),
            "by": principal.person_id,
        }
        try:
            await self.stage.database.write([(self.statements(PUT), row)])
        except UniqueClash:
            raise refuse(409, "calendar.stale", version=next_one.version) from None
        return next_one
