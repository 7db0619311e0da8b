"""Fields that somebody chose for a chart, sorted by what a chart can do with each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dougong_engine.design.checks.condition import resolve_single
from dougong_engine.design.entity import Entity
from dougong_engine.design.objects import Design
from dougong_engine.design.resolve import Resolved, Start
from dougong_engine.errors import Invalid, invalid
from dougong_engine.fields import FieldSpec
from dougong_engine.fields._computed import Computed
from dougong_engine.fields.choice import Choice
from dougong_engine.fields.long_text import LongText
from dougong_engine.fields.percent import Percent
from dougong_engine.kinds import Kind, Storage

DIMENSIONS = frozenset({Kind.TEXT, Kind.BOOLEAN, Kind.RECORD})
FEW = 8
"""Groups that a bar chart shows side by side."""
MOST_FIELDS = 6


@dataclass(frozen=True, slots=True)
class ChosenField:
    """A field by its path of ids; `name` is what its readers call it."""

    path: str
    spec: FieldSpec
    name: str

    def is_share(self) -> bool:
        """Whether values are shares, which do not add up."""
        return isinstance(self.spec, Percent) or (isinstance(self.spec, Computed) and self.spec.display == "percent")


@dataclass(frozen=True, slots=True)
class Profile:
    """What the data look like to whoever asks: distinct values of dimensions, first and last day, by path."""

    records: int = 0
    distinct: Mapping[str, int] | None = None
    days: Mapping[str, tuple[date, date]] | None = None

    def values(self, one: ChosenField) -> int:
        """How many different values a dimension has; without data as many as it has options."""
        counted = (self.distinct or {}).get(one.path, 0)
        if counted or not isinstance(one.spec, Choice):
            return counted
        return len(one.spec.options)

    def span(self, one: ChosenField) -> int | None:
        """Days from the first to the last."""
        found = (self.days or {}).get(one.path)
        return None if found is None else (found[1] - found[0]).days


@dataclass(frozen=True, slots=True)
class Chosen:
    """The fields of an entity that were chosen, and the target that the first number is held against."""

    entity: Entity
    entity_name: str
    fields: tuple[ChosenField, ...]
    target: ChosenField | None = None

    @property
    def numbers(self) -> tuple[ChosenField, ...]:
        """What can be measured."""
        return tuple(one for one in self.fields if one.spec.kind() is Kind.NUMBER)

    @property
    def amounts(self) -> tuple[ChosenField, ...]:
        """Numbers that add up."""
        return tuple(one for one in self.numbers if not one.is_share())

    @property
    def times(self) -> tuple[ChosenField, ...]:
        """Dates and moments."""
        return tuple(one for one in self.fields if one.spec.kind() in (Kind.DATE, Kind.MOMENT))

    @property
    def dimensions(self) -> tuple[ChosenField, ...]:
        """What can be grouped by, apart from time."""
        return tuple(one for one in self.fields if _groups(one.spec))


def chosen(
    design: Design, entity_id: str, fields: Sequence[str], target: str | None, names: Mapping[str, str]
) -> Chosen:
    """The choice as values; `names` are by path, the entity's by "".

    Raises Invalid: design.entity.unknown, design.field.unknown, design.path.*, design.measure.field_type.
    """
    entity = design.entity(entity_id)
    if entity is None:
        raise invalid("design.entity.unknown", "entity", entity=entity_id)

    def field(path: str, *at: str | int) -> ChosenField:
        found = resolve_single(design, Start(entity_id), path)
        if not isinstance(found, Resolved):
            raise Invalid([found.under(*at)])
        return ChosenField(path, found.field, names.get(path, found.field.name))

    aim = None if target is None else field(target, "target")
    if aim is not None and aim.spec.kind() is not Kind.NUMBER:
        raise invalid("design.measure.field_type", "target", field=target, summary="sum")
    found = tuple(field(path, "fields", place) for place, path in enumerate(dict.fromkeys(fields)))
    return Chosen(entity, names.get("", entity.name), found, aim)


def _groups(spec: FieldSpec) -> bool:
    return spec.kind() in DIMENSIONS and spec.storage() is not Storage.LINKS and not isinstance(spec, LongText)
