"""Spelling with few phrases agrees with spelling by the whole dictionary."""

import json
import os
import subprocess
import sys
from importlib import resources
from pathlib import Path

from dougong.storage.pinyin import syllables

ROOT = Path(__file__).resolve().parents[2]
SPELL = "import json, sys; from {} import {} as spell; print(json.dumps([spell(one) for one in json.load(sys.stdin)]))"


def python(script: str, given: str = "") -> str:
    """Runs in a process of its own: what pypinyin has loaded stays as long as the process."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYPINYIN_")}
    paths = os.pathsep.join(str(ROOT / one) for one in ("engine", "platform", "scripts"))
    command, environment = [sys.executable, "-c", script], clean | {"PYTHONPATH": paths}
    return subprocess.run(command, input=given, capture_output=True, check=True, text=True, env=environment).stdout


def test_the_phrases_are_those_of_the_installed_dictionary() -> None:
    made = python("import pinyin_phrases; print(pinyin_phrases.phrases(), end='')")
    assert made == (ROOT / "platform/dougong/storage/phrases.json").read_text(encoding="utf-8")


def test_the_browsers_table_of_syllables_is_that_of_the_installed_dictionary() -> None:
    made = python("import pinyin_syllables; print(pinyin_syllables.syllables(), end='')")
    assert made == (ROOT / "frontend/src/lib/pinyin/syllables.json").read_text(encoding="utf-8")


def test_every_phrase_is_spelt_as_by_the_whole_dictionary() -> None:
    known = sorted(json.loads(resources.files("pypinyin").joinpath("phrases_dict.json").read_bytes()))
    ours = json.loads(python(SPELL.format("dougong.storage.pinyin", "syllables"), json.dumps(known)))
    whole = json.loads(python(SPELL.format("pypinyin", "lazy_pinyin"), json.dumps(known)))
    assert [(one, a, b) for one, a, b in zip(known, ours, whole, strict=True) if a != b] == []


def test_names_of_cities_and_banks_have_their_own_sound() -> None:
    assert syllables("重庆银行 ABC") == ["chong", "qing", "yin", "hang", " ABC"]
