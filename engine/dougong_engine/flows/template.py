"""Texts with places for values: `{{field}}`, `{{link.field}}`, `{{setting.name}}`; nothing else has a meaning."""

import re
from collections.abc import Callable

PLACE = re.compile(r"\{\{ *([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*){0,3}) *\}\}")
ANY_PLACE = re.compile(r"\{\{(.{0,200}?)\}\}")
SETTING = "setting"


def places(template: str) -> tuple[str, ...]:
    """The paths that the text names, in order and without doubles."""
    return tuple(dict.fromkeys(PLACE.findall(template)))


def malformed(template: str) -> tuple[str, ...]:
    """What stands in double braces and is no path."""
    return tuple(one for one in ANY_PLACE.findall(template) if not PLACE.fullmatch("{{" + one + "}}"))


def fill(template: str, shown: Callable[[str], str]) -> str:
    """The text with every place filled by `shown(path)`; what is filled in is never read as a template again."""
    return PLACE.sub(lambda found: shown(found.group(1)), template)
