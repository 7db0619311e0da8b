"""Where the files that travel with the code lie: in the wheel beside it, in a checkout at the top."""

from pathlib import Path

PACKAGE = Path(__file__).parents[1]


def folder(name: str, in_checkout: str) -> Path:
    """The folder `_<name>` of the installed package, or the one of a checkout."""
    installed = PACKAGE / f"_{name}"
    return installed if installed.is_dir() else PACKAGE.parents[1] / in_checkout


def migrations() -> Path:
    """Alembic's folder."""
    return folder("migrations", "migrations")


def templates() -> Path:
    """The app packages that ship with the platform."""
    return folder("templates", "templates_library")
