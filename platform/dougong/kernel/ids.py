"""New ids for rows: UUIDv7, so that newer rows sort after older ones."""

import uuid_utils


def new_id() -> str:
    """A UUIDv7 as 36 characters."""
    return str(uuid_utils.uuid7())
