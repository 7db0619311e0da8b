"""Pick the phrases of pypinyin's dictionary that are spelt otherwise than their characters one by one."""

import json
import re
import unicodedata
from importlib import resources
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "platform" / "dougong" / "storage" / "phrases.json"
TONES = re.compile("[\u0300\u0301\u0304\u030c]")


def plain(syllable: str) -> str:
    """A syllable without its tone."""
    return TONES.sub("", unicodedata.normalize("NFD", syllable))


def phrases() -> str:
    """The file as it must be for the installed pypinyin."""
    folder = resources.files("pypinyin")
    characters: dict[str, str] = json.loads(folder.joinpath("pinyin_dict.json").read_bytes())
    known: dict[str, list[list[str]]] = json.loads(folder.joinpath("phrases_dict.json").read_bytes())
    alone = {chr(int(code)): plain(spelt.partition(",")[0]) for code, spelt in characters.items()}
    picked = {
        phrase: " ".join(one[0] for one in spelt)
        for phrase, spelt in sorted(known.items())
        if len(phrase) == len(spelt)
        and any(plain(one[0]) != alone.get(character) for character, one in zip(phrase, spelt, strict=True))
    }
    return json.dumps(picked, ensure_ascii=False, indent=0) + "\n"


if __name__ == "__main__":
    PAGE.write_text(phrases(), encoding="utf-8")
