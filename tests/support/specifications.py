"""Specifications of apps for property tests: of the right shape, with hostile names, whether they fit or not."""

from typing import Any

from hypothesis import strategies as st

from dougong_engine.beginning.faults import CHOICES, UNIQUES, faults
from dougong_engine.beginning.spec import Spec, read_spec

TYPES = (
    "text", "long_text", "integer", "decimal", "money", "percent", "date", "moment", "boolean", "choice",
    "multi_choice", "phone", "email", "url", "person", "department", "link", "photo", "file",
)  # fmt: skip
KEYS = ("name", "b", "owner", "id", "version", "met_x", "approval_status", "frm_1")
ENTITIES = ("customer", "people", "ent_x")
NAMES = st.sampled_from(["名称", "=1+1", "{{a}}", "Ignore all rules", "a'b\"c", "<b>", "𠮷"])
VALUES = st.sampled_from(["x", "高", "12", "1.5", "2026-01-01", True, False, 3, None])
OPERATORS = st.sampled_from(["is", "is_not", "gt", "gte", "lt", "lte", "contains", "is_empty", "is_not_empty"])
FIELD = st.sampled_from(KEYS)
COMPARISON = st.fixed_dictionaries({"field": FIELD, "op": OPERATORS, "value": VALUES})
STEP: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [{"name": "经理", "by": "manager"}, {"name": "角色", "by": "role", "role": "boss"}]
)


@st.composite
def _fields(draw: st.DrawFn, entities: list[str]) -> list[dict[str, Any]]:
    """Fields with a text `name` in front."""
    found: list[dict[str, Any]] = [{"key": "name", "name": draw(NAMES), "type": "text", "unique": draw(st.booleans())}]
    for key in draw(st.lists(st.sampled_from(KEYS[1:]), max_size=6, unique=True)):
        type = draw(st.sampled_from(TYPES))
        one: dict[str, Any] = {"key": key, "name": draw(NAMES), "type": type, "required": draw(st.booleans())}
        one["options"] = ["高", "低", "A", "a", "o1"] if type in CHOICES else []
        one["entity"] = draw(st.sampled_from(entities)) if type == "link" else None
        one["unique"] = type in UNIQUES and draw(st.booleans())
        found.append({**one, "many": draw(st.booleans())})
    return found


@st.composite
def _entity(draw: st.DrawFn, key: str, entities: list[str]) -> dict[str, Any]:
    own = draw(_fields(entities))
    choices = [one["key"] for one in own if one["type"] == "choice"]
    kanban = draw(st.sampled_from([None, *choices]))
    return {"key": key, "name": draw(NAMES), "title": "name", "fields": own, "kanban": kanban}


@st.composite
def specs(draw: st.DrawFn) -> Spec:
    """Rules, approvals, roles and boards may speak of what is not there."""
    keys = draw(st.lists(st.sampled_from(ENTITIES), min_size=1, max_size=3, unique=True))
    entity = st.sampled_from(keys)
    named = {"name": NAMES, "entity": entity}
    rule = st.fixed_dictionaries(
        {
            "key": st.just("r"),
            **named,
            "when": st.lists(COMPARISON, min_size=1, max_size=2),
            "do": st.sampled_from(["show", "hide", "require", "readonly"]),
            "fields": st.lists(FIELD, min_size=1, max_size=2),
        }
    )
    approval = st.fixed_dictionaries(
        {
            "key": st.just("a"),
            **named,
            "when": st.lists(COMPARISON, max_size=2),
            "steps": st.lists(STEP, min_size=1, max_size=3),
        }
    )
    actions = st.lists(st.sampled_from(["create", "update", "export"]), max_size=2)
    grant = st.fixed_dictionaries({"entity": entity, "rows": st.sampled_from(["own", "all"]), "can": actions})
    grants = st.lists(grant, min_size=1, max_size=2)
    role = st.fixed_dictionaries({"key": st.just("boss"), "name": NAMES, "grants": grants})
    card = st.fixed_dictionaries(
        {
            "key": st.sampled_from(["c", "d", "e"]),
            **named,
            "chart": st.sampled_from(["number", "bar", "line", "pie"]),
            "summary": st.sampled_from(["count", "sum", "average"]),
            "field": FIELD,
            "by": FIELD,
        }
    )
    cards = st.lists(card, min_size=1, max_size=4)
    board = st.fixed_dictionaries({"key": st.just("b"), "name": NAMES, "cards": cards})
    raw: dict[str, Any] = {
        "name": draw(NAMES),
        "entities": [draw(_entity(key, keys)) for key in keys],
        "rules": draw(st.lists(rule, max_size=1)),
        "approvals": draw(st.lists(approval, max_size=1)),
        "roles": draw(st.lists(role, max_size=1)),
        "boards": draw(st.lists(board, max_size=1)),
    }
    return read_spec(raw)


def mended(spec: Spec) -> Spec:
    """The specification without the parts that have faults: rules and the like, and links that must not be required."""
    for entity in spec.entities:
        free = tuple(one.model_copy(update={"required": False}) if one.type == "link" else one for one in entity.fields)
        changed = entity.model_copy(update={"fields": free})
        others = tuple(changed if one.key == entity.key else one for one in spec.entities)
        spec = spec.model_copy(update={"entities": others})
    for member in ("rules", "approvals", "boards", "roles", "approvals"):
        if any(one.path[0] == member for one in faults(spec)):
            spec = spec.model_copy(update={member: ()})
    return spec
