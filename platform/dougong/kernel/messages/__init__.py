"""Sentences for codes, one catalogue a language."""

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

LOCALES = ("zh-CN", "en")
PLACE = re.compile(r"\{(\w+)\}")
WORDED = ("kind.", "design.reason.", "beginning.type.", "board.bucket.")
"""How codes begin that are words inside other sentences."""


@cache
def catalogue(locale: str) -> Mapping[str, str]:
    """Code → sentence with {param} places."""
    text = files(__package__).joinpath(f"{locale}.json").read_text(encoding="utf-8")
    messages: dict[str, str] = json.loads(text)
    return messages


def sentence(code: str, params: Mapping[str, object], locale: str) -> str:
    """What happened, why and what to do, for people; the bare code where no sentence exists."""
    words = catalogue(locale if locale in LOCALES else LOCALES[0])
    return PLACE.sub(lambda place: _shown(params.get(place[1]), words), words.get(code, code))


def _shown(value: object, words: Mapping[str, str]) -> str:
    """A parameter in a sentence; a code such as `kind.number` is worded in the sentence's language, too."""
    if isinstance(value, list | tuple):
        return "、".join(_shown(one, words) for one in value)
    text = "" if value is None else str(value)
    return words.get(text, text) if text.startswith(WORDED) else text
