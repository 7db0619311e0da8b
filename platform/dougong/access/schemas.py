"""Wire documents of roles and their members."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from dougong_engine.design.role import Ability, Action, Grant, Right, Scope
from dougong_engine.document import Doc

PersonId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]


class RoleOut(Doc):
    """`assignable`: the caller may change its members; `grants`: its rights, as the design object has them."""

    id: str
    name: str
    abilities: list[Ability]
    grants: list[Grant]
    members: int
    assignable: bool


class RolesOut(Doc):
    """The published roles, by name."""

    items: list[RoleOut]


class MemberOut(Doc):
    """A person who holds the role."""

    id: PersonId
    name: str
    active: bool


class MembersPage(Doc):
    """In order of pinyin; `next` is null on the last page."""

    items: list[MemberOut]
    next: str | None


class Members(Doc):
    """Exactly these people, in no order."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"people": ["01936f0e-8b1c-7f3a-9c39-6b1d1f0c5a11"]}]})

    people: Annotated[list[PersonId], Field(max_length=5_000)]


class MembersChanged(Doc):
    """How many were added and removed."""

    added: int
    removed: int
    members: int


class ViewAs(Doc):
    """Through whose eyes: a published role, or a person."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"role": "rol_sales"}]})

    role: Annotated[str | None, Field(pattern=r"^[a-z][a-z0-9_]{0,62}$")] = None
    person: PersonId | None = None

    @model_validator(mode="after")
    def _one(self) -> "ViewAs":
        if (self.role is None) == (self.person is None):
            raise ValueError("either a role or a person")
        return self


class ViewStarted(Doc):
    """`id` goes into the header X-Dougong-View-As of each question until `expires_at`."""

    id: PersonId
    name: str
    expires_at: datetime


class Reason(Doc):
    """One grant that allows it: through which role, on which rows, with which right on the field asked for."""

    role: str
    role_name: str
    rows: Scope
    right: Right | None


class Why(Doc):
    """`admin`: the person passes every check. Without any reason the answer is no: what is not granted is refused."""

    allowed: bool
    because: Literal["admin", "grant", "inactive", "nothing"]
    reasons: list[Reason]
    action: Action | Literal["read"]
