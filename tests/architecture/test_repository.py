"""What must not stand in any file of the repository, and what must."""

import re

import pytest

from support.tree import PRODUCT, ROOT, files, text_files

# Written so that no pattern matches itself.
FOREIGN = {
    "the address of a package registry": re.compile(
        r"https?://[\w.-]*(?:registry|mirror|py[p]i|python[h]osted|npm[j]s|debian\.org)|\bpy[p]i\.org|\bnpm[j]s\."
    ),
    "a path of somebody's machine": re.compile(r"(?<![\w/.])/w[o]rk/|(?<![\w/])/ro[o]t/|/h[o]me/\w+/|\.libr[a]ry/"),
}
UNFINISHED = re.compile(
    r"\b(TO[D]O|FIX[M]E|XX[X])\b|mark\.(skip|x[f]ail)|except( Exception)?:\s*pass\b|time\.sl[e]ep\(|@ts-[i]gnore"
    r"|eslint-[d]isable|waitForTime[o]ut|it\.t[o]do|\bmonkey[p]atch\b",
    re.MULTILINE,
)
BARE_IGNORE = re.compile(r"# *type: *ignore(\[[\w, -]+\])?\s*$", re.MULTILINE)


@pytest.mark.parametrize("what", FOREIGN)
def test_no_file_holds(what: str) -> None:
    found = {name: match.group() for name, text in text_files() if (match := FOREIGN[what].search(text))}
    assert found == {}


def test_no_code_is_marked_as_unfinished_or_waits_by_sleeping() -> None:
    code = set(files((".py", ".ts", ".tsx"), *PRODUCT, "frontend/src/", "scripts/", "tests/"))
    found = {name: match.group() for name, text in text_files() if name in code and (match := UNFINISHED.search(text))}
    assert found == {}


def test_every_ignored_type_error_has_a_reason() -> None:
    assert [name for name, text in text_files() if name.endswith(".py") and BARE_IGNORE.search(text)] == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_a_hash_and_comes_from_no_named_place(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert len(re.findall(r"^[a-z0-9].*==", text, re.MULTILINE)) == len(re.findall(r"==.*(?:\\\n +--hash)", text))


def test_the_front_end_lock_says_what_and_not_where_from() -> None:
    text = (ROOT / "frontend" / "package-lock.json").read_text()
    assert '"resolved"' not in text
    assert '"integrity"' in text


def test_built_files_are_not_under_version_control() -> None:
    assert files((".pyc", ".sqlite3", ".whl")) == []
    assert files("", "platform/dougong/static/", "frontend/dist/", "frontend/node_modules/", "data/") == []


def test_no_library_under_a_licence_that_binds_the_user_is_in_the_lock() -> None:
    binding = {"pm4py", "pymupdf", "pyqt5", "pyqt6", "merge3", "pytest-postgresql", "psycopg2", "pikepdf", "unidecode"}
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements-dev.lock").read_text(), re.MULTILINE))
    assert locked & binding == set()
