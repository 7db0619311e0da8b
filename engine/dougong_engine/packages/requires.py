"""In which order packages must be installed so that each finds those that it requires."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from dougong_engine.errors import Invalid, Problem, invalid
from dougong_engine.packages.format import Manifest, Requirement, version_key


def install_order(
    wanted: Iterable[str], available: Mapping[str, Manifest], installed: Mapping[str, str]
) -> tuple[str, ...]:
    """Package ids to install, those that others require first; `installed` maps package id → version.

    Raises Invalid: package.requires.missing, package.requires.version, package.requires.cycle.
    """
    graph: dict[str, set[str]] = {}
    problems: list[Problem] = []
    waiting = list(wanted)
    while waiting:
        id = waiting.pop()
        if id in graph:
            continue
        manifest = available.get(id)
        if manifest is None:
            problems.append(Problem("package.requires.missing", (), {"package": id}))
            continue
        needed = [one for one in manifest.requires if not _fits(one, installed.get(one.id))]
        graph[id] = {one.id for one in needed}
        waiting.extend(graph[id])
        problems.extend(_version_problems(id, needed, available))
    if problems:
        raise Invalid(problems)
    try:
        return tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise invalid("package.requires.cycle", packages=sorted(set(error.args[1]))) from None


def _version_problems(id: str, needed: Iterable[Requirement], available: Mapping[str, Manifest]) -> Iterable[Problem]:
    for one in needed:
        offered = available.get(one.id)
        if offered is not None and not _fits(one, offered.version):
            params = {"package": id, "needs": one.id, "least": one.least, "found": offered.version}
            yield Problem("package.requires.version", (), params)


def _fits(requirement: Requirement, version: str | None) -> bool:
    if version is None or version_key(version) < version_key(requirement.least):
        return False
    return requirement.below is None or version_key(version) < version_key(requirement.below)
