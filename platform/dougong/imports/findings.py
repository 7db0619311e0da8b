"""What a check of an import found: problems by cell, names that match nothing, gaps."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dougong.imports.directory import Named
from dougong.imports.job import Line, Mark
from dougong.kernel.messages import sentence
from dougong.storage.schema import Schema
from dougong_engine.document import Json
from dougong_engine.errors import Problem
from dougong_engine.imports.nearest import nearest
from dougong_engine.imports.rows import CellProblem

LISTED = 1_000
VALUES = 200
COMPARED = 50
NAMES_COMPARED = 5_000


@dataclass(slots=True)
class Findings:
    """Collected while a job's rows are looked at; `report` is what is stored and shown.

    `schema` is the design whose names stand in the problems.
    """

    locale: str
    schema: Schema | None = None
    rows: int = 0
    good: int = 0
    problems: list[dict[str, Json]] = field(default_factory=list)
    totals: "Counter[tuple[str, str, str]]" = field(default_factory=Counter)
    unmatched: list[dict[str, Json]] = field(default_factory=list)
    empty: dict[str, int] = field(default_factory=dict)
    notes: dict[str, Json] = field(default_factory=dict)

    def note(self, problems: tuple[CellProblem, ...]) -> None:
        """A row has been looked at."""
        self.rows += 1
        self.good += not problems
        for one in problems:
            self.totals[one.column, one.field, one.problem.code] += 1
            if len(self.problems) < LISTED:
                self.problems.append(shown(one, self.locale, self.schema))

    def names(self, column: str, field: str, kind: str, wanted: Mapping[str, int], known: Named, how: str) -> None:
        """Names of a column that nothing goes by, each with the names that it may have meant."""
        names = list(known.shown.values())[:NAMES_COMPARED]
        ids = {name: id for id, name in known.shown.items()}
        for place, (value, count) in enumerate(list(wanted.items())[:VALUES]):
            close = nearest(value, names) if place < COMPARED else []
            self.unmatched.append(
                {
                    "column": column,
                    "field": field,
                    "kind": kind,
                    "value": value,
                    "count": count,
                    "then": how,
                    "nearest": [{"id": ids[name], "title": name} for name in close],
                }
            )

    def report(self) -> dict[str, Any]:
        """`{rows, good, problems, totals, unmatched, empty, notes}` as JSON."""
        totals = [
            {"column": column, "field": field, "code": code, "count": count}
            for (column, field, code), count in self.totals.most_common()
        ]
        return {
            "rows": self.rows,
            "good": self.good,
            "problems": self.problems,
            "totals": totals,
            "unmatched": self.unmatched,
            "empty": [{"column": column, "count": count} for column, count in self.empty.items() if count],
            "notes": self.notes,
        }


def kept(line: Line, problems: Sequence[Problem], locale: str) -> Mark:
    """The mark of a row whose record or person an undo leaves, with the reasons."""
    return line.number, "kept", [shown(CellProblem(line.number, "", "", None, one), locale) for one in problems]


def shown(one: CellProblem, locale: str, schema: Schema | None = None) -> dict[str, Json]:
    """A problem of a cell as the API shows it."""
    problem = one.problem if schema is None else schema.named_in(locale, one.problem)
    params: dict[str, Any] = dict(problem.params)
    return {
        "row": one.row,
        "column": one.column,
        "field": one.field,
        "value": None if one.value is None else one.value[:200],
        "code": problem.code,
        "path": list(problem.path),
        "params": params,
        "message": sentence(problem.code, params, locale),
    }
