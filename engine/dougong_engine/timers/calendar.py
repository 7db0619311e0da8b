"""A working calendar: the hours of each weekday, holidays, and make-up days that are worked in their stead."""

from datetime import date, time
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from dougong_engine.document import Doc, Label

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Shift(Doc):
    """Working hours on the wall clock, `from` before `to`; a night shift is two of them, on two days."""

    begin: time = Field(alias="from")
    end: time = Field(alias="to")

    @model_validator(mode="after")
    def _forward(self) -> "Shift":
        if self.begin >= self.end or self.begin.tzinfo is not None or self.end.tzinfo is not None:
            raise ValueError("a shift runs from an earlier to a later time of one day")
        return self


Shifts = tuple[Shift, ...]


class Calendar(Doc):
    """`holidays` maps a day that is not worked to its name; `workdays` maps a make-up day (调休) to its hours, none
    meaning those of the first worked weekday. `version` grows with every change and is kept with each due time.
    """

    version: Annotated[int, Field(ge=1)] = 1
    name: Label
    week: dict[Weekday, Shifts]
    holidays: dict[date, str] = Field(default_factory=dict)
    workdays: dict[date, Shifts] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _in_order(self) -> "Calendar":
        for shifts in (*self.week.values(), *self.workdays.values()):
            for earlier, later in pairwise(shifts):
                if earlier.end > later.begin:
                    raise ValueError("the shifts of a day follow each other")
        return self

    def shifts(self, day: date) -> Shifts:
        """The hours worked on a day; a make-up day wins over a holiday."""
        if day in self.workdays:
            return self.workdays[day] or self.usual()
        return () if day in self.holidays else self.week.get(WEEKDAYS[day.weekday()], ())

    def usual(self) -> Shifts:
        """The hours of the first weekday that is worked."""
        return next((self.week[day] for day in WEEKDAYS if self.week.get(day)), ())
