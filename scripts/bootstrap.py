"""Make the project's own environment: virtual environment, locked packages, the project, its front end.

Uses the standard library only and does nothing where nothing changed. An older Python must be able to read this file,
or it could not say that it is too old.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PROGRAMS = ENVIRONMENT / ("Scripts" if sys.platform == "win32" else "bin")
PYTHON = PROGRAMS / "python"
OLDEST = (3, 11)

RUN = "requirements.lock"
DEVELOP = "requirements-dev.lock"  # everything in RUN, and the tools and tests


class SetupFailed(SystemExit):
    """The environment could not be made; ends the script with a text that says what to do."""


def prepare(lock: str) -> None:
    """Make or refresh the environment for `lock`. Raises `SetupFailed`."""
    if sys.version_info < OLDEST:
        found, needed = (".".join(map(str, version)) for version in (sys.version_info[:3], OLDEST))
        raise SetupFailed(f"Dougong needs Python {needed} or newer; this is Python {found}.")
    _make_environment()
    _install(lock)


def build_front_end() -> None:
    """Build the front end where its sources have changed. Raises `SetupFailed`."""
    from front_end import is_built

    if not is_built(ROOT):
        print("building the front end …", flush=True)
        _call([str(PYTHON), str(ROOT / "scripts" / "front_end.py")], "The front end could not be built.")


def continue_inside() -> None:
    """Go on with the environment's Python, if this is another one: now its packages can be imported."""
    if Path(sys.prefix) != ENVIRONMENT:
        os.execv(PYTHON, [str(PYTHON), *sys.argv])


def become(program: Path, *arguments: str) -> NoReturn:
    """Run a program of the environment in place of this process, from the root of the project."""
    os.chdir(ROOT)
    os.execv(program, [str(program), *arguments])


def _make_environment() -> None:
    if PYTHON.exists():
        return
    print("making a virtual environment in .venv …", flush=True)
    advice = "Python could not make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv"
    try:
        _call([sys.executable, "-m", "venv", str(ENVIRONMENT)], advice)
    except SetupFailed:
        # What venv leaves behind when it fails has a Python without pip and would pass for finished.
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        raise


def _install(lock: str) -> None:
    """Install the locked packages and the project, unless this lock, or the larger one, is already in."""
    wanted = {name: _fingerprint(name) for name in {lock, DEVELOP}}
    stamps = {name: ENVIRONMENT / f".{name}.installed" for name in wanted}
    if any(stamp.exists() and stamp.read_text() == wanted[name] for name, stamp in stamps.items()):
        return
    print(f"installing the packages of {lock} …", flush=True)
    advice = "Packages could not be installed. Is there a network, and a registry that pip can reach?"
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "-qq", "install"]
    _call([*pip, "--require-hashes", "--only-binary", ":all:", "-r", lock], advice)
    _call([*pip, "--no-deps", "--no-build-isolation", "--editable", "."], "The project could not be installed.")
    for stamp in stamps.values():
        stamp.unlink(missing_ok=True)
    stamps[lock].write_text(wanted[lock])


def _fingerprint(lock: str) -> str:
    digest = hashlib.sha256()
    for name in (lock, "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def _call(command: list[str], advice: str) -> None:
    try:
        subprocess.run(command, cwd=ROOT, check=True)
    except (OSError, subprocess.CalledProcessError) as failure:
        raise SetupFailed(f"\n{advice}") from failure
