"""What can go wrong in a database, in words that are the same for every driver."""


class StorageFailure(Exception):
    """A statement or transaction did not happen; `code` is stable, the cause is chained."""

    code = "storage.failed"


class UniqueClash(StorageFailure):
    """Another row already has these values; decided by a unique index.

    `index` is the index's or constraint's name (`<table>_pkey` for a primary key on SQLite); `table` and `columns`
    say the same where the database tells them (`columns` is empty on PostgreSQL).
    """

    code = "storage.unique"

    def __init__(self, index: str, table: str = "", columns: tuple[str, ...] = ()) -> None:
        super().__init__(f"unique index {index} of {table}")
        self.index = index
        self.table = table
        self.columns = columns


class InvalidValue(StorageFailure):
    """A value does not fit its column: wrong type, out of range, malformed id, null where none may be."""

    code = "storage.value"


class StatementTimeout(StorageFailure):
    """The statement ran longer than it may."""

    code = "storage.timeout"


class LockTimeout(StorageFailure):
    """Another transaction held a lock for too long; trying again later may succeed."""

    code = "storage.locked"


class Unavailable(StorageFailure):
    """No connection could be had in time, or it broke; whether a write in flight happened is unknown."""

    code = "storage.unavailable"


class NotSent(Unavailable):
    """The connection was found broken before anything was sent on it: another one may be tried."""


class ReadOnly(StorageFailure):
    """The database refuses writes: a replica, a read-only file or folder."""

    code = "storage.read_only"


class DiskFull(StorageFailure):
    """No space left; nothing of the transaction was kept."""

    code = "storage.full"


class Retry(StorageFailure):
    """The transaction was rolled back through no fault of its own: run it again from its start."""

    code = "storage.retry"


class SchemaChanged(Retry):
    """A prepared statement no longer fits its table; the stale plan has been dropped."""


class Conflict(Retry):
    """A deadlock or a serialization failure."""
