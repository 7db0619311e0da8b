"""Where things lie in a package, and which paths a package may have at all."""

import re
from collections.abc import Iterable, Iterator, Mapping

from dougong_engine.design.objects import PREFIXES
from dougong_engine.errors import Problem

FILE_LIMIT = 1000
TOTAL_LIMIT = 20 * 1024 * 1024
DOCUMENTS_LIMIT = 8 * 1024 * 1024
JSON_LIMIT = 1024 * 1024
PICTURE_LIMIT = 2 * 1024 * 1024
PATH_LIMIT = 160

MANIFEST = "package.json"
APP = "app.json"
TESTS = "permission_tests.json"
PEOPLE = "sample_people.json"

FOLDERS: dict[str, str] = {
    "entity": "entities",
    "form": "forms",
    "view": "views",
    "flow": "flows",
    "dashboard": "dashboards",
    "metric": "metrics",
    "role": "roles",
    "print": "prints",
}
"""Kind of object → folder; the one app lies in app.json."""

_NAME = r"[a-z0-9][a-z0-9_]{0,62}"
_OBJECT = re.compile(rf"({'|'.join(FOLDERS.values())})/({_NAME})\.json")
_LOCALE = re.compile(r"locales/([a-z]{2,3}(?:-[A-Z][A-Za-z]{1,3})?)\.json")
_SAMPLE = re.compile(rf"sample_data/({_NAME})\.json")
_README = re.compile(r"README(\.[a-z]{2}(-[A-Z]{2})?)?\.md")
_PICTURE = re.compile(rf"(sample_files|screenshots)/{_NAME}\.(png|jpg|webp)")

_SIGNATURES: dict[str, tuple[bytes, ...]] = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "webp": (b"RIFF",),
}


def object_path(kind: str, id: str) -> str:
    """The one path at which an object lies."""
    return APP if kind == "app" else f"{FOLDERS[kind]}/{id.removeprefix(PREFIXES[kind])}.json"


def locale_path(language: str) -> str:
    return f"locales/{language}.json"


def sample_path(entity: str) -> str:
    return f"sample_data/{entity.removeprefix(PREFIXES['entity'])}.json"


def object_paths(paths: Iterable[str]) -> list[str]:
    """Those of the paths at which design objects lie, in order."""
    return [one for one in sorted(paths) if one == APP or _OBJECT.fullmatch(one)]


def locales_in(paths: Iterable[str]) -> dict[str, str]:
    """Language → path."""
    return {found[1]: one for one in sorted(paths) if (found := _LOCALE.fullmatch(one))}


def samples_in(paths: Iterable[str]) -> list[str]:
    return [one for one in sorted(paths) if _SAMPLE.fullmatch(one)]


def plain_files(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """README and pictures."""
    return {path: data for path, data in sorted(files.items()) if _README.fullmatch(path) or _PICTURE.fullmatch(path)}


def layout_problems(files: Mapping[str, bytes]) -> Iterator[Problem]:
    """What is wrong with the files before any of them is read: number, size, paths and endings.

    Only paths of the known layout pass, all of them plain lower-case ASCII below the package's folder, so that there is
    no way to climb out, to hide behind a look-alike, or to bring a program along.
    """
    if len(files) > FILE_LIMIT:
        yield Problem("package.too_many_files", (), {"limit": FILE_LIMIT, "count": len(files)})
        return
    total = sum(len(data) for data in files.values())
    if total > TOTAL_LIMIT:
        yield Problem("package.too_large", (), {"limit": TOTAL_LIMIT, "size": total})
        return
    documents = sum(len(data) for path, data in files.items() if path.endswith(".json"))
    if documents > DOCUMENTS_LIMIT:
        yield Problem("package.too_large", (), {"limit": DOCUMENTS_LIMIT, "size": documents})
        return
    for path, data in sorted(files.items()):
        yield from _file(path, data)
    for needed in (MANIFEST, APP):
        if needed not in files:
            yield Problem("package.file.missing", (needed,))


def _file(path: str, data: bytes) -> Iterator[Problem]:
    place = path[:PATH_LIMIT]
    if not _known(path):
        yield Problem("package.path.refused", (place,))
        return
    limit = PICTURE_LIMIT if _PICTURE.fullmatch(path) else JSON_LIMIT
    if len(data) > limit:
        yield Problem("package.file.too_large", (place,), {"limit": limit, "size": len(data)})
    ending = path.rpartition(".")[2]
    if ending in _SIGNATURES and not data.startswith(_SIGNATURES[ending]):
        yield Problem("package.picture.refused", (place,))


def _known(path: str) -> bool:
    if path in (MANIFEST, APP, TESTS, PEOPLE):
        return True
    return any(one.fullmatch(path) for one in (_OBJECT, _LOCALE, _SAMPLE, _README, _PICTURE))
