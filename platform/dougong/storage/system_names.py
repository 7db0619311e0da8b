"""What the fields that every record has are called; no package brings translations of them."""

from collections.abc import Mapping

from dougong_engine.design.entity import SYSTEM_FIELDS
from dougong_engine.fields import FieldSpec

SYSTEM_NAMES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "id": "ID",
        "version": "Version",
        "owner": "Owner",
        "created_at": "Created",
        "created_by": "Created by",
        "updated_at": "Changed",
        "updated_by": "Changed by",
    }
}
"""Language → field → name, where it is not the one in the engine."""

_OWN = frozenset(one.id for one in SYSTEM_FIELDS)


def system_named(spec: FieldSpec, locale: str) -> str:
    """The name of a field; one that every record has in the reader's language."""
    return SYSTEM_NAMES.get(locale, {}).get(spec.id, spec.name) if spec.id in _OWN else spec.name
