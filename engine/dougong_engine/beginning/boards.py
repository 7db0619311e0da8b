"""The boards that are built, each with the metrics of its numbers."""

from collections.abc import Mapping
from typing import Any

from dougong_engine.beginning.naming import Built, Ids
from dougong_engine.beginning.spec import BoardPart, CardPart, FieldPart, Spec, fields_of

Document = dict[str, Any]
COLUMNS = 24
NUMBER = (6, 3)
CHART = (12, 8)
"""Cells wide and high."""

SHOWN: Mapping[str, str] = {"money": "money", "percent": "percent"}
DATED = frozenset({"date", "moment"})


def board_documents(spec: Spec, entities: Mapping[str, Built], ids: Ids) -> dict[str, list[Document]]:
    """Key of a board → its metrics, and then the dashboard itself."""
    return {one.key: _board(one, entities, ids) for one in spec.boards}


def _board(board: BoardPart, entities: Mapping[str, Built], ids: Ids) -> list[Document]:
    metrics: list[Document] = []
    widgets: list[Document] = []
    # Numbers stand above charts.
    ordered = sorted(board.cards, key=lambda card: card.chart != "number")
    x = y = row = 0
    for card in ordered:
        one = entities[card.entity]
        w, h = NUMBER if card.chart == "number" else CHART
        if x + w > COLUMNS or (row and h != row):
            x, y, row = 0, y + row, 0
        place = {"id": card.key, "name": card.name, "x": x, "y": y, "w": w, "h": h}
        x, row = x + w, h
        if card.chart == "number":
            metric = {"kind": "metric", "id": ids.next("metric"), "name": card.name, "entity": one.id}
            metrics.append({**metric, "measure": _measure(one, card), **_shown(one, card)})
            widgets.append({**place, "type": "kpi", "metric": metric["id"]})
        else:
            chart = {"type": card.chart, "entity": one.id, "groups": [_group(one, card)]}
            widgets.append({**place, **chart, "measures": [_measure(one, card)]})
    dashboard = {"kind": "dashboard", "id": ids.next("dashboard"), "name": board.name, "widgets": widgets}
    return [*metrics, dashboard]


def _measured(one: Built, card: CardPart) -> FieldPart | None:
    return None if card.summary == "count" or card.field is None else fields_of(one.part)[card.field]


def _measure(one: Built, card: CardPart) -> Document:
    part = _measured(one, card)
    measure: Document = {"id": card.summary, "summary": card.summary}
    return measure if part is None else {**measure, "field": one.fields[part.key]}


def _shown(one: Built, card: CardPart) -> Document:
    part = _measured(one, card)
    if part is None:
        return {}
    return {"show": SHOWN.get(part.type, "number"), "places": 0 if part.type == "integer" else 2}


def _group(one: Built, card: CardPart) -> Document:
    assert card.by is not None
    by = fields_of(one.part)[card.by]
    return {"field": one.fields[by.key], "bucket": "month" if by.type in DATED else ""}
