"""What a flow reads while it runs, so that the facts of a step can be loaded beforehand."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dougong_engine.document import Json, dump

if TYPE_CHECKING:
    from dougong_engine.design.flow import Flow

PATH_MEMBERS = frozenset({"until", "through", "field"})
"""Members of nodes whose value is a field path."""


@dataclass(frozen=True, slots=True)
class Reads:
    """Field paths from the run's record, and the sources of formulas over it."""

    paths: frozenset[str]
    formulas: frozenset[str]


def reads(flow: "Flow") -> Reads:
    """Everything that `Env.holds`, `Env.value` and `Env.calculate` may be asked for in runs of this flow."""
    paths: set[str] = set()
    formulas: set[str] = set()
    for node in flow.nodes:
        for member, value in _members(dump(node)):
            if member == "formula":
                formulas.add(value)
            elif member in PATH_MEMBERS:
                paths.add(value)
        rights = getattr(node, "fields", None)
        if isinstance(rights, dict):
            paths.update(id for id, right in rights.items() if right == "required")
    return Reads(frozenset(paths), frozenset(formulas))


def _members(value: Json) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if isinstance(inner, str):
                yield name, inner
            else:
                yield from _members(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _members(inner)
