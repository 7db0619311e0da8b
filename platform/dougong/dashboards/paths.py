"""From field ids of the design to keys of the API: what a board tells the browser to ask for."""

from dougong.records.scene import Scene
from dougong.storage.resolve import field_at
from dougong_engine.document import Json
from dougong_engine.filters.condition import All, Condition, Either, Not, Test


def keys_of(scene: Scene, entity_id: str, field: str) -> str:
    """Dotted keys for a dotted path of field ids. Raises Invalid: field.unknown, field.not_link."""
    steps = field.split(".")
    places = (tuple(steps[: end + 1]) for end in range(len(steps)))
    return ".".join(field_at(scene.planning.schema, entity_id, place).key for place in places)


def with_keys(scene: Scene, entity_id: str, condition: Condition) -> Json:
    """A condition as the API writes it."""
    match condition:
        case All(all=parts):
            return {"all": [with_keys(scene, entity_id, part) for part in parts]}
        case Either(any=parts):
            return {"any": [with_keys(scene, entity_id, part) for part in parts]}
        case Not(not_=part):
            return {"not": with_keys(scene, entity_id, part)}
        case Test(field=field, op=op, value=value):
            if isinstance(value, dict) and isinstance(value.get("field"), str):
                value = {"field": keys_of(scene, entity_id, str(value["field"]))}
            return {"field": keys_of(scene, entity_id, field), "op": op, "value": value}
