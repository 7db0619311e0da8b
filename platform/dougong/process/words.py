"""Values of a record in words for messages and titles."""

from collections.abc import Mapping
from datetime import datetime

from dougong_engine.fields import FieldSpec, Refers, Value, field_type
from dougong_engine.fields.choice import Choice
from dougong_engine.fields.multi_choice import MultiChoice
from dougong_engine.formula.values import Zone
from dougong_engine.messages_template import Shown


def shown(spec: FieldSpec, value: Value, zone: Zone, names: Mapping[str, str]) -> Shown:
    """A value as messages fill it in: options and references by name, moments on the wall clock."""
    match value:
        case None | ():
            return None
        case datetime():
            return zone.local(value)
        case tuple():
            words = tuple(str(shown(spec, one, zone, names) or "") for one in value if not isinstance(one, dict))
            return tuple(one for one in words if one)
        case dict():
            return None
        case str() if isinstance(spec, Choice | MultiChoice):
            return next((one.name for one in spec.options if one.id == value), value)
        case str() if field_type(spec).refers is not None and field_type(spec).refers is not Refers.FILE:
            return names.get(value, "")
        case _:
            return value
