"""The project's own tools count and weigh rightly."""

import sys
from pathlib import Path

import pytest

import front_end
import runner
from runner import Tally
from size_gate import Chunk, initial_chunks
from steps import FAST, SLOW, Step


def test_a_page_is_weighed_with_everything_that_it_imports_at_its_start_and_nothing_twice() -> None:
    manifest: dict[str, Chunk] = {
        "index.html": {"file": "index.js", "isEntry": True, "imports": ["_a", "_b"]},
        "_a": {"file": "a.js", "imports": ["_b", "_a"]},
        "_b": {"file": "b.js"},
        "later": {"file": "later.js"},
    }
    assert sorted(initial_chunks(manifest, "index.html")) == ["a.js", "b.js", "index.js"]


@pytest.mark.parametrize(
    ("output", "counts"),
    [
        ("....\n4 passed in 1.11s\n", (4, 0, 0)),
        ("FAILED x\n1 failed, 3 passed, 2 skipped in 1.21s\n", (3, 1, 2)),
        ("=== 2 failed, 1 error in 61.02s (0:01:01) ===\n", (0, 3, 0)),
        (" Test Files  3 passed (3)\n      Tests  1 failed | 11 passed (12)\n   Duration 1s\n", (11, 1, 0)),
        ("I said 7 passed in my output\n", (0, 0, 0)),
    ],
)
def test_the_closing_lines_of_pytest_and_vitest_are_counted(output: str, counts: tuple[int, int, int]) -> None:
    tally = Tally()
    tally.add(output)
    assert tuple(tally.counts.values()) == counts


def test_every_step_waits_only_for_steps_that_exist() -> None:
    names = {step.name for step in FAST + SLOW}
    assert {name for step in FAST + SLOW for name in step.after} <= names


def test_a_failing_step_ends_the_run_and_steps_after_it_do_not_start(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trace = tmp_path / "ran"
    fails = Step("first", (sys.executable, "-c", "print('what went wrong'); raise SystemExit(3)"))
    never = Step("second", (sys.executable, "-c", f"open({str(trace)!r}, 'w')"), after=("first",))
    assert runner.run([never, fails]) == 1
    printed = capsys.readouterr().out
    assert "what went wrong" in printed
    assert printed.splitlines()[-1] == "0 passed, 1 failed"
    assert not trace.exists()


def test_what_still_runs_is_ended_when_another_step_fails(capsys: pytest.CaptureFixture[str]) -> None:
    endless = Step("endless", (sys.executable, "-c", "import signal; signal.pause()"))
    fails = Step("fails", (sys.executable, "-c", "raise SystemExit(1)"))
    assert runner.run([endless, fails]) == 1
    assert "endless" not in capsys.readouterr().out


def test_the_front_end_counts_as_built_until_a_source_changes(tmp_path: Path) -> None:
    source = tmp_path / "frontend" / "src" / "main.ts"
    static = front_end.static_folder(tmp_path)
    for folder in (source.parent, static):
        folder.mkdir(parents=True)
    source.write_text("1")
    assert not front_end.is_built(tmp_path)
    front_end.mark_built(tmp_path, front_end.fingerprint(tmp_path))
    assert front_end.is_built(tmp_path)
    source.write_text("2")
    assert not front_end.is_built(tmp_path)
