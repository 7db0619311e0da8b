"""ABC classification: the few that make up most of a whole, and the many that make up the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from dougong_engine.document import Doc
from dougong_engine.formula.numbers import CONTEXT, ZERO
from dougong_engine.metrics.evaluate import quotient

ClassName = Literal["A", "B", "C"]
CLASSES: tuple[ClassName, ...] = ("A", "B", "C")
Share = Annotated[Decimal, Field(gt=0, le=1, max_digits=5, decimal_places=4)]


class Cutoffs(Doc):
    """Fractions of the whole: A are the greatest until they reach `a`, B the next until they reach `b`."""

    a: Share = Decimal("0.8")
    b: Share = Decimal("0.95")

    @model_validator(mode="after")
    def _rise(self) -> "Cutoffs":
        if self.a >= self.b:
            raise ValueError("the first cut-off lies below the second")
        return self


@dataclass(frozen=True, slots=True)
class Placed:
    """One total: its class, its share of the whole, and the share that it reaches with everything greater.

    Shares are rounded half-even to 12 places, once; None where there is no whole. Of equal totals each reaches what all
    of them reach, so that no order among them matters.
    """

    name: ClassName
    share: Decimal | None
    reached: Decimal | None


@dataclass(frozen=True, slots=True)
class ClassTotal:
    """How many totals are in a class, what they add to the whole, and their share of it."""

    count: int
    total: Decimal
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class Classified:
    """Totals in the order in which they were given, the whole, and each class."""

    placed: tuple[Placed, ...]
    whole: Decimal
    classes: Mapping[ClassName, ClassTotal]


def classify(totals: Sequence[Decimal], cutoffs: Cutoffs) -> Classified:
    """The class of each total.

    The whole is the sum of what is above zero; zero and less add nothing to it and are C. A total's class follows from
    the exact share of everything greater than it: below `a` it is A, below `b` B, otherwise C. So the one that crosses
    a cut-off still counts to the better class, the greatest is always A, and equal totals share one class.
    """
    counts: dict[Decimal, int] = {}
    for one in totals:
        counts[one] = counts.get(one, 0) + 1
    whole = ZERO
    for total, count in counts.items():
        if total > 0:
            whole = CONTEXT.add(whole, CONTEXT.multiply(total, Decimal(count)))
    first, second = (CONTEXT.multiply(whole, one) for one in (cutoffs.a, cutoffs.b))
    above = ZERO
    places: dict[Decimal, Placed] = {}
    for total in sorted(counts, reverse=True):
        added = max(total, ZERO)
        name: ClassName = "C" if total <= 0 else "A" if above < first else "B" if above < second else "C"
        above = CONTEXT.add(above, CONTEXT.multiply(added, Decimal(counts[total])))
        places[total] = Placed(name, quotient(added, whole), quotient(above, whole))
    return Classified(
        tuple(places[one] for one in totals),
        whole,
        {name: _total(name, places, counts, whole) for name in CLASSES},
    )


def _total(
    name: ClassName, places: Mapping[Decimal, Placed], counts: Mapping[Decimal, int], whole: Decimal
) -> ClassTotal:
    count, added = 0, ZERO
    for total, place in places.items():
        if place.name == name:
            count += counts[total]
            added = CONTEXT.add(added, CONTEXT.multiply(max(total, ZERO), Decimal(counts[total])))
    return ClassTotal(count, added, quotient(added, whole))
