"""Departments and reporting lines: the paths are what a recount from scratch would give."""

import random
from collections.abc import Mapping

import pytest
import sqlalchemy as sa

from dougong.storage.people_tables import department_paths, departments, people, reporting_paths
from support.apps import RunningApp

Pairs = set[tuple[str, str]]


def closure(parents: Mapping[str, str | None], *, with_self: bool) -> Pairs:
    """(above, below) for every node, walked one by one."""
    pairs: Pairs = set()
    for node in parents:
        at: str | None = node if with_self else parents[node]
        while at is not None:
            pairs.add((at, node))
            at = parents[at]
    return pairs


async def stored(running: RunningApp) -> tuple[Pairs, Pairs, Pairs, Pairs]:
    """Department paths and reporting paths, as kept and as recounted."""

    def read(connection: sa.Connection) -> tuple[Pairs, Pairs, Pairs, Pairs]:
        def pairs(first: sa.Column[object], second: sa.Column[object]) -> list[tuple[str, str]]:
            return [(one, two) for one, two in connection.execute(sa.select(first, second))]

        tree = dict(pairs(departments.c.id, departments.c.parent_id))
        line = dict(pairs(people.c.id, people.c.manager_id))
        return (
            set(pairs(department_paths.c.ancestor_id, department_paths.c.department_id)),
            closure(tree, with_self=True),
            set(pairs(reporting_paths.c.manager_id, reporting_paths.c.person_id)),
            closure(line, with_self=False),
        )

    return await running.database.run_sync(read)


async def department(running: RunningApp, name: str, parent: str | None = None) -> str:
    answer = await running.admin.post("/api/departments", json={"name": name, "parent_id": parent})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_any_sequence_of_moves_keeps_the_paths_right(running: RunningApp, seed: int) -> None:
    chance = random.Random(seed)
    tree = [await department(running, f"d{number}") for number in range(8)]
    staff = [running.admin_id]
    for number in range(8):
        made = await running.admin.post("/api/people", json={"name": f"p{number}", "manager_id": chance.choice(staff)})
        staff.append(made.json()["person"]["id"])
    for _ in range(40):
        moved, under = chance.choice(tree), chance.choice([*tree, None])
        answer = await running.admin.patch(f"/api/departments/{moved}", json={"parent_id": under})
        assert answer.status_code in (200, 409), answer.text
        person, manager = chance.choice(staff), chance.choice([*staff, None])
        answer = await running.admin.patch(f"/api/people/{person}", json={"manager_id": manager})
        assert answer.status_code in (200, 409), answer.text
    kept_tree, right_tree, kept_line, right_line = await stored(running)
    assert kept_tree == right_tree
    assert kept_line == right_line
    assert len(right_tree) > 8


async def test_a_department_never_comes_under_itself(running: RunningApp) -> None:
    top = await department(running, "总部")
    below = await department(running, "华东", top)
    for parent in (top, below):
        refused = await running.admin.patch(f"/api/departments/{top}", json={"parent_id": parent})
        assert (refused.status_code, refused.json()["code"]) == (409, "department.cycle")


async def test_nobody_reports_to_themselves_over_any_distance(running: RunningApp) -> None:
    boss = (await running.admin.post("/api/people", json={"name": "甲"})).json()["person"]["id"]
    report = (await running.admin.post("/api/people", json={"name": "乙", "manager_id": boss})).json()["person"]["id"]
    for manager in (boss, report):
        refused = await running.admin.patch(f"/api/people/{boss}", json={"manager_id": manager})
        assert (refused.status_code, refused.json()["code"]) == (409, "person.cycle")


async def test_a_department_with_people_or_departments_stays(running: RunningApp) -> None:
    top = await department(running, "总部")
    below = await department(running, "华东", top)
    made = await running.admin.post("/api/people", json={"name": "甲", "department_id": below})
    for one in (top, below):
        refused = await running.admin.delete(f"/api/departments/{one}")
        assert (refused.status_code, refused.json()["code"]) == (409, "department.in_use")
    person = made.json()["person"]["id"]
    assert (await running.admin.patch(f"/api/people/{person}", json={"department_id": None})).status_code == 200
    assert (await running.admin.delete(f"/api/departments/{below}")).status_code == 204
    assert (await running.admin.delete(f"/api/departments/{top}")).status_code == 204
    assert (await running.admin.get("/api/departments")).json()["items"] == []


async def test_people_are_listed_with_the_departments_below(running: RunningApp) -> None:
    top = await department(running, "总部")
    below = await department(running, "华东", top)
    other = await department(running, "华北")
    body = {"name": "甲", "department_id": below, "departments": [other]}
    person = (await running.admin.post("/api/people", json=body)).json()["person"]
    assert set(person["departments"]) == {below, other}
    assert person["department_name"] == "华东"
    for where, expected in ((top, ["甲"]), (below, ["甲"]), (other, ["甲"])):
        found = (await running.admin.get("/api/people", params={"department": where})).json()["items"]
        assert [one["name"] for one in found] == expected
    await running.admin.patch(f"/api/people/{person['id']}", json={"department_id": top})
    now = (await running.admin.get(f"/api/people/{person['id']}")).json()
    assert set(now["departments"]) == {top, other}


async def test_unknown_parents_leaders_and_managers_are_named(running: RunningApp) -> None:
    nobody = "00000000-0000-7000-8000-000000000000"
    for path, body, code, place in [
        ("/api/departments", {"name": "x", "parent_id": nobody}, "department.unknown", ["parent_id"]),
        ("/api/departments", {"name": "x", "leader_id": nobody}, "person.unknown", ["leader_id"]),
        ("/api/people", {"name": "x", "manager_id": nobody}, "person.unknown", ["manager_id"]),
        ("/api/people", {"name": "x", "department_id": nobody}, "department.unknown", ["department_id"]),
    ]:
        refused = await running.admin.post(path, json=body)
        assert (refused.status_code, refused.json()["code"]) == (422, code)
        assert refused.json()["problems"][0]["path"] == place
    assert len((await running.admin.get("/api/people")).json()["items"]) == 1
