"""Package documents against the schemas that Dougong publishes for them, before the engine reads them."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, cast

from dougong_engine.design.objects import Design, schemas
from dougong_engine.design.upgrade import upgrade
from dougong_engine.document import Doc, Json
from dougong_engine.errors import Invalid, Problem
from dougong_engine.packages import layout
from dougong_engine.packages.format import Manifest, Package, PermissionTests, SamplePeople, Samples
from dougong_engine.packages.json_text import read_json
from dougong_engine.packages.read import read

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

DOCUMENTS: Mapping[str, type[Doc]] = {
    "package": Manifest,
    "samples": Samples,
    "sample_people": SamplePeople,
    "permission_tests": PermissionTests,
}
"""What a package holds besides design objects and texts."""

MOST = 50
"""So many places are told; who mends them sees the rest."""


def checked(files: Mapping[str, bytes], required: Design) -> Package:
    """The package in its files. Raises Invalid where the layout, a schema or the engine refuses it."""
    if not any(layout.layout_problems(files)):
        problems = schema_problems(files)
        if problems:
            raise Invalid(problems)
    return read(files, required)


def schema_problems(files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Where documents leave their schemas; what has no schema at all is left to the engine."""
    found: list[Problem] = []
    for path, what in _documents(files).items():
        try:
            raw = read_json(files[path])
            if what is None and isinstance(raw, dict):
                raw, what = upgrade(raw), str(raw.get("kind"))
        except Invalid:
            continue
        validator = _validators().get(what or "")
        if validator is not None:
            found.extend(one.under(path) for one in islice(_leaving(validator, raw), MOST - len(found)))
        if len(found) >= MOST:
            break
    return tuple(found)


def published() -> dict[str, dict[str, Json]]:
    """Every schema by name: design objects by their kinds, and the other documents of a package."""
    return {**schemas(), **{name: cast(dict[str, Json], one.model_json_schema()) for name, one in DOCUMENTS.items()}}


def _documents(files: Mapping[str, bytes]) -> dict[str, str | None]:
    """Path → schema; None where the document itself says what it is."""
    own = {layout.MANIFEST: "package", layout.PEOPLE: "sample_people", layout.TESTS: "permission_tests"}
    return {
        **{path: what for path, what in own.items() if path in files},
        **dict.fromkeys(layout.object_paths(files)),
        **dict.fromkeys(layout.samples_in(files), "samples"),
    }


@cache
def _validators() -> Mapping[str, "Draft202012Validator"]:
    """Made once: a validator that is made anew checks its schema first, which costs fifty times the document."""
    from jsonschema import Draft202012Validator

    return {name: Draft202012Validator(schema) for name, schema in published().items()}


def _leaving(validator: "Draft202012Validator", raw: Json) -> Iterator[Problem]:
    for error in validator.iter_errors(raw):
        for one in _innermost(error):
            yield Problem("package.schema", tuple(one.absolute_path), {"rule": str(one.validator)})


def _innermost(error: "ValidationError") -> Iterator["ValidationError"]:
    """The places inside the alternative that was meant: one whose constants fit, else the one that fits deepest."""
    if not error.context:
        yield error
        return
    branches: dict[object, list[ValidationError]] = {}
    for one in error.context:
        branches.setdefault(one.relative_schema_path[0], []).append(one)
    meant = [branch for branch in branches.values() if all(one.validator != "const" for one in branch)]
    chosen = max(meant or branches.values(), key=lambda branch: (max(len(one.path) for one in branch), -len(branch)))
    for one in chosen:
        yield from _innermost(one)
