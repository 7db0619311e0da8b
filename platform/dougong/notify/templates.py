"""Our own letters as Jinja templates that lie beside this module; what people write themselves is never one."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dougong.kernel.messages import LOCALES
from dougong_engine.messages_template import FILTERS, VALUE_CHARACTERS, Shown, plain

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

FOLDER = Path(__file__).with_name("templates")
Given = Mapping[str, Shown | Sequence[str]]


def blocks(name: str, locale: str | None, given: Given, limit: int) -> tuple[str, str]:
    """Subject and body of a text template, without empty lines; each value and the result are bounded."""
    template = environment().get_template(f"{_known(locale)}/{name}.txt.j2")
    context = template.new_context({place: _bounded(value) for place, value in given.items()})
    subject, body = ("".join(template.blocks[block](context)) for block in ("subject", "body"))
    return subject.strip()[:limit], "\n".join(line for line in body.splitlines() if line.strip())[:limit]


def page(name: str, locale: str | None, given: Given) -> str:
    """A whole HTML template; every value is escaped and the caller bounds them."""
    return environment().get_template(f"{_known(locale)}/{name}.html.j2").render(given)


def _known(locale: str | None) -> str:
    return locale if locale in LOCALES else LOCALES[0]


def _bounded(value: Shown | Sequence[str]) -> Shown | Sequence[str]:
    return value[:VALUE_CHARACTERS] if isinstance(value, str) else value


@cache
def environment() -> "SandboxedEnvironment":
    """Sandboxed, without globals, tests or filters beyond those that users' own texts know; a misspelt place fails."""
    from jinja2 import FileSystemLoader, StrictUndefined, Undefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(FOLDER),
        auto_reload=False,
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        undefined=StrictUndefined,
        finalize=lambda value: value if isinstance(value, Undefined | str) else plain(value),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals = {}
    made.tests = {}
    made.filters = dict(FILTERS)
    return made
