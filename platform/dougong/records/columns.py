"""Keys of the API and field ids of the design: each place that takes keys comes through here."""

from collections.abc import Mapping, Sequence
from itertools import islice

from pydantic import TypeAdapter, ValidationError

from dougong.kernel.problem import refuse
from dougong.records.scene import Scene
from dougong.storage.resolve import Path
from dougong_engine.design.entity import SYSTEM_FIELDS
from dougong_engine.design.objects import problems_of
from dougong_engine.document import Json
from dougong_engine.errors import invalid
from dougong_engine.fields import Value, field_type
from dougong_engine.fields.link import Link
from dougong_engine.filters.condition import All, Condition, Either, Not, Test, tests

Columns = tuple[tuple[str, Path, bool], ...]
CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
DEPTH_LIMIT = 8
TESTS_LIMIT = 20


def columns(scene: Scene, entity_id: str, fields: Sequence[str], expand: frozenset[str]) -> Columns:
    """Output columns for dotted keys; all that can be seen where none are named. Raises Invalid for unknown keys."""
    entity = scene.planning.schema.table(entity_id).entity
    if not fields:
        seen = scene.planning.access(scene.who, entity_id).shown()
        specs = [one for one in (*SYSTEM_FIELDS, *entity.fields) if one.id in seen]
        return tuple((one.key, (one.id,), one.key in expand) for one in specs)
    wanted = dict.fromkeys(("id", "version", *fields))
    return tuple((key, path_of_keys(scene, entity_id, key), key in expand) for key in wanted)


def path_of_keys(scene: Scene, entity_id: str, keys: str) -> Path:
    """Field ids for dotted keys. Raises Invalid `field.unknown`."""
    path: list[str] = []
    schema = scene.planning.schema
    owner: str | None = entity_id
    for key in keys.split("."):
        spec = schema.table(owner).entity.field_by_key(key) if owner is not None else None
        if spec is None:
            raise invalid("field.unknown", field=keys, entity=schema.table(entity_id).entity.name)
        path.append(spec.id)
        owner = spec.entity if isinstance(spec, Link) else None
    return tuple(path)


def read_condition(raw: object) -> Condition:
    """The condition in JSON. Raises Refusal 422 at the place where it is none, and where it is too deep or too long."""
    if _deeper(raw, DEPTH_LIMIT * 2):
        raise refuse(422, "filter.too_deep", ("filter",), limit=DEPTH_LIMIT)
    try:
        condition = CONDITION.validate_python(raw)
    except ValidationError as error:
        first, *_ = problems_of(error, "filter")
        raise refuse(422, "filter.malformed", first.path, reason=first.params["reason"]) from None
    if len(list(islice(tests(condition), TESTS_LIMIT + 1))) > TESTS_LIMIT:
        raise refuse(422, "filter.too_many", ("filter",), limit=TESTS_LIMIT)
    return condition


def condition_of_json(scene: Scene, entity_id: str, raw: object) -> Condition:
    """A condition as the API writes it, with keys for fields. Raises Refusal 422 for malformed JSON."""

    def with_ids(one: Condition) -> Condition:
        match one:
            case All(all=parts):
                return All(all=tuple(with_ids(part) for part in parts))
            case Either(any=parts):
                return Either(any=tuple(with_ids(part) for part in parts))
            case Not(not_=part):
                return Not.model_validate({"not": with_ids(part)})
            case Test():
                value = one.value
                if isinstance(value, dict) and isinstance(value.get("field"), str):
                    value = {"field": ".".join(path_of_keys(scene, entity_id, str(value["field"])))}
                field = ".".join(path_of_keys(scene, entity_id, one.field))
                return Test(field=field, op=one.op, value=value)

    return with_ids(read_condition(raw))


def _deeper(raw: object, limit: int) -> bool:
    """True for JSON nested in more than `limit` levels; looks level by level, so that no depth is too much for it."""
    level = [raw]
    for _ in range(limit + 1):
        lists = [
            one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list | tuple)
        ]
        level = [inner for one in lists for inner in one]
        if not lists:
            return False
    return True


def keyed(scene: Scene, entity_id: str, values: Mapping[str, Value]) -> dict[str, Json]:
    """Values by field id as wire JSON by key."""
    entity = scene.planning.schema.table(entity_id).entity
    return {
        spec.key: field_type(spec).dump(value) for id, value in values.items() if (spec := entity.field(id)) is not None
    }
