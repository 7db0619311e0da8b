"""How long people wait for this process."""

from dataclasses import dataclass


@dataclass(slots=True)
class Answering:
    """What requests took until their answers began, all added up.

    Work in bulk that shares this process reads it as it reads how long it waited for the processor (`Yielding`).
    """

    seconds: float = 0.0
