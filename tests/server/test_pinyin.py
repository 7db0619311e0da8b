"""Spelling with few phrases agrees with spelling by the whole dictionary."""

import json
import subprocess
import sys
from importlib import resources
from pathlib import Path

from dougong.storage.pinyin import syllables

ROOT = Path(__file__).resolve().parents[2]
WHOLE = """import json, sys
from pypinyin import lazy_pinyin
print(json.dumps([lazy_pinyin(one) for one in json.load(sys.stdin)]))"""


def test_the_phrases_are_those_of_the_installed_dictionary() -> None:
    script = "import sys; sys.path.insert(0, 'scripts'); import pinyin_phrases; print(pinyin_phrases.phrases(), end='')"
    made = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True, text=True)
    assert made.stdout == (ROOT / "platform/dougong/storage/phrases.json").read_text(encoding="utf-8")


def test_every_phrase_is_spelt_as_by_the_whole_dictionary() -> None:
    known = sorted(json.loads(resources.files("pypinyin").joinpath("phrases_dict.json").read_bytes()))
    asked = subprocess.run(
        [sys.executable, "-c", WHOLE], input=json.dumps(known), capture_output=True, check=True, text=True
    )
    differ = [
        (phrase, mine, whole)
        for phrase, whole in zip(known, json.loads(asked.stdout), strict=True)
        if (mine := syllables(phrase)) != whole
    ]
    assert differ == []


def test_names_of_cities_and_banks_have_their_own_sound() -> None:
    assert syllables("重庆银行 ABC") == ["chong", "qing", "yin", "hang", " ABC"]
