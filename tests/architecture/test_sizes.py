"""Files and functions stay small enough to be read in one go."""

from support.tree import files, functions, line_count

PYTHON_LINES = 300
FUNCTION_LINES = 60
TYPESCRIPT_LINES = 250

PYTHON = [name for name in files(".py") if not name.startswith("migrations/versions/")]
TYPESCRIPT = [name for name in files((".ts", ".tsx"), "frontend/") if name != "frontend/src/api/schema.ts"]


def functions_over(name: str, limit: int) -> list[str]:
    """Functions of a file that are longer than `limit` lines, decorators not counted."""
    sizes = [(one.name, (one.end_lineno or one.lineno) - one.lineno + 1) for one in functions(name)]
    return [f"{function}: {size} lines" for function, size in sizes if size > limit]


def test_no_python_file_is_longer_than_300_lines() -> None:
    assert {name: lines for name in PYTHON if (lines := line_count(name)) > PYTHON_LINES} == {}


def test_no_typescript_file_is_longer_than_250_lines() -> None:
    assert {name: lines for name in TYPESCRIPT if (lines := line_count(name)) > TYPESCRIPT_LINES} == {}


def test_no_function_is_longer_than_60_lines() -> None:
    assert {name: found for name in PYTHON if (found := functions_over(name, FUNCTION_LINES))} == {}
