"""Names say what a thing is in the words of the glossary; none says only that it is a thing."""

import ast
import re
from pathlib import PurePath

from support.tree import PRODUCT, ROOT, files, nodes, syntax

EMPTY_WORDS = re.compile(r"(Manager|Handler|Base|Data)$|^(Base|Data)(?=[A-Z])")
EMPTY_FILES = re.compile(r"^(utils?|helpers?|misc|common|part\d+|stuff)$", re.IGNORECASE)
PYTHON = files(".py", *PRODUCT, "scripts/", "tests/", "bench/")
CODE = files((".py", ".ts", ".tsx"), *PRODUCT, "frontend/src/", "scripts/", "tests/", "bench/")


def test_no_class_is_named_with_an_empty_word() -> None:
    classes = [(name, one.name) for name in PYTHON for one in nodes(name, ast.ClassDef)]
    assert [(name, one) for name, one in classes if EMPTY_WORDS.search(one)] == []


def test_no_file_or_folder_is_named_with_an_empty_word() -> None:
    named = {name: {PurePath(part).stem for part in PurePath(name).parts} for name in CODE}
    assert [name for name, parts in named.items() if any(map(EMPTY_FILES.match, parts))] == []


def test_every_test_module_is_found_by_pytest() -> None:
    ours = [PurePath(name) for name in files(".py", "tests/") if not name.startswith("tests/support/")]
    assert [str(one) for one in ours if not re.fullmatch(r"(test_.+|conftest)\.py", one.name)] == []


def test_the_folder_platform_is_no_package_that_would_hide_the_standard_module() -> None:
    assert not (ROOT / "platform" / "__init__.py").exists()


def test_test_folders_are_no_packages() -> None:
    packages = {str(PurePath(name).parent) for name in files("__init__.py", "tests/")}
    assert {name for name in packages if not name.startswith("tests/support")} == set()


def test_every_module_of_the_product_says_in_its_docstring_what_it_is_for() -> None:
    trees = {name: syntax(name) for name in files(".py", *PRODUCT)}
    assert [name for name, tree in trees.items() if tree.body and not ast.get_docstring(tree)] == []
