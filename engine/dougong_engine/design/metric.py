"""A metric: a number defined once and reused by card, table, alert and phone."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from dougong_engine.design.object import DesignObject
from dougong_engine.document import Doc, Id
from dougong_engine.filters.condition import Condition
from dougong_engine.query.query import Measure

Level = Literal["healthy", "warning", "risk"]


class Band(Doc):
    """Values from `least` up to the next band; the first band has no lower end, so no value falls into a hole."""

    level: Level
    least: Decimal | None = None


class Metric(DesignObject):
    """`measure` over the records, divided by `per` where it is given."""

    kind: Literal["metric"]
    entity: Id
    measure: Measure
    per: Measure | None = None
    where: Condition | None = None
    show: Literal["number", "money", "percent", "duration"] = "number"
    places: Annotated[int, Field(ge=0, le=6)] = 0
    bands: tuple[Band, ...] = ()

    @model_validator(mode="after")
    def _bands_have_no_hole(self) -> "Metric":
        lows = [band.least for band in self.bands]
        if lows and (lows[0] is not None or None in lows[1:]):
            raise ValueError("the first band has no lower end, every other band has one")
        rest = [low for low in lows[1:] if low is not None]
        if rest != sorted(set(rest)):
            raise ValueError("bands rise")
        return self

    def level(self, value: Decimal) -> Level | None:
        """The band that holds the value."""
        found: Level | None = None
        for band in self.bands:
            if band.least is None or value >= band.least:
                found = band.level
        return found
