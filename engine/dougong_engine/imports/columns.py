"""What the columns of a table hold: how full they are, of which kind, and which cells do not fit."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from dougong_engine.document import Json
from dougong_engine.imports.cells import boolean_of, number_of
from dougong_engine.imports.dates import Evidence, Order, Parts, parts_of, possible

Kind = Literal["empty", "boolean", "integer", "number", "date", "text"]
Cells = Sequence[str | None]

SURE = 0.9
SAMPLES = 5
BAD_CELLS = 20
DISTINCT_LIMIT = 10_000
SHOWN_VALUES = 50
SHOWN_LENGTH = 200
REMEMBERED = 65_536


def _integer(text: str) -> bool:
    found = number_of(text)
    return found is not None and found == found.to_integral_value()


def _date(text: str) -> bool:
    parts = parts_of(text)
    return parts is not None and possible(parts)


KINDS: dict[Kind, Callable[[str], bool]] = {
    "boolean": lambda text: boolean_of(text) is not None and text.strip() not in ("0", "1"),
    "date": _date,
    "integer": _integer,
    "number": lambda text: number_of(text) is not None,
}
"""Most telling first."""


@lru_cache(maxsize=REMEMBERED)
def _fitting(text: str) -> tuple[frozenset[Kind], Parts | None]:
    """Kinds that a text fits; tables repeat themselves, so most answers are remembered."""
    return frozenset(kind for kind, fits in KINDS.items() if fits(text)), parts_of(text)


@dataclass(slots=True)
class Column:
    """What has been seen of a column so far."""

    name: str
    filled: int = 0
    empty: int = 0
    values: "Counter[str]" = field(default_factory=Counter)
    fits: dict[Kind, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    bad: dict[Kind, list[tuple[int, str]]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    dates: Evidence = field(default_factory=Evidence)
    more_values: bool = False

    def see(self, row: int, text: str | None) -> None:
        """One more cell; `row` is its number in the file."""
        if text is None or not text.strip():
            self.empty += 1
            return
        self.filled += 1
        known = text in self.values
        if known or len(self.values) < DISTINCT_LIMIT:
            self.values[text] += 1
        else:
            self.more_values = True
        fitting, parts = _fitting(text)
        for kind in KINDS:
            if kind in fitting:
                self.fits[kind] += 1
            elif len(self.bad[kind]) < BAD_CELLS:
                self.bad[kind].append((row, text[:SHOWN_LENGTH]))
        if parts is not None:
            self.dates.note(parts)

    def kind(self) -> Kind:
        """The most telling kind that nine cells of ten fit."""
        if not self.filled:
            return "empty"
        return next((kind for kind in KINDS if self.fits[kind] >= SURE * self.filled), "text")

    def order(self) -> Order | None:
        """The order of the parts of its dates, if it holds dates."""
        return self.dates.order() if self.kind() == "date" else None

    def report(self) -> dict[str, Json]:
        """The column as the API shows it; `share` of the cells that fit the kind is a decimal string."""
        kind = self.kind()
        fits = self.fits.get(kind, self.filled)
        bad = self.bad.get(kind, [])
        return {
            "name": self.name,
            "kind": kind,
            "filled": self.filled,
            "empty": self.empty,
            "distinct": len(self.values),
            "distinct_capped": self.more_values,
            "share": f"{fits / self.filled:.4f}" if self.filled else None,
            "dates": self.order(),
            "samples": [one[:SHOWN_LENGTH] for one in list(self.values)[:SAMPLES]],
            "values": [
                {"value": value[:SHOWN_LENGTH], "count": count}
                for value, count in self.values.most_common(SHOWN_VALUES)
            ],
            "bad": [{"row": row, "value": text} for row, text in bad],
        }


def headers(cells: Cells) -> tuple[str, ...]:
    """Names for all columns: blank ones by their place, repeated ones with a number behind."""
    names: list[str] = []
    for place, cell in enumerate(cells, 1):
        plain = " ".join((cell or "").split())[:SHOWN_LENGTH] or f"#{place}"
        name, number = plain, 2
        while name in names:
            name, number = f"{plain} ({number})", number + 1
        names.append(name)
    return tuple(names)
