"""Text as short pieces: two characters of Chinese, Japanese or Korean, three of everything else.

Pieces are written in ASCII so that no database's own idea of words takes part. Each piece starts at every character of
a run, shorter ones at its end; hence a query shorter than a piece is found by prefix, a longer one by all its pieces.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

DOCUMENT_CHARACTERS = 4_000
QUERY_CHARACTERS = 100
QUERY_TERMS = 8

_DENSE = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))


@dataclass(frozen=True, slots=True)
class Gram:
    """One piece to look for; `prefix` if the document's piece may be longer."""

    token: str
    prefix: bool


@dataclass(frozen=True, slots=True)
class Search:
    """A question: every gram must be there, and then every term as it stands in the folded text."""

    terms: tuple[str, ...]
    grams: tuple[Gram, ...]


def fold(text: str) -> str:
    """Text in the form in which it is compared: NFKC, without case, one space for any run of white space."""
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).split())


def document(text: str) -> str:
    """The folded text of one document, cut to what is searched."""
    return fold(text[:DOCUMENT_CHARACTERS])[:DOCUMENT_CHARACTERS]


def document_grams(folded: str) -> tuple[str, ...]:
    """Every piece of a folded text once, in order of appearance."""
    return tuple(dict.fromkeys(_token(run[at : at + size]) for run, size in _runs(folded) for at in range(len(run))))


def search(text: str) -> Search | None:
    """What to look for; None if the text names nothing that could be found."""
    terms = tuple(dict.fromkeys(fold(text[:QUERY_CHARACTERS]).split()))[:QUERY_TERMS]
    grams: dict[Gram, None] = {}
    for term in terms:
        for run, size in _runs(term):
            if len(run) < size:
                grams[Gram(_token(run), prefix=True)] = None
            for at in range(len(run) - size + 1):
                grams[Gram(_token(run[at : at + size]), prefix=False)] = None
    return Search(terms, tuple(grams)) if grams else None


def _runs(folded: str) -> Iterator[tuple[str, int]]:
    """Stretches of letters and digits of one kind of script, with the length of their pieces."""
    run, dense = "", False
    for char in folded:
        kind = any(low <= ord(char) <= high for low, high in _DENSE)
        if run and (not char.isalnum() or kind != dense):
            yield run, 2 if dense else 3
            run = ""
        if char.isalnum():
            run, dense = run + char, kind
    if run:
        yield run, 2 if dense else 3


def _token(piece: str) -> str:
    """ASCII as it is, other characters as code points one by one, so that a shorter piece is a prefix of a longer."""
    return "w" + "".join(char if char.isascii() else f"z{ord(char):05x}" for char in piece)
