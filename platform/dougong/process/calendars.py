"""The working calendar of a workspace."""

from datetime import time

from dougong.storage.schema import Schema
from dougong_engine.timers.calendar import WEEKDAYS, Calendar, Shift, Shifts, Weekday

_DAY: Shifts = (
    Shift.model_validate({"from": time(9), "to": time(12)}),
    Shift.model_validate({"from": time(13), "to": time(18)}),
)
_WEEK: dict[Weekday, Shifts] = dict.fromkeys(WEEKDAYS[:5], _DAY)
STANDARD = Calendar(name="standard", week=_WEEK)
"""Monday to Friday, nine to twelve and one to six."""


def calendar_of(_schema: Schema) -> Calendar:
    """The calendar that counts working time; every workspace has the standard one for now."""
    return STANDARD
