"""The clock: the database's time, an offset for tests, and the time between two looks."""

from datetime import UTC, datetime, timedelta

from dougong.kernel.clock import DatabaseClock, HandClock

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


async def test_the_database_decides_and_this_process_follows() -> None:
    own, database = HandClock(NOON - timedelta(seconds=7)), HandClock(NOON)
    clock = DatabaseClock(database.read, own_now=own.now)
    assert await clock.read() == NOON
    own.move(HOUR)
    assert clock.now() == NOON + HOUR


async def test_an_offset_counts_where_one_is_given() -> None:
    offsets = [timedelta(0), 24 * HOUR]

    async def offset() -> timedelta:
        return offsets[-1]

    database = HandClock(NOON)
    moved, plain = DatabaseClock(database.read, offset, database.now), DatabaseClock(database.read)
    assert await moved.read() == NOON + 24 * HOUR == moved.now()
    offsets.pop()
    assert await moved.read() == NOON == await plain.read()


def test_before_the_first_look_the_own_time_counts() -> None:
    database = HandClock(NOON)
    assert DatabaseClock(database.read, own_now=lambda: NOON - HOUR).now() == NOON - HOUR
    assert abs(DatabaseClock(database.read).now() - datetime.now(UTC)) < timedelta(seconds=5)
