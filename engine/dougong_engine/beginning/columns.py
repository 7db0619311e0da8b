"""What a column of a table would be as a field: each type with the share of cells that fit, and those that do not."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from dougong_engine.beginning.cells import EXACT, PLAIN, TEXTS, Look, look
from dougong_engine.beginning.spec import MOST_OPTIONS, FieldType, hides
from dougong_engine.beginning.words import codes, costs, names_stage, telephones
from dougong_engine.document import Doc
from dougong_engine.imports.cells import fold
from dougong_engine.imports.dates import DateOrder, Evidence, Order, parts_of

SURE = Decimal("0.9")
HALF = Decimal("0.5")
BAD_CELLS = 20
SHOWN_LENGTH = 200
SAMPLES = 5
FEW = 20
"""Different values that look like a choice; twice as many rows at least."""

FEW_STAGES = 30
PLACES = {"money": 2, "percent": 4, "decimal": 1}
"""Digits after the point that a field has at least."""

OPTION_LENGTH = 40
LEAST_ROWS = 3


class BadCell(Doc):
    """A cell that a type would not take; `row` is its number in the file."""

    row: int
    value: str


class Alternative(Doc):
    """A type that the column might have; `share` is the part of its filled cells that fit, a decimal string.

    `places`: digits after the point that the field needs, for exact numbers.
    """

    type: FieldType
    share: str
    bad: tuple[BadCell, ...] = ()
    options: tuple[str, ...] = ()
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """What is known of a column of a file of which only the first rows are looked at; `distinct` None: too many.

    `values` are all different ones, or none where there are too many to be told.
    """

    filled: int
    empty: int
    distinct: int | None
    values: tuple[str, ...] = ()


@dataclass(slots=True)
class Column:
    """The cells of one column, as far as they were looked at."""

    name: str
    cells: list[tuple[int, str]] = field(default_factory=list)
    empty: int = 0

    def see(self, row: int, text: str | None) -> None:
        """One more cell."""
        if text is None or not text.strip():
            self.empty += 1
        else:
            self.cells.append((row, text.strip()))


@dataclass(frozen=True, slots=True)
class Seen:
    """A column with everything that its cells tell; `looks` is by text, `counted` has values of later rows with 0."""

    name: str
    cells: Sequence[tuple[int, str]]
    empty: int
    unlike: bool
    """Whether no two cells of the file hold the same."""

    counted: "Counter[str]"
    looks: "dict[str, Look]"
    dates: Order | None

    @property
    def filled(self) -> int:
        """How many cells hold something."""
        return len(self.cells)

    @property
    def distinct(self) -> list[str]:
        """The different values in the order of the file, as a choice would tell them apart."""
        return list({fold(text): text for text in reversed(self.counted)}.values())[::-1]

    def share(self, wanted: str) -> Decimal:
        """The part of the filled cells whose look has a sign (`percent`, `clock` …)."""
        return self._part(lambda one: bool(getattr(one, wanted)))

    def fitting(self, type: FieldType) -> Decimal:
        """The part of the filled cells that the type would take."""
        return self._part(lambda one: type in one.fits)

    def _part(self, holds: Callable[[Look], bool]) -> Decimal:
        if not self.cells:
            return Decimal(0)
        return Decimal(sum(count for text, count in self.counted.items() if holds(self.looks[text]))) / self.filled

    def places(self) -> int:
        """Digits after the point, at most six."""
        return min(6, max((one.places for one in self.looks.values()), default=0))


def seen(column: Column, whole: Whole | None = None) -> Seen:
    """The column, looked at; `whole` where the file goes on."""
    evidence = Evidence()
    for _, text in column.cells:
        parts = parts_of(text)
        if parts is not None:
            evidence.note(parts)
    order = evidence.order()
    sure: DateOrder | None = order if order in ("ymd", "mdy", "dmy") else None
    counted = Counter(text for _, text in column.cells)
    unlike = len(counted) == len(column.cells) and (whole is None or whole.distinct == whole.filled)
    for text in whole.values if whole is not None else ():
        counted.setdefault(text.strip(), 0)
    looks = {text: look(text, sure) for text in counted}
    empty = column.empty if whole is None else whole.empty
    return Seen(column.name, column.cells, empty, unlike, counted, looks, order)


def guess(column: Seen) -> FieldType:
    """The most telling type that nine cells of ten fit."""
    for type in PLAIN:
        if column.fitting(type) >= SURE and _tells(column, type):
            return type
    if len(_several(column)) > 0:
        return "multi_choice"
    if _is_choice(column):
        return "choice"
    return "text" if column.fitting("text") == 1 or not column.filled else "long_text"


def _tells(column: Seen, type: FieldType) -> bool:
    """Whether cells that fit mean it: a number may be a code, and a whole number an amount."""
    match type:
        case "date":
            return column.fitting("date") >= column.fitting("moment")
        case "moment":
            return column.share("clock") > 0
        case "phone":
            return column.share("telephone") >= HALF or (telephones(column.name) and not column.share("currency"))
        case "percent":
            return column.share("percent") >= HALF
        case "boolean" | "email" | "url":
            return True
        case _:
            return _is_number(column) and _tells_number(column, type)


def _is_number(column: Seen) -> bool:
    return not (column.share("leading_zero") or column.share("long_code") or codes(column.name))


def _tells_number(column: Seen, type: FieldType) -> bool:
    if type == "money":
        return column.share("currency") >= HALF or (costs(column.name) and not column.share("percent"))
    return type == "decimal" or column.fitting("integer") >= column.fitting("decimal")


def _is_choice(column: Seen) -> bool:
    values = column.distinct
    most, least = (FEW_STAGES, len(values) + 1) if names_stage(column.name) else (FEW, 2 * len(values))
    return (
        2 <= len(values) <= most
        and column.filled >= max(least, LEAST_ROWS)
        and _short(values)
        and not codes(column.name)
    )


def _several(column: Seen) -> list[str]:
    """The items of cells that hold several each, if they are few; none otherwise."""
    many = sum(count for text, count in column.counted.items() if len(column.looks[text].pieces) > 1)
    items = {fold(one): one for text in reversed(column.counted) for one in reversed(column.looks[text].pieces)}
    found = list(items.values())[::-1]
    told = sum(len(column.looks[text].pieces) * count for text, count in column.counted.items())
    few = 2 <= len(found) <= FEW and told >= 2 * len(found) and _short(found)
    return found if few and many * 5 >= column.filled else []


def _short(values: Sequence[str]) -> bool:
    return all(len(one) <= OPTION_LENGTH and not hides(one) for one in values)


def alternatives(column: Seen) -> tuple[Alternative, ...]:
    """Every type that half of the cells fit, best first; text can always be."""
    return tuple(sorted(_alternatives(column), key=lambda one: (-Decimal(one.share), ORDER.index(one.type))))


ORDER: tuple[FieldType, ...] = (*PLAIN, "multi_choice", "choice", *TEXTS)


def _alternatives(column: Seen) -> Iterator[Alternative]:
    for type in (*PLAIN, *TEXTS):
        share = column.fitting(type)
        if share >= HALF or type in TEXTS:
            places = max(PLACES[type], column.places()) if type in EXACT else None
            yield Alternative(type=type, share=f"{share:.4f}", bad=_bad(column, type), places=places)
    values = column.distinct
    if 1 <= len(values) <= MOST_OPTIONS and _short(values):
        yield Alternative(type="choice", share="1.0000", options=tuple(values))
    items = _several(column)
    if items:
        yield Alternative(type="multi_choice", share="1.0000", options=tuple(items))


def _bad(column: Seen, type: FieldType) -> tuple[BadCell, ...]:
    found: list[BadCell] = []
    for row, text in column.cells:
        if type not in column.looks[text].fits:
            found.append(BadCell(row=row, value=text[:SHOWN_LENGTH]))
            if len(found) == BAD_CELLS:
                break
    return tuple(found)
