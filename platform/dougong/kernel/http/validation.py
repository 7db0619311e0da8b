"""From Pydantic's findings about a request to coded problems."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from dougong_engine.errors import Problem

# Pydantic's type of error → our code and the names of the figures that the sentence needs.
CODES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "missing": ("input.missing", {}),
    "extra_forbidden": ("input.unknown", {}),
    "json_invalid": ("input.json", {}),
    "string_too_long": ("input.long", {"most": "max_length"}),
    "string_too_short": ("input.short", {"least": "min_length"}),
    "string_pattern_mismatch": ("input.pattern", {}),
    "too_long": ("input.many", {"most": "max_length"}),
    "too_short": ("input.few", {"least": "min_length"}),
    "literal_error": ("input.choice", {"expected": "expected"}),
    "enum": ("input.choice", {"expected": "expected"}),
    "union_tag_invalid": ("input.choice", {"expected": "expected_tags"}),
    "greater_than_equal": ("input.small", {"least": "ge"}),
    "greater_than": ("input.small", {"least": "gt"}),
    "less_than_equal": ("input.large", {"most": "le"}),
    "less_than": ("input.large", {"most": "lt"}),
}
MOST_SHOWN = 50
QUOTED = re.compile(r"'([^']*)'")
# Where in the request Pydantic looked; our paths start inside the body or the query.
ROOTS = frozenset({"body", "query", "path", "header", "cookie"})


def problems_of(errors: Sequence[Mapping[str, Any]]) -> list[Problem]:
    """At most fifty problems; values of the caller are not repeated."""
    return [_problem(error) for error in errors[:MOST_SHOWN]] or [Problem("input.invalid")]


def _problem(error: Mapping[str, Any]) -> Problem:
    kind = str(error.get("type", ""))
    place = tuple(error.get("loc", ()))
    path = place[1:] if place and place[0] in ROOTS else place
    if kind == "json_invalid":
        path = ()
    context = error.get("ctx") or {}
    code, names = CODES.get(kind, ("input.type" if kind.endswith(("_type", "_parsing")) else "input.invalid", {}))
    params = {ours: _plain(ours, context.get(theirs)) for ours, theirs in names.items()}
    return Problem(code, path, params)


def _plain(name: str, value: object) -> object:
    if name == "expected":
        # Pydantic writes `'todo', 'cc' or 'done'`; the sentence around it may be in another language.
        return ", ".join(QUOTED.findall(str(value)))
    return value if isinstance(value, int | float | str) else str(value)
