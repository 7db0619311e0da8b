"""Token buckets in memory: how fast a person and a workspace may call this process."""

from collections.abc import Callable

from dougong.kernel.problem import refuse

SECONDS_HELD = 2.0


class Buckets:
    """One bucket a name; `clock` answers seconds that never go back. Old names fall out beyond `most`.

    `rate` is calls in a second; a bucket holds those of `held` seconds.
    """

    def __init__(self, rate: float, clock: Callable[[], float], most: int = 10_000, held: float = SECONDS_HELD) -> None:
        self._rate = rate
        self._size = max(1.0, rate * held)
        self._clock = clock
        self._most = most
        self._levels: dict[str, tuple[float, float]] = {}

    def take(self, name: str) -> None:
        """One call. Refuses (429, `rate.limit`) when the bucket is empty; `retry_after` is whole seconds."""
        seconds = self.wait(name)
        if seconds:
            refusal = refuse(429, "rate.limit", rate=f"{self._rate:g}")
            refusal.extra["retry_after"] = seconds
            raise refusal

    def wait(self, name: str) -> int:
        """One call: 0 where it is allowed, else the whole seconds until the next one is."""
        now = self._clock()
        level, at = self._levels.pop(name, (self._size, now))
        level = min(self._size, level + (now - at) * self._rate)
        allowed = level >= 1.0
        self._levels[name] = (level - 1.0 if allowed else level, now)
        if len(self._levels) > self._most:
            del self._levels[next(iter(self._levels))]
        return 0 if allowed else max(1, round((1.0 - level) / self._rate))
