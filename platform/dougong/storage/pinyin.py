"""How Chinese is spelt, in a quarter of the memory that the whole dictionary of phrases takes."""

import os
from collections.abc import Callable
from functools import cache
from importlib import resources

import orjson


def syllables(text: str) -> list[str]:
    """Pinyin without tones, a syllable for each Chinese character; what is not Chinese stays in one piece."""
    return _speller()(text)


@cache
def _speller() -> Callable[[str], list[str]]:
    """Loads the dictionaries, which takes a moment and some memory: only where there is Chinese text.

    `phrases.json` holds the phrases that are spelt otherwise than their characters one by one (重庆 is chong qing, not
    zhong qing), one in fourteen of those that pypinyin knows; `scripts/pinyin_phrases.py` picks them.
    """
    os.environ["PYPINYIN_NO_PHRASES"] = os.environ["PYPINYIN_NO_DICT_COPY"] = "1"
    from pypinyin import lazy_pinyin, load_phrases_dict

    phrases: dict[str, str] = orjson.loads(resources.files(__package__).joinpath("phrases.json").read_bytes())
    load_phrases_dict({phrase: [[one] for one in spelt.split()] for phrase, spelt in phrases.items()})
    return lazy_pinyin
