"""Write how the common Chinese characters are spelt, so that the browser finds names by their pinyin."""

import json
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "frontend" / "src" / "lib" / "pinyin" / "syllables.json"
FIRST, AFTER_LAST = 0xB0, 0xD8
"""Rows of GB 2312 that hold its 3755 common characters."""
MOST = 3
"""Readings of one character; rarer ones would only widen what a search finds."""


def syllables() -> str:
    """The file as it must be for the installed pypinyin: syllable → characters."""
    from pypinyin import Style, pinyin

    found: dict[str, str] = {}
    for row in range(FIRST, AFTER_LAST):
        for character in bytes(one for cell in range(0xA1, 0xFF) for one in (row, cell)).decode("gb2312", "ignore"):
            readings = pinyin(character, style=Style.NORMAL, heteronym=True)[0][:MOST]
            for reading in dict.fromkeys(readings):
                found[reading] = found.get(reading, "") + character
    return json.dumps(dict(sorted(found.items())), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    PAGE.write_text(syllables(), encoding="utf-8")
