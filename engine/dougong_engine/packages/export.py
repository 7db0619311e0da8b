"""Makes a package of an app that lies in a workspace: the package's ids again, people turned into slots."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from dougong_engine.design.object import DesignObject
from dougong_engine.design.objects import Design, design_of, read_object
from dougong_engine.document import Json, dump
from dougong_engine.packages.format import NOBODY, Manifest, Package, PermissionTest, Samples, Slot
from dougong_engine.packages.merge import merge
from dougong_engine.packages.rewrite import Binding, exported, renamed
from dougong_engine.packages.slots import bound
from dougong_engine.packages.texts import package_texts

NO_BINDING = Binding(MappingProxyType({}), MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Exported:
    """The package, and which person each new slot stands for (slot id → person id)."""

    package: Package
    people: Mapping[str, str]


def export_app(
    objects: Iterable[DesignObject],
    manifest: Manifest,
    slot_name: Callable[[int], str],
    *,
    binding: Binding = NO_BINDING,
    origin: Package | None = None,
    people: Mapping[str, str] = MappingProxyType({}),
    tests: Iterable[PermissionTest] | None = None,
) -> Exported:
    """An app's objects as a package; samples, tests, texts and files come from `origin` if it was installed from one.

    `people` says whom the origin's slots were bound to; `tests` are the app's permission tests in the workspace, if
    they are not the origin's. Persons whom flows name become the slots that they were, or new ones called
    `slot_name(1)`, `slot_name(2)`, …. An app that nobody changed since it was installed gives the same files again.
    `package_problems` says whether the result may be published: a filter on a particular person, for one, means
    nothing elsewhere.
    """
    design = exported(objects, binding, origin.objects if origin is not None else {})
    if origin is not None and people:
        design = merge(bound(origin.design, people).objects, design.objects, origin.objects).design
    slots = _Slots(frozenset(one.id for one in manifest.slots))
    design = design_of(_without_people(one, slots) for one in design.objects.values())
    added = tuple(
        Slot(id=id, name=slot_name(number), kind="person") for number, id in enumerate(slots.people.values(), start=1)
    )
    package = Package(
        manifest=manifest.model_copy(update={"slots": (*manifest.slots, *added)}) if added else manifest,
        design=design,
        locales=origin.locales if origin is not None else {},
        samples=_of_entities(origin, design),
        tests=_tests(tests, binding) if tests is not None else origin.tests if origin is not None else (),
        files=origin.files if origin is not None else {},
        people=origin.people if origin is not None else NOBODY,
    )
    named = {id: person for person, id in slots.people.items()}
    return Exported(replace(package, locales=_pruned(package, origin)), MappingProxyType(named))


def _tests(tests: Iterable[PermissionTest], binding: Binding) -> tuple[PermissionTest, ...]:
    back = {local: id for id, local in binding.ids.items()}
    return tuple(PermissionTest.model_validate(renamed(dump(one), back)) for one in tests)


@dataclass(slots=True)
class _Slots:
    """Hands out one slot a person, in the order in which they are met."""

    taken: frozenset[str]
    people: dict[str, str] = field(default_factory=dict)

    def of(self, person: str) -> str:
        number = len(self.people) + 1
        while person not in self.people:
            id = f"person_{number}"
            if id not in self.taken and id not in self.people.values():
                self.people[person] = id
            number += 1
        return self.people[person]


def _without_people(one: DesignObject, slots: _Slots) -> DesignObject:
    raw = dump(one)
    found = _replaced(raw, slots)
    return one if found == raw else read_object(found)


def _replaced(value: Json, slots: _Slots) -> Json:
    if isinstance(value, dict):
        return {member: _replaced(inner, slots) for member, inner in value.items()}
    if isinstance(value, list):
        found: list[Json] = []
        for inner in value:
            people = inner.get("people") if isinstance(inner, dict) and inner.get("by") == "person" else None
            if isinstance(people, list):
                found.extend({"by": "slot", "slot": slots.of(str(person))} for person in people)
            else:
                found.append(_replaced(inner, slots))
        return found
    return value


def _of_entities(origin: Package | None, design: Design) -> Mapping[str, Samples]:
    samples = origin.samples if origin is not None else {}
    return MappingProxyType({id: one for id, one in samples.items() if design.entity(id) is not None})


def _pruned(package: Package, origin: Package | None) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Translations of texts that still say what was translated."""
    known, was = package_texts(package), package_texts(origin) if origin is not None else {}
    return MappingProxyType(
        {
            language: {
                id: {
                    place: text
                    for place, text in places.items()
                    if place in known[id] and known[id][place] == was[id].get(place)
                }
                for id, places in texts.items()
                if id in known and id in was
            }
            for language, texts in package.locales.items()
        }
    )
