"""The language of whoever sits at the terminal, and the help of commands in it."""

from collections.abc import Mapping
from typing import Protocol

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from dougong.kernel.messages import LOCALES, sentence

CHINESE, ENGLISH = LOCALES


class Helped(Protocol):
    """What has help: the code of a sentence until it is worded."""

    help: str | None
    rich_help_panel: str | None


def console_locale(environment: Mapping[str, str]) -> str:
    """Chinese where the terminal is set to it, else English; the variables count as POSIX says."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    spoken = next((value for name in names if (value := environment.get(name))), "")
    return CHINESE if spoken.lower().startswith("zh") else ENGLISH


def word_help(command: TyperCommand | TyperGroup, locale: str) -> None:
    """Puts sentences in place of the codes in a command's help, and in all that is below it."""
    _word(command, "cli.panel.commands", locale)
    option = command.get_help_option(typer.Context(command))
    if option is not None:
        option.help = "cli.help"
        _word(option, "cli.panel.options", locale)
    for one in command.params:
        if isinstance(one, TyperOption):
            _word(one, "cli.panel.options", locale)
        elif isinstance(one, TyperArgument):
            _word(one, "cli.panel.arguments", locale)
    for below in command.commands.values() if isinstance(command, TyperGroup) else ():
        if isinstance(below, TyperCommand | TyperGroup):
            word_help(below, locale)


def _word(one: Helped, panel: str, locale: str) -> None:
    one.help = None if one.help is None else sentence(one.help, {}, locale)
    one.rich_help_panel = sentence(panel, {}, locale)
