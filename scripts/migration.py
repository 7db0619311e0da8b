"""Writes the next migration from the difference between the tables in the code and a database at the newest revision.

Usage: python scripts/migration.py "what changes". Read the file before committing it: renames show as drop and add.
"""

import sys
import tempfile
from pathlib import Path

import sqlalchemy as sa

ROOT = Path(__file__).resolve().parents[1]


def main(message: str) -> None:
    """Make the file and print its path."""
    from alembic import command
    from alembic.config import Config

    from dougong.storage.migrate import upgrade

    versions = ROOT / "migrations" / "versions"
    number = f"{1 + len(list(versions.glob('[0-9]*.py'))):04d}"
    with tempfile.TemporaryDirectory() as folder:
        engine = sa.create_engine(f"sqlite:///{folder}/now.db")
        with engine.begin() as connection:
            if number != "0001":
                upgrade(connection)
            config = Config()
            config.set_main_option("script_location", str(ROOT / "migrations"))
            config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
            config.attributes["connection"] = connection
            command.revision(config, message=message, autogenerate=True, rev_id=number)


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]) or "change")
