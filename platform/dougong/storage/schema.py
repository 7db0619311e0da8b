"""A workspace's published design together with where its data lies: one immutable value a revision."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from dougong.kernel.problem import refuse
from dougong.storage.entity_table import EntityTable
from dougong_engine.design.object import DesignObject
from dougong_engine.design.objects import Design
from dougong_engine.design.texts import Wording, reworded
from dougong_engine.errors import Problem

T = TypeVar("T")
Shown = TypeVar("Shown", bound=DesignObject)

NAMED = frozenset(
    {"field", "entity", "flow", "role", "stage", "missing", "option", "options", "follows", "widget", "filter", "node"}
)
"""Params of problems that hold the name of something of the design, or a list of such names."""


@dataclass(frozen=True, slots=True)
class Schema:
    """Everything published in a workspace. `revision` counts publishes; caches hang on it.

    `tables` by entity id, `keys` from an entity's key to its id, `versions` of objects by id, `texts` of translated
    objects by (object id, locale), each beside what was translated. `worked_out` remembers what follows from the
    design alone.
    """

    workspace_id: str
    number: int
    timezone: str
    locale: str
    revision: int
    design: Design
    versions: Mapping[str, int]
    tables: Mapping[str, EntityTable]
    keys: Mapping[str, str]
    texts: Mapping[tuple[str, str], Wording]
    _worked_out: dict[Hashable, object] = field(default_factory=dict, compare=False, repr=False)

    def worked_out(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` answers, asked once: it may depend on nothing but this design. A key names one type of thing."""
        if key not in self._worked_out:
            self._worked_out[key] = make()
        return self._worked_out[key]  # type: ignore[return-value]  # a key always names one type of thing

    def localized(self, document: Shown, locale: str) -> Shown:
        """The document in a language, as far as it is translated; an earlier version of an object too."""
        wording = self.texts.get((document.id, locale))
        if not wording:
            return document

        def make() -> tuple[Shown, Shown]:
            # The document stays with what was made of it, so that no other one ever has its identity.
            return document, cast("Shown", reworded(document, wording))

        return self.worked_out(("localized", document.id, locale, id(document)), make)[1]

    def names_in(self, locale: str) -> Mapping[str, str]:
        """Every text of the design that is always translated alike → its translation."""

        def make() -> Mapping[str, str]:
            found: dict[str, set[str]] = {}
            for (_, language), wording in self.texts.items():
                for old, new in wording.values() if language == locale else ():
                    found.setdefault(old, set()).add(new)
            return {old: next(iter(new)) for old, new in found.items() if len(new) == 1}

        return self.worked_out(("names in", locale), make)

    def named_in(self, locale: str, problem: Problem) -> Problem:
        """The problem with the names of what it is about in a language."""
        names = self.names_in(locale)
        if not names:
            return problem
        params = {key: _named(names, one) if key in NAMED else one for key, one in problem.params.items()}
        return Problem(problem.code, problem.path, params)

    def table(self, entity_id: str) -> EntityTable:
        """The tables of an entity by id."""
        found = self.tables.get(entity_id)
        if found is None:
            raise refuse(404, "entity.unknown", entity=entity_id)
        return found

    def by_key(self, key: str) -> EntityTable:
        """The tables of an entity by its key in the API."""
        found = self.keys.get(key)
        if found is None:
            raise refuse(404, "entity.unknown", entity=key)
        return self.tables[found]


def _named(names: Mapping[str, str], value: object) -> object:
    if isinstance(value, str):
        return names.get(value, value)
    return [_named(names, one) for one in value] if isinstance(value, list | tuple) else value
