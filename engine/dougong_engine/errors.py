"""Coded problems: what is wrong, where, and the values that a sentence about it needs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input or a design.

    `code` is stable API (`field.email.malformed`); wording lives in the message catalogues. `path` leads from the root
    of the input to the place (`("items", 2, "email")`); `params` are plain JSON values that the sentence names.
    """

    code: str
    path: Path = ()
    params: Mapping[str, object] = field(default_factory=dict)

    def under(self, *prefix: str | int) -> "Problem":
        """The same problem seen from further out."""
        return Problem(self.code, (*prefix, *self.path), self.params)


class EngineError(Exception):
    """One or more problems; never empty."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        if not self.problems:
            raise ValueError("an EngineError needs at least one problem")
        super().__init__("; ".join(f"{p.code} at /{'/'.join(map(str, p.path))}" for p in self.problems))


class Invalid(EngineError):
    """The caller's data or design breaks a rule."""


def invalid(code: str, *path: str | int, **params: object) -> Invalid:
    """An `Invalid` with a single problem."""
    return Invalid([Problem(code, path, params)])
