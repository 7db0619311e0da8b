"""The files of the repository, as the architecture tests look at them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[2]
Kind = TypeVar("Kind", bound=ast.AST)
PRODUCT = ("engine/", "platform/")


@cache
def project_files() -> tuple[str, ...]:
    """Paths of all files that belong to the project: tracked, or new and not ignored."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return tuple(sorted(name for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()))


def files(suffix: str | tuple[str, ...], *folders: str) -> list[str]:
    """The project's files with these endings, below these folders (`engine/`), or anywhere."""
    return [name for name in project_files() if name.endswith(suffix) and (not folders or name.startswith(folders))]


def line_count(name: str) -> int:
    """Lines of a text file."""
    return len((ROOT / name).read_text(encoding="utf-8").splitlines())


def text_files() -> Iterator[tuple[str, str]]:
    """Each file that is text, with its content."""
    for name in project_files():
        content = (ROOT / name).read_bytes()
        if b"\0" not in content[:8192]:
            yield name, content.decode("utf-8")


@cache
def syntax(name: str) -> ast.Module:
    """A Python file's syntax tree."""
    return ast.parse((ROOT / name).read_text(encoding="utf-8"), name)


def nodes(name: str, kind: type[Kind]) -> Iterator[Kind]:
    """All syntax nodes of one kind in a Python file."""
    for node in ast.walk(syntax(name)):
        if isinstance(node, kind):
            yield node


def functions(name: str) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions and methods of a Python file, nested ones too."""
    return [node for node in ast.walk(syntax(name)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
