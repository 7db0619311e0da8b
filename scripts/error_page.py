"""Write docs/errors.md, the table of all error codes, from the two message catalogues."""

import json
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "platform" / "dougong" / "kernel" / "messages"
PAGE = ROOT / "docs" / "errors.md"

HELP = "cli."
"""How the codes of the console's help begin, which no answer carries."""

HEAD = """# 错误代码 · Error codes

Codes are part of the API: they do not change, their wording may. An answer carries them as `application/problem+json`
with a path to the place and the values that the sentence names. This page is made by `python3 scripts/error_page.py`.

错误代码是 API 的一部分：代码保持不变，措辞可以改进。

| code | 中文 | English |
| --- | --- | --- |
"""


def catalogue(locale: str) -> dict[str, str]:
    """Sentences by code in one language."""
    found: dict[str, str] = json.loads((CATALOGUES / f"{locale}.json").read_text(encoding="utf-8"))
    return found


def page() -> str:
    """The page as it must be now."""
    chinese, english = catalogue("zh-CN"), catalogue("en")
    rows = [
        f"| `{code}` | {_cell(chinese.get(code, ''))} | {_cell(english.get(code, ''))} |"
        for code in sorted(chinese | english)
        if not code.startswith(HELP)
    ]
    return HEAD + "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
