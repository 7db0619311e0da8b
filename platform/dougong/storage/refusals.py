"""What the caller is told when the database does not do what was asked."""

from collections.abc import Mapping

from dougong.kernel.problem import Refusal, refuse
from dougong.storage.driver.failures import (
    DiskFull,
    InvalidValue,
    LockTimeout,
    ReadOnly,
    Retry,
    StatementTimeout,
    StorageFailure,
    Unavailable,
    UniqueClash,
)

STATUS: Mapping[type[StorageFailure], int] = {
    UniqueClash: 409,
    InvalidValue: 422,
    StatementTimeout: 503,
    LockTimeout: 503,
    Unavailable: 503,
    ReadOnly: 503,
    DiskFull: 507,
    Retry: 503,
    StorageFailure: 500,
}
"""Every kind of failure, narrower ones before wider ones."""


def storage_refusal(error: Exception) -> Refusal:
    """The same code as the failure; its text stays in the log. 503 says to try again in a second."""
    kind = next(kind for kind in STATUS if isinstance(error, kind))
    refusal = refuse(STATUS[kind], kind.code)
    if refusal.status == 503:
        refusal.extra["retry_after"] = 1
    return refusal
