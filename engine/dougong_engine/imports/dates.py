"""Dates as tables write them; which part is the month is told by evidence, never guessed silently."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from dougong_engine.errors import Invalid, invalid

DateOrder = Literal["ymd", "mdy", "dmy"]
Order = Literal["ymd", "mdy", "dmy", "unclear", "mixed"]

PARTS = re.compile(
    r"(\d{1,4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,4})\s*日?"
    r"(?:[T\s]\s*(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(AM|PM)?)?",
    re.IGNORECASE,
)
CENTURY_TURN = 70
LONGEST = 40


@dataclass(frozen=True, slots=True)
class Parts:
    """Three numbers in the order in which they stand, and the time of day behind them."""

    first: int
    second: int
    third: int
    year_first: bool
    clock: time | None


@dataclass(slots=True)
class Evidence:
    """What the dates of a column say about the order of their parts."""

    year_first: int = 0
    month_first: int = 0
    day_first: int = 0
    either: int = 0

    def note(self, parts: Parts) -> None:
        """One more date."""
        if parts.year_first:
            self.year_first += 1
        elif parts.first > 12 >= parts.second:
            self.day_first += 1
        elif parts.second > 12 >= parts.first:
            self.month_first += 1
        else:
            self.either += 1

    def order(self) -> Order:
        """`unclear` if no part is over 12, `mixed` if the dates contradict each other."""
        said: list[Order] = []
        if self.month_first:
            said.append("mdy")
        if self.day_first:
            said.append("dmy")
        if self.year_first and not (said or self.either):
            return "ymd"
        if len(said) > 1 or (self.year_first and said):
            return "mixed"
        return said[0] if said else "unclear"


def parts_of(text: str) -> Parts | None:
    """The numbers of a date, or None for what is no date."""
    if len(text) > LONGEST:
        return None
    found = PARTS.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return None
    first, second, third = (int(found[place]) for place in (1, 2, 3))
    year_first = len(found[1]) == 4
    if not year_first and len(found[3]) == 3:
        return None
    clock = _clock(found[4], found[5], found[6], found[7])
    if found[4] is not None and clock is None:
        return None
    return Parts(first, second, third, year_first, clock)


def _clock(hours: str | None, minutes: str, seconds: str | None, half: str | None) -> time | None:
    if hours is None:
        return None
    hour = int(hours)
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.upper() == "PM" else 0)
    try:
        return time(hour, int(minutes), int(seconds or 0))
    except ValueError:
        return None


def date_of(parts: Parts, order: DateOrder) -> date:
    """The date if its parts stand in that order; a year of four digits in front always is the year.

    Raises Invalid `import.date.malformed`.
    """
    match "ymd" if parts.year_first else order:
        case "ymd":
            year, month, day = parts.first, parts.second, parts.third
        case "mdy":
            month, day, year = parts.first, parts.second, parts.third
        case _:
            day, month, year = parts.first, parts.second, parts.third
    if year < 100:
        year += 1900 if year >= CENTURY_TURN else 2000
    try:
        return date(year, month, day)
    except ValueError:
        raise invalid("import.date.malformed") from None


def possible(parts: Parts) -> bool:
    """Whether some order makes it a date."""
    orders: tuple[DateOrder, ...] = ("ymd", "mdy", "dmy")
    return any(_is_date(parts, one) for one in orders)


def _is_date(parts: Parts, order: DateOrder) -> bool:
    try:
        date_of(parts, order)
    except Invalid:
        return False
    return True
