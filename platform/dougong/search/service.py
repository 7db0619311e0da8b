"""Answers a search with what the asker may read, and nothing that hints at the rest."""

from dataclasses import dataclass

from dougong.kernel.record_ports import Place, Readable
from dougong.kernel.workspace import Principal
from dougong.search.store import TOP, Candidate, SearchRows
from dougong_engine.search.grams import Search, search

AT_ONCE = 100
ROUNDS = 20
AROUND = 30


@dataclass(frozen=True, slots=True)
class Found:
    """A record, the field in which the words stand, the record's title and the words with some text around."""

    place: Place
    title: str
    excerpt: str


class Searching:
    """Looks through a workspace for one caller."""

    def __init__(self, rows: SearchRows, readable: Readable) -> None:
        self._rows = rows
        self._readable = readable

    async def find(self, principal: Principal, text: str, most: int) -> tuple[list[Found], bool]:
        """At most `most` records, each once, latest first, and whether there may be more."""
        asked = search(text)
        fields = await self._readable.searchable(principal) if asked else {}
        pairs = sorted(f"{entity_id}:{field_id}" for entity_id, some in fields.items() for field_id in some)
        found: dict[tuple[str, str], Found] = {}
        below = TOP
        for _ in range(ROUNDS if asked and pairs else 0):
            assert asked is not None
            candidates = await self._rows.candidates(principal.workspace_id, asked, pairs, below, AT_ONCE)
            for one in await self._readable_ones(principal, candidates, asked):
                found.setdefault(one.place[:2], one)
                if len(found) > most:
                    return list(found.values())[:most], True
            if len(candidates) < AT_ONCE:
                return list(found.values()), False
            below = candidates[-1].number
        return list(found.values()), bool(asked and pairs)

    async def _readable_ones(self, principal: Principal, candidates: list[Candidate], asked: Search) -> list[Found]:
        # Pieces may stand in another order than in the question: the text itself decides.
        hits = [one for one in candidates if all(term in one.text for term in asked.terms)]
        titles = await self._readable.titles(principal, [one.place for one in hits]) if hits else {}
        return [
            Found(one.place, titles[one.place], excerpt(one.text, asked.terms[0]))
            for one in hits
            if one.place in titles
        ]


def excerpt(text: str, term: str) -> str:
    """The term with some text on both sides."""
    at = text.find(term)
    start, end = max(0, at - AROUND), min(len(text), at + len(term) + AROUND)
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
