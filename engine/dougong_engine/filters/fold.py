"""How text is compared when letter case and width do not matter."""

import unicodedata


def fold(text: str) -> str:
    """NFKC and case-folded; what `contains` and `starts_with` look at on both databases."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
