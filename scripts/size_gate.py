"""Hold the JavaScript that each page of the front end loads at its start within its budget."""

import gzip
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import bootstrap
from front_end import static_folder


class Chunk(TypedDict, total=False):
    """One entry of Vite's manifest, as far as it is read here."""

    file: str
    isEntry: bool
    imports: list[str]


@dataclass(frozen=True, slots=True)
class Budget:
    """Compressed sizes in kB (1,000 bytes): a warning above `watch`, a failure above `limit`."""

    watch: int
    limit: int


BUDGETS = {
    "index.html": Budget(watch=290, limit=320),
    "m.html": Budget(watch=130, limit=170),
    # People who have never been here before, on their own phones: never more than the phone shell.
    "f.html": Budget(watch=130, limit=170),
}


def initial_chunks(manifest: Mapping[str, Chunk], entry: str) -> Sequence[str]:
    """The files that a page loads before it can start: its own and, through all levels, what they import."""
    found: dict[str, None] = {}
    waiting = [entry]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = None
            waiting += manifest[name].get("imports", [])
    return [manifest[name]["file"] for name in found]


def compressed_size(file: Path) -> int:
    """Bytes on the wire with the compression that servers use."""
    return len(gzip.compress(file.read_bytes(), compresslevel=6))


def main() -> int:
    """Print each page's size beside its budget; 1 where one is over, or where a page has no budget."""
    built = static_folder(bootstrap.ROOT)
    manifest: dict[str, Chunk] = json.loads((built / ".vite" / "manifest.json").read_text())
    pages = {name for name, chunk in manifest.items() if chunk.get("isEntry")}
    if pages != set(BUDGETS):
        print(f"pages without a budget, or budgets without a page: {sorted(pages ^ set(BUDGETS))}")
        return 1
    worst = 0
    for page, budget in BUDGETS.items():
        scripts = [name for name in initial_chunks(manifest, page) if name.endswith(".js")]
        size = sum(compressed_size(built / name) for name in scripts) / 1000
        verdict = "too big" if size > budget.limit else "close to the limit" if size > budget.watch else "fits"
        print(f"{page:12} {size:6.1f} kB of {budget.limit} in {len(scripts)} files: {verdict}")
        worst = max(worst, int(size > budget.limit))
    return worst


if __name__ == "__main__":
    sys.exit(main())
