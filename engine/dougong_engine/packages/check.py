"""Whether a package holds together: its objects, texts, samples, tests and what it must not contain."""

import re
from collections.abc import Container, Iterator, Mapping

from dougong_engine.design.app import App
from dougong_engine.design.check import check
from dougong_engine.design.checks.entity import duplicates
from dougong_engine.design.entity import SYSTEM_IDS, Entity
from dougong_engine.design.flow import Flow
from dougong_engine.design.objects import Design
from dougong_engine.design.role import Role
from dougong_engine.design.texts import translate
from dougong_engine.document import Json, dump
from dougong_engine.errors import Invalid, Path, Problem
from dougong_engine.fields.sub_table import SubTable
from dougong_engine.flows.nodes.http_request import HttpRequest
from dougong_engine.messages_template import SETTING, paths
from dougong_engine.packages.format import Package, PermissionTest
from dougong_engine.packages.layout import MANIFEST, PEOPLE, TESTS, object_path, sample_path
from dougong_engine.packages.permission_tests import failing
from dougong_engine.packages.samples import row_names, sample_problems
from dougong_engine.packages.texts import OWN

LOCAL_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
"""Ids of people, departments, records and files: they mean nothing elsewhere, so a package may not name them."""


FIELD_LIMIT = 5000
"""Fields and columns of all entities of a package."""

SECRET_HEADERS = frozenset({"authorization", "proxy-authorization", "cookie", "x-api-key", "x-auth-token"})
"""Headers that carry secrets: their values come from workspace settings, never from a package."""


def package_problems(package: Package, required: Design) -> Iterator[Problem]:
    """Everything that is wrong with a package beside the objects of those that it requires; paths begin with a file."""
    yield from _manifest(package)
    count = sum(_field_count(entity) for entity in package.design.of(Entity))
    if count > FIELD_LIMIT:
        yield Problem("package.too_many_fields", (MANIFEST,), {"limit": FIELD_LIMIT, "count": count})
        return
    for one in package.objects.values():
        at = object_path(one.kind, one.id)
        if one.id in required.objects:
            yield Problem("design.id.twice", (at, "id"), {"id": one.id})
        if one.app != package.manifest.app:
            yield Problem("package.app.other", (at, "app"), {"app": one.app})
        yield from (problem.under(at) for problem in _local_ids(dump(one), ()))
    whole = required.replaced(*package.objects.values())
    for problem in check(whole):
        found = package.objects.get(str(problem.path[0]))
        if found is not None:
            at = object_path(found.kind, found.id)
            yield Problem(problem.code, (at, *problem.path[1:]), problem.params)
    yield from _flows(package)
    yield from _tests(package, whole)
    yield from duplicates((one.id for one in package.people.departments), "design.id.twice", PEOPLE, "departments")
    yield from duplicates((one.id for one in package.people.people), "design.id.twice", PEOPLE, "people")
    homes = {one.id for one in package.people.departments}
    for index, person in enumerate(package.people.people):
        if person.department is not None and person.department not in homes:
            yield Problem("package.sample.row", (PEOPLE, "people", index, "department"), {"row": person.department})
    names = row_names(package)
    for entity, samples in package.samples.items():
        at = sample_path(entity)
        yield from (problem.under(at) for problem in sample_problems(package, samples, names))


def _field_count(entity: Entity) -> int:
    return sum(1 + (len(field.fields) if isinstance(field, SubTable) else 0) for field in entity.fields)


def _manifest(package: Package) -> Iterator[Problem]:
    manifest = package.manifest
    if package.design.get(App, manifest.app) is None:
        yield Problem("design.app.unknown", (MANIFEST, "app"), {"app": manifest.app})
    yield from duplicates((one.id for one in manifest.slots), "design.id.twice", MANIFEST, "slots")
    yield from duplicates((one.id for one in manifest.requires), "design.id.twice", MANIFEST, "requires")
    if any(one.id == manifest.id for one in manifest.requires):
        yield Problem("package.requires.cycle", (MANIFEST, "requires"), {"packages": [manifest.id]})
    if set(package.locales) != set(manifest.languages):
        yield Problem("package.locale.listed", (MANIFEST, "languages"), {"found": sorted(package.locales)})
    for language, texts in package.locales.items():
        for id, places in texts.items():
            if id != OWN:
                yield from (one.under(f"locales/{language}.json") for one in _misfits(package, id, places))


def _misfits(package: Package, id: str, places: Mapping[str, str]) -> Iterator[Problem]:
    """Translations of an object that is not there, or with which it would be no valid object any more."""
    if id not in package.objects:
        yield Problem("package.locale.unknown", (id,), {"id": id})
        return
    try:
        translate(package.objects[id], places)
    except Invalid as error:
        for problem in error.problems:
            yield Problem("package.locale.misfit", (id, ".".join(str(step) for step in problem.path)))


def _local_ids(value: Json, path: Path) -> Iterator[Problem]:
    if isinstance(value, dict):
        for member, inner in value.items():
            yield from _local_ids(inner, (*path, member))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _local_ids(inner, (*path, index))
    elif isinstance(value, str) and LOCAL_ID.fullmatch(value):
        yield Problem("package.local_id", path, {"id": value})


def _flows(package: Package) -> Iterator[Problem]:
    known = {one.id for one in package.manifest.slots}
    for flow in package.design.of(Flow):
        at = object_path("flow", flow.id)
        yield from (problem.under(at) for problem in _people(dump(flow), known, ()))
        for index, node in enumerate(flow.nodes):
            if isinstance(node, HttpRequest):
                for name in _secrets(node):
                    yield Problem("package.secret", (at, "nodes", index, "headers", name), {"header": name})


def _secrets(node: HttpRequest) -> Iterator[str]:
    for name, value in node.headers.items():
        if name.lower() in SECRET_HEADERS and not any(one.startswith(f"{SETTING}.") for one in paths(value)):
            yield name


def _people(value: Json, slots: Container[str], path: Path) -> Iterator[Problem]:
    """Ways of naming people that mean nothing elsewhere: persons by id, slots that the manifest does not have."""
    if isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _people(inner, slots, (*path, index))
    elif isinstance(value, dict):
        if value.get("by") == "person":
            yield Problem("package.person", path)
        elif value.get("by") == "slot" and str(value.get("slot")) not in slots:
            yield Problem("package.slot.unknown", path, {"slot": str(value.get("slot"))})
        for member, inner in value.items():
            yield from _people(inner, slots, (*path, member))


def _tests(package: Package, whole: Design) -> Iterator[Problem]:
    yield from duplicates((one.id for one in package.tests), "design.id.twice", TESTS, "tests")
    for index, test in enumerate(package.tests):
        yield from (problem.under(TESTS, "tests", index) for problem in _test(whole, test))
    yield from (problem.under(TESTS) for problem in failing(whole, package.tests))


def _test(whole: Design, test: PermissionTest) -> Iterator[Problem]:
    if whole.get(Role, test.role) is None:
        yield Problem("design.role.unknown", ("role",), {"role": test.role})
    entity = whole.get(Entity, test.entity)
    if entity is None:
        yield Problem("design.entity.unknown", ("entity",), {"entity": test.entity})
    elif test.field is not None and entity.field(test.field) is None and test.field not in SYSTEM_IDS:
        yield Problem("design.field.unknown", ("field",), {"field": test.field, "entity": entity.id})
