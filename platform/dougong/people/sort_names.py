"""How names are sorted and found: pinyin for Chinese, folded letters for the rest."""

import re
import unicodedata

from dougong.storage.pinyin import syllables

LETTERS = re.compile(r"[0-9a-z]{1,20}")
MOST_INITIALS = 6


def sort_name(name: str) -> str:
    """Syllables and words apart by one space, in lower case: 张伟 → `zhang wei`, `Anna Lee` → `anna lee`."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(" ".join(syllables(folded)).split())


def like(text: str, *, anywhere: bool = True) -> str:
    r"""A LIKE pattern (escape `\`) that finds `text` as it stands."""
    escaped = re.sub(r"([\\%_])", r"\\\1", text)
    return f"%{escaped}%" if anywhere else f"{escaped}%"


def initials_pattern(text: str) -> str:
    """A LIKE pattern on sort names that finds `zw` in `zhang wei`; matches nothing for other inputs."""
    folded = text.casefold().replace(" ", "")
    if not LETTERS.fullmatch(folded) or not 2 <= len(folded) <= MOST_INITIALS:
        return ""
    return " ".join(f"{letter}%" for letter in folded)
