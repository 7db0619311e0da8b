"""What the values of a specification mean to a field: options by name, numbers and dates as they are stored."""

from collections.abc import Collection, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from dougong_engine.beginning.spec import FieldPart
from dougong_engine.design.references import OBJECT_ID
from dougong_engine.document import Json
from dougong_engine.errors import Invalid
from dougong_engine.fields import FIELD_TYPES, FieldSpec
from dougong_engine.imports.cells import fold

LONGEST_KEY = 40


def key_of(text: str, taken: Collection[str], otherwise: str) -> str:
    """An ASCII key from a text that is spelt in ASCII already, free among `taken`; `otherwise` where nothing is left.

    It looks like no id of a design object, so that it may be the id of an item, too.
    """
    plain = "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in text.lower())
    words = "_".join(word for word in plain.split("_") if word)[:LONGEST_KEY].strip("_")
    start = words if words[:1].isalpha() else f"{otherwise}_{words}" if words else otherwise
    if OBJECT_ID.fullmatch(start):
        start = f"{otherwise}_{start}"
    found, number = start, 2
    while found in taken:
        found, number = f"{start}_{number}", number + 1
    return found


def option_ids(names: Sequence[str]) -> tuple[str, ...]:
    """An id for each option; none is the name of another one, since cells may say either."""
    folded = {fold(one) for one in names}
    ids: list[str] = []
    for name in names:
        ids.append(key_of(name, {*ids, *(folded - {fold(name)})}, f"o{len(ids) + 1}"))
    return tuple(ids)


def options(names: Sequence[str]) -> list[Json]:
    """The options as a choice holds them."""
    return [{"id": id, "name": name} for id, name in zip(option_ids(names), names, strict=True)]


def field_spec(part: FieldPart) -> FieldSpec:
    """The field as its type knows it, without what it links to."""
    return FIELD_TYPES[part.type].spec.model_validate(settings(part, part.key))


def settings(part: FieldPart, id: str, target: str | None = None) -> dict[str, Any]:
    """The field's document; `target` is the id of the entity that a link leads to."""
    document: dict[str, Any] = {"id": id, "key": id, "name": part.name, "type": part.type}
    document |= {"help": part.help, "required": part.required, "unique": part.unique}
    match part.type:
        case "choice" | "multi_choice":
            document["options"] = options(part.options)
        case "link":
            document |= {"entity": target, "many": part.many}
        case "decimal" | "money" | "percent" if part.places is not None:
            document["places"] = part.places
        case _:
            pass
    return document


def literal(part: FieldPart, value: str | bool | int | None) -> Json:
    """The value as the field stores it; None for one that it cannot hold, or that no specification may name."""
    match part.type:
        case "choice":
            ids = dict(zip(map(fold, part.options), option_ids(part.options), strict=True))
            return ids.get(fold(str(value))) if isinstance(value, str) else None
        case "person" | "department" | "link" | "photo" | "file" | "multi_choice":
            return None
        case "boolean":
            return value if isinstance(value, bool) else None
        case _:
            return _parsed(part, value)


def _parsed(part: FieldPart, value: str | bool | int | None) -> Json:
    if value is None or isinstance(value, bool):
        return None
    raw: Json = value
    if part.type == "integer":
        try:
            raw = int(Decimal(value)) if Decimal(value) == Decimal(value).to_integral_value() else None
        except (InvalidOperation, ValueError, OverflowError):
            return None
    elif isinstance(value, int):
        raw = str(value)
    if raw is None:
        return None
    known = FIELD_TYPES[part.type]
    try:
        return known.dump(known.parse(field_spec(part), raw))
    except Invalid:
        return None
