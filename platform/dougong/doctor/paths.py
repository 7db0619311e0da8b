"""The paths between departments and between people must be those that parents and managers make."""

from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from dougong.doctor.finding import Finding, Ward
from dougong.search.ddl import is_whole
from dougong.storage.people_tables import department_paths, departments, people, reporting_paths

PATH = "path.wrong"
RING = "path.ring"
INDEX = "search.index"


async def check(ward: Ward) -> list[Finding]:
    """Departments with themselves, people without."""
    d, p = departments.c, people.c
    tree = await _above(ward, sa.select(d.id, d.parent_id).where(d.workspace_id == ward.schema.workspace_id))
    line = await _above(ward, sa.select(p.id, p.manager_id).where(p.workspace_id == ward.schema.workspace_id))
    kept = department_paths.c
    stored = sa.select(kept.ancestor_id, kept.department_id).where(kept.workspace_id == ward.schema.workspace_id)
    r = reporting_paths.c
    reports = sa.select(r.manager_id, r.person_id).where(r.workspace_id == ward.schema.workspace_id)
    return [
        *_differences("department_paths", _closure(tree, own=True), set(await ward.rows(stored))),
        *_differences("reporting_paths", _closure(line, own=False), set(await ward.rows(reports))),
        *_rings("departments", tree),
        *_rings("people", line),
    ]


async def check_index(ward: Ward) -> list[Finding]:
    """The full-text index is one for all workspaces."""
    return [] if await ward.database.run_sync(is_whole) else [Finding(INDEX, "search_documents", "")]


async def _above(ward: Ward, select: "sa.Select[tuple[object, ...]]") -> dict[object, object]:
    return {row[0]: row[1] for row in await ward.rows(select)}


def _line(above: Mapping[object, object], start: object) -> list[object]:
    """Everyone above, nearest first; ends where a ring closes."""
    line: list[object] = []
    here = above.get(start)
    while here is not None and here not in line and here != start:
        line.append(here)
        here = above.get(here)
    return line


def _closure(above: Mapping[object, object], *, own: bool) -> set[tuple[object, ...]]:
    paths: set[tuple[object, ...]] = {(one, one) for one in above} if own else set()
    return paths | {(upper, one) for one in above for upper in _line(above, one)}


def _rings(place: str, above: Mapping[object, object]) -> list[Finding]:
    return [Finding(RING, place, str(one)) for one in above if one in _walk(above, one)]


def _walk(above: Mapping[object, object], start: object) -> Iterable[object]:
    line = _line(above, start)
    return (above.get(line[-1] if line else start),)


def _differences(place: str, expected: set[tuple[object, ...]], stored: set[tuple[object, ...]]) -> list[Finding]:
    missing = [Finding(PATH, place, str(lower), f"not under {upper}") for upper, lower in expected - stored]
    strange = [Finding(PATH, place, str(lower), f"wrongly under {upper}") for upper, lower in stored - expected]
    return sorted([*missing, *strange], key=lambda one: (one.id, one.detail))
