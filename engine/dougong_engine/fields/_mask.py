"""What may be seen of a value by those who may see a part of it: never how long it is, never enough to tell it."""

STARS = "***"
"""Says nothing: not the value, not its length, not even whether there is one."""

MOST = 3
"""So many characters stay at each end, and never more than a third of all."""

MOBILE = 11
"""Digits from which a telephone number shows its first three and last four."""


def ends(text: str) -> str:
    """The first and the last characters of something like a number or a name: `DG1***042`."""
    kept = min(MOST, len(text) // (2 * MOST))
    return f"{text[:kept]}{STARS}{text[-kept:]}" if kept else STARS


def of_phone(text: str) -> str:
    """`138****8000`; of a shorter number its last two digits."""
    if len(text) >= MOBILE:
        return f"{text[:3]}****{text[-4:]}"
    return f"****{text[-2:]}" if text else STARS


def of_email(text: str) -> str:
    """`l***@example.com`: the domain stays, and one character of a name that has more than three."""
    name, at, domain = text.rpartition("@")
    return f"{name[:1] if len(name) > MOST else ''}{STARS}{at}{domain}" if at else STARS
