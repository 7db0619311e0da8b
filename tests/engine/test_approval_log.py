"""The decision log proves that nothing in it was changed, added or left out."""

from dataclasses import replace

import pytest

from dougong_engine.approvals.log import Entry, digest, verify
from support.runs import Run, approval, graph

Lines = list[tuple[Entry, str]]


def decided() -> tuple[Lines, str]:
    nodes = [approval("a", "ann", "bob"), approval("b", "eve")]
    run = Run(graph(nodes, ["a:approved > b"])).approve("ann", "fine").approve("bob").reject("eve", "no")
    assert run.state.entries == len(run.log) == 4
    return run.log, run.state.head


def test_an_untouched_log_is_proved() -> None:
    lines, head = decided()
    assert verify(lines, head) is None
    assert verify([], "") is None


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_changed_entry_is_found(number: int) -> None:
    lines, head = decided()
    entry, after = lines[number - 1]
    for forged in (
        replace(entry, at=entry.at.replace(year=2020)),
        replace(entry, node="x"),
        replace(entry, draft=replace(entry.draft, by="mallory")),
        replace(entry, draft=replace(entry.draft, comment="something else")),
        replace(entry, draft=replace(entry.draft, snapshot=digest({"amount": "1"}))),
    ):
        changed = [*lines[: number - 1], (forged, after), *lines[number:]]
        assert verify(changed, head) == number


def test_a_missing_or_doubled_or_swapped_entry_is_found() -> None:
    lines, head = decided()
    assert verify(lines[:-1], head) == 4
    assert verify(lines[1:], head) == 1
    assert verify([*lines, lines[-1]], head) == 5
    assert verify([lines[1], lines[0], *lines[2:]], head) == 1


def test_a_log_rewritten_with_new_digests_does_not_lead_to_the_head() -> None:
    lines, head = decided()
    other = Run(graph([approval("a", "ann")], [])).approve("ann")
    assert verify(other.log, other.state.head) is None
    assert verify(other.log, head) == len(other.log) + 1
    assert verify(lines, other.state.head) == 5


def test_a_digest_does_not_depend_on_the_order_of_members() -> None:
    assert digest({"a": 1, "b": [None, "合"]}) == digest({"b": [None, "合"], "a": 1})
    assert digest({"a": 1}) != digest({"a": "1"})
