"""The published CRM tables where they lie beside the project, else an excerpt in the same shape."""

import csv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = ROOT.parent / "shared" / "data" / "crm_sales_opportunities"
EXCERPT = ROOT / "tests" / "data" / "crm_excerpt"
CRM = PUBLISHED if PUBLISHED.is_dir() else EXCERPT


def table(name: str) -> list[dict[str, str]]:
    """A file's rows, each as column → text."""
    with (CRM / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
