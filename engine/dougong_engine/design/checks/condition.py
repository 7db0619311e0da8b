"""Checks the field paths and comparisons of conditions, queries and layouts."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from pydantic import BaseModel

from dougong_engine.design.objects import Design
from dougong_engine.design.references import FieldReference, TestReference, paths_mentioned
from dougong_engine.design.resolve import Resolved, Start, resolve
from dougong_engine.document import Json
from dougong_engine.errors import Invalid, Path, Problem
from dougong_engine.fields import FieldSpec, field_type, operators_of
from dougong_engine.fields.choice import Choice
from dougong_engine.fields.multi_choice import MultiChoice
from dougong_engine.filters import operand
from dougong_engine.formula.values import Clock, UtcZone

DEFAULT_TOKENS: dict[str, tuple[str, ...]] = {
    "date": ("today",),
    "moment": ("now",),
    "person": ("me", "my_manager"),
    "department": ("my_department",),
}
"""Tokens that may stand as a default, by type of field."""

ANY_CLOCK = Clock(now=datetime(2026, 1, 1, tzinfo=UTC), zone=UtcZone())
"""Tokens are checked for their shape; which day they mean does not matter."""


def check_paths(design: Design, document: BaseModel, start: Start | None, *prefix: str | int) -> Iterator[Problem]:
    """Problems of every field path and comparison inside a document, each under `prefix` and its own place."""
    for one in paths_mentioned(document, start):
        found = _check_test(design, one) if isinstance(one, TestReference) else _check_path(design, one)
        yield from (problem.under(*prefix) for problem in found)


def _check_path(design: Design, mention: FieldReference) -> Iterable[Problem]:
    found = resolve_single(design, mention.start, mention.field)
    return (found.under(*mention.path),) if isinstance(found, Problem) else ()


def resolve_single(design: Design, start: Start, path: str) -> Resolved | Problem:
    """A path as filters, columns and groups may use it: one value a record, so no sub-table or many-link on the way."""
    found = resolve(design, start, path)
    if isinstance(found, Resolved) and found.many:
        return Problem("design.path.many", (), {"path": path})
    return found


def _check_test(design: Design, mention: TestReference) -> Iterator[Problem]:
    test = mention.test
    found = resolve_single(design, mention.start, test.field)
    if isinstance(found, Problem):
        yield found.under(*mention.path, "field")
        return
    try:
        comparison = operand.resolve(test, found.field, operators_of(found.field), ANY_CLOCK)
    except Invalid as error:
        yield from (problem.under(*mention.path) for problem in error.problems)
        return
    match comparison.right:
        case operand.Other(path=path):
            yield from _check_other(design, mention, found.field, ".".join(path))
        case operand.Values(values=values):
            yield from _check_options(found.field, values, mention.path)
        case operand.Who(what=what):
            yield from _check_who(found.field, what, mention.path)
        case _:
            pass


def _check_other(design: Design, mention: TestReference, field: FieldSpec, path: str) -> Iterator[Problem]:
    other = resolve_single(design, mention.start, path)
    if isinstance(other, Problem):
        yield other.under(*mention.path, "value", "field")
    elif other.field.kind() is not field.kind():
        params = {"left": str(field.kind()), "right": str(other.field.kind())}
        yield Problem("design.condition.kinds_differ", (*mention.path, "value"), params)


def _check_options(field: FieldSpec, values: Iterable[object], path: Path) -> Iterator[Problem]:
    if isinstance(field, Choice | MultiChoice):
        known = {option.id for option in field.options}
        for value in values:
            if value not in known:
                yield Problem("design.option.unknown", (*path, "value"), {"option": value, "field": field.id})


def _check_who(field: FieldSpec, what: str, path: Path) -> Iterator[Problem]:
    wanted = "department" if what in ("my_department", "my_departments") else "person"
    if field.type != wanted:
        yield Problem("design.condition.token", (*path, "value"), {"token": what, "field": field.id})


def literal_problems(field: FieldSpec, raw: Json, *path: str | int) -> Iterator[Problem]:
    """Problems of a value written into a design, such as a default; it may be a token that the field's type knows."""
    if raw is None:
        return
    if isinstance(raw, dict) and "token" in raw:
        if raw["token"] not in DEFAULT_TOKENS.get(field.type, ()):
            yield Problem("design.condition.token", path, {"token": str(raw["token"]), "field": field.id})
        return
    try:
        field_type(field).parse(field, raw)
    except Invalid as error:
        yield from (problem.under(*path) for problem in error.problems)
