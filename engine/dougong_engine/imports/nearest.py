"""Names that a misspelt name may have meant."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from dougong_engine.imports.cells import fold

ENOUGH = 0.6
MOST = 3


def bare(text: str) -> str:
    """Letters and digits only: `GTX Pro` and `gtx-pro` are alike."""
    return "".join(sign for sign in fold(text) if sign.isalnum())


def nearest(text: str, names: Iterable[str], most: int = MOST) -> list[str]:
    """The names most like the text, best first; none that is not somewhat alike."""
    wanted = bare(text)
    scored: list[tuple[float, str]] = []
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    for name in names:
        other = bare(name)
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() < ENOUGH or matcher.quick_ratio() < ENOUGH:
            continue
        if (score := 1.0 if other == wanted else matcher.ratio()) >= ENOUGH:
            scored.append((-score, name))
    return [name for _, name in sorted(scored)[:most]]
