"""Who may change whom: no way leads to more rights than one has."""

import httpx
import pytest
import sqlalchemy as sa

from dougong.storage.audit import audit
from dougong.storage.workspaces import workspaces
from support.apps import RunningApp
from support.roles import rows, small_role

HR = small_role("rol_hr", abilities=("people",))
HR_WIDE = small_role("rol_hr_wide", rows("all"), abilities=("people",))
TEAM = small_role("rol_team", rows("subordinates"), rows("department_tree", "ent_visit"), abilities=("people",))
SALES = small_role("rol_sales", rows("own"))
DESIGNER = small_role("rol_designer", abilities=("design",))


async def give(running: RunningApp, role_id: str, *people: str) -> None:
    answer = await running.admin.put(f"/api/roles/{role_id}/members", json={"people": list(people)})
    assert answer.status_code == 200, answer.text


@pytest.fixture
def published(running: RunningApp) -> RunningApp:
    """The application with a few roles."""
    running.roles.publish(running.workspace_id, HR, HR_WIDE, TEAM, SALES, DESIGNER)
    return running


async def code(answer: httpx.Response, status: int = 403) -> str:
    assert answer.status_code == status, answer.text
    return str(answer.json()["code"])


async def test_an_ability_counts_from_the_next_request_and_ends_with_the_next(published: RunningApp) -> None:
    person, client = await published.new_person("王芳")
    assert await code(await client.get("/api/roles")) == "access.ability"
    await give(published, "rol_hr", person)
    assert (await client.get("/api/roles")).status_code == 200
    assert (await client.get("/api/me")).json()["abilities"] == ["people"]
    await give(published, "rol_hr")
    assert await code(await client.get("/api/roles")) == "access.ability"


async def test_only_admins_make_admins(published: RunningApp) -> None:
    person, client = await published.new_person("王芳")
    other, _ = await published.new_person("李娜")
    await give(published, "rol_hr", person)
    assert await code(await client.post("/api/people", json={"name": "x", "admin": True})) == "person.admin_only"
    assert await code(await client.patch(f"/api/people/{other}", json={"admin": True})) == "person.admin_only"
    assert await code(await client.patch(f"/api/people/{person}", json={"admin": True})) == "person.self"
    assert (await client.get("/api/me")).json()["admin"] is False


@pytest.mark.parametrize("change", [{"name": "x"}, {"email": "mine@example.org"}, {"active": False}, {"admin": False}])
async def test_only_admins_change_admins(published: RunningApp, change: dict[str, object]) -> None:
    person, client = await published.new_person("王芳")
    await give(published, "rol_hr", person)
    assert await code(await client.patch(f"/api/people/{published.admin_id}", json=change)) == "person.admin_only"
    assert await code(await client.post(f"/api/people/{published.admin_id}/password")) == "person.admin_only"


async def test_nobody_takes_over_an_account_that_may_do_more(published: RunningApp) -> None:
    person, client = await published.new_person("王芳")
    designer, _ = await published.new_person("李娜")
    colleague, _ = await published.new_person("赵敏")
    await give(published, "rol_hr", person, colleague)
    await give(published, "rol_designer", designer)
    assert await code(await client.post(f"/api/people/{designer}/password")) == "person.beyond_own"
    changed = await client.patch(f"/api/people/{designer}", json={"email": "x@example.org"})
    assert await code(changed) == "person.beyond_own"
    assert (await client.post(f"/api/people/{colleague}/password")).status_code == 200


async def test_nobody_gives_a_role_beyond_their_own(published: RunningApp) -> None:
    person, client = await published.new_person("王芳")
    other, _ = await published.new_person("李娜")
    await give(published, "rol_hr", person)
    listed = {one["id"]: one["assignable"] for one in (await client.get("/api/roles")).json()["items"]}
    assert [role_id for role_id, assignable in listed.items() if assignable] == ["rol_hr"]
    assert len(listed) == 5
    for role_id in ("rol_hr_wide", "rol_sales", "rol_designer"):
        for people in ([other], [person], []):
            refused = await client.put(f"/api/roles/{role_id}/members", json={"people": people})
            assert await code(refused) == "role.beyond_own"
    assert (await client.put("/api/roles/rol_hr/members", json={"people": [person, other]})).status_code == 200


async def test_a_wider_role_covers_a_narrower_one_for_others_but_not_for_oneself(published: RunningApp) -> None:
    person, client = await published.new_person("王芳")
    other, _ = await published.new_person("李娜")
    await give(published, "rol_hr_wide", person)
    assert (await client.put("/api/roles/rol_sales/members", json={"people": [other]})).status_code == 200
    refused = await client.put("/api/roles/rol_sales/members", json={"people": [other, person]})
    assert await code(refused) == "person.self"


async def test_people_administrators_do_not_move_themselves(published: RunningApp) -> None:
    person, client = await published.new_person("王芳")
    await give(published, "rol_hr", person)
    for change in ({"manager_id": None}, {"department_id": None}, {"departments": []}, {"active": True}):
        assert await code(await client.patch(f"/api/people/{person}", json=change)) == "person.self"
    assert (await client.patch(f"/api/people/{person}", json={"phone": "138 0000 0000"})).status_code == 200


async def test_nobody_moves_others_into_their_own_sight(published: RunningApp) -> None:
    top = (await published.admin.post("/api/departments", json={"name": "总部"})).json()["id"]
    away = (await published.admin.post("/api/departments", json={"name": "分部"})).json()["id"]
    person, client = await published.new_person("王芳", department_id=top)
    report, _ = await published.new_person("赵敏", manager_id=person)
    other, _ = await published.new_person("李娜", department_id=away)
    await give(published, "rol_team", person)
    for change in ({"manager_id": person}, {"manager_id": report}, {"department_id": top}, {"departments": [top]}):
        assert await code(await client.patch(f"/api/people/{other}", json=change)) == "person.self"
    assert await code(await client.patch(f"/api/departments/{away}", json={"parent_id": top})) == "person.self"
    await give(published, "rol_team")
    await give(published, "rol_hr", person)
    assert (await client.patch(f"/api/people/{other}", json={"department_id": top})).status_code == 200


async def test_each_change_of_rights_leaves_a_trace(published: RunningApp) -> None:
    person, _ = await published.new_person("王芳")
    await give(published, "rol_hr", person)
    await published.admin.patch(f"/api/people/{person}", json={"position": "人事"})
    await published.admin.post(f"/api/people/{person}/password")
    await published.admin.patch(f"/api/people/{person}", json={"active": False})

    def read(connection: sa.Connection) -> list[tuple[str, str | None]]:
        found = connection.execute(sa.select(audit.c.action, audit.c.person_id).order_by(audit.c.at, audit.c.id))
        return [(action, by) for action, by in found]

    traces = await published.database.run_sync(read)
    assert [action for action, _ in traces] == [
        "workspace.created",
        "person.created",
        "role.members",
        "person.changed",
        "password.reset",
        "person.changed",
    ]
    assert {by for _, by in traces[1:]} == {published.admin_id}


async def test_why_names_role_scope_and_right(published: RunningApp) -> None:
    person, _ = await published.new_person("王芳")
    await give(published, "rol_sales", person)
    ask = {"person": person, "entity": "ent_order", "field": "cost"}
    yes = (await published.admin.get("/api/access/why", params=ask)).json()
    assert (yes["allowed"], yes["because"]) == (True, "grant")
    assert yes["reasons"] == [
        {"role": "rol_sales", "role_name": "sales", "rows": {"rows": "own", "where": None}, "right": "read"}
    ]
    no = (await published.admin.get("/api/access/why", params={**ask, "action": "delete"})).json()
    assert (no["allowed"], no["because"], no["reasons"]) == (False, "nothing", [])
    admin = (await published.admin.get("/api/access/why", params={**ask, "person": published.admin_id})).json()
    assert admin["because"] == "admin"


async def test_a_role_that_is_no_longer_published_gives_nothing(published: RunningApp) -> None:
    person, client = await published.new_person("王芳")
    await give(published, "rol_hr", person)
    assert (await client.get("/api/roles")).status_code == 200
    del published.roles.by_workspace[published.workspace_id]["rol_hr"]
    await published.database.run_sync(raise_workspaces)
    assert await code(await client.get("/api/roles")) == "access.ability"


def raise_workspaces(connection: sa.Connection) -> None:
    """What publishing a role does."""
    connection.execute(sa.update(workspaces).values(epoch=workspaces.c.epoch + 1))


async def test_members_come_in_pages(published: RunningApp) -> None:
    people = [
        (await published.admin.post("/api/people", json={"name": f"p{n}"})).json()["person"]["id"] for n in range(5)
    ]
    await give(published, "rol_sales", *people)
    first = (await published.admin.get("/api/roles/rol_sales/members", params={"limit": 3})).json()
    params = {"limit": 3, "cursor": first["next"]}
    second = (await published.admin.get("/api/roles/rol_sales/members", params=params)).json()
    assert [one["id"] for one in (*first["items"], *second["items"])] == people
    assert second["next"] is None
    assert (await published.admin.get("/api/roles/rol_none/members")).status_code == 404
