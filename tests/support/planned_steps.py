"""Records on days, with a view of each type that lays them out, for the journeys of views."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from support.live import LiveServer

KEY = "work_step"
STATES = [{"id": "plan", "name": "计划", "color": "blue"}, {"id": "done", "name": "完成", "color": "green"}]
FIELDS: list[dict[str, Any]] = [
    {"id": "name", "key": "name", "name": "工序名称", "type": "text"},
    {"id": "start", "key": "start", "name": "开始", "type": "date"},
    {"id": "until", "key": "until", "name": "结束", "type": "date"},
    {"id": "state", "key": "state", "name": "状态", "type": "choice", "options": STATES},
    {"id": "front", "key": "front", "name": "照片", "type": "photo"},
    {"id": "cost", "key": "cost", "name": "成本", "type": "money"},
]


def in_month(day: int) -> str:
    """A day of this month, as the workspace counts days."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).date().replace(day=day).isoformat()


def made(client: httpx.Client, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """The answer to a POST that makes something."""
    answer = client.post(path, json=body)
    assert answer.status_code in (200, 201), answer.text
    found: dict[str, Any] = answer.json()
    return found


@dataclass
class Steps:
    """Work steps on a server; whoever asks gets records of their own."""

    client: httpx.Client
    entity: str

    def record(self, name: str, start: int, until: int | None = None, **values: Any) -> str:
        """A step from one day of this month to another."""
        days = {"start": in_month(start), "until": None if until is None else in_month(until)}
        return str(made(self.client, f"/api/records/{KEY}", {"name": name, "state": "plan", **days, **values})["id"])

    def days(self, id: str) -> tuple[str, str | None]:
        """Where a record lies now, as the server has it."""
        found = self.client.get(f"/api/records/{KEY}/{id}").json()
        return found["start"], found["until"]

    def view(self, name: str, layout: dict[str, Any], *, publish: bool = True, **members: Any) -> str:
        """A view of the steps."""
        document = {"kind": "view", "app": "app_store", "name": name, "entity": self.entity, "layout": layout}
        id = str(made(self.client, "/api/design", {"document": {**document, **members}})["id"])
        if publish:
            made(self.client, "/api/design/publish", {"ids": [id]})
        return id

    def draft(self, id: str) -> dict[str, Any]:
        """The draft of a view as the server has it."""
        found: dict[str, Any] = self.client.get(f"/api/design/{id}/draft").json()["document"]
        return found

    def reader(self, server: LiveServer, name: str, fields: dict[str, str], *abilities: str) -> httpx.Client:
        """Somebody with a role of these rights on the steps."""
        grant = {"entity": self.entity, "scope": {"rows": "all"}, "fields": fields, "actions": ["update"]}
        role = {"kind": "role", "app": "app_store", "name": name, "grants": [grant], "abilities": list(abilities)}
        id = made(self.client, "/api/design", {"document": role})["id"]
        made(self.client, "/api/design/publish", {"ids": [id]})
        person, login = server.new_person(self.client, name)
        answer = self.client.put(f"/api/roles/{id}/members", json={"people": [person]})
        assert answer.status_code < 300, answer.text
        return server.sign_in(login)


def planned_steps(client: httpx.Client) -> Steps:
    """The entity, published."""
    document = {"kind": "entity", "app": "app_store", "name": "工序", "key": KEY, "title": "name", "fields": FIELDS}
    id = made(client, "/api/design", {"document": document})["id"]
    draft = client.get(f"/api/design/{id}/draft").json()
    link = {"id": "first", "key": "first", "name": "前置", "type": "link", "entity": id, "many": True}
    fields = [*draft["document"]["fields"], link]
    body = {"revision": draft["revision"], "document": {**draft["document"], "fields": fields}}
    assert client.put(f"/api/design/{id}/draft", json=body).status_code == 200
    made(client, "/api/design/publish", {"ids": [id]})
    return Steps(client, id)


def moved(day: str, days: int) -> str:
    """So many days later."""
    return date.fromordinal(date.fromisoformat(day).toordinal() + days).isoformat()
