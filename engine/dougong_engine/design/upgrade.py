"""Format upgrades: one ordered list and one loop."""

from collections.abc import Callable, Sequence

from dougong_engine.document import Json
from dougong_engine.errors import invalid

Upgrade = Callable[[dict[str, Json]], dict[str, Json]]

UPGRADES: tuple[Upgrade, ...] = ()
"""The n-th upgrade turns a document of format n into one of format n + 1; its last result is `object.FORMAT`."""


def upgrade(raw: dict[str, Json], steps: Sequence[Upgrade] = UPGRADES) -> dict[str, Json]:
    """The document in today's format; the input is not changed.

    Raises Invalid for a document without a format and for one that a newer platform wrote.
    """
    newest = len(steps) + 1
    found = raw.get("format")
    if isinstance(found, bool) or not isinstance(found, int) or found < 1:
        raise invalid("design.format.missing", "format")
    if found > newest:
        raise invalid("design.format.newer", "format", format=found, newest=newest)
    for number, step in enumerate(steps[found - 1 :], start=found + 1):
        raw = {**step(dict(raw)), "format": number}
    return raw
