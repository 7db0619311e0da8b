"""The registry of functions: one explicit table, found by name or alias without regard to case."""

from dougong_engine.formula.functions._function import Function
from dougong_engine.formula.functions.arithmetic import ARITHMETIC
from dougong_engine.formula.functions.dates import DATES
from dougong_engine.formula.functions.lists import LISTS
from dougong_engine.formula.functions.logic import LOGIC
from dougong_engine.formula.functions.statistics import STATISTICS
from dougong_engine.formula.functions.texts import TEXTS
from dougong_engine.formula.functions.writing import WRITING

FUNCTIONS: dict[str, Function] = {
    function.name: function for function in (*LOGIC, *ARITHMETIC, *STATISTICS, *TEXTS, *WRITING, *DATES, *LISTS)
}

_NAMES: dict[str, Function] = {
    name: function for function in FUNCTIONS.values() for name in (function.name, *function.aliases)
}


def find(name: str) -> Function | None:
    """The function of that name or alias."""
    return _NAMES.get(name.upper())


def nearest(name: str) -> str:
    """The name or alias most like a mistyped one, or "" if none is near."""
    wanted = name.upper()
    starts = [known for known in _NAMES if len(wanted) > 1 and known.startswith(wanted)]
    if starts:
        return min(starts, key=lambda known: (len(known), known))
    allowed = min(len(wanted) - 1, max(1, len(wanted) // 3))
    scored = [(distance, known) for known in _NAMES if (distance := _distance(wanted, known, allowed)) <= allowed]
    return min(scored)[1] if scored else ""


def _distance(left: str, right: str, enough: int) -> int:
    """How many single-character edits turn one into the other; `enough` + 1 if more than `enough`."""
    if abs(len(left) - len(right)) > enough:
        return enough + 1
    row = list(range(len(right) + 1))
    for index, one in enumerate(left, 1):
        before, row[0] = row[0], index
        for column, other in enumerate(right, 1):
            before, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, before + (one != other)),
            )
    return row[-1]
