"""Gives a package's objects ids of their own in a workspace, and takes them back on export."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import cast

from dougong_engine.design.app import App
from dougong_engine.design.entity import Entity
from dougong_engine.design.object import DesignObject
from dougong_engine.design.objects import Design, design_of, read_object
from dougong_engine.design.texts import is_keyed, is_text
from dougong_engine.document import Json, dump
from dougong_engine.packages.format import Manifest, Package, PermissionTest, Samples

NAME_LIMIT = 63


@dataclass(frozen=True, slots=True)
class Binding:
    """One installation: package id of an object → its local id, and package id of an app or entity → its local key.

    Both are one to one, so that what is exported has the package's ids again and a package may be installed twice.
    """

    ids: Mapping[str, str]
    keys: Mapping[str, str]


def bind(
    objects: Iterable[DesignObject], ids: Container[str], keys: Container[str], old: Binding | None = None
) -> Binding:
    """Local ids and keys: those of `old` (an earlier version), else the package's own, else numbered: `ent_customer_2`.

    `ids` and `keys` are taken in the workspace by other objects.
    """
    new_ids = dict(old.ids) if old is not None else {}
    new_keys = dict(old.keys) if old is not None else {}
    for one in sorted(objects, key=lambda one: one.id):
        if one.id not in new_ids:
            new_ids[one.id] = _free(one.id, lambda id: id in ids or id in new_ids.values())
        if isinstance(one, Entity | App) and one.id not in new_keys:
            new_keys[one.id] = _free(one.key, lambda key: key in keys or key in new_keys.values())
    return Binding(MappingProxyType(new_ids), MappingProxyType(new_keys))


def _free(name: str, taken: Callable[[str], bool]) -> str:
    number, found = 1, name
    while taken(found):
        number += 1
        ending = f"_{number}"
        found = name[: NAME_LIMIT - len(ending)] + ending
    return found


def renamed(value: Json, ids: Mapping[str, str]) -> Json:
    """The document with ids of objects replaced where they stand as a whole value or key; texts are left alone."""
    return _renamed(value, ids, keyed=False)


def _renamed(value: Json, ids: Mapping[str, str], *, keyed: bool) -> Json:
    match value:
        case dict():
            return {
                ids.get(member, member): inner
                if is_text(value, member, keyed)
                else _renamed(inner, ids, keyed=is_keyed(member, inner))
                for member, inner in value.items()
            }
        case list():
            return [_renamed(one, ids, keyed=False) for one in value]
        case str():
            return ids.get(value, value)
        case _:
            return value


def localised(objects: Iterable[DesignObject], binding: Binding) -> Design:
    """A package's objects as they stand in the workspace."""
    return design_of(_moved(one, binding.ids, binding.keys.get(one.id)) for one in objects)


def exported(objects: Iterable[DesignObject], binding: Binding, package: Mapping[str, DesignObject]) -> Design:
    """Objects of the workspace under the package's ids; a key goes back to the package's where nobody renamed it since.

    `package` holds the objects of the package as installed. Objects made since keep their ids.
    """
    back = {local: id for id, local in binding.ids.items()}
    found = []
    for one in objects:
        origin = package.get(back.get(one.id, ""))
        key = None
        if isinstance(one, Entity | App) and isinstance(origin, Entity | App):
            key = origin.key if one.key == binding.keys.get(origin.id) else None
        found.append(_moved(one, back, key))
    return design_of(found)


def _moved(one: DesignObject, ids: Mapping[str, str], key: str | None) -> DesignObject:
    raw = cast(dict[str, Json], renamed(dump(one), ids))
    return read_object(raw if key is None else {**raw, "key": key})


def localised_package(package: Package, binding: Binding) -> Package:
    """The whole package as it stands in the workspace: objects, texts, samples and tests."""
    ids = binding.ids
    return Package(
        manifest=Manifest.model_validate(renamed(dump(package.manifest), ids)),
        design=localised(package.objects.values(), binding),
        locales=MappingProxyType(
            {
                language: MappingProxyType({ids.get(id, id): inner for id, inner in texts.items()})
                for language, texts in package.locales.items()
            }
        ),
        samples=MappingProxyType(
            {
                ids.get(entity, entity): Samples.model_validate({**dump(samples), "entity": ids.get(entity, entity)})
                for entity, samples in package.samples.items()
            }
        ),
        tests=tuple(PermissionTest.model_validate(renamed(dump(one), ids)) for one in package.tests),
        files=package.files,
        people=package.people,
    )


def inverse(binding: Binding, package: Mapping[str, DesignObject]) -> Binding:
    """The binding that leads from the workspace back to the package."""
    keys = {
        binding.ids[one.id]: one.key
        for one in package.values()
        if isinstance(one, Entity | App) and one.id in binding.ids
    }
    ids = {local: id for id, local in binding.ids.items()}
    return replace(binding, ids=MappingProxyType(ids), keys=MappingProxyType(keys))
