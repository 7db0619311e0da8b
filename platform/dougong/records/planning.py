"""What is worked out once per published design and set of roles: rights, computed fields, compiled statements."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cache

from dougong.kernel.workspace import Principal
from dougong.storage.schema import Schema
from dougong_engine.access.plan import Access, Held, full, hide_with_inputs, plan
from dougong_engine.computed.plan import EntityPlan, entity_plan
from dougong_engine.design.entity import Entity
from dougong_engine.design.form import Form
from dougong_engine.design.role import Grant, Role
from dougong_engine.forms.form_plan import FormPlan, form_plan

NOW = '"token":"now"'
LIMIT = 4000
"""Compiled things kept per workspace; beyond it the oldest go."""


@dataclass(slots=True)
class Planning:
    """The memory of one published design. A new publish makes a new one, so nothing here ever goes stale."""

    schema: Schema
    _entities: dict[str, EntityPlan] = field(default_factory=dict)
    _forms: dict[str, FormPlan] = field(default_factory=dict)
    _access: dict[tuple[Hashable, str], Access] = field(default_factory=dict)
    _compiled: dict[Hashable, object] = field(default_factory=dict)
    _momentary: dict[Hashable, bool] = field(default_factory=dict)

    def entity(self, entity_id: str) -> EntityPlan:
        """The computed fields and checks of an entity."""
        if entity_id not in self._entities:
            self._entities[entity_id] = entity_plan(self.schema.design, self.schema.table(entity_id).entity)
        return self._entities[entity_id]

    def form(self, form_id: str, entity_id: str) -> FormPlan | None:
        """What a form of an entity does to what is entered; None where there is no such form."""
        found = self._forms.get(form_id)
        if found is None:
            form = self.schema.design.get(Form, form_id)
            if form is None or form.entity != entity_id:
                return None
            found = self._forms[form_id] = form_plan(self.schema.design, form, self.entity(entity_id))
        return found if found.form.entity == entity_id else None

    def rights(self, who: "Holder") -> Callable[[str], Access]:
        """The access of somebody to any entity."""
        return lambda entity_id: self.access(who, entity_id)

    def access(self, who: "Holder", entity_id: str) -> Access:
        """The access of somebody to an entity."""
        key = who.key, entity_id
        found = self._access.get(key)
        if found is None:
            found = self._access[key] = self._plan(who, entity_id)
        return found

    def _plan(self, who: "Holder", entity_id: str) -> Access:
        if who.admin:
            return full(self.schema.table(entity_id).entity)
        grants = who.grants(self.schema)

        def granted(other: str) -> Access:
            return plan(self.schema.table(other).entity, grants, who.held)

        return hide_with_inputs(entity_id, cache(granted), lambda other: self.entity(other).inputs)

    def momentary(self, who: "Holder") -> bool:
        """True if a condition of somebody's rights or of a stage's evidence asks for the present moment."""
        found = self._momentary.get(who.key)
        if found is None:
            told = [one.model_dump_json(include={"scope", "edit_scope"}) for one in who.grants(self.schema)]
            told += [one.model_dump_json(include={"gates"}) for one in self.schema.design.of(Entity)]
            found = self._momentary[who.key] = any(NOW in one for one in told)
        return found

    def recall(self, key: Hashable) -> object:
        """What was kept under the key, if it is still there."""
        return self._compiled.get(key)

    def keep(self, key: Hashable, thing: object) -> None:
        """Keep a compiled thing; the oldest goes when there are too many."""
        if len(self._compiled) >= LIMIT:
            self._compiled.pop(next(iter(self._compiled)))
        self._compiled[key] = thing


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds rights: the roles and tasks of a person, or the grants that a flow lists for itself."""

    key: Hashable
    admin: bool
    roles: tuple[str, ...] = ()
    own: tuple[Grant, ...] = ()
    held: tuple[Held, ...] = ()

    def grants(self, schema: Schema) -> tuple[Grant, ...]:
        """All grants together."""
        roles = (schema.design.get(Role, id) for id in self.roles)
        return (*self.own, *(grant for role in roles if role is not None for grant in role.grants))


def holder(principal: Principal, held: tuple[Held, ...] = ()) -> Holder:
    """The rights that a caller has through roles, and through tasks where they are given."""
    if principal.admin:
        return Holder("admin", True, principal.roles)
    return Holder((principal.roles, held) if held else principal.roles, False, principal.roles, (), held)


@dataclass(slots=True)
class Plannings:
    """The newest planning of each workspace."""

    _by_workspace: dict[str, Planning] = field(default_factory=dict)

    def of(self, schema: Schema) -> Planning:
        """The planning of a design; an older design's is forgotten."""
        found = self._by_workspace.get(schema.workspace_id)
        if found is None or found.schema is not schema:
            found = self._by_workspace[schema.workspace_id] = Planning(schema)
        return found
