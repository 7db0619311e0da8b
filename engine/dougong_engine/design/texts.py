"""The texts of an object that people read: listed, translated, and told apart from ids."""

from collections.abc import Iterator, Mapping

from dougong_engine.design.object import DesignObject
from dougong_engine.design.objects import read_object
from dougong_engine.document import Json, dump

TEXT_MEMBERS = frozenset(
    {
        "name",
        "title",
        "description",
        "help",
        "label",
        "message",
        "text",
        "submit",
        "confirm",
        "inverse",
        "unit",
        "body",
        "note",
        "thanks",
    }
)
"""Members whose string values are shown to people."""

KEYED = frozenset({"fields", "values", "flag", "headers"})
"""Members that, as mappings, have ids of fields for keys: `{"name": "read"}` is a right on a field, no text."""

Wording = Mapping[str, tuple[str, str]]
"""Place → the text that was translated, and its translation."""

IDENTITIES = ("id", "option", "field", "entity")
"""Members by which an item of a list is known, first match wins."""


def identity(item: Json) -> str | None:
    """What an item of a list is known by: its id, or what it is about (`field`, `option`, …); a text is its own."""
    if not isinstance(item, dict):
        return item if isinstance(item, str) else None
    source = item.get("source")
    if isinstance(source, str) and "target" in item:
        return f"{source}:{item.get('port', '')}"
    for member in IDENTITIES:
        found = item.get(member)
        if isinstance(found, str):
            return found
    return None


def identities(items: list[Json]) -> list[str] | None:
    """The identities of all items, or None if one has none or two share one: then only positions tell them apart."""
    found = [identity(one) for one in items]
    known = [one for one in found if one is not None]
    return known if len(known) == len(found) == len(set(known)) else None


def is_text(owner: Mapping[str, Json], member: str, keyed: bool) -> bool:
    """Whether a member of a JSON object is a text for people; `keyed` says that the object's keys are ids."""
    if keyed or member not in TEXT_MEMBERS or not isinstance(owner[member], str):
        return False
    return not (member == "title" and owner.get("kind") == "entity")


def is_keyed(member: str, inner: Json) -> bool:
    """Whether the keys of a member's value are ids."""
    return member in KEYED and isinstance(inner, dict)


def texts(document: DesignObject) -> dict[str, str]:
    """Every text of an object by its place: ids of items joined by dots, such as `fields.stage.options.won.name`."""
    return {".".join(path): text for path, text in _texts(dump(document), (), keyed=False)}


def _texts(value: Json, path: tuple[str, ...], *, keyed: bool) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, dict):
        for member, inner in sorted(value.items()):
            if is_text(value, member, keyed):
                if inner:
                    yield (*path, member), str(inner)
            else:
                yield from _texts(inner, (*path, member), keyed=is_keyed(member, inner))
    elif isinstance(value, list):
        for name, inner in zip(_names(value), value, strict=True):
            yield from _texts(inner, (*path, name), keyed=False)


def _names(items: list[Json]) -> list[str]:
    return identities(items) or [str(index) for index in range(len(items))]


def translate(document: DesignObject, translations: Mapping[str, str]) -> DesignObject:
    """The object with its texts in another language; a text without a translation stays as it is."""
    return read_object(_translated(dump(document), (), translations, keyed=False))


def reworded(document: DesignObject, wording: Wording) -> DesignObject:
    """The object in another language; a text that says something else since it was translated stays as it is."""
    own = texts(document)
    return translate(document, {place: new for place, (old, new) in wording.items() if own.get(place) == old})


def _translated(value: Json, path: tuple[str, ...], translations: Mapping[str, str], *, keyed: bool) -> Json:
    if isinstance(value, dict):
        return {
            member: translations.get(".".join((*path, member)), inner)
            if is_text(value, member, keyed)
            else _translated(inner, (*path, member), translations, keyed=is_keyed(member, inner))
            for member, inner in value.items()
        }
    if isinstance(value, list):
        return [
            _translated(inner, (*path, name), translations, keyed=False)
            for name, inner in zip(_names(value), value, strict=True)
        ]
    return value
