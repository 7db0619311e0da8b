"""The working calendar over HTTP."""

from fastapi import APIRouter

from dougong.kernel.routes import BESIDE, Caller, able, route
from dougong.process.calendars import Calendars
from dougong_engine.timers.calendar import Calendar


def calendar_router(service: Calendars) -> APIRouter:
    """Read and replace."""
    router = APIRouter(tags=["calendar"])

    @route(router, "GET", "/api/calendar", BESIDE)
    async def read_calendar(caller: Caller) -> Calendar:
        """Working hours by weekday, holidays and make-up days, with the version."""
        return await service.shown(caller)

    @route(router, "PUT", "/api/calendar", able("settings"))
    async def change_calendar(body: Calendar, caller: Caller) -> Calendar:
        """Replace the calendar; `version` is the one that was read. Timers that run keep their due times."""
        return await service.change(caller, body)

    return router
