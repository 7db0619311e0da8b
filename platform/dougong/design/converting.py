"""From a value of one field to the value of another type that means the same, where there is one."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from dougong_engine.document import Json
from dougong_engine.errors import Invalid
from dougong_engine.fields import FieldSpec, Value, field_type
from dougong_engine.fields._values import stored_decimal
from dougong_engine.fields.choice import Choice
from dougong_engine.fields.multi_choice import MultiChoice
from dougong_engine.kinds import Storage


def converted(old: FieldSpec, new: FieldSpec, value: Value) -> Value:
    """The value in the new field; None where nothing means the same."""
    if value is None or value == ():
        return None
    for raw in _attempts(old, new, field_type(old).dump(value)):
        try:
            found: Value = field_type(new).parse(new, raw)
        except Invalid:
            continue
        return found
    return None


def kept_or_converted(old: FieldSpec, new: FieldSpec, current: Value, kept: Value) -> Value:
    """What a column that comes back should hold: its own value if that is what the current one was made from.

    So an undone change of type loses neither what did not fit the type in between nor what was edited since.
    """
    if kept is not None and converted(new, old, kept) == current:
        return kept
    return converted(old, new, current)


def _attempts(old: FieldSpec, new: FieldSpec, raw: Json) -> Iterator[Json]:
    """Forms in which the new type might take the value, the most literal first."""
    named = _named(old, raw)
    # An option's id means nothing outside options: a text is matched with their names alone.
    by_id = isinstance(old, Choice | MultiChoice)
    for one in (raw, named):
        yield _chosen(new, one, by_id=by_id)
        if by_id or not isinstance(new, Choice | MultiChoice):
            yield one
    if new.storage() is Storage.DECIMAL and isinstance(raw, str | int) and not isinstance(raw, bool):
        try:
            yield format(stored_decimal(Decimal(str(raw)), new.scale()), "f")
        except (Invalid, InvalidOperation):
            return
    if new.storage() is Storage.INTEGER and isinstance(raw, str):
        try:
            number = Decimal(raw)
        except InvalidOperation:
            return
        if number.is_finite() and number == number.to_integral_value() and abs(number) < 10**18:
            yield int(number)
    if isinstance(named, list):
        yield ", ".join(str(one) for one in named)
        if len(named) == 1:
            yield _chosen(new, named[0], by_id=by_id)
    elif isinstance(named, str | int | float) and not isinstance(named, bool):
        yield str(named)


def _named(spec: FieldSpec, raw: Json) -> Json:
    """Options by their names: ids mean nothing outside their field."""
    if not isinstance(spec, Choice | MultiChoice):
        return raw
    names = {one.id: one.name for one in spec.options}
    if isinstance(raw, list):
        return [names.get(str(one), str(one)) for one in raw]
    return names.get(str(raw), str(raw))


def _chosen(spec: FieldSpec, raw: Json, *, by_id: bool) -> Json:
    """Options by name, and by id where the value is one, as the new field wants them."""
    if isinstance(spec, Choice | MultiChoice):
        ids = {one.name: one.id for one in spec.options}
        ids |= {one.id: one.id for one in spec.options} if by_id else {}
        given = raw if isinstance(raw, list) else [raw]
        found: list[Json] = [ids[one] for one in given if isinstance(one, str) and one in ids]
        if len(found) == len(given):
            return found if isinstance(spec, MultiChoice) else found[0]
        return None
    if spec.storage() is Storage.LINKS and not isinstance(raw, list):
        return [raw]
    return raw
