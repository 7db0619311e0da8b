"""Hostile formulas: each is refused, or answered within bounds, at once and without growing memory."""

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from dougong_engine.errors import Invalid
from dougong_engine.formula import Clock, FieldPath, FormulaError, Given, UtcZone, check, evaluate, parse
from dougong_engine.kinds import Kind

CLOCK = Clock(datetime(2026, 11, 22, 6, tzinfo=UTC), UtcZone())
TYPES: dict[FieldPath, Kind] = {
    ("a",): Kind.NUMBER,
    ("t",): Kind.TEXT,
    ("d",): Kind.DATE,
    ("m",): Kind.MOMENT,
    ("rows",): Kind.ROWS,
    ("rows", "n"): Kind.NUMBER,
    ("rows", "t"): Kind.TEXT,
}
VALUES: dict[FieldPath, Given] = {
    ("a",): Decimal("999999999999999999"),
    ("t",): "x" * 100_000,
    ("d",): datetime(2026, 1, 1, tzinfo=UTC).date(),
    ("m",): datetime(2026, 1, 1, tzinfo=UTC),
    ("rows", "n"): (Decimal("999999999999999999"),) * 5000,
    ("rows", "t"): ("斗拱" * 1000,) * 5000,
}
SECONDS = 0.05
MEGABYTES = 16

ESCAPES = [
    '__import__("os").system("id")',
    "__class__",
    '"".__class__.__mro__[1].__subclasses__()',
    "().__class__",
    "{__class__}",
    "{t.__class__}",
    "{t.__class__.__init__.__globals__}",
    "{a.real}",
    'getattr("", "__class__")',
    'eval("1")',
    'exec("1")',
    'open("/etc/passwd")',
    'compile("1", "", "eval")',
    "globals()",
    "locals()",
    "vars()",
    "dir()",
    'type("x")',
    "lambda: 1",
    "(lambda x: x)(1)",
    "[x for x in (1, 2)]",
    "{x: 1}",
    "{1, 2}",
    "[1, 2, 3]",
    "(1, 2)",
    '"a".join(["b"])',
    '"%s" % 1',
    "'%999999999d' % 1",
    'f"{1}"',
    '"{0.__class__}".format(1)',
    '"x".format_map(1)',
    '"x".encode()',
    "{t}.upper()",
    "{t}[0]",
    "{rows}[0]",
    "1 if TRUE else 2",
    "a := 1",
    "a = 1; 2",
    "import os",
    "1; import os",
    "print(1)",
    "randint(1)",
    "rand()",
    "int(1.5, 2, 3)",
    "str(1)",
    "list(1)",
    "clock",
    "v0",
    "add(1, 2)",
    "show(1)",
    "date_plus({d}, 1)",
    "number_text({a})",
    "equal(1, 1)",
    "SELECT(1)",
    "1; DROP TABLE facts",
    "1 -- comment",
    "pg_sleep(10)",
    "dg_sum(1)",
    "load_extension('x')",
    "`id`",
    "$(id)",
    "${a}",
    "<script>",
    "=cmd|' /C calc'!A0",
    'WEBSERVICE("http://x")',
    'HYPERLINK("http://x")',
    'INDIRECT("A1")',
    'CALL("x")',
    'EXEC("x")',
    "\x00",
    "1\x002",
    "\u202e1+1",
    "{a\x00}",
    "{../a}",
    "{a/../b}",
    "{" + "a." * 500 + "a}",
    "{" + "a" * 1000 + "}",
    "2 ** 9",
    "9 ^ 9 ^ 9",
    "1 << 1000000",
    "~1",
    "1 | 2",
    "not TRUE",
    "1 in 2",
    "1 // 0",
    "@a",
    "\\",
    "...",
    "None",
    "True.real",
    "1j",
    "0x10",
    "1e400",
    "1e-400",
    "1_000",
    "9" * 100,
    "0." + "1" * 100,
    "",
]
BOMBS = [
    "(" * 1000,
    "(" * 1000 + "1" + ")" * 1000,
    "-" * 2000 + "1",
    "+" * 2000 + "1",
    "1" + "%" * 2000,
    "1" + "+1" * 1000,
    "1" + "*9" * 1000,
    "1" + "=1" * 1000,
    '"' * 2001,
    '"' + "x" * 100_000 + '"',
    "x" * 1_000_000,
    "(" * 1_000_000,
    "ABS(" * 500,
    "IF(TRUE," * 200 + "1" + ",2)" * 200,
    "NOT(" * 300 + "TRUE" + ")" * 300,
    "SUM(" + "1," * 1000 + ")",
    "IFERROR(" * 100 + "1/0" + ",1)" * 100,
    "斗" * 100_000,
    "{a}" * 600,
    "“" * 1000,
]
COSTLY = [
    'REPT("x", 999999999999)',
    'REPT(REPT(REPT("x", 1000), 1000), 1000)',
    "REPT({t}, 2)",
    'PADLEFT("x", 999999999999)',
    "{t} & {t}",
    "&".join(["{t}"] * 400),
    'SUBSTITUTE({t}, "x", {t})',
    'SUBSTITUTE(SUBSTITUTE({t}, "x", "xx"), "x", "xx")',
    "JOIN({rows.t}, {t})",
    'JOIN({rows.t}, "")',
    'JOIN(SPLIT({t}, "x"), {t})',
    "REPLACE({t}, 1, 0, {t})",
    "POWER({a}, 1000)",
    "POWER({a}, 999999999999)",
    "POWER(POWER(POWER(9, 9), 9), 9)",
    "POWER(0.999999999999, 1000)",
    "POWER({a}, 0.999999999999)",
    "EXP({a})",
    "EXP(-{a})",
    "PRODUCT({rows.n})",
    "SUM({rows.n})",
    "STDEV({rows.n})",
    "MEDIAN({rows.n})",
    "LARGE({rows.n}, 2500)",
    "SUMPRODUCT({rows.n}, {rows.n})",
    "UNIQUECOUNT({rows.t})",
    "HASALL({rows.t}, {rows.t})",
    "*".join(["{a}"] * 50),
    "{a} * {a} * {a} / 0.000000000001",
    "ROUND({a}, -{a})",
    "ROUND({a}, {a})",
    "DATE({a}, {a}, {a})",
    "DATE(9999, 999999999999, 1)",
    "{d} + {a}",
    "EDATE({d}, {a})",
    "WORKDAY({d}, 999999999999)",
    "NETWORKDAYS(DATE(1, 1, 1), DATE(9999, 12, 31))",
    'DATEADD({m}, {a}, "y")',
    "{m} + {a}",
    "{m} - {a}",
    'TEXT({a}, REPT("#", 100))',
    'TEXT({a}, REPT("0", 101))',
    'TEXT({d}, REPT("y", 100))',
    "TEXT({m}, {t})",
    "RMB({a})",
    "VALUE({t})",
    "DATEVALUE({t})",
    "SEARCH({t}, {t} )",
    'FIND("y", {t}, 99999)',
    "LEN(UPPER({t}))",
    "MID({t}, 1, {a})",
    "LEFT({t}, {a})",
    "TRIM(CLEAN({t}))",
    "COUNTIF({rows.t}, {t})",
    "IFERROR(" * 25 + "REPT({t}, 9)" + ", REPT({t}, 9))" * 25,
    "SUM(" + ", ".join(["{rows.n}"] * 200) + ")",
]


@dataclass(frozen=True, slots=True)
class Spent:
    seconds: float
    megabytes: float


class Meter:
    """Processor time and growth of the process's largest memory so far."""

    def __init__(self) -> None:
        self._start = time.process_time()
        self._peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    def spent(self) -> Spent:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return Spent(time.process_time() - self._start, (peak - self._peak) / 1024)


def _cheapest(work: Callable[[], object]) -> Spent:
    """The least time of three tries: what the work costs, without what else the machine did meanwhile."""
    tries: list[Spent] = []
    for _ in range(3):
        meter = Meter()
        work()
        tries.append(meter.spent())
    return Spent(min(one.seconds for one in tries), max(one.megabytes for one in tries))


def _within_bounds(spent: Spent) -> None:
    assert spent.seconds <= SECONDS
    assert spent.megabytes <= MEGABYTES


@pytest.mark.parametrize("source", ESCAPES + BOMBS, ids=lambda source: ascii(source[:40]))
def test_a_hostile_formula_is_refused_at_once(source: str) -> None:
    refusals: list[Invalid] = []

    def refuse() -> None:
        with pytest.raises(Invalid) as caught:
            check(parse(source), TYPES.get)
        refusals.append(caught.value)

    _within_bounds(_cheapest(refuse))
    (problem,) = refusals[0].problems
    assert problem.code.startswith("formula.")
    assert len(str(dict(problem.params))) < 500


@pytest.mark.parametrize("source", COSTLY, ids=lambda source: ascii(source[:40]))
def test_a_costly_formula_ends_within_bounds(source: str) -> None:
    checked = check(parse(source), TYPES.get)
    _within_bounds(_cheapest(lambda: evaluate(checked, VALUES, CLOCK)))
    result = evaluate(checked, VALUES, CLOCK)
    if isinstance(result, str) and not isinstance(result, FormulaError):
        assert len(result.encode()) <= 102_400


def test_there_are_more_than_a_hundred_hostile_formulas() -> None:
    assert len(set(ESCAPES + BOMBS)) > 100


def test_nothing_but_calls_constants_and_names_reaches_the_evaluator() -> None:
    import ast

    checked = check(parse('IF({a} > 1, "x" & {t}, TEXT(-{a}%, "0")) & SUM({rows.n}, 2)'), TYPES.get)
    kinds = {type(node) for node in ast.walk(checked.program.expression)}
    assert kinds <= {ast.Call, ast.Constant, ast.Name, ast.Load}
