"""The example program loads the CRM tables into a live server through the public API alone."""

import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import httpx

from support.crm import CRM, table
from support.live import ROOT, live_server

PROGRAM = ROOT / "examples" / "crm_import" / "load.py"
MINUTES = 5


def loaded(url: str, token: str) -> str:
    """What the program says when it is run as its page tells to."""
    command = [sys.executable, str(PROGRAM), str(CRM), "--server", url, "--token", token]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60 * MINUTES, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_the_example_tells_what_it_finds_and_loads_everything(tmp_path: Path) -> None:
    sales, teams = table("sales_pipeline.csv"), table("sales_teams.csv")
    with live_server(tmp_path) as server:
        admin = server.first_sign_in()
        installed = admin.post("/api/packages/dougong.sales_management/install", json={"samples": False})
        assert installed.status_code == 201, installed.text
        body = {"name": "CRM import", "scopes": ["read", "write"]}
        token = admin.post("/api/me/tokens", json=body)
        assert token.status_code == 201, token.text
        said = loaded(server.url, token.json()["secret"])
        for name, rows in (("people", teams), ("opportunity", sales)):
            block = said.split(f"-> {name}\n")[1]
            assert f"done: {len(rows)} done, 0 refused" in block
        gaps = {column: sum(not one[column] for one in sales) for column in ("account", "engage_date")}
        assert all(f"{column}: {count} empty" in said for column, count in gaps.items())
        for manager in {one["manager"] for one in teams}:
            assert f"manager: {manager} x" in said
        won = [one for one in sales if one["deal_stage"] == "Won"]
        assert totals(admin) == (len(won), sum(Decimal(one["close_value"]) for one in won))


def totals(client: httpx.Client) -> tuple[int, Decimal]:
    """Number and value of the deals that were won."""
    asked = {
        "filter": {"field": "outcome", "op": "is", "value": "won"},
        "groups": [],
        "measures": [
            {"id": "count", "summary": "count"},
            {"id": "value", "summary": "sum", "field": "close_value"},
        ],
    }
    answer = client.post("/api/groups/opportunity", json=asked)
    assert answer.status_code == 200, answer.text
    measures = answer.json()["rows"][0]["measures"]
    return int(measures["count"]), Decimal(measures["value"])
