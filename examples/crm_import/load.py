"""Loads four CRM tables into the sales app through the public API alone: people, products, customers, opportunities."""

import argparse
import json
import sys
from pathlib import Path
from threading import Event
from typing import Any

import httpx

HERE = Path(__file__).parent
STEPS = (
    ("sales_teams.csv", "people", "people.json", False),
    ("products.csv", "product", None, False),
    ("accounts.csv", "customer", None, False),
    ("sales_pipeline.csv", "opportunity", "opportunity.json", True),
)
"""File, entity, mapping (None: the server's guess) and whether it is past data."""
WORKING = frozenset({"queued", "running"})


def load(client: httpx.Client, file: Path, entity: str, mapping: str | None, historical: bool) -> dict[str, Any]:
    """One file: upload, map, check, run."""
    with file.open("rb") as opened:
        job = asked(client, "POST", "/api/imports", data={"entity": entity}, files={"file": (file.name, opened)})
    address = f"/api/imports/{job['id']}"
    if mapping is not None:
        body = {"mapping": json.loads((HERE / "mappings" / mapping).read_text(encoding="utf-8"))}
        asked(client, "PATCH", address, json=body)
    report = asked(client, "POST", f"{address}/check", json={"historical": historical})
    for gap in report["empty"]:
        say(f"  {gap['column']}: {gap['count']} empty")
    for one in report["unmatched"]:
        near = ", ".join(other["title"] for other in one["nearest"])
        say(f"  {one['column']}: {one['value']} x {one['count']} is unknown" + (f" ({near}?)" if near else ""))
    job = asked(client, "POST", f"{address}/run", json={"historical": historical})
    pause = Event()
    while job["status"] in WORKING:
        pause.wait(1)
        job = asked(client, "GET", address)
    return job


def say(line: str) -> None:
    """A line for whoever runs this."""
    sys.stdout.write(line + "\n")


def asked(client: httpx.Client, method: str, path: str, **body: Any) -> dict[str, Any]:
    """The JSON answer; ends the program with the server's own words where it refuses."""
    answer = client.request(method, path, **body)
    document: dict[str, Any] = answer.json()
    if answer.is_error:
        sys.exit(f"{answer.status_code} {document.get('code')}: {document.get('title')}")
    return document


def main() -> None:
    """Load every file of a folder in order."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("folder", type=Path, help="where the four CSV files lie")
    words.add_argument("--server", default="http://localhost:8000")
    words.add_argument("--token", required=True, help="an API token with the scopes read and write")
    given = words.parse_args()
    headers = {"authorization": f"Bearer {given.token}"}
    with httpx.Client(base_url=given.server, headers=headers, timeout=120) as client:
        for name, entity, mapping, historical in STEPS:
            say(f"{name} -> {entity}")
            job = load(client, given.folder / name, entity, mapping, historical)
            say(f"  {job['status']}: {job['progress']['done']} done, {job['progress']['refused']} refused")


if __name__ == "__main__":
    main()
