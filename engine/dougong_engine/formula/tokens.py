"""Cuts a formula into tokens; Chinese and full-width punctuation means the same as ASCII outside texts."""

import re
from dataclasses import dataclass
from enum import StrEnum

from dougong_engine.errors import invalid
from dougong_engine.formula import limits
from dougong_engine.formula.syntax import FieldPath


class Sort(StrEnum):
    NUMBER = "number"
    TEXT = "text"
    NAME = "name"
    FIELD = "field"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """`text` is the sign, the name, the digits, the text without quotes, or the path joined by dots."""

    sort: Sort
    text: str
    at: int


_LOOKALIKES = {
    "×": "*",
    "÷": "/",
    "≤": "<=",
    "≥": ">=",
    "≠": "<>",
    "\u3000": " ",
    "、": ",",
    "“": '"',
    "”": '"',
}
_SPACES = " \t\r\n\u00a0\u3000\u200b\ufeff"
_MEANT = {"^": "POWER( , )", ";": ",", "'": '"', "!": "<>", "[": "{ }"}
"""What was probably meant by a character that fits nowhere."""
_SIGNS = ("<=", ">=", "<>", "+", "-", "*", "/", "&", "=", "<", ">", "%", "(", ")", ",")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
_NAME_START = re.compile(r"[A-Za-z_\u3400-\u9fff]")
_NAME = re.compile(r"[A-Za-z0-9_.\u3400-\u9fff]+")
_SEGMENT = re.compile(r"[a-z][a-z0-9_]{0,62}")


def tokens(source: str) -> list[Token]:
    """All tokens, the last one `END`. Raises `Invalid` at the first character that fits nowhere."""
    found: list[Token] = []
    at = 0
    while at < len(source):
        sign = _ascii(source[at])
        if sign in _SPACES:
            at += 1
            continue
        token, at = _next(source, at, sign)
        found.append(token)
    found.append(Token(Sort.END, "", len(source)))
    return found


def _ascii(character: str) -> str:
    """The ASCII sign that a full-width or mathematical one stands for."""
    if "\uff01" <= character <= "\uff5e":
        return chr(ord(character) - 0xFEE0)
    return _LOOKALIKES.get(character, character)


def _next(source: str, at: int, sign: str) -> tuple[Token, int]:
    if sign == '"':
        return _text(source, at)
    if sign == "{":
        return _field(source, at)
    if sign in "0123456789." or _NAME_START.match(sign):
        return _word(source, at)
    two = sign + _ascii(source[at + 1]) if at + 1 < len(source) and len(sign) == 1 else sign
    for known in _SIGNS:
        if two == known or sign == known:
            length = len(known) if len(sign) == 1 else 1
            return Token(Sort.SIGN, known, at), at + length
    raise invalid("formula.character.unexpected", "at", at, found=source[at], suggestion=_MEANT.get(sign, ""))


def _word(source: str, at: int) -> tuple[Token, int]:
    """A number or a name: full-width letters and digits read as their ASCII forms."""
    end = at
    while end < len(source) and _NAME.match(_ascii(source[end])):
        end += 1
    word = "".join(map(_ascii, source[at:end]))
    number = _NUMBER.match(word)
    if number is None:
        if word.startswith("."):
            raise invalid("formula.character.unexpected", "at", at, found=".", suggestion="")
        return Token(Sort.NAME, word, at), end
    digits = number.group()
    whole, _, places = digits.partition(".")
    if len(whole.lstrip("0")) > limits.WHOLE_DIGITS or len(places.rstrip("0")) > limits.PLACES:
        raise invalid("formula.number.long", "at", at, whole=limits.WHOLE_DIGITS, places=limits.PLACES)
    return Token(Sort.NUMBER, digits, at), at + len(digits)


def _text(source: str, at: int) -> tuple[Token, int]:
    """A text in straight or curly quotes; a doubled quote inside stands for one."""
    closing = '"' if source[at] == '"' else "\uff02" if source[at] == "\uff02" else "”"
    parts: list[str] = []
    position = at + 1
    while True:
        end = source.find(closing, position)
        if end < 0:
            raise invalid("formula.text.unclosed", "at", at, suggestion=closing)
        parts.append(source[position:end])
        if source[end + 1 : end + 2] != closing:
            return Token(Sort.TEXT, "".join(parts), at), end + 1
        parts.append(closing)
        position = end + 2


def _field(source: str, at: int) -> tuple[Token, int]:
    end = at + 1
    while end < len(source) and source[end] not in "}\uff5d":
        end += 1
    if end == len(source):
        raise invalid("formula.field.unclosed", "at", at, suggestion="}")
    path = source[at + 1 : end].strip()
    field_path(path, at)
    return Token(Sort.FIELD, path, at), end + 1


def field_path(path: str, at: int) -> FieldPath:
    """`a.b` → ("a", "b"); raises `Invalid` if a segment is no id or there are too many."""
    segments = tuple(path.split("."))
    if len(segments) > limits.PATH_SEGMENTS or not all(map(_SEGMENT.fullmatch, segments)):
        raise invalid("formula.field.malformed", "at", at, path=path[:200])
    return segments
