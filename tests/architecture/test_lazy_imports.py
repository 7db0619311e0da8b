"""Starting the server loads no library that only some requests or some deployments need."""

import subprocess
import sys

import pytest

from support.tree import ROOT, files

HEAVY = {
    *("alembic", "apscheduler", "argon2", "asyncpg", "jinja2", "jsonschema", "procrastinate", "psycopg", "PIL"),
    *("python_calamine", "xlsxwriter"),
}
ENTRANCES = [name for name in files((".py",), "platform/dougong/") if name.count("/") == 2]


@pytest.mark.parametrize("name", ENTRANCES)
def test_a_module_that_wires_the_parts_loads_nothing_heavy(name: str) -> None:
    module = name.removeprefix("platform/").removesuffix(".py").replace("/", ".")
    question = f"import sys, {module}; print(*sorted({HEAVY!r} & sys.modules.keys()))"
    answer = subprocess.run(
        [sys.executable, "-c", question],
        cwd=ROOT,
        env={"PYTHONPATH": "engine:platform", "PYTHONDONTWRITEBYTECODE": "1"},
        check=True,
        capture_output=True,
        text=True,
    )
    assert answer.stdout.split() == []
