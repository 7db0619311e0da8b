"""Filters, sorts, fields, cursors, search words and groups are never SQL, and what they may not be is refused."""

import base64
import json
from typing import Any

from dougong_engine.filters.operator import OPERATORS
from support.hostile import REFUSED, SQL, STRINGS, TEXTS, VALUES, Verdicts, shape_of
from support.rich_app import ENTITIES, Rich, able_database, rich  # noqa: F401  # fixtures

FIELDS = (*tuple(one["key"] for one in ENTITIES[1]["fields"]), "id", "version", "owner", "created_at", "client.name")
RIGHT_SIDES: tuple[object, ...] = (
    *VALUES,
    *SQL,
    *TEXTS[:8],
    "\x00",
    "x" * 3000,
    {"field": "title'; --"},
    {"field": "client.name"},
    {"field": "\x00"},
    {"field": ""},
    {"field": "lines.item"},
    {"from": "\x00", "to": []},
    {"from": 2**70, "to": "1e17"},
    {"from": "0001-01-01", "to": "9999-12-31"},
    {"token": "today", "days": 10**9},
    {"token": "today", "days": -100_000},
    {"token": "now", "hours": 100_000, "days": 100_000},
    {"token": "\x00"},
    {"token": "last_days", "count": 10**12},
    {"token": "this_month", "count": True},
    {"token": "x'; --", "count": 1},
    {"token": {"token": "me"}},
    [{"token": "me"}, {"field": "x"}, "\x00"],
    [None, None],
    ["9999-12-31", "0001-01-01"],
)
NAME = ENTITIES[1]["name"]
PARAMETERS = ("filter", "fields", "expand", "sort", "limit", "cursor", "count", "version", "x", "filter[a]")


async def test_hostile_right_sides_of_every_operator_are_refused_or_answered(rich: Rich) -> None:  # noqa: F811
    before, verdicts = await shape_of(rich.running.database), Verdicts()
    operators = sorted(OPERATORS)
    for turn, field in enumerate(FIELDS):
        for place, value in enumerate(RIGHT_SIDES):
            # Every operator meets every field, and every value most operators, each with another field.
            test = {"field": field, "op": operators[(place + turn) % len(operators)], "value": value}
            answer = await rich.admin.post("/api/records/rich/query", json={"filter": test, "count": True})
            verdicts.clean(test, answer)
    for field in FIELDS:
        for operator in operators:
            for value in ("x", "1", {"token": "me"}, ["\x00"], "0001-01-01"):
                test = {"field": field, "op": operator, "value": value}
                verdicts.clean(test, await rich.admin.post("/api/records/rich/query", json={"filter": test}))
    verdicts.settle()
    assert verdicts.asked >= 300
    assert verdicts.asked > verdicts.refused
    assert await shape_of(rich.running.database) == before


async def test_a_text_filter_finds_exactly_the_hostile_text(rich: Rich) -> None:  # noqa: F811
    verdicts = Verdicts()
    kept = [text for text in (*SQL, *TEXTS) if len(text) < 250]
    for number, text in enumerate(kept):
        body = {"title": f"{number}{text}", "code": str(number)}
        assert (await rich.admin.post("/api/records/rich", json=body)).status_code == 201
    for number, text in enumerate(kept):
        title = (await _found(rich, {"field": "code", "op": "is", "value": str(number)}))[0]["title"]
        for operator, value in (("is", title), ("starts_with", title), ("contains", title), ("in", [title])):
            found = await _found(rich, {"field": "title", "op": operator, "value": value})
            verdicts.same((operator, text), [one["code"] for one in found], [str(number)])
    verdicts.settle()


async def _found(rich: Rich, test: dict[str, Any]) -> list[dict[str, Any]]:  # noqa: F811
    answer = await rich.admin.post("/api/records/rich/query", json={"filter": test, "fields": ["title", "code"]})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["records"]
    return found


async def test_hostile_names_of_fields_operators_and_entities_are_refused(rich: Rich) -> None:  # noqa: F811
    verdicts = Verdicts()
    for text in STRINGS:
        short = text[:3000]
        bodies: list[dict[str, Any]] = [
            {"filter": {"field": short, "op": "is", "value": "x"}},
            {"filter": {"field": "title", "op": short, "value": "x"}},
            {"filter": {"field": "title", "op": "is", "value": {"field": short}}},
            {"filter": {"all": [{"not": {"field": f"client.{short}", "op": "is", "value": "x"}}]}},
            {"filter": {short: []}},
            {"fields": [short]},
            {"fields": [f"client.{short}"]},
            {"expand": [short]},
            {"sort": [short]},
            {"sort": [f"--{short}"]},
            {"cursor": short},
            {"limit": short},
            {short: 1},
        ]
        for body in bodies:
            verdicts.clean(body, await rich.admin.post("/api/records/rich/query", json=body))
        for body in ({short: "x"}, {"lines": [{short: 1}]}, {"place": {"lat": 1, "lng": 1, short: 1}}):
            answer = await rich.admin.patch(f"/api/records/rich/{rich.record}", json=body)
            if verdicts.clean(body, answer):
                verdicts.wrong.append(f"accepted {str(body)[:100]}")
    verdicts.settle()
    assert verdicts.asked >= 300


async def test_an_unknown_field_is_refused_with_the_name_of_its_entity_and_no_id(rich: Rich) -> None:  # noqa: F811
    test = {"field": "client.colour", "op": "is", "value": "a"}
    refused = await rich.admin.post("/api/records/rich/query", json={"filter": test})
    assert refused.status_code == 422
    assert refused.json()["problems"][0]["params"] == {"field": "client.colour", "entity": NAME}


async def test_hostile_query_parameters_and_paths_are_refused_or_answered(rich: Rich) -> None:  # noqa: F811
    verdicts = Verdicts()
    texts = [text[:2000] for text in STRINGS]
    odd = [json.dumps(one) for one in VALUES] + ["[" * 900 + "]" * 900, "[" * 3000, '{"a":' * 2000, '"\\ud800"', "%"]
    for text in [*texts, *odd]:
        for name in PARAMETERS:
            params = {name: text}
            verdicts.clean(params, await rich.admin.get("/api/records/rich", params=params))
        for path, name in (
            ("/api/lookup/rich", "q"),
            ("/api/search", "q"),
            ("/api/people", "q"),
            ("/api/files", "ids"),
        ):
            verdicts.clean((path, text), await rich.admin.get(path, params={name: text}))
    for text in texts:
        quoted = "".join(f"%{byte:02x}" for byte in text[:200].encode())
        for path in (
            f"/api/records/{quoted}",
            f"/api/records/rich/{quoted}",
            f"/api/records/{quoted}/{rich.record}/history",
            f"/api/records/rich/{quoted}/comments",
            f"/api/entities/{quoted}",
            f"/api/views/{quoted}",
            f"/api/lookup/{quoted}",
            f"/api/files/{quoted}",
            f"/api/packages/{quoted}",
            f"/api/roles/{quoted}/members",
        ):
            answer = await rich.admin.get(path)
            if verdicts.clean(path, answer) and quoted:
                verdicts.same(path, answer.json().get("members"), [])
    verdicts.settle()


async def test_no_way_of_writing_a_number_gets_around_the_largest_page(rich: Rich) -> None:  # noqa: F811
    for limit in ("0005009999", "501", "1e2", "5_0", " 5", "+5", "5.0", "-1", "0x10", "٥", "9" * 5000, "NaN"):
        answer = await rich.admin.get("/api/records/rich", params={"limit": limit})
        assert answer.status_code == 422, (limit, answer.text)
    for limit in (501, -1, 2**70, 1.5, True, [], {"a": 1}, "0005009999"):
        answer = await rich.admin.post("/api/records/rich/query", json={"limit": limit})
        assert answer.status_code == 422, (limit, answer.text)


async def test_a_forged_cursor_is_refused_or_answers_a_page(rich: Rich) -> None:  # noqa: F811
    verdicts = Verdicts()
    for number in range(3):
        await rich.admin.post("/api/records/rich", json=rich.good(f"第{number}"))
    for key in ("title", "qty", "fine", "amount", "vip", "due", "seen_at", "level", "seller", "created_at", "net"):
        path = f"/api/records/rich?sort={key}&limit=1"
        cursor = (await rich.admin.get(path)).json()["next"]
        mark, (_, last) = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        assert (await rich.admin.get(f"{path}&cursor={cursor}")).json()["records"]
        for value in (*VALUES, *SQL[:4], "\x00", "😀", None):
            for keys in ([value, last], [None, value], [value], value):
                forged = base64.urlsafe_b64encode(json.dumps([mark, keys]).encode()).decode().rstrip("=")
                answer = await rich.admin.get(f"{path}&cursor={forged}")
                verdicts.clean((key, keys), answer, 422)
    verdicts.settle()


async def test_hostile_groups_and_measures_are_refused_or_answered(rich: Rich) -> None:  # noqa: F811
    verdicts = Verdicts()
    count = {"id": "n", "summary": "count"}
    for text in (*SQL, *TEXTS, *REFUSED[:2]):
        for body in (
            {"groups": [{"field": text}], "measures": [count]},
            {"groups": [{"field": "due", "bucket": text}], "measures": [count]},
            {"measures": [{"id": text, "summary": "count"}]},
            {"measures": [{"id": "n", "summary": text, "field": "qty"}]},
            {"measures": [{"id": "n", "summary": "sum", "field": text}]},
            {"measures": [{**count, "where": {"field": "title", "op": "is", "value": text}}]},
            {"measures": [count], "filter": {"field": "title", "op": "contains", "value": text}},
            {"measures": [count], "order": text},
        ):
            verdicts.clean(body, await rich.admin.post("/api/groups/rich", json=body))
    for field in FIELDS:
        for bucket in ("", "day", "month"):
            body = {"groups": [{"field": field, "bucket": bucket}], "measures": [count]}
            verdicts.clean(body, await rich.admin.post("/api/groups/rich", json=body))
    verdicts.settle()
    assert verdicts.asked >= 250
