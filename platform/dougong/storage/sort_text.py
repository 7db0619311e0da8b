"""The text by which names are ordered: Chinese by pinyin, everything folded."""

from functools import lru_cache

from dougong.storage.pinyin import syllables
from dougong_engine.filters.fold import fold

LENGTH = 120


@lru_cache(maxsize=20_000)
def sort_text(text: str) -> str:
    """Pinyin with tones left out, then the folded text itself, so that equal sounds still have an order."""
    start = fold(text[:LENGTH])
    if start.isascii():
        return start
    return " ".join(syllables(start)) + "\u0001" + start
