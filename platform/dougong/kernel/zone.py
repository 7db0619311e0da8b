"""Wall-clock time of a workspace: gaps begin at their first valid instant, overlaps count once."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from dougong_engine.formula.values import Clock


@dataclass(frozen=True, slots=True)
class WorkspaceZone:
    """The engine's `Zone` over the IANA database."""

    info: ZoneInfo

    def local(self, moment: datetime) -> datetime:
        """The wall-clock time (naive) at an instant."""
        return moment.astimezone(self.info).replace(tzinfo=None)

    def instant(self, local: datetime) -> datetime:
        """The instant (UTC) of a wall-clock time: the first of two, the end of the gap for one that was skipped."""
        early = local.replace(tzinfo=self.info, fold=0)
        moment = early.astimezone(UTC)
        if self.local(moment) == local:
            return moment
        # In a gap fold=0 uses the offset before it and fold=1 the one after; the gap ends where both meet.
        after = local.replace(tzinfo=self.info, fold=1)
        width = (early.utcoffset() or timedelta()) - (after.utcoffset() or timedelta())
        low, high = moment - abs(width), moment + abs(width)
        while high - low > timedelta(seconds=1):
            middle = low + (high - low) / 2
            low, high = (middle, high) if self.local(middle) < local else (low, middle)
        return high.replace(microsecond=0)  # transitions happen on whole seconds


@cache
def zone(name: str) -> WorkspaceZone:
    """The zone of that IANA name."""
    return WorkspaceZone(ZoneInfo(name))


def clock_at(now: datetime, timezone: str) -> Clock:
    """The engine's clock for a moment in a workspace."""
    return Clock(now, zone(timezone))
