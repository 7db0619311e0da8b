"""Reads text tables: finds encoding and delimiter, then streams rows."""

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dougong.kernel.problem import refuse

CANDIDATES = ("utf-8-sig", "gb18030")
DELIMITERS = (",", ";", "\t", "|")
PIECE = 1 << 20
HEAD_LINES = 20
HEAD_CHARS = 200_000
CELL_LIMIT = 32_767
"""Characters in a cell, as in Excel."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text table is written."""

    encoding: str
    delimiter: str


def dialect_of(path: Path) -> Dialect:
    """The encoding that decodes the whole file, and the delimiter that cuts its first lines most evenly.

    Refuses (422) `import.encoding` for a file that is none of UTF-8, UTF-16 and GB 18030, `import.empty` for one
    without text, `import.binary` for one that is no text.
    """
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="", errors="strict") as file:
        head = file.read(HEAD_CHARS)
    if "\x00" in head:
        raise refuse(422, "import.binary", ("file",))
    if not head.strip():
        raise refuse(422, "import.empty", ("file",))
    return Dialect(encoding, _delimiter(head))


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        mark = file.read(2)
    candidates = ("utf-16",) if mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else CANDIDATES
    for encoding in candidates:
        if _decodes(path, encoding):
            return encoding
    raise refuse(422, "import.encoding", ("file",))


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _delimiter(head: str) -> str:
    """The sign that gives the same number of columns in the most lines; more columns win among equals."""
    lines = head.splitlines(keepends=True)
    if len(head) == HEAD_CHARS:
        lines = lines[:-1] or lines
    lines = lines[:HEAD_LINES]

    def evenness(delimiter: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        except csv.Error:
            return 0, 0
        first = widths[0] if widths else 0
        return (sum(width == first for width in widths), first) if first > 1 else (0, first)

    return max(DELIMITERS, key=evenness)


def rows_of(path: Path, dialect: Dialect) -> Iterator[list[str]]:
    """Every row in order. Refuses (422) `import.malformed` with the line where the row begins, `import.cell.long`."""
    with path.open(encoding=dialect.encoding, newline="") as file:
        # Strict, so that a quotation mark that is never closed does not swallow the rest of the file as one cell.
        reader = csv.reader(file, delimiter=dialect.delimiter, strict=True)
        begin = 1
        try:
            for row in reader:
                for cell in row:
                    if len(cell) > CELL_LIMIT:
                        raise refuse(422, "import.cell.long", ("file",), line=reader.line_num, limit=CELL_LIMIT)
                    if "\x00" in cell:
                        raise refuse(422, "import.binary", ("file",))
                yield row
                begin = reader.line_num + 1
        except (csv.Error, UnicodeError):
            raise refuse(422, "import.malformed", ("file",), line=begin) from None
