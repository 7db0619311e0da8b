"""Who acts: one way of naming people that never names them by display name."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from dougong_engine.document import Doc, Id
from dougong_engine.filters.condition import FieldPath

NEEDS: dict[str, str] = {
    "person": "people",
    "slot": "slot",
    "role": "role",
    "field": "field",
    "node": "node",
}
"""What a way of naming people cannot do without."""


class Assignee(Doc):
    """One way of naming people; a list of them is their union in order.

    person: `people` by id (not in packages) · slot: bound at install · role: everyone with `role` (`within` the
    initiator's department only) · department_head: of the initiator's department or of the department in `field`,
    `level` 2 is the head of the department above · manager: the `level`-th manager of the initiator or of the person in
    `field` · managers_up_to: managers 1 … `level`, nearest first · field: the persons in `field` · initiator ·
    previous: who decided the human node before · node: who decided at `node` · chosen_by_initiator: named at the start
    · app_owner.
    """

    by: Literal[
        "person",
        "slot",
        "role",
        "department_head",
        "manager",
        "managers_up_to",
        "field",
        "initiator",
        "previous",
        "node",
        "chosen_by_initiator",
        "app_owner",
    ]
    people: tuple[str, ...] = ()
    slot: Id | None = None
    role: Id | None = None
    within: Literal["workspace", "department"] = "workspace"
    field: FieldPath | None = None
    node: Id | None = None
    level: Annotated[int, Field(ge=1, le=10)] = 1

    @model_validator(mode="after")
    def _names_somebody(self) -> "Assignee":
        need = NEEDS.get(self.by)
        if need is not None and not getattr(self, need):
            raise ValueError(f"an assignee by {self.by} needs {need!r}")
        return self
