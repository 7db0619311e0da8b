"""The texts of a whole package: listed, found missing or stale in a language, and put into the objects."""

from collections.abc import Mapping
from types import MappingProxyType

from dougong_engine.design.objects import Design
from dougong_engine.design.texts import Wording, texts, translate
from dougong_engine.packages.format import Package

OWN = "package"
"""Under this name a locale holds the texts of the manifest and of the permission tests."""

Missing = tuple[str, str]
"""Object id and place."""


def package_texts(package: Package) -> dict[str, dict[str, str]]:
    """Every text by object id and place, in the language of the objects."""
    found = {id: texts(one) for id, one in package.objects.items()}
    manifest = package.manifest
    own = {member: getattr(manifest, member) for member in ("name", "summary", "description")}
    for slot in manifest.slots:
        own[f"slots.{slot.id}.name"] = slot.name
        own[f"slots.{slot.id}.description"] = slot.description
    for test in package.tests:
        own[f"tests.{test.id}.name"] = test.name
    return {**found, OWN: {place: text for place, text in own.items() if text}}


def missing_texts(package: Package, language: str) -> tuple[Missing, ...]:
    """Texts that have no translation."""
    return _beyond(package_texts(package), package.locales.get(language, {}))


def stale_texts(package: Package, language: str) -> tuple[Missing, ...]:
    """Translations of texts that are no longer there."""
    return _beyond(package.locales.get(language, {}), package_texts(package))


def _beyond(left: Mapping[str, Mapping[str, str]], right: Mapping[str, Mapping[str, str]]) -> tuple[Missing, ...]:
    return tuple(
        (id, place) for id, places in sorted(left.items()) for place in places if place not in right.get(id, {})
    )


def wordings(package: Package) -> dict[tuple[str, str], Wording]:
    """Object id and language → the object's translations, each with the text that it was made from."""
    own = {id: texts(one) for id, one in package.objects.items()}
    return {
        (id, language): {place: (own[id][place], text) for place, text in places.items() if place in own[id]}
        for language, objects in package.locales.items()
        for id, places in objects.items()
        if id in own
    }


def translated(package: Package, language: str) -> Design:
    """The objects with their texts in a language; the same objects for the package's own."""
    locale = package.locales.get(language, {})
    return Design(MappingProxyType({id: translate(one, locale.get(id, {})) for id, one in package.objects.items()}))
