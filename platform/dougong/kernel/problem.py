"""How a refusal leaves the process: application/problem+json with stable codes."""

from collections.abc import Mapping, Sequence
from typing import Any

from dougong.kernel.messages import sentence
from dougong_engine.errors import EngineError, Path, Problem


class Refusal(Exception):
    """A request that is not carried out: an HTTP status and one or more problems."""

    def __init__(self, status: int, problems: Sequence[Problem], extra: Mapping[str, Any] | None = None) -> None:
        super().__init__(f"{status} {problems[0].code}")
        self.status = status
        self.problems = tuple(problems)
        self.extra = dict(extra or {})


def refuse(status: int, code: str, path: Path = (), **params: object) -> Refusal:
    """A refusal for one reason."""
    return Refusal(status, [Problem(code, path, params)])


def refused(error: EngineError, status: int = 422) -> Refusal:
    """What the engine found wrong, as a refusal."""
    return Refusal(status, error.problems)


def document(refusal: Refusal, locale: str) -> dict[str, Any]:
    """The problem+json document in the caller's language.

    `problems` holds every reason with its code, path, params and sentence; title and code repeat the first.
    """
    problems = [
        {
            "code": one.code,
            "path": list(one.path),
            "params": dict(one.params),
            "message": sentence(one.code, one.params, locale),
        }
        for one in refusal.problems
    ]
    return {
        "type": "about:blank",
        "title": problems[0]["message"],
        "status": refusal.status,
        "code": refusal.problems[0].code,
        "problems": problems,
        **refusal.extra,
    }
