"""What the code imports is what pyproject.toml declares, and what it declares is locked."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

from support.tree import PRODUCT, ROOT, files, nodes

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DISTRIBUTIONS = packages_distributions()
OURS = {"dougong", "dougong_engine", "support"} | {path.stem for path in (ROOT / "scripts").glob("*.py")}


def normal(name: str) -> str:
    """A distribution's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(requirements: Iterable[object]) -> set[str]:
    """Names of the distributions in a list of requirements."""
    lines = (line for line in requirements if isinstance(line, str))
    return {normal(re.split(r"[\[~=<> ]", line, maxsplit=1)[0]) for line in lines}


def imported(*folders: str) -> set[str]:
    """Top-level modules that the files below the folders import, the standard library and our own left out."""
    found: set[str] = set()
    for name in files(".py", *folders):
        found |= {alias.name for node in nodes(name, ast.Import) for alias in node.names}
        found |= {node.module or "" for node in nodes(name, ast.ImportFrom)}
    return {module.partition(".")[0] for module in found} - sys.stdlib_module_names - OURS


RUNTIME = declared(PROJECT["project"]["dependencies"])
EXTRAS = {name for group in PROJECT["project"]["optional-dependencies"].values() for name in declared(group)}
DEVELOPMENT = {name for group in PROJECT["dependency-groups"].values() for name in declared(group)}


def undeclared(modules: set[str], allowed: set[str]) -> set[str]:
    """Modules that no allowed distribution provides."""
    return {one for one in modules if not allowed & {normal(name) for name in DISTRIBUTIONS.get(one, [])}}


def test_the_product_imports_only_what_it_declares() -> None:
    assert undeclared(imported(*PRODUCT, "migrations/"), RUNTIME | EXTRAS) == set()


def test_tests_and_tools_import_only_what_is_declared() -> None:
    everything = RUNTIME | EXTRAS | DEVELOPMENT
    # The modules of `bench/` run beside each other in one folder.
    beside = {Path(name).stem for name in files(".py", "bench/")}
    modules = imported("tests/", "scripts/", "bench/", "examples/", "hatch_build.py") - {"conftest"} - beside
    assert undeclared(modules, everything) == set()


def test_the_lock_holds_every_declared_package() -> None:
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements-dev.lock").read_text(), re.MULTILINE))
    assert locked >= RUNTIME | EXTRAS | DEVELOPMENT
