"""A specification as a list that a person ticks: each part with a sentence, and with the parts that it needs."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dougong_engine.beginning.spec import (
    ApprovalPart,
    BoardPart,
    CardPart,
    Comparison,
    EntityPart,
    FieldPart,
    RolePart,
    RulePart,
    Spec,
    entities_of,
)

Kind = Literal["entity", "field", "link", "kanban", "rule", "approval", "role", "board", "card"]


@dataclass(frozen=True, slots=True)
class Part:
    """`code` and `params` make its sentence; whoever leaves a part out that it `needs` leaves this one out too."""

    id: str
    kind: Kind
    code: str
    params: Mapping[str, object]
    needs: tuple[str, ...] = ()


def parts_of(spec: Spec) -> tuple[Part, ...]:
    """Every part, what is needed before what needs it wherever it can be."""
    return tuple(_parts(spec))


def chosen(spec: Spec, ids: Collection[str]) -> Spec | None:
    """The specification without the parts that are not among `ids` or whose needs are not; None if nothing is left.

    A title stays with its entity.
    """
    kept = _closed(parts_of(spec), frozenset(ids))
    entities = tuple(_entity(one, kept) for one in spec.entities if _of_entity(one.key) in kept)
    if not entities:
        return None
    boards = (_board(one, kept) for one in spec.boards if _of_board(one) in kept)
    rules = (_rule(one, kept) for one in spec.rules if f"rule:{one.key}" in kept)
    roles = (one for one in spec.roles if _of_role(one.key) in kept)
    known = {one.key for one in entities}
    return spec.model_copy(
        update={
            "entities": entities,
            "rules": tuple(one for one in rules if one.fields),
            "approvals": tuple(one for one in spec.approvals if f"approval:{one.key}" in kept),
            "roles": tuple(_role(one, known) for one in roles),
            "boards": tuple(one for one in boards if one.cards),
        }
    )


def _closed(parts: Sequence[Part], ids: frozenset[str]) -> frozenset[str]:
    """The ids of the parts that stay: chosen, or the title of a chosen entity, and all that they need stays."""
    kept = {one.id for one in parts if one.id in ids or (one.code == "beginning.part.title" and one.needs[0] in ids)}
    while lost := {one.id for one in parts if one.id in kept and not kept.issuperset(one.needs)}:
        kept -= lost
    return frozenset(kept)


def _of_entity(key: str) -> str:
    return f"entity:{key}"


def _of_field(entity: str, key: str) -> str:
    return f"field:{entity}.{key}"


def _of_role(key: str) -> str:
    return f"role:{key}"


def _of_board(board: BoardPart) -> str:
    return f"board:{board.key}"


def _of_card(board: BoardPart, card: CardPart) -> str:
    return f"card:{board.key}.{card.key}"


def _parts(spec: Spec) -> Iterator[Part]:
    known = entities_of(spec)
    for entity in spec.entities:
        yield from _entity_parts(entity, known)
    for role in spec.roles:
        names = [known[one.entity].name for one in role.grants if one.entity in known]
        yield Part(_of_role(role.key), "role", "beginning.part.role", {"role": role.name, "entities": names})
    for rule in spec.rules:
        told = {"rule": rule.name, "entity": _name(known, rule.entity)}
        needs = (_of_entity(rule.entity), *_compared(rule.entity, rule.when))
        yield Part(f"rule:{rule.key}", "rule", "beginning.part.rule", told, needs)
    for approval in spec.approvals:
        yield _approval_part(approval, known)
    for board in spec.boards:
        yield from _board_parts(board, known)


def _entity_parts(entity: EntityPart, known: Mapping[str, EntityPart]) -> Iterator[Part]:
    size = {"entity": entity.name, "count": len(entity.fields)}
    yield Part(_of_entity(entity.key), "entity", "beginning.part.entity", size)
    for field in entity.fields:
        yield _field_part(entity, field, known)
    if entity.kanban is not None:
        needs = (_of_entity(entity.key), _of_field(entity.key, entity.kanban))
        name = next((one.name for one in entity.fields if one.key == entity.kanban), entity.kanban)
        told = {"entity": entity.name, "field": name}
        yield Part(f"kanban:{entity.key}", "kanban", "beginning.part.kanban", told, needs)


def _board_parts(board: BoardPart, known: Mapping[str, EntityPart]) -> Iterator[Part]:
    yield Part(_of_board(board), "board", "beginning.part.board", {"board": board.name, "count": len(board.cards)})
    for card in board.cards:
        read = (_of_field(card.entity, key) for key in card.reads.values())
        told = {"card": card.name, "entity": _name(known, card.entity)}
        needs = (_of_board(board), _of_entity(card.entity), *read)
        yield Part(_of_card(board, card), "card", "beginning.part.card", told, needs)


def _field_part(entity: EntityPart, field: FieldPart, known: Mapping[str, EntityPart]) -> Part:
    id, own = _of_field(entity.key, field.key), _of_entity(entity.key)
    params = {"field": field.name, "entity": entity.name, "type": f"beginning.type.{field.type}"}
    if field.type == "link" and field.entity is not None:
        # Two entities may link to each other, so a link needs them and no field of theirs.
        linked = {**params, "target": _name(known, field.entity)}
        return Part(id, "link", "beginning.part.link", linked, (own, _of_entity(field.entity)))
    code = "beginning.part.title" if field.key == entity.title else "beginning.part.field"
    return Part(id, "field", code, params, (own,))


def _approval_part(approval: ApprovalPart, known: Mapping[str, EntityPart]) -> Part:
    roles = {step.role for step in approval.steps if step.by == "role" and step.role is not None}
    needs = (
        _of_entity(approval.entity),
        *_compared(approval.entity, approval.when),
        *(_of_role(one) for one in sorted(roles)),
    )
    params = {
        "approval": approval.name,
        "entity": _name(known, approval.entity),
        "steps": " → ".join(step.name for step in approval.steps),
    }
    return Part(f"approval:{approval.key}", "approval", "beginning.part.approval", params, needs)


def _compared(entity: str, when: Sequence[Comparison]) -> Iterator[str]:
    return (_of_field(entity, one) for one in dict.fromkeys(test.field for test in when))


def _name(known: Mapping[str, EntityPart], key: str) -> str:
    return known[key].name if key in known else key


def _entity(entity: EntityPart, kept: frozenset[str]) -> EntityPart:
    fields = tuple(one for one in entity.fields if _of_field(entity.key, one.key) in kept)
    kanban = entity.kanban if f"kanban:{entity.key}" in kept else None
    return entity.model_copy(update={"fields": fields, "kanban": kanban})


def _rule(rule: RulePart, kept: frozenset[str]) -> RulePart:
    fields = tuple(one for one in rule.fields if _of_field(rule.entity, one) in kept)
    return rule.model_copy(update={"fields": fields})


def _role(role: RolePart, known: Collection[str]) -> RolePart:
    return role.model_copy(update={"grants": tuple(one for one in role.grants if one.entity in known)})


def _board(board: BoardPart, kept: frozenset[str]) -> BoardPart:
    return board.model_copy(update={"cards": tuple(one for one in board.cards if _of_card(board, one) in kept)})
