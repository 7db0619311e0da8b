"""A metric as a question to the data, and the answer as a value with its level."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from dougong_engine.design.metric import Level, Metric
from dougong_engine.filters.condition import Condition, both
from dougong_engine.formula.numbers import divided
from dougong_engine.query.query import GroupQuery

VALUE, PER = "value", "per"


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A metric's value; None where there is none: an average over nothing, a division by zero.

    Counts are int, sums and quotients Decimal, the least or greatest of dates or texts those. A quotient is rounded
    once, half-even to 12 places. `level` belongs to the exact value, not to the shown one. `parts`: what was divided.
    """

    value: object
    level: Level | None
    parts: Mapping[str, object]


def question(metric: Metric, narrowed: Condition | None = None) -> GroupQuery:
    """One row with the metric's measures as `value` and `per`; `narrowed` comes on top of its own `where`."""
    measures = [metric.measure.model_copy(update={"id": VALUE})]
    if metric.per is not None:
        measures.append(metric.per.model_copy(update={"id": PER}))
    return GroupQuery(entity=metric.entity, measures=tuple(measures), where=both(metric.where, narrowed), limit=1)


def evaluate(metric: Metric, measures: Mapping[str, object]) -> Evaluated:
    """The metric for the answer to its `question`."""
    value = measures[VALUE]
    if metric.per is not None:
        value = quotient(value, measures[PER])
    level = metric.level(Decimal(value)) if isinstance(value, int | Decimal) else None
    return Evaluated(value, level, MappingProxyType(dict(measures)))


def quotient(dividend: object, divisor: object) -> Decimal | None:
    """The exact quotient rounded half-even to 12 places; None for a missing part or a division by zero."""
    if not isinstance(dividend, int | Decimal) or not isinstance(divisor, int | Decimal) or not divisor:
        return None
    return divided(Decimal(dividend), Decimal(divisor))
