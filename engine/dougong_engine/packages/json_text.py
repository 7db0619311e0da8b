"""Reads JSON that a stranger wrote: no deep nesting, no doubled members, no numbers that are none."""

import json
import re
from math import isfinite

from dougong_engine.document import Json
from dougong_engine.errors import invalid

DEPTH_LIMIT = 64

# A string that never closes swallows the rest, so every character is looked at once whatever the text is.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


def read_json(data: bytes) -> Json:
    """The JSON value in UTF-8 bytes. Raises Invalid with `package.json.*`."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise invalid("package.json.not_utf8", offset=error.start) from None
    _refuse_depth(text)
    try:
        value: Json = json.loads(text, object_pairs_hook=_members, parse_constant=_constant, parse_float=_float)
        json.dumps(value, ensure_ascii=False).encode()  # a lone surrogate would break whoever writes it
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        raise invalid("package.json.malformed", reason=str(error)[:200], line=line) from None
    return value


def _refuse_depth(text: str) -> None:
    depth = 0
    for token in _TOKEN.finditer(text):
        first = token[0][0]
        if first in "[{":
            depth += 1
            if depth > DEPTH_LIMIT:
                raise invalid("package.json.too_deep", limit=DEPTH_LIMIT)
        elif first in "]}":
            depth -= 1


def _members(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("an object names the same member twice")
    return found


def _constant(name: str) -> Json:
    raise ValueError(f"{name} is no JSON number")


def _float(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError(f"{text[:20]} is too large")
    return number
