"""The folded form beside a text: what 'contains' looks in. It is stored only where it differs from the text itself."""

from typing import Any

import sqlalchemy as sa

from dougong.storage.entity_table import Place
from dougong_engine.filters.fold import fold


def fold_text(value: object) -> str | None:
    """The folded form of a text; None where the text is its own, as most Chinese is, and for no text."""
    if value is None:
        return None
    text = str(value)
    folded = fold(text)
    return None if folded == text else folded


def searched(rows: sa.FromClause, place: Place) -> "sa.ColumnElement[Any]":
    """The column of some rows in which parts of texts are looked for."""
    assert place.column is not None
    column = rows.c[place.column.name]
    return column if place.fold is None else sa.func.coalesce(rows.c[place.fold.name], column)
