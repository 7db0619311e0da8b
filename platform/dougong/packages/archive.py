"""Zip files that hold packages: read within limits, whatever their directory claims, and written without noise."""

import io
import zipfile
import zlib
from collections.abc import Mapping

from dougong_engine.errors import Invalid, Problem
from dougong_engine.packages.layout import FILE_LIMIT, PATH_LIMIT, TOTAL_LIMIT

ENTRY = b"PK\x01\x02"
"""What each entry of a zip file's directory begins with."""

PIECE = 1 << 16
MADE = (1980, 1, 1, 0, 0, 0)
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
LINK, KIND = 0o120000, 0o170000


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files by path, those of a single folder that holds all of them without its name.

    Raises Invalid for what is no zip file or a broken one, encrypted entries, links, names that come twice, and more
    files or bytes than a package may have; nothing is unpacked beyond these limits.
    """
    # Counted before the directory is read: a file of this size could list half a million entries. Folders count too.
    if data.count(ENTRY) > 2 * FILE_LIMIT:
        raise _refused("package.too_many_files", limit=FILE_LIMIT, count=data.count(ENTRY))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _without_folder(_read(archive))
    # What zipfile raises for broken files; NotImplementedError is its word for a way of packing that it does not know.
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError):
        raise _refused("package.zip.broken") from None


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The same bytes for the same files: entries carry no time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(path, MADE), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _read(archive: zipfile.ZipFile) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = TOTAL_LIMIT
    for entry in archive.infolist():
        if entry.is_dir():
            continue
        path = entry.filename
        linked = entry.external_attr >> 16 & KIND == LINK
        if entry.flag_bits & 1 or linked or entry.compress_type not in METHODS:
            raise _refused("package.zip.entry", path)
        if path in found:
            raise _refused("package.zip.twice", path)
        found[path] = _content(archive, entry, left)
        left -= len(found[path])
    return found


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """What an entry holds, read until it is more than there may be: its announced size is only a claim."""
    pieces = []
    size = 0
    with archive.open(entry) as source:
        while piece := source.read(PIECE):
            size += len(piece)
            if size > most:
                raise _refused("package.too_large", limit=TOTAL_LIMIT, size=TOTAL_LIMIT + 1)
            pieces.append(piece)
    return b"".join(pieces)


def _without_folder(files: dict[str, bytes]) -> dict[str, bytes]:
    """A package is often zipped together with the folder in which it lies."""
    folders = {path.partition("/")[0] for path in files}
    if len(folders) != 1 or not all("/" in path for path in files):
        return files
    return {path.partition("/")[2]: data for path, data in files.items()}


def _refused(code: str, *path: str, **params: int) -> Invalid:
    return Invalid([Problem(code, tuple(one[:PATH_LIMIT] for one in path), params)])
