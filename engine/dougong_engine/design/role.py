"""A role: which rows, which fields, which actions; everything not named is refused."""

from typing import Literal

from dougong_engine.design.object import DesignObject
from dougong_engine.document import Doc, Id
from dougong_engine.filters.condition import Condition

Right = Literal["none", "read", "write", "masked"]
Action = Literal["create", "update", "delete", "import", "import_historical", "export", "print", "share", "bulk"]
Ability = Literal["design", "people", "packages", "settings", "audit"]


class Scope(Doc):
    """Which rows: own (owner is me), subordinates (and own), department, department_tree, all, or a condition."""

    rows: Literal["own", "subordinates", "department", "department_tree", "all", "condition"]
    where: Condition | None = None


class Grant(Doc):
    """Rights on one entity. `fields` maps field id → right; `*` stands for every field not named (default none).

    `update` and `delete` apply to the rows of `scope`, or of `edit_scope` where it is given.
    """

    entity: Id
    scope: Scope
    edit_scope: Scope | None = None
    fields: dict[str, Right]
    actions: tuple[Action, ...] = ()
    buttons: tuple[Id, ...] = ()


class Role(DesignObject):
    """`abilities` are rights on the workspace itself; `opens` are dashboards and views shown to the role."""

    kind: Literal["role"]
    grants: tuple[Grant, ...] = ()
    abilities: tuple[Ability, ...] = ()
    opens: tuple[Id, ...] = ()
