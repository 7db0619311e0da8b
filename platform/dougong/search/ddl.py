"""The full-text index over `search_documents`: FTS5 with triggers on SQLite, GIN on PostgreSQL."""

import sqlalchemy as sa

INDEX = "ix_search_documents_grams"
GRAMS = "search_grams"

_ADD = f"INSERT INTO {GRAMS} (rowid, grams) VALUES (new.number, new.grams);"  # noqa: S608  # names of this file only
_TAKE = f"INSERT INTO {GRAMS} ({GRAMS}, rowid, grams) VALUES ('delete', old.number, old.grams);"  # noqa: S608  # names of this file only
_CHECK = f"INSERT INTO {GRAMS} ({GRAMS}, rank) VALUES ('integrity-check', 1)"  # noqa: S608  # names of this file only
_SQLITE = (
    f"CREATE VIRTUAL TABLE {GRAMS} USING fts5 "
    "(grams, content='search_documents', content_rowid='number', tokenize='unicode61', detail='none', columnsize=0)",
    f"CREATE TRIGGER {GRAMS}_insert AFTER INSERT ON search_documents BEGIN {_ADD} END",
    f"CREATE TRIGGER {GRAMS}_delete AFTER DELETE ON search_documents BEGIN {_TAKE} END",
    f"CREATE TRIGGER {GRAMS}_update AFTER UPDATE OF number, grams ON search_documents BEGIN {_TAKE} {_ADD} END",
)
_POSTGRESQL = (f"CREATE INDEX {INDEX} ON search_documents USING gin (grams)",)


def create_index(connection: sa.Connection) -> None:
    """For the migration that has just made the table, as `create_index(op.get_bind())`."""
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.exec_driver_sql(statement)


def drop_index(connection: sa.Connection) -> None:
    """For the way back, before the table is dropped."""
    if connection.dialect.name == "sqlite":
        for event in ("insert", "delete", "update"):
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {GRAMS}_{event}")
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {GRAMS}")
    else:
        connection.exec_driver_sql(f"DROP INDEX IF EXISTS {INDEX}")


def is_search_index(name: str | None) -> bool:
    """True for tables and indexes that the migrations' drift check must leave out."""
    return name is not None and (name in {INDEX, GRAMS} or name.startswith(f"{GRAMS}_"))


def rebuild_index(connection: sa.Connection) -> None:
    """The index anew from the documents."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"INSERT INTO {GRAMS} ({GRAMS}) VALUES ('rebuild')")  # noqa: S608  # names of this file only
    else:
        connection.exec_driver_sql(f"REINDEX INDEX {INDEX}")


def is_whole(connection: sa.Connection) -> bool:
    """For `dougong doctor`: whether the index agrees with the documents; PostgreSQL keeps its own indexes."""
    if connection.dialect.name != "sqlite":
        return True
    try:
        connection.exec_driver_sql(_CHECK)
    except sa.exc.DatabaseError:
        return False
    return True
