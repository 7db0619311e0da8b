"""Reads a package from its files and writes it back, byte for byte the same."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeVar, cast

from pydantic import ValidationError

from dougong_engine.design.object import DesignObject
from dougong_engine.design.objects import Design, design_of, problems_of, read_object
from dougong_engine.document import Doc, Json, to_bytes
from dougong_engine.errors import Invalid, Problem
from dougong_engine.packages import layout
from dougong_engine.packages.check import package_problems
from dougong_engine.packages.format import (
    NOBODY,
    Manifest,
    Package,
    PermissionTests,
    SamplePeople,
    Samples,
    Translations,
)
from dougong_engine.packages.json_text import read_json

TEXT_LIMIT = 4000

Read = TypeVar("Read")
AnyDoc = TypeVar("AnyDoc", bound=Doc)


def read(files: Mapping[str, bytes], required: Design | None = None) -> Package:
    """The package in its files (path → bytes); `required` holds the objects of the packages that it requires.

    Raises Invalid with everything that is wrong, each path beginning with the file's: there is no half a package.
    """
    problems = list(layout.layout_problems(files))
    if problems:
        raise Invalid(problems)
    package = restored(files)
    problems = list(package_problems(package, required or Design(MappingProxyType({}))))
    if problems:
        raise Invalid(problems)
    return package


def restored(files: Mapping[str, bytes]) -> Package:
    """A package that was checked when it was read first. Raises Invalid if its files are none any more."""
    return _Reading(files).package()


def read_manifest(files: Mapping[str, bytes]) -> Manifest:
    """The manifest alone, to find out what the package requires. Raises Invalid."""
    if layout.MANIFEST not in files or len(files[layout.MANIFEST]) > layout.JSON_LIMIT:
        raise Invalid([Problem("package.file.missing", (layout.MANIFEST,))])
    return _document(Manifest, read_json(files[layout.MANIFEST]))


def write(package: Package) -> dict[str, bytes]:
    """The files of a package; reading them gives the same package, writing that the same bytes."""
    files = {layout.MANIFEST: to_bytes(package.manifest), **package.files}
    for one in package.objects.values():
        files[layout.object_path(one.kind, one.id)] = to_bytes(one)
    for language, texts in package.locales.items():
        files[layout.locale_path(language)] = to_bytes(cast(dict[str, Json], _plain(texts)))
    for entity, samples in package.samples.items():
        files[layout.sample_path(entity)] = to_bytes(samples)
    if package.people != NOBODY:
        files[layout.PEOPLE] = to_bytes(package.people)
    if package.tests:
        files[layout.TESTS] = to_bytes(PermissionTests(format=1, tests=package.tests))
    return dict(sorted(files.items()))


def _plain(texts: Translations) -> dict[str, dict[str, str]]:
    return {id: dict(inner) for id, inner in texts.items() if inner}


class _Reading:
    """Reads file after file and collects what is wrong, so that an author sees everything at once."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self._problems: list[Problem] = []

    def package(self) -> Package:
        manifest = self._one(layout.MANIFEST, lambda raw: _document(Manifest, raw))
        objects = [self._one(path, _object_at(path)) for path in layout.object_paths(self._files)]
        locales = {
            language: self._one(path, _translations) for language, path in layout.locales_in(self._files).items()
        }
        samples = [self._one(path, _samples_at(path)) for path in layout.samples_in(self._files)]
        tests = None
        if layout.TESTS in self._files:
            tests = self._one(layout.TESTS, lambda raw: _document(PermissionTests, raw))
        people = None
        if layout.PEOPLE in self._files:
            people = self._one(layout.PEOPLE, lambda raw: _document(SamplePeople, raw))
        if self._problems or manifest is None:
            raise Invalid(self._problems)
        return Package(
            manifest=manifest,
            design=design_of(one for one in objects if one is not None),
            locales=MappingProxyType({key: one for key, one in locales.items() if one is not None}),
            samples=MappingProxyType({one.entity: one for one in samples if one is not None}),
            tests=tests.tests if tests is not None else (),
            files=MappingProxyType(layout.plain_files(self._files)),
            people=people if people is not None else NOBODY,
        )

    def _one(self, path: str, make: Callable[[Json], Read]) -> Read | None:
        try:
            return make(read_json(self._files[path]))
        except Invalid as error:
            self._problems.extend(problem.under(path) for problem in error.problems)
            return None


def _document(model: type[AnyDoc], raw: Json) -> AnyDoc:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise Invalid(problems_of(error)) from None


def _object_at(path: str) -> Callable[[Json], DesignObject]:
    def make(raw: Json) -> DesignObject:
        found = read_object(raw)
        place = layout.object_path(found.kind, found.id)
        if place != path:
            raise Invalid([Problem("package.file.elsewhere", ("id",), {"id": found.id, "place": place})])
        return found

    return make


def _samples_at(path: str) -> Callable[[Json], Samples]:
    def make(raw: Json) -> Samples:
        found = _document(Samples, raw)
        place = layout.sample_path(found.entity)
        if place != path:
            params = {"id": found.entity, "place": place}
            raise Invalid([Problem("package.file.elsewhere", ("entity",), params)])
        return found

    return make


def _translations(raw: Json) -> Translations:
    if not isinstance(raw, dict):
        raise Invalid([Problem("package.locale.malformed")])
    found: dict[str, dict[str, str]] = {}
    problems = []
    for id, inner in raw.items():
        texts = inner if isinstance(inner, dict) else {"": None}
        found[id] = {place: text for place, text in texts.items() if isinstance(text, str)}
        for place, text in texts.items():
            if not isinstance(text, str) or not text or len(text) > TEXT_LIMIT:
                problems.append(Problem("package.locale.malformed", (id, place)))
    if problems:
        raise Invalid(problems)
    return found
