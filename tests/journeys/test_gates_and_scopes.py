"""Journeys c, d and e over the real server: gates through every door, the store visit, two people with two scopes."""

from collections.abc import Iterator

import httpx
import pytest

from support.live import LiveServer, live_server
from support.pictures import picture


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with live_server(tmp_path_factory.mktemp("server")) as running:
        admin = running.first_sign_in()
        for package in ("dougong.sales_management", "dougong.store_sales"):
            answer = admin.post(f"/api/packages/{package}/install", json={"samples": False})
            assert answer.status_code == 201, answer.text
        yield running


def codes(answer: httpx.Response) -> list[str]:
    return [one["code"] for one in answer.json()["problems"]]


def customer(client: httpx.Client, name: str) -> str:
    made = client.post("/api/records/customer", json={"name": name})
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


def test_a_stage_jump_is_refused_alike_in_api_and_bulk_edit_with_the_missing_evidence_named(
    server: LiveServer,
) -> None:
    client = server.sign_in()
    fields = {"name": "年度框架", "customer": customer(client, "远山科技"), "outcome": "open"}
    deal = client.post("/api/records/opportunity", json=fields).json()
    jump = client.patch(f"/api/records/opportunity/{deal['id']}", json={"stage": "negotiation"})
    assert (jump.status_code, codes(jump)) == (422, ["stage.skipped"])
    assert "需求诊断" in jump.json()["title"]
    advance = client.patch(f"/api/records/opportunity/{deal['id']}", json={"stage": "needs_analysis"})
    assert codes(advance) == ["stage.evidence_missing"]
    missing = advance.json()["problems"][0]["params"]["missing"]
    assert len(missing) == 3
    assert all(one in advance.json()["title"] for one in missing)
    body = {"update": [{"id": deal["id"], "fields": {"stage": "needs_analysis"}}]}
    bulk = client.post("/api/records/opportunity/bulk", json=body).json()
    assert bulk["results"][0]["problem"]["problems"] == advance.json()["problems"]
    created = client.post("/api/records/opportunity", json={**fields, "stage": "signing"})
    assert codes(created) == ["stage.skipped"]


def test_a_store_visit_with_two_photos_is_refused_and_with_three_accepted(server: LiveServer) -> None:
    client = server.sign_in()
    store = client.post("/api/records/store", json={"name": "解放路店", "code": "S-1"})
    assert store.status_code == 201, store.text

    def photo() -> str:
        answer = client.post("/api/files", files={"file": ("photo.jpg", picture(), "image/jpeg")})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    described = client.get("/api/entities/store_visit").json()
    photos = [one["key"] for one in described["fields"] if one["type"] == "photo" and one["required"]]
    assert len(photos) == 3
    fields: dict[str, object] = {"store": store.json()["id"]}
    for one in described["fields"]:
        if one["required"] and one["type"] not in ("photo", "link") and not one["computed"]:
            fields[one["key"]] = sample(one)
    two = client.post("/api/records/store_visit", json={**fields, **{key: [photo()] for key in photos[:2]}})
    assert (two.status_code, codes(two)) == (422, ["field.required"])
    assert two.json()["problems"][0]["path"] == [photos[2]]
    three = client.post("/api/records/store_visit", json={**fields, **{key: [photo()] for key in photos}})
    assert three.status_code == 201, three.text


def sample(field: dict[str, object]) -> object:
    match field["type"]:
        case "choice":
            options = field["options"]
            assert isinstance(options, list)
            return options[0]["id"]
        case "integer":
            return 3
        case "decimal" | "money" | "percent":
            return "1"
        case "date":
            return "2026-11-22"
        case _:
            return "好"


def test_two_people_with_different_scopes_see_their_own_rows_counts_and_searches(server: LiveServer) -> None:
    admin = server.sign_in()
    people = {name: server.new_person(admin, name) for name in ("李雷", "韩梅")}
    ids = [one[0] for one in people.values()]
    members = admin.put("/api/roles/rol_sales_rep/members", json={"people": ids})
    assert members.status_code == 200, members.text
    clients = {name: server.sign_in(login) for name, (_, login) in people.items()}
    for name, client in clients.items():
        for number in range(2 if name == "李雷" else 3):
            made = client.post(
                "/api/records/opportunity",
                json={"name": f"{name}{number}", "outcome": "open", "amount": "100"},
            )
            assert made.status_code == 201, made.text
    for name, count in (("李雷", 2), ("韩梅", 3)):
        page = clients[name].get("/api/records/opportunity", params={"count": "exact", "limit": 500}).json()
        assert page["count"] == {"value": count, "capped": False}
        assert {one["name"][:2] for one in page["records"]} == {name}
    other = clients["韩梅"].get("/api/records/opportunity").json()["records"][0]["id"]
    assert clients["李雷"].get(f"/api/records/opportunity/{other}").status_code == 404
    assert clients["李雷"].patch(f"/api/records/opportunity/{other}", json={"name": "x"}).status_code == 404
