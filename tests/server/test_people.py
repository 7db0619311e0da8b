"""The directory: finding, making and changing people."""

from typing import cast

import pytest

from dougong.people.sort_names import initials_pattern, like, sort_name
from dougong.storage.driver.port import Database
from support.apps import RunningApp, running_app, wide_settings
from support.counting import CountingDatabase


async def names(running: RunningApp, **query: str | int | bool) -> list[str]:
    answer = await running.admin.get("/api/people", params=query)
    assert answer.status_code == 200, answer.text
    return [one["name"] for one in answer.json()["items"]]


async def create(running: RunningApp, name: str, **members: object) -> str:
    answer = await running.admin.post("/api/people", json={"name": name, **members})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["person"]["id"])


async def test_people_come_in_order_of_pinyin(running: RunningApp) -> None:
    for name in ("张伟", "王芳", "李娜", "Anna Lee", "陈静"):
        await create(running, name)
    assert await names(running) == ["Anna Lee", "陈静", "管理员", "李娜", "王芳", "张伟"]


@pytest.mark.parametrize("text", ["张伟", "伟", "zhang wei", "zhangwei", "zw", "ZW", "zhan"])
async def test_a_person_is_found_by_name_pinyin_and_initials(running: RunningApp, text: str) -> None:
    for name in ("张伟", "王芳", "李娜"):
        await create(running, name)
    assert await names(running, q=text) == ["张伟"]


@pytest.mark.parametrize("text", ["%", "_", "\\", "'; DROP TABLE people; --", "100%"])
async def test_signs_with_a_meaning_in_sql_are_ordinary_text_in_a_search(running: RunningApp, text: str) -> None:
    await create(running, "张伟")
    assert await names(running, q=text) == []
    await create(running, f"A{text}B")
    assert await names(running, q=text) == [f"A{text}B"]


async def test_pages_follow_each_other_without_gaps_or_repeats(running: RunningApp) -> None:
    for number in range(7):
        await create(running, f"same name {number % 2}")
    seen: list[str] = []
    cursor: str | None = None
    while True:
        params: dict[str, str | int] = {"limit": 3, **({"cursor": cursor} if cursor else {})}
        page = (await running.admin.get("/api/people", params=params)).json()
        seen += [one["id"] for one in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 8


async def test_a_cursor_is_good_for_its_own_question_only(running: RunningApp) -> None:
    for number in range(3):
        await create(running, f"person {number}")
    cursor = (await running.admin.get("/api/people", params={"limit": 1})).json()["next"]
    for params in [{"cursor": cursor, "q": "x"}, {"cursor": "garbage!"}, {"cursor": "W10"}]:
        refused = await running.admin.get("/api/people", params=params)
        assert (refused.status_code, refused.json()["code"]) == (400, "page.cursor")


async def test_absent_members_stay_and_null_empties(running: RunningApp) -> None:
    person = await create(running, "张伟", email="zhang@example.org", phone="138 0000 0000", position="销售")
    changed = await running.admin.patch(f"/api/people/{person}", json={"phone": None, "name": "张玮"})
    body = changed.json()
    assert (body["name"], body["position"], body["contact"]["email"], body["contact"]["phone"]) == (
        "张玮",
        "销售",
        "zhang@example.org",
        None,
    )
    assert await names(running, q="zhangwei") == ["张玮"]


async def test_two_people_cannot_share_an_email(running: RunningApp) -> None:
    await create(running, "张伟", email="One@Example.org")
    again = await running.admin.post("/api/people", json={"name": "王芳", "email": "one@example.ORG"})
    assert (again.status_code, again.json()["code"]) == (409, "person.email.taken")
    other = await create(running, "李娜")
    changed = await running.admin.patch(f"/api/people/{other}", json={"email": "one@example.org"})
    assert (changed.status_code, changed.json()["code"]) == (409, "person.email.taken")


async def test_an_account_needs_an_email(running: RunningApp) -> None:
    refused = await running.admin.post("/api/people", json={"name": "王芳", "sign_in": True})
    assert (refused.status_code, refused.json()["code"]) == (422, "person.email.needed")
    assert await names(running) == ["管理员"]


async def test_a_person_without_account_gets_one_by_a_reset(running: RunningApp) -> None:
    person = await create(running, "王芳", email="wang@example.org")
    one_time = (await running.admin.post(f"/api/people/{person}/password")).json()
    assert one_time["login"] == "wang@example.org"
    assert await running.sign_in(one_time["login"], one_time["password"])


async def test_contacts_are_for_people_administrators_and_oneself(running: RunningApp) -> None:
    person, client = await running.new_person("王芳")
    mine = (await client.get(f"/api/people/{person}")).json()
    assert mine["contact"]["email"]
    admin = (await client.get(f"/api/people/{running.admin_id}")).json()
    assert (admin["contact"], admin["roles"]) == (None, [])
    listed = (await client.get("/api/people", params={"q": "admin@first"})).json()
    assert listed["items"] == []
    assert await names(running, q="admin@first") == ["管理员"]


async def test_past_people_are_listed_only_when_asked_for(running: RunningApp) -> None:
    person = await create(running, "张伟")
    assert (await running.admin.patch(f"/api/people/{person}", json={"active": False})).status_code == 200
    assert await names(running) == ["管理员"]
    assert await names(running, inactive=True) == ["管理员", "张伟"]


async def test_the_last_admin_stays(running: RunningApp) -> None:
    me = f"/api/people/{running.admin_id}"
    demoted = await running.admin.patch(me, json={"admin": False})
    assert (demoted.status_code, demoted.json()["code"]) == (409, "person.last_admin")
    left = await running.admin.patch(me, json={"active": False})
    assert left.status_code == 409
    other, client = await running.new_person("二号", admin=True)
    assert (await client.patch(me, json={"admin": False})).status_code == 200
    demoted = await client.patch(f"/api/people/{other}", json={"admin": False})
    assert (demoted.status_code, demoted.json()["code"]) == (409, "person.last_admin")


async def test_names_with_control_characters_are_refused(running: RunningApp) -> None:
    for name in ("a\nb", "a\x00b", "", "   ", "x" * 101):
        refused = await running.admin.post("/api/people", json={"name": name})
        assert refused.status_code in (400, 422), repr(name)
    assert await names(running) == ["管理员"]


async def test_too_many_requests_of_one_person_wait(database: Database) -> None:
    settings = wide_settings(requests_per_second_person=3)
    async with running_app(database, settings) as running:
        answers = [await running.admin.get("/api/me") for _ in range(12)]
        late = [one for one in answers if one.status_code == 429]
        assert late
        assert late[0].json()["code"] == "rate.limit"
        assert int(late[0].headers["retry-after"]) >= 1


@pytest.mark.parametrize(
    ("path", "reads"), [("/api/people", 2), ("/api/departments", 2), ("/api/roles", 2), ("/api/me", 3)]
)
async def test_lists_cost_the_same_however_long_they_are(database: Database, path: str, reads: int) -> None:
    counting = CountingDatabase(database)
    # A worker beside it would be counted too.
    async with running_app(cast("Database", counting), wide_settings(worker="external")) as running:
        for number in range(12):
            await create(running, f"p{number}")
            await running.admin.post("/api/departments", json={"name": f"d{number}"})
        await running.admin.get(path)
        before = counting.reads
        assert (await running.admin.get(path)).status_code == 200
        assert counting.reads - before == reads


def test_sort_names_fold_and_split_chinese_into_syllables() -> None:
    assert sort_name("张伟") == "zhang wei"
    assert sort_name("ＡＢＣ  Lee") == "abc lee"
    assert initials_pattern("z w") == "z% w%"
    assert initials_pattern("z%") == ""
    assert like("50%_\\") == "%50\\%\\_\\\\%"
