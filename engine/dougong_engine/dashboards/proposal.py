"""A proposed card as documents that can be put on a board as they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from dougong_engine.dashboards.chosen import Chosen, ChosenField
from dougong_engine.design.metric import Band, Metric
from dougong_engine.design.objects import Design
from dougong_engine.document import dump
from dougong_engine.errors import Problem
from dougong_engine.fields.integer import Integer
from dougong_engine.fields.money import Money
from dougong_engine.kinds import Kind
from dougong_engine.query.query import Bucket, Measure
from dougong_engine.widgets import WIDGET_TYPES, WidgetSpec

COUNT = Measure(id="count", summary="count")
SIZES: Mapping[str, tuple[int, int]] = {"kpi": (6, 3), "table": (24, 8)}
CHART = (12, 8)
"""Cells wide and high."""
MOST_NAME = 200
TARGET_BANDS = (
    Band(level="risk"),
    Band(level="warning", least=Decimal("0.8")),
    Band(level="healthy", least=Decimal(1)),
)
"""What is reached of a target; the author may change it in the metric."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A card, the metric that it needs and that does not exist yet, and why."""

    widget: WidgetSpec
    metric: Metric | None
    reason: Problem


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a rule decided: the type of card, why, measures, up to two dimensions, and the type's own members."""

    type: str
    because: str
    numbers: tuple[ChosenField, ...] = ()
    dimension: ChosenField | None = None
    series: ChosenField | None = None
    bucket: Bucket = ""
    per: ChosenField | None = None
    members: Mapping[str, Any] = field(default_factory=dict)
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Making:
    """Turns what rules decide into documents."""

    design: Design
    chosen: Chosen
    taken: frozenset[str]

    def proposal(self, drawn: Drawn) -> Proposal:
        """The card with an id of its own, as large as its type asks for."""
        width, height = SIZES.get(drawn.type, CHART)
        entity = {} if drawn.type == "kpi" else {"entity": self.chosen.entity.id}
        metric, known = self._metric(drawn) if drawn.type == "kpi" else (None, None)
        shown = known or metric
        raw = {
            "id": free(drawn.type, self.taken),
            "type": drawn.type,
            "name": self._name(drawn),
            "w": width,
            "h": height,
            **entity,
            **self._grouped(drawn),
            **({} if shown is None else {"metric": shown.id}),
            **drawn.members,
        }
        widget = WIDGET_TYPES[drawn.type].spec.model_validate(raw)
        return Proposal(widget, metric, self._reason(drawn))

    def _grouped(self, drawn: Drawn) -> dict[str, Any]:
        if drawn.type not in ("bar", "line", "pie", "leaderboard", "abc"):
            return {}
        groups = [_group(one, drawn.bucket) for one in (drawn.dimension, drawn.series) if one is not None]
        return {"groups": groups, "measures": [dump(one) for one in map(measure, drawn.numbers)] or [dump(COUNT)]}

    def _metric(self, drawn: Drawn) -> tuple[Metric | None, Metric | None]:
        """A new metric or the known one: thresholds belong to a metric, so no second one is made of the same."""
        number = drawn.numbers[0]
        one, per = measure(number), None if drawn.per is None else measure(drawn.per)
        for known in self.design.of(Metric):
            same = known.entity == self.chosen.entity.id and known.where is None
            if same and _like(known.measure, one) and _like(known.per, per):
                return None, known
        share = per is not None or number.is_share()
        made = Metric(
            format=1,
            kind="metric",
            id=free(f"met_{self.chosen.entity.key}_{number.spec.key}"[:56], self.design.objects.keys()),
            app=self.chosen.entity.app,
            name=self._name(drawn),
            entity=self.chosen.entity.id,
            measure=one,
            per=per,
            show="percent" if share else "money" if isinstance(number.spec, Money) else "number",
            places=0 if isinstance(number.spec, Integer) or share else 2,
            bands=TARGET_BANDS if per is not None else (),
        )
        return made, None

    def _measured(self, drawn: Drawn) -> str:
        return drawn.numbers[0].name if drawn.numbers else self.chosen.entity_name

    def _name(self, drawn: Drawn) -> str:
        beside = drawn.per or drawn.dimension
        return (self._measured(drawn) + ("" if beside is None else f" · {beside.name}"))[:MOST_NAME]

    def _reason(self, drawn: Drawn) -> Problem:
        params = {"measure": self._measured(drawn), **drawn.params}
        if drawn.dimension is not None:
            params["dimension"] = drawn.dimension.name
        return Problem(drawn.because, (), params)


def measure(one: ChosenField) -> Measure:
    """Amounts are added up, shares averaged."""
    id = one.path.replace(".", "_")[:63]
    return Measure(id=id, summary="average" if one.is_share() else "sum", field=one.path)


def free(name: str, taken: Any) -> str:
    """The name, with a number where it is taken."""
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}_{number}"
    return found


def _group(one: ChosenField, bucket: Bucket) -> dict[str, str]:
    dated = one.spec.kind() in (Kind.DATE, Kind.MOMENT)
    return {"field": one.path, "bucket": bucket if dated else ""}


def _like(known: Measure | None, wanted: Measure | None) -> bool:
    if known is None or wanted is None:
        return known is wanted
    return (known.summary, known.field, known.where) == (wanted.summary, wanted.field, None)
