"""A program of its own that reads one sheet of an Excel file under limits and prints it as JSON lines.

Arguments: the file, the name of a sheet (empty: the first). First line: {"sheets": [...], "sheet": name} or
{"refused": code, …}; then one list of cells a line, each a text or null. It imports python_calamine and the standard
library only and runs with `-I`. Formulas are never computed: their stored results are read.
"""

import json
import resource
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

MEMORY_BYTES = 1_500_000_000
CPU_SECONDS = 120
UNPACKED_BYTES = 100 * 1024 * 1024
RATIO = 100
ENTRIES = 2_000
SMALL = 1024 * 1024
ROWS = 1_048_576
COLUMNS = 500
CELL_LIMIT = 32_767


def limit() -> None:
    """A file that unfolds too far kills this process and nothing else."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def bomb(path: str) -> bool:
    """Whether the directory of the archive promises more than a sheet needs."""
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
    unpacked = sum(one.file_size for one in entries)
    steep = any(one.file_size > SMALL and one.file_size > RATIO * max(one.compress_size, 1) for one in entries)
    return len(entries) > ENTRIES or unpacked > UNPACKED_BYTES or steep


def text_of(cell: Any) -> str | None:
    """A cell as text: numbers as short as they were typed, dates in ISO 8601."""
    match cell:
        case bool():
            return "true" if cell else "false"
        case int():
            return str(cell)
        case float():
            # A sheet stores 15 digits: 0.1 + 0.2 shows as 0.3 there, and so it does here.
            plain = f"{cell:.15g}"
            return plain.removesuffix(".0")
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ", timespec="seconds")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case str():
            return cell or None
        case _:
            return None


def read(path: str, wanted: str) -> None:
    """Print the sheet."""
    from python_calamine import CalamineWorkbook

    if bomb(path):
        return say({"refused": "import.bomb"})
    with open(path, "rb") as file:  # noqa: PTH123  # pathlib would only slow the start
        book = CalamineWorkbook.from_filelike(file)
        names = book.sheet_names
        if not names or (wanted and wanted not in names):
            return say({"refused": "import.sheet.unknown", "sheet": wanted})
        name = wanted or names[0]
        sheet = book.get_sheet_by_name(name)
        if sheet.total_width > COLUMNS:
            return say({"refused": "import.columns.many", "limit": COLUMNS, "count": sheet.total_width})
        if sheet.total_height > ROWS:
            return say({"refused": "import.rows.many", "limit": ROWS})
        say({"sheets": names, "sheet": name})
        for number, row in enumerate(sheet.iter_rows(), 1):
            cells = [text_of(cell) for cell in row]
            if any(cell is not None and (len(cell) > CELL_LIMIT or "\x00" in cell) for cell in cells):
                return say({"refused": "import.cell.long", "line": number, "limit": CELL_LIMIT})
            say(cells)
    return say({"end": True})


def say(line: Any) -> None:
    """One line."""
    sys.stdout.write(json.dumps(line) + "\n")


def main() -> None:
    """Limit, read, report; whatever a reader raises means a damaged file."""
    limit()
    try:
        read(sys.argv[1], sys.argv[2])
    except Exception:  # noqa: BLE001  # readers raise anything; the parent learns only that it failed
        say({"refused": "import.damaged"})
    sys.stdout.flush()


if __name__ == "__main__":
    main()
