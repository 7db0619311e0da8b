"""What in a specification does not fit together; each path leads to a place in its JSON."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dougong_engine.beginning.spec import (
    ApprovalPart,
    CardPart,
    Comparison,
    EntityPart,
    FieldPart,
    RolePart,
    RulePart,
    Spec,
    entities_of,
    fields_of,
)
from dougong_engine.beginning.values import literal
from dougong_engine.errors import Path, Problem
from dougong_engine.fields import FIELD_TYPES

CHOICES = frozenset({"choice", "multi_choice"})
NUMBERS = frozenset({"integer", "decimal", "money", "percent"})
TITLES = frozenset({"text", "integer", "decimal", "money", "percent", "date", "moment", "phone", "email", "url"})
UNIQUES = frozenset({*TITLES, "boolean", "person", "department"})
DATED = frozenset({"date", "moment"})
GROUPED = frozenset({"choice", "boolean", "person", "department", "link", "text", *DATED})
SUITED = {"field": NUMBERS, "by": GROUPED}
"""What the fields that a card reads may be, by the member that names them."""

VALUELESS = frozenset({"is_empty", "is_not_empty"})


def faults(spec: Spec) -> tuple[Problem, ...]:
    """Everything that would keep the specification from becoming a design."""
    return tuple(_faults(spec))


def _faults(spec: Spec) -> Iterator[Problem]:
    known = entities_of(spec)
    for member in ("entities", "rules", "approvals", "roles", "boards"):
        yield from _twice([one.key for one in getattr(spec, member)], (member,))
    for number, entity in enumerate(spec.entities):
        yield from (one.under("entities", number) for one in _entity(spec, entity))
    yield from _rings(spec)
    for number, rule in enumerate(spec.rules):
        yield from (one.under("rules", number) for one in _rule(known.get(rule.entity), rule))
    roles = {one.key for one in spec.roles}
    for number, approval in enumerate(spec.approvals):
        yield from (one.under("approvals", number) for one in _approval(known.get(approval.entity), roles, approval))
    yield from _twice([one.entity for one in spec.approvals], ("approvals",))
    for number, role in enumerate(spec.roles):
        yield from (one.under("roles", number) for one in _role(known.keys(), role))
    for number, board in enumerate(spec.boards):
        yield from _twice([one.key for one in board.cards], ("boards", number, "cards"))
        for index, card in enumerate(board.cards):
            yield from (one.under("boards", number, "cards", index) for one in _card(known.get(card.entity), card))


def _twice(keys: Iterable[str], path: Path) -> Iterator[Problem]:
    for key, count in sorted(Counter(keys).items()):
        if count > 1:
            yield Problem("beginning.twice", path, {"key": key})


def _unknown(what: str, *path: str | int) -> Problem:
    return Problem("beginning.unknown", path, {"key": what})


def _unsuited(part: FieldPart, *path: str | int) -> Problem:
    return Problem("beginning.unsuited", path, {"field": part.name, "type": f"beginning.type.{part.type}"})


def _entity(spec: Spec, entity: EntityPart) -> Iterator[Problem]:
    fields = fields_of(entity)
    yield from _twice([one.key for one in entity.fields], ("fields",))
    if entity.title not in fields:
        yield _unknown(entity.title, "title")
    elif fields[entity.title].type not in TITLES:
        yield _unsuited(fields[entity.title], "title")
    if entity.kanban is not None:
        if entity.kanban not in fields:
            yield _unknown(entity.kanban, "kanban")
        elif fields[entity.kanban].type != "choice":
            yield _unsuited(fields[entity.kanban], "kanban")
    for index, part in enumerate(entity.fields):
        yield from (one.under("fields", index) for one in _field(spec, part))


def _field(spec: Spec, part: FieldPart) -> Iterator[Problem]:
    if part.type in CHOICES:
        if not part.options:
            yield Problem("beginning.options", ("options",), {"field": part.name})
        yield from _twice(part.options, ("options",))
    if part.type == "link" and part.entity not in entities_of(spec):
        yield _unknown(part.entity or "", "entity")
    if part.unique and part.type not in UNIQUES:
        yield _unsuited(part, "unique")


def _rings(spec: Spec) -> Iterator[Problem]:
    """Required links that lead back to where they began: no first record could ever be made."""
    needs = {
        one.key: {part.entity for part in one.fields if part.type == "link" and part.required and part.entity}
        for one in spec.entities
    }
    while free := [key for key, others in needs.items() if not others & needs.keys()]:
        for key in free:
            del needs[key]
    ring = sorted(key for key in needs if _reaches(needs, key, key))
    if ring:
        yield Problem("beginning.ring", ("entities",), {"entities": ring})


def _reaches(needs: "dict[str, set[str]]", start: str, goal: str) -> bool:
    seen: set[str] = set()
    waiting = list(needs[start])
    while waiting:
        one = waiting.pop()
        if one == goal:
            return True
        if one not in seen:
            seen.add(one)
            waiting += needs.get(one, ())
    return False


def _comparisons(entity: EntityPart, when: Sequence[Comparison]) -> Iterator[Problem]:
    fields = fields_of(entity)
    for index, one in enumerate(when):
        part = fields.get(one.field)
        if part is None:
            yield _unknown(one.field, "when", index, "field")
        elif one.op not in FIELD_TYPES[part.type].operators:
            yield Problem("beginning.operator", ("when", index, "op"), {"field": part.name, "op": one.op})
        elif one.op not in VALUELESS and literal(part, one.value) is None:
            yield Problem("beginning.value", ("when", index, "value"), {"field": part.name})


def _rule(entity: EntityPart | None, rule: RulePart) -> Iterator[Problem]:
    if entity is None:
        yield _unknown(rule.entity, "entity")
        return
    yield from _comparisons(entity, rule.when)
    fields = fields_of(entity)
    for index, key in enumerate(rule.fields):
        if key not in fields:
            yield _unknown(key, "fields", index)
    yield from _twice(rule.fields, ("fields",))


def _approval(entity: EntityPart | None, roles: "set[str]", approval: ApprovalPart) -> Iterator[Problem]:
    if entity is None:
        yield _unknown(approval.entity, "entity")
        return
    yield from _comparisons(entity, approval.when)
    for index, step in enumerate(approval.steps):
        if step.by == "role" and step.role not in roles:
            yield _unknown(step.role or "", "steps", index, "role")


def _role(entities: Iterable[str], role: RolePart) -> Iterator[Problem]:
    known = set(entities)
    yield from _twice([one.entity for one in role.grants], ("grants",))
    for index, grant in enumerate(role.grants):
        if grant.entity not in known:
            yield _unknown(grant.entity, "grants", index, "entity")


def _card(entity: EntityPart | None, card: CardPart) -> Iterator[Problem]:
    if entity is None:
        yield _unknown(card.entity, "entity")
        return
    fields = fields_of(entity)
    for member, key in card.reads.items():
        if key not in fields:
            yield _unknown(key, member)
        elif fields[key].type not in SUITED[member]:
            yield _unsuited(fields[key], member)
