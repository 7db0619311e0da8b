"""The one condition tree: views, rules, rights, boards, API and webhooks all use it."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, StringConstraints

from dougong_engine.document import Doc, Json

FieldPath = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){0,3}$")]
"""Field ids joined by dots; all but the last are links: `customer.level`."""


class Test(Doc):
    """One comparison. `value` is JSON, a token (`{"token": "me"}`) or another field (`{"field": "due"}`)."""

    __test__ = False  # not a test class for pytest

    field: FieldPath
    op: str
    value: Json = None


class All(Doc):
    """True if every part is true; true when empty."""

    all: tuple["Condition", ...]


class Either(Doc):
    """True if any part is true; false when empty."""

    any: tuple["Condition", ...]


class Not(Doc):
    """True if the part is false."""

    not_: "Condition" = Field(alias="not")


Condition = Test | All | Either | Not

All.model_rebuild()
Either.model_rebuild()
Not.model_rebuild()


def tests(condition: Condition) -> Iterator[Test]:
    """Every comparison in the tree, in order."""
    match condition:
        case Test():
            yield condition
        case All(all=parts) | Either(any=parts):
            for part in parts:
                yield from tests(part)
        case Not(not_=part):
            yield from tests(part)


def paths(condition: Condition) -> frozenset[tuple[str, ...]]:
    """Every field path that the condition reads, right-hand fields included."""
    found: set[tuple[str, ...]] = set()
    for test in tests(condition):
        found.add(tuple(test.field.split(".")))
        if isinstance(test.value, dict) and isinstance(test.value.get("field"), str):
            found.add(tuple(str(test.value["field"]).split(".")))
    return frozenset(found)


def both(*conditions: Condition | None) -> Condition | None:
    """All of the given conditions; None stands for 'no condition'."""
    real = tuple(one for one in conditions if one is not None)
    return real[0] if len(real) == 1 else All(all=real) if real else None
