"""What a request says beside its fields is read strictly; what a record has already may come back."""

from typing import Any

from support.deals import able_database  # noqa: F401  # fixture
from support.records import entity, f
from support.rich_app import Rich, publish, rich  # noqa: F401  # fixture

LEVELS = [{"id": one, "name": one} for one in ("high", "low")]
NEW = {"name": "华东"}
UNKNOWN = [
    ("GET", "/api/records/client?sorted=name"),
    ("GET", "/api/records/client/{client}?field=name"),
    ("PATCH", "/api/records/client/{client}?versions=1"),
    ("DELETE", "/api/records/client/{client}?force=1"),
    ("POST", "/api/records/client?dry=1"),
    ("GET", "/api/tasks?page=2"),
    ("GET", "/api/design?apps=app_test"),
    ("GET", "/api/me?x"),
    ("GET", "/api/records/client/export?where=1"),
]
WRONG_VERSIONS = ("", "0", "-1", "*", "1.0", "9" * 16)


async def test_a_parameter_that_a_route_does_not_know_is_refused(rich: Rich) -> None:  # noqa: F811
    for method, path in UNKNOWN:
        body = NEW if method in ("POST", "PATCH") else None
        answer = await rich.admin.request(method, path.format(client=rich.client), json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "query.unknown_member"), path
    assert (await rich.admin.get(f"/api/records/client/{rich.client}")).json()["version"] == 1
    assert (await rich.running.anonymous().get("/api/tasks?page=2")).status_code == 401


async def test_a_version_that_no_record_has_is_refused_as_such(rich: Rich) -> None:  # noqa: F811
    path = f"/api/records/client/{rich.client}"
    ways: list[tuple[str, dict[str, str]]] = [(f"?version={one}", {}) for one in WRONG_VERSIONS]
    ways += [("", {"if-match": header}) for one in WRONG_VERSIONS for header in (one, f'"{one}"')]
    for question, headers in ways:
        for method, body in (("PATCH", NEW), ("DELETE", None)):
            answer = await rich.admin.request(method, path + question, json=body, headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (422, "query.version"), (method, question, headers)
    assert (await rich.admin.patch(path, json=NEW, headers={"if-match": '"1"'})).status_code == 200


async def test_a_new_record_cannot_have_an_id_that_is_none(rich: Rich) -> None:  # noqa: F811
    for id in ("", "x", "0198f2a0", 7, [], "ZZZZZZZZ-0000-7000-8000-000000000001"):
        answer = await rich.admin.post("/api/records/client", json={**NEW, "id": id})
        assert (answer.status_code, answer.json()["code"]) == (422, "field.reference.malformed"), id


async def test_an_option_that_the_design_has_dropped_may_come_back_unchanged(rich: Rich) -> None:  # noqa: F811
    def task(*levels: dict[str, Any]) -> dict[str, Any]:
        fields = [f("name", "text"), f("level", "choice", options=levels), f("tags", "multi_choice", options=levels)]
        return entity("ent_task", "task", "事项", fields)

    await publish(rich.running, [task(*LEVELS)])
    made = await rich.admin.post("/api/records/task", json={"name": "一", "level": "high", "tags": ["high", "low"]})
    path = f"/api/records/task/{made.json()['id']}"
    await publish(rich.running, [task(LEVELS[1])])
    same = await rich.admin.patch(path, json={"name": "二", "level": "high", "tags": ["low", "high"]})
    assert (same.status_code, same.json()["level"], same.json()["name"]) == (200, "high", "二")
    for wrong in ({"level": "none"}, {"tags": ["none"]}):
        answer = await rich.admin.patch(path, json=wrong)
        assert (answer.status_code, answer.json()["code"]) == (422, "field.choice.unknown")
    assert (await rich.admin.patch(path, json={"level": "low"})).status_code == 200
    assert (await rich.admin.patch(path, json={"level": "high"})).json()["code"] == "field.choice.unknown"
