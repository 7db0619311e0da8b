"""Pick the phrases of pypinyin's dictionary without which something would be spelt otherwise than with all of them."""

import json
import os
import re
import unicodedata
from importlib import resources
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "platform" / "dougong" / "storage" / "phrases.json"
TONES = re.compile("[\u0300\u0301\u0304\u030c]")


def plain(syllable: str) -> str:
    """A syllable without its tone, as pypinyin writes it."""
    return unicodedata.normalize("NFC", TONES.sub("", unicodedata.normalize("NFD", syllable))).replace("ü", "v")


def phrases() -> str:
    """The file as it must be for the installed pypinyin; needs a process in which that was not loaded yet."""
    os.environ["PYPINYIN_NO_PHRASES"] = "1"
    from pypinyin import lazy_pinyin, load_phrases_dict

    folder = resources.files("pypinyin")
    known: dict[str, list[list[str]]] = json.loads(folder.joinpath("phrases_dict.json").read_bytes())
    known = {phrase: spelt for phrase, spelt in known.items() if len(phrase) == len(spelt)}
    wanted = {phrase: [plain(one[0]) for one in spelt] for phrase, spelt in known.items()}
    picked: dict[str, list[list[str]]] = {}
    # A phrase that is picked may cut others apart (隆重庆祝 holds 重庆), which then are needed too.
    while missing := {one: known[one] for one in known if one not in picked and lazy_pinyin(one) != wanted[one]}:
        picked |= missing
        load_phrases_dict(missing)
    told = {phrase: " ".join(one[0] for one in spelt) for phrase, spelt in sorted(picked.items())}
    return json.dumps(told, ensure_ascii=False, indent=0) + "\n"


if __name__ == "__main__":
    PAGE.write_text(phrases(), encoding="utf-8")
