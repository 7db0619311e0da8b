"""Writes what is derived from the registry of functions: the browser's tables and the reference page.

`python tests/support/formula_tables.py` rewrites them; a test compares.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "engine"), str(ROOT / "platform")]

from dougong_engine.formula import FUNCTIONS, Function, Operation  # noqa: E402
from dougong_engine.formula.calendar import UNITS  # noqa: E402
from dougong_engine.formula.functions._function import Param  # noqa: E402
from dougong_engine.formula.operators import OPERATIONS  # noqa: E402

BROWSER = ROOT / "frontend/src/lib/formula"
PAGE = ROOT / "docs/reference/formulas.md"
_MARK = "<!-- functions: written by tests/support/formula_tables.py -->"
_HEAD = "| 函数 Function | 中文名 Aliases | 参数 Arguments | 说明 | Meaning | SQL |\n|---|---|---|---|---|---|\n"
_FAMILIES = {
    "logic": "逻辑 · Logic",
    "number": "数 · Numbers",
    "text": "文本 · Text",
    "date": "日期与时间 · Dates and moments",
    "list": "列表 · Lists",
}


def files() -> dict[Path, str]:
    """Every derived file with its contents."""
    return {
        BROWSER / "signatures.json": _json({"units": UNITS, "operations": _signatures()}),
        BROWSER / "documentation.json": _json({one.name: _documentation(one) for one in FUNCTIONS.values()}),
        PAGE: _page(),
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _signatures() -> dict[str, object]:
    named = {one.name: (one.operation, one.aliases) for one in FUNCTIONS.values()}
    inner: dict[str, tuple[Operation, tuple[str, ...]]] = {name: (one, ()) for name, one in OPERATIONS.items()}
    return {
        name: {
            "params": " ".join(map(_spec, operation.params)),
            "result": operation.result,
            "sql": operation.sql,
            **({"aliases": " ".join(aliases)} if name in FUNCTIONS else {}),
        }
        for name, (operation, aliases) in (named | inner).items()
    }


def _spec(param: Param) -> str:
    units = ":" + "|".join(param.units) if param.units else ""
    shape = {"list": "[]", "both": "*" if param.repeat else "~", "one": "+" if param.repeat else ""}[param.shape]
    return f"{param.kind}{shape}{units}{'?' if param.optional else ''}"


def _documentation(function: Function) -> dict[str, object]:
    return {"family": function.family, "zh": function.zh, "en": function.en}


def _page() -> str:
    head = PAGE.read_text().split(_MARK)[0]
    tables = [
        f"### {title}\n\n{_HEAD}" + "".join(_row(one) for one in FUNCTIONS.values() if one.family == family)
        for family, title in _FAMILIES.items()
    ]
    return f"{head}{_MARK}\n\n" + "\n".join(tables)


def _row(function: Function) -> str:
    arguments = ", ".join(map(_spec, function.operation.params)).replace("|", "\\|")
    aliases = "、".join(function.aliases)
    sql = "✓" if function.operation.sql else ""
    return f"| `{function.name}` | {aliases} | {arguments} | {function.zh} | {function.en} | {sql} |\n"


if __name__ == "__main__":
    for path, text in files().items():
        path.write_text(text)
