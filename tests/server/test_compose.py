"""The example deployment: no secret in the file, two database roles as its script makes them, the second wall up."""

import asyncio
import os
import re
from asyncio.subprocess import PIPE
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from urllib.parse import urlsplit

from dougong.storage import second_wall
from dougong.storage.driver.opening import DriverOptions, open_database
from support.apps import running_app
from support.databases import no_functions
from support.postgres import ADMINISTRATOR, Cluster, find_programs

FILE = Path(__file__).resolve().parents[2] / "compose.yaml"
PASSWORDS = {"POSTGRES_PASSWORD", "DOUGONG_OWNER_PASSWORD", "DOUGONG_RUNTIME_PASSWORD"}


def script() -> str:
    """What the database runs when its volume is new, as the shell gets it."""
    _, _, below = FILE.read_text(encoding="utf-8").partition("    content: |\n")
    return dedent(below.partition("\n\n")[0]).replace("$$", "$") + "\n"


def test_no_password_stands_in_the_file_and_each_must_be_set() -> None:
    text = FILE.read_text(encoding="utf-8")
    told = re.findall(r"PASSWORD: (\S.*)|postgresql://\w+:(.*)@", text)
    assert len(told) == 5
    assert {re.fullmatch(r"\$\{(\w+):\?set it in \.env\}", one or other)[1] for one, other in told} == PASSWORDS  # type: ignore[index]  # no match fails, too


def test_the_role_that_serves_is_not_the_one_that_owns() -> None:
    roles = dict(re.findall(r"(DOUGONG_DATABASE\w*URL): postgresql://(\w+):", FILE.read_text(encoding="utf-8")))
    assert roles == {"DOUGONG_DATABASE_URL": "dougong_runtime", "DOUGONG_DATABASE_OWNER_URL": "dougong_owner"}


async def test_the_roles_that_the_script_makes_stand_behind_the_second_wall(
    postgres_cluster: Cluster, postgres_database_url: Callable[[], str]
) -> None:
    url = postgres_database_url()
    place = urlsplit(url)
    environment = {
        "PATH": f"{find_programs()}{os.pathsep}{os.environ['PATH']}",
        "PGHOST": str(postgres_cluster.folder),
        "POSTGRES_USER": ADMINISTRATOR,
        "POSTGRES_DB": place.path.lstrip("/"),
        "DOUGONG_OWNER_PASSWORD": "first",
        "DOUGONG_RUNTIME_PASSWORD": "second",
    }
    shell = await asyncio.create_subprocess_exec("sh", "-e", stdin=PIPE, stderr=PIPE, env=environment)
    _, complaint = await shell.communicate(script().encode())
    assert (shell.returncode, complaint.decode()) == (0, "")
    owner, runtime = (url.replace(f"//{ADMINISTRATOR}@", f"//dougong_{one}@", 1) for one in ("owner", "runtime"))
    database = await open_database(runtime, no_functions, DriverOptions(statement_seconds=20, owner_url=owner))
    async with running_app(database) as running:
        assert await second_wall.stands(database)
        assert (await running.admin.get("/api/people")).status_code == 200
    await database.close()
