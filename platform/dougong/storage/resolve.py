"""A condition made ready for SQL: paths are known, tokens are values, every value has a bind name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from dougong.storage.schema import Schema
from dougong_engine.errors import EngineError, Invalid, invalid
from dougong_engine.fields import FieldSpec, field_type, operators_of
from dougong_engine.fields._values import as_id, plain
from dougong_engine.fields.link import Link
from dougong_engine.fields.lookup import Lookup
from dougong_engine.filters.condition import All, Condition, Either, Not, Test
from dougong_engine.filters.fold import fold
from dougong_engine.filters.operand import Comparison, Other, Range, Values, Who, resolve
from dougong_engine.filters.operator import OPERATORS, Operand
from dougong_engine.formula.values import Clock
from dougong_engine.kinds import Storage

Path = tuple[str, ...]
TEXT_PARTS = frozenset({"contains", "not_contains", "starts_with"})


@dataclass(frozen=True, slots=True)
class Leaf:
    """A comparison of a field with values bound under `name` (and `name_low`, `name_high` for ranges)."""

    comparison: Comparison
    name: str


@dataclass(frozen=True, slots=True)
class Branch:
    """`all`, `any` or `not` of parts."""

    how: str
    parts: "tuple[Resolved, ...]"


Resolved = Leaf | Branch


def field_at(schema: Schema, entity_id: str, path: Path, locale: str | None = None) -> FieldSpec:
    """The field at the end of a path through links; lookups stand for the field they show.

    With `locale` it bears its names in that language. Raises Invalid: field.unknown or field.not_link.
    """
    entity = schema.table(entity_id).entity
    if locale is not None:
        entity = schema.localized(entity, locale)
    spec = entity.field(path[0])
    if spec is None:
        raise invalid("field.unknown", field=path[0], entity=entity.name)
    if len(path) == 1:
        return spec
    if not isinstance(spec, Link) or spec.many:
        raise invalid("field.not_link", field=spec.name)
    return field_at(schema, spec.entity, path[1:], locale)


def unfold(schema: Schema, entity_id: str, path: Path) -> Path:
    """The path with a lookup at its end replaced by the path to what it shows."""
    owner = entity_id
    for step in path[:-1]:
        link = schema.table(owner).entity.field(step)
        assert isinstance(link, Link)
        owner = link.entity
    last = schema.table(owner).entity.field(path[-1])
    if isinstance(last, Lookup):
        return unfold(schema, entity_id, (*path[:-1], last.through, last.field))
    return path


def ready(condition: Condition, schema: Schema, entity_id: str, clock: Clock, prefix: str) -> Resolved:
    """The condition with its values; bind names begin with `prefix`. Raises Invalid with a path into the condition."""
    count = iter(range(10_000))

    def walk(one: Condition, place: tuple[str | int, ...]) -> Resolved:
        match one:
            case All(all=parts):
                return Branch("all", tuple(walk(part, (*place, "all", i)) for i, part in enumerate(parts)))
            case Either(any=parts):
                return Branch("any", tuple(walk(part, (*place, "any", i)) for i, part in enumerate(parts)))
            case Not(not_=part):
                return Branch("not", (walk(part, (*place, "not")),))
            case Test():
                return _at(place, lambda: leaf(one))

    def leaf(test: Test) -> Leaf:
        written = tuple(test.field.split("."))
        field_at(schema, entity_id, written)
        spec = field_at(schema, entity_id, unfold(schema, entity_id, written))
        comparison = resolve(test, spec, operators_of(spec), clock)
        if isinstance(comparison.right, Who) and not _holds_ids(spec):
            raise invalid("filter.value.token", token=comparison.right.what)
        if isinstance(comparison.right, Other):
            field_at(schema, entity_id, comparison.right.path)
            other = field_at(schema, entity_id, unfold(schema, entity_id, comparison.right.path))
            if comparison.operator.name in TEXT_PARTS or not _alike(spec.storage(), other.storage()):
                raise invalid("filter.value.token", token=other.name)
        if _holds_ids(spec) and isinstance(comparison.right, Values):
            comparison = replace(comparison, right=Values(tuple(as_id(plain(one)) for one in comparison.right.values)))
        return Leaf(_to_scale(comparison, spec), f"{prefix}{next(count)}")

    return walk(condition, ())


def _alike(one: Storage, other: Storage) -> bool:
    """Whether the databases compare two columns stored so; they differ in what they make of unlike ones."""
    numbers = (Storage.INTEGER, Storage.DECIMAL)
    plain_ones = (Storage.TEXT, Storage.BOOLEAN, Storage.DATE, Storage.MOMENT, Storage.UUID)
    return (one in numbers and other in numbers) or (one is other and one in plain_ones)


def _holds_ids(spec: FieldSpec) -> bool:
    return spec.storage() is Storage.UUID or field_type(spec).refers is not None


def _to_scale(comparison: Comparison, spec: FieldSpec) -> Comparison:
    """The same comparison with numbers that the column can hold: 'more than 1.005' of cents is 'more than 1.00'.

    Binding would round them half-up instead, which is another question.
    """
    if spec.storage() not in (Storage.DECIMAL, Storage.INTEGER):
        return comparison
    scale, right, operator = spec.scale(), comparison.right, comparison.operator
    match right:
        case Range(low=low, high=high, open=open_):
            ends = _rounded(low, scale, ROUND_CEILING), _rounded(high, scale, ROUND_FLOOR)
            return replace(comparison, right=Range(*ends, open_))
        case Values(values=given) if operator.name in ("gt", "lte"):
            return replace(comparison, right=Values((_rounded(given[0], scale, ROUND_FLOOR),)))
        case Values(values=given) if operator.name in ("gte", "lt"):
            return replace(comparison, right=Values((_rounded(given[0], scale, ROUND_CEILING),)))
        case Values(values=given):
            pairs = ((one, _rounded(one, scale, ROUND_FLOOR)) for one in given)
            exact = tuple(rounded for one, rounded in pairs if rounded == one)
            if operator.operand is Operand.ONE and not exact:
                never = OPERATORS["not_in" if operator.on_empty else "in"]
                return replace(comparison, operator=never, right=Values(()))
            return replace(comparison, right=Values(exact))
        case _:
            return comparison


def _rounded(number: object, scale: int, how: str) -> Decimal | int | None:
    """A number of that many places; a whole one as an integer, by which an index of integers can be used."""
    if number is None:
        return None
    rounded = Decimal(str(number)).quantize(Decimal(1).scaleb(-scale), how)
    return rounded if scale else int(rounded)


def _at(place: tuple[str | int, ...], work: Callable[[], Leaf]) -> Leaf:
    try:
        return work()
    except EngineError as error:
        raise Invalid(one.under(*place) for one in error.problems) from None


def leaves(resolved: Resolved | None) -> Iterator[Leaf]:
    """Every comparison of the tree."""
    match resolved:
        case None:
            return
        case Leaf():
            yield resolved
        case Branch(parts=parts):
            for part in parts:
                yield from leaves(part)


def values(resolved: Resolved | None) -> dict[str, object]:
    """What to bind."""
    bound: dict[str, object] = {}
    for leaf in leaves(resolved):
        match leaf.comparison.right:
            case Values(values=given) if leaf.comparison.operator.name in TEXT_PARTS:
                bound[leaf.name] = fold(str(given[0]))
            case Values(values=given) if leaf.comparison.operator.operand == "many":
                bound[leaf.name] = list(given)
                if leaf.comparison.operator.name == "contains_all":
                    bound[f"{leaf.name}_count"] = len(set(given))
            case Values(values=given):
                bound[leaf.name] = given[0]
            case Range(low=low, high=high):
                bound |= {f"{leaf.name}_low": low} if low is not None else {}
                bound |= {f"{leaf.name}_high": high} if high is not None else {}
            case Other() | Who() | None:
                pass
    return bound


def shape(resolved: Resolved | None) -> object:
    """What decides the SQL text: everything but the values."""
    match resolved:
        case None:
            return None
        case Branch(how=how, parts=parts):
            return how, tuple(shape(part) for part in parts)
        case Leaf(comparison=comparison):
            right = comparison.right
            kind: object = type(right).__name__
            if isinstance(right, Range):
                kind = ("range", right.low is None, right.high is None, right.open)
            elif isinstance(right, Other | Who):
                kind = right
            return comparison.path, comparison.operator.name, kind
