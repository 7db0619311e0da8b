"""The figures of a stage gate: how many records reach each stage, go on, come back, skip, and how long they stay."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dougong_engine.formula.numbers import divided
from dougong_engine.metrics.evaluate import quotient

MICROSECONDS_AN_HOUR = Decimal(3_600_000_000)


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted for one stage; records are those that the caller may see.

    now, amount: records that stand here, and their total. failed: how many of them have an error for an amount.
    furthest, finished: records that came exactly this far, and how many of those are done (None: nobody may know).
    entered: records with a stay here. returned: those that went from here to an earlier stage.
    furthest_seen: records that came exactly this far and whose every entry is known. seen_beyond: such records with a
    stay here that came further. unknown: stays whose beginning nobody knows. stays: ended stays of known length,
    with the two middle lengths and the 90th percentile in microseconds. stuck: open stays over the limit.
    """

    now: int
    amount: Decimal | None
    failed: int
    furthest: int
    finished: int | None
    entered: int
    returned: int
    furthest_seen: int
    seen_beyond: int
    unknown: int
    stays: int
    middle_low: int | None
    middle_high: int | None
    ninetieth: int | None
    stuck: int


@dataclass(frozen=True, slots=True)
class StageFigures:
    """One stage of a funnel; rates are fractions of 12 places, None over nothing.

    reached: records that came here or further, past data without recorded stays included. conversion: the share of
    those that reached the next stage or are done. return_rate: the share of those with a stay here that went back from
    here. skip_rate: the share of those that came further which have no stay here; only records whose whole way is
    known count. median_hours and p90_hours go over ended stays; `unknown` stays have no known beginning.
    """

    count: int
    amount: Decimal | None
    failed: int
    reached: int
    entered: int
    conversion: Decimal | None
    return_rate: Decimal | None
    skip_rate: Decimal | None
    stays: int
    median_hours: Decimal | None
    p90_hours: Decimal | None
    unknown: int
    stuck: int


def figures(tallies: Sequence[Tally]) -> tuple[StageFigures, ...]:
    """The figures of every stage, in the gate's order."""
    return tuple(_stage(tallies, place) for place in range(len(tallies)))


def _stage(tallies: Sequence[Tally], place: int) -> StageFigures:
    one, later = tallies[place], tallies[place + 1 :]
    beyond = sum(other.furthest for other in later)
    reached = one.furthest + beyond
    went_on = None if one.finished is None and not later else beyond + (one.finished or 0)
    seen = sum(other.furthest_seen for other in later)
    return StageFigures(
        count=one.now,
        amount=one.amount,
        failed=one.failed,
        reached=reached,
        entered=one.entered,
        conversion=quotient(went_on, reached),
        return_rate=quotient(one.returned, one.entered),
        skip_rate=quotient(seen - one.seen_beyond, seen),
        stays=one.stays,
        median_hours=_hours(one.middle_low, one.middle_high),
        p90_hours=_hours(one.ninetieth, one.ninetieth),
        unknown=one.unknown,
        stuck=one.stuck,
    )


def _hours(low: int | None, high: int | None) -> Decimal | None:
    """The mean of two lengths in hours, half-even to 2 places."""
    if low is None or high is None:
        return None
    return divided(Decimal(low + high), 2 * MICROSECONDS_AN_HOUR).quantize(Decimal("0.01"))
