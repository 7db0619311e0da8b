"""The engine imports nothing that could reach a clock, chance, the network, a disk or the platform."""

import ast
import sys

from support.tree import files, nodes

LIBRARIES = {"dougong_engine", "pydantic", "pydantic_core", "simpleeval", "annotated_types", "typing_extensions"}

# Of the standard library: what computes. Everything else is refused until somebody argues for it here.
PURE = {
    *("abc", "ast", "bisect", "calendar", "collections", "contextlib", "copy", "dataclasses", "datetime", "decimal"),
    *("enum", "fractions", "functools", "graphlib", "hashlib", "heapq", "hmac", "itertools", "json", "math"),
    *("numbers", "operator", "re", "statistics", "string", "struct", "textwrap", "types", "typing", "unicodedata"),
    *("urllib.parse", "uuid", "zoneinfo", "base64", "binascii", "difflib", "ipaddress", "warnings", "weakref"),
}
ENGINE_FILES = files(".py", "engine/")


def imported_modules(name: str) -> set[str]:
    """Every module that a file imports, wherever in the file it does so."""
    found = {alias.name for node in nodes(name, ast.Import) for alias in node.names}
    return found | {node.module or "." * node.level for node in nodes(name, ast.ImportFrom)}


def is_allowed(module: str) -> bool:
    """Whether the engine may import the module: a pure one, or one inside it."""
    top = module.partition(".")[0]
    return top in LIBRARIES or module in PURE or (top in PURE and top != "urllib")


def test_the_engine_imports_only_what_is_pure() -> None:
    refused = {(name, one) for name in ENGINE_FILES for one in imported_modules(name) if not is_allowed(one)}
    assert refused == set()


def test_the_list_of_pure_modules_names_the_standard_library_only() -> None:
    assert {module.partition(".")[0] for module in PURE} <= sys.stdlib_module_names


def test_a_module_that_does_input_or_output_is_refused() -> None:
    assert not any(map(is_allowed, ("os", "urllib.request", "random", "time", "sqlalchemy", "dougong.kernel")))


def test_the_engine_opens_nothing_and_runs_no_text() -> None:
    forbidden = {"open", "exec", "eval", "compile", "__import__", "input", "print", "breakpoint"}
    calls = ((name, node.func) for name in ENGINE_FILES for node in nodes(name, ast.Call))
    assert [(name, f.id) for name, f in calls if isinstance(f, ast.Name) and f.id in forbidden] == []
