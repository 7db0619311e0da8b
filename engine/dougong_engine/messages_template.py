"""Texts with places for values, `{{ path }}` or `{{ path | filter }}`; no conditions, no loops, no calls.

Paths are names with dots (`customer.name`). What is filled in is never read as a template again, and the result is
bounded whatever the values are.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from dougong_engine.errors import Problem

TEMPLATE_CHARACTERS = 32_768
PLACES = 200
VALUE_CHARACTERS = 2_000
RESULT_CHARACTERS = 100_000
SHORT_CHARACTERS = 40

SETTING = "setting"
"""The first part of paths that lead to a package's settings: `setting.name`."""

Shown = None | bool | int | Decimal | str | date | datetime | tuple[str, ...]
Fetch = Callable[[str], Shown]

PLACE = re.compile(r"\{\{ *([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*){0,3}) *(?:\| *([a-z]+) *)?\}\}")
ANY_PLACE = re.compile(r"\{\{(.{0,200}?)\}\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Named:
    """One place of a template."""

    path: str
    filter: str | None


def _money(value: Shown) -> str:
    return f"{value:,.2f}" if isinstance(value, Decimal | int) and not isinstance(value, bool) else plain(value)


def _percent(value: Shown) -> str:
    if isinstance(value, Decimal):
        return f"{value * 100:.2f}".rstrip("0").rstrip(".") + "%"
    return plain(value)


def _day(value: Shown) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else plain(value)


def _minute(value: Shown) -> str:
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else plain(value)


def _short(value: Shown) -> str:
    text = plain(value)
    return text if len(text) <= SHORT_CHARACTERS else f"{text[: SHORT_CHARACTERS - 1]}…"


def _line(value: Shown) -> str:
    return " ".join(plain(value).split())


FILTERS: dict[str, Callable[[Shown], str]] = {
    "money": _money,
    "percent": _percent,
    "day": _day,
    "minute": _minute,
    "short": _short,
    "line": _line,
}


def plain(value: Shown) -> str:
    """A value without a filter: decimals exactly, lists with 、 between, nothing for nothing."""
    match value:
        case None:
            return ""
        case bool():
            return "✓" if value else "✗"
        case tuple():
            return "、".join(value)
        case datetime():
            return _minute(value)
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)


def named(template: str) -> tuple[Named, ...]:
    """The places of a template in order, without doubles."""
    return tuple(dict.fromkeys(Named(one[1], one[2]) for one in PLACE.finditer(template)))


def paths(template: str) -> tuple[str, ...]:
    """The paths that a template names, in order, without doubles."""
    return tuple(dict.fromkeys(one.path for one in named(template)))


def check(template: str) -> tuple[Problem, ...]:
    """What is wrong with a template: too long, too many places, braces that hold no path, unknown filters."""
    if len(template) > TEMPLATE_CHARACTERS:
        return (Problem("message_template.long", (), {"most": TEMPLATE_CHARACTERS}),)
    found = list(ANY_PLACE.finditer(template))
    if len(found) > PLACES:
        return (Problem("message_template.places", (), {"most": PLACES}),)
    problems = []
    for one in found:
        place = PLACE.fullmatch(one[0])
        if place is None:
            problems.append(Problem("message_template.place", (), {"text": one[1].strip()[:60]}))
        elif place[2] is not None and place[2] not in FILTERS:
            problems.append(Problem("message_template.filter", (), {"filter": place[2]}))
    return tuple(problems)


def fill(template: str, value_of: Fetch, most: int = VALUE_CHARACTERS) -> str:
    """The text with every place filled; places that `check` refuses stay as they stand. At most 100,000 characters,
    and `most` for each value."""
    left = RESULT_CHARACTERS

    def shown(place: re.Match[str]) -> str:
        nonlocal left
        show = FILTERS.get(place[2], plain) if place[2] else plain
        text = show(value_of(place[1]))[: min(most, left)]
        left -= len(text)
        return text

    return PLACE.sub(shown, template[:TEMPLATE_CHARACTERS], count=PLACES)[:RESULT_CHARACTERS]
