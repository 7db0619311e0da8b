"""The console speaks Chinese where the terminal does, and English everywhere else."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping

import pytest
import typer
from typer.core import TyperCommand, TyperGroup

from dougong.cli import app
from dougong.kernel.console import console_locale, word_help
from dougong.kernel.messages import catalogue


@pytest.mark.parametrize(
    ("environment", "locale"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh-CN"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_TW"}, "zh-CN"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "", "LC_MESSAGES": "de_DE"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_terminal_says_which_language_is_spoken(environment: Mapping[str, str], locale: str) -> None:
    assert console_locale(environment) == locale


def commands(command: TyperCommand | TyperGroup) -> Iterator[TyperCommand | TyperGroup]:
    """A command and everything below it."""
    yield command
    if isinstance(command, TyperGroup):
        for below in command.commands.values():
            assert isinstance(below, TyperCommand | TyperGroup)
            yield from commands(below)


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_every_command_and_everything_that_it_takes_is_worded(locale: str) -> None:
    root = typer.main.get_group(app)
    word_help(root, locale)
    sentences = {text for code, text in catalogue(locale).items() if code.startswith("cli.")}
    every = list(commands(root))
    assert len(every) >= 11
    for one in every:
        assert one.help in sentences, one.name
        assert [p.name for p in one.get_params(typer.Context(one)) if getattr(p, "help", None) not in sentences] == []


@pytest.mark.parametrize(("language", "words"), [("zh_CN.UTF-8", "监听的端口。"), ("C.UTF-8", "Port to listen on.")])
def test_the_command_itself_answers_in_that_language(language: str, words: str) -> None:
    environment = {**os.environ, "LC_ALL": language, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"}
    shown = subprocess.run(
        [sys.executable, "-m", "dougong.cli", "serve", "--help"], env=environment, capture_output=True, check=True
    ).stdout.decode()
    assert words in shown
