"""The steps of `make check` and `make test`: what each one runs and what it waits for."""

from dataclasses import dataclass

from bootstrap import PROGRAMS, PYTHON, ROOT

FRONTEND = ROOT / "frontend"


@dataclass(frozen=True, slots=True)
class Step:
    """One program run; it starts when every step named in `after` has passed."""

    name: str
    command: tuple[str, ...]
    after: tuple[str, ...] = ()
    in_front_end: bool = False


def _python(name: str, *command: str, after: tuple[str, ...] = ()) -> Step:
    return Step(name, (str(PROGRAMS / command[0]), *command[1:]), after)


def _pytest(name: str, *folders: str, after: tuple[str, ...] = ()) -> Step:
    return Step(name, (str(PYTHON), "-m", "pytest", "-q", "--no-header", *folders), after)


def _node(name: str, script: str, after: tuple[str, ...] = ()) -> Step:
    return Step(name, ("node", "--run", script), after, in_front_end=True)


FAST = (
    _python("format", "ruff", "format", "--check", "."),
    _python("lint", "ruff", "check", "."),
    _python("layers", "lint-imports", "--no-logo"),
    _python("types", "mypy"),
    _node("biome", "lint"),
    Step("api", (str(PYTHON), "scripts/api_types.py")),
    _node("tsc", "typecheck", after=("api",)),
    _pytest("engine", "tests/engine", "tests/architecture"),
)

# The longest come first among equals, so that the two lanes end at about the same time.
SLOW = (
    Step("build", (str(PYTHON), "scripts/front_end.py")),
    Step("size", (str(PYTHON), "scripts/size_gate.py"), after=("build",)),
    _pytest("server", "tests/server"),
    _node("vitest", "test"),
    _pytest("chaos", "tests/chaos"),
    _pytest("security", "tests/security"),
    _pytest("journeys", "tests/journeys", after=("build",)),
)
