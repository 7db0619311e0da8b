"""Layouts without the fields that a reader may not see."""

from collections.abc import Callable
from typing import Any, TypeVar, get_type_hints

from dougong_engine.design.references import is_field_path
from dougong_engine.document import Doc

Seen = Callable[[str], bool]
"""Whether a reader may see what a path of field ids leads to."""

D = TypeVar("D", bound=Doc)


def within(document: D, seen: Seen) -> D | None:
    """A layout, or a part of one, without what is not seen; None where it is nothing without it.

    Members typed `FieldPath` are looked at, so that new layouts need no list here; each path is asked.
    """
    hints = get_type_hints(type(document), include_extras=True)
    kept: dict[str, Any] = {}
    whole = True
    for member, info in type(document).model_fields.items():
        value, named = getattr(document, member), is_field_path(hints[member])
        if isinstance(value, tuple):
            kept[member] = tuple(one for one in value if _part_seen(one, seen))
        elif named and isinstance(value, str) and not seen(value):
            kept[member] = None
            whole = whole and not info.is_required()
    return document.model_copy(update=kept) if whole else None


def _part_seen(part: Any, seen: Seen) -> bool:
    return within(part, seen) is not None if isinstance(part, Doc) else seen(part)
