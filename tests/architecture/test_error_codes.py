"""Every error code is worded in both languages and documented, and both wordings name the same values."""

import ast
import re
from collections.abc import Iterator

import error_page
from support.tree import PRODUCT, files, functions, nodes

CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
SOURCES = files(".py", *PRODUCT)
CHINESE, ENGLISH = error_page.catalogue("zh-CN"), error_page.catalogue("en")


def takes_code(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether one of a function's parameters is an error code."""
    arguments = function.args
    return any(one.arg == "code" for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs))


def makers() -> set[str]:
    """Functions with a parameter `code`, and classes with a field or a constructor's parameter of that name."""
    found: set[str] = set()
    for name in SOURCES:
        found |= {one.name for one in functions(name) if takes_code(one)}
        for one in nodes(name, ast.ClassDef):
            fields = (part.target for part in one.body if isinstance(part, ast.AnnAssign))
            constructors = (part for part in one.body if isinstance(part, ast.FunctionDef) and part.name == "__init__")
            if any(ast.unparse(field) == "code" for field in fields) or any(map(takes_code, constructors)):
                found.add(one.name)
    return found - {"__init__", "sentence"}


def codes_in(name: str, known: set[str]) -> Iterator[str]:
    """Codes that a file hands to the makers, also through a conditional expression, or assigns to a name `code`."""
    places: list[ast.expr] = [one.value for one in nodes(name, ast.Assign) if ast.unparse(one.targets[0]) == "code"]
    places += [one.value for one in nodes(name, ast.AnnAssign) if one.value and ast.unparse(one.target) == "code"]
    for call in nodes(name, ast.Call):
        if ast.unparse(call.func).rpartition(".")[2] in known:
            places += [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg == "code")]
    for node in (node for place in places for node in ast.walk(place)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
            yield node.value


def patterns_in(name: str) -> Iterator[str]:
    """Every text of a file that is a code; of one that is put together (`field.{kind}.unknown`) a pattern of it."""
    for constant in nodes(name, ast.Constant):
        if isinstance(constant.value, str) and CODE.fullmatch(constant.value):
            yield re.escape(constant.value)
    for joined in nodes(name, ast.JoinedStr):
        parts = [str(one.value) if isinstance(one, ast.Constant) else None for one in joined.values]
        if parts[0] is not None and re.fullmatch(r"([a-z][a-z0-9_]*\.)+", parts[0]):
            yield "".join(r"[a-z0-9_.]+" if part is None else re.escape(part) for part in parts)


def placeholders(sentence: str) -> set[str]:
    """Names of the values that a sentence shows."""
    return set(re.findall(r"\{(\w+)\}", sentence))


def test_every_code_that_the_source_uses_is_worded() -> None:
    known = makers()
    used = {code: name for name in SOURCES for code in codes_in(name, known)}
    assert {code: name for code, name in used.items() if code not in CHINESE} == {}


def test_every_worded_code_is_used() -> None:
    used = re.compile("|".join({pattern for name in SOURCES for pattern in patterns_in(name)}))
    assert [code for code in CHINESE if not used.fullmatch(code)] == []


def test_both_catalogues_word_the_same_codes() -> None:
    assert set(CHINESE) ^ set(ENGLISH) == set()


def test_both_wordings_name_the_same_values() -> None:
    both = CHINESE.keys() & ENGLISH.keys()
    assert {code for code in both if placeholders(CHINESE[code]) != placeholders(ENGLISH[code])} == set()


def test_codes_are_dotted_lower_case_words() -> None:
    assert [code for code in CHINESE if not CODE.fullmatch(code)] == []


def test_the_page_of_error_codes_is_up_to_date() -> None:
    assert error_page.PAGE.read_text(encoding="utf-8") == error_page.page(), "run: python3 scripts/error_page.py"
