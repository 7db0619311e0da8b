"""A table as an entity: what is proposed to whoever uploaded it, with the reasons, and how the data then comes in."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from dougong_engine.beginning.columns import (
    LEAST_ROWS,
    SAMPLES,
    SHOWN_LENGTH,
    Alternative,
    Column,
    Seen,
    Whole,
    alternatives,
    guess,
    seen,
)
from dougong_engine.beginning.faults import TITLES, UNIQUES
from dougong_engine.beginning.spec import MOST_FIELDS, EntityPart, FieldPart, FieldType
from dougong_engine.beginning.values import key_of
from dougong_engine.beginning.words import codes, names_stage, names_title
from dougong_engine.design.entity import TAKEN_KEYS
from dougong_engine.document import Doc, Key
from dougong_engine.errors import invalid
from dougong_engine.imports.columns import Cells
from dougong_engine.imports.dates import DateOrder, Order

Spell = Callable[[str], str]
"""A text in ASCII words, Chinese by its sound."""

NAME_LENGTH = 80
COLUMNS_OF_BOARD = range(2, 13)

NOTHING: Mapping[str, Whole] = MappingProxyType({})


class ColumnSource(Doc):
    """Which column of the file fills which field (by key); `dates` says how its dates are to be read."""

    column: Annotated[str, Field(max_length=4000)]
    field: Key
    dates: DateOrder | None = None


class ColumnFacts(Doc):
    """Why a column is proposed so; `may_require` and `may_unique` say what its cells would bear."""

    column: str
    field: Key | None
    type: FieldType
    share: str
    filled: int
    empty: int
    distinct: int
    may_require: bool
    may_unique: bool
    dates: Order | None
    samples: tuple[str, ...]
    alternatives: tuple[Alternative, ...]


class Proposal(Doc):
    """An entity to be corrected and sent back, its sources, and the facts column by column.

    `rows` are all of the file, `looked_at` those that the shares are about.
    """

    entity: EntityPart
    sources: tuple[ColumnSource, ...]
    columns: tuple[ColumnFacts, ...]
    rows: int
    looked_at: int


def propose(
    name: str,
    columns: Sequence[str],
    lines: Sequence[tuple[int, Cells]],
    rows: int,
    spell: Spell,
    whole: Mapping[str, Whole] = NOTHING,
) -> Proposal:
    """The proposal for a table; `lines` are its first rows with their numbers in the file, at least one.

    `whole` tells of columns that go on behind these rows, so that no option is missing and nothing is called unique
    or complete that is not.
    Empty columns are left out. Invalid `beginning.columns` where all are empty or too many are filled.
    """
    read = [Column(one) for one in columns]
    for number, cells in lines:
        for column, cell in zip(read, cells, strict=False):
            column.see(number, cell)
    looked = [seen(one, whole.get(one.name)) for one in read]
    taken = set(TAKEN_KEYS)
    parts: dict[str, FieldPart] = {}
    for one in looked:
        if one.filled:
            parts[one.name] = part = _part(one, key_of(spell(one.name), taken, f"field_{len(parts) + 1}"))
            taken.add(part.key)
    if not 1 <= len(parts) <= MOST_FIELDS:
        raise invalid("beginning.columns", "file", limit=MOST_FIELDS, count=len(parts))
    parts, title = _titled(parts, looked)
    entity = EntityPart(
        key=key_of(spell(name), (), "entity"),
        name=_label(name, "entity"),
        title=title,
        fields=tuple(parts.values()),
        kanban=_kanban(list(parts.values())),
    )
    sources = tuple(ColumnSource(column=name, field=part.key) for name, part in parts.items())
    facts = tuple(_facts(one, parts.get(one.name)) for one in looked)
    return Proposal(entity=entity, sources=sources, columns=facts, rows=rows, looked_at=len(lines))


def _label(text: str, otherwise: str) -> str:
    """The text as a name: no signs that nobody sees."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:NAME_LENGTH] or otherwise


def _part(column: Seen, key: str) -> FieldPart:
    type = guess(column)
    chosen = next((one for one in alternatives(column) if one.type == type), None)
    return FieldPart(
        key=key,
        name=_label(column.name, key),
        type=type,
        unique=_bears_unique(column, type) and codes(column.name),
        options=chosen.options if chosen is not None else (),
        places=chosen.places if chosen is not None else None,
    )


def _bears_unique(column: Seen, type: FieldType) -> bool:
    return type in UNIQUES and column.filled >= LEAST_ROWS and column.unlike


def _titled(parts: dict[str, FieldPart], looked: Sequence[Seen]) -> tuple[dict[str, FieldPart], str]:
    """The fields with the title required where no row lacks it, and its key: a name, else a text, else anything."""
    columns = {one.name: one for one in looked}

    def rank(name: str) -> tuple[bool, bool, Decimal, bool, bool]:
        part, column = parts[name], columns[name]
        return (
            part.type not in TITLES,
            part.type != "text",
            -column.fitting("text"),
            not names_title(name),
            not column.unlike,
        )

    best = min(parts, key=rank)
    if parts[best].type not in TITLES:
        # No column is fit to name a record, so the first one is read as text.
        parts = {**parts, best: parts[best].model_copy(update={"type": "text", "options": (), "places": None})}
    needed = columns[best].empty == 0 and columns[best].fitting(parts[best].type) == 1
    parts = {**parts, best: parts[best].model_copy(update={"required": needed})}
    return parts, parts[best].key


def _kanban(parts: Sequence[FieldPart]) -> str | None:
    """The choice whose options make columns: one that moves on, else the first with few options."""
    choices = [one for one in parts if one.type == "choice"]
    staged = [one for one in choices if names_stage(one.name)]
    few = [one for one in choices if len(one.options) in COLUMNS_OF_BOARD]
    return next((one.key for one in (*staged, *few)), None)


def _facts(column: Seen, part: FieldPart | None) -> ColumnFacts:
    type: FieldType = part.type if part is not None else "text"
    others = tuple(sorted(alternatives(column), key=lambda one: one.type != type))
    own = next((one.share for one in others if one.type == type), "0.0000")
    return ColumnFacts(
        column=column.name,
        field=part.key if part is not None else None,
        type=type,
        share=own,
        filled=column.filled,
        empty=column.empty,
        distinct=len(column.counted),
        may_require=column.empty == 0 and column.filled > 0,
        may_unique=_bears_unique(column, type),
        dates=column.dates if type in ("date", "moment") else None,
        samples=tuple(one[:SHOWN_LENGTH] for one in list(column.counted)[:SAMPLES]),
        alternatives=others,
    )
