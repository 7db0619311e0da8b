"""Whatever stands in a value is refused cleanly or comes back exactly as it was stored, and no table changes."""

from typing import Any

from support.hostile import STRINGS, VALUES, Verdicts, shape_of, stored_form
from support.rich_app import ENTITIES, TEXTS, Rich, able_database, rich, upload  # noqa: F401  # fixtures

FIELDS = (*tuple(one["key"] for one in ENTITIES[1]["fields"]), "id", "version", "owner", "created_at")


async def _read(made: Rich, id: str, *fields: str) -> dict[str, Any]:
    answer = await made.admin.get(f"/api/records/rich/{id}", params={"fields": ",".join(fields)} if fields else None)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_hostile_texts_in_text_fields_come_back_exactly_or_are_refused(rich: Rich) -> None:  # noqa: F811
    before, verdicts = await shape_of(rich.running.database), Verdicts()
    for text in STRINGS:
        for field in (*TEXTS, "code"):
            answer = await rich.admin.patch(f"/api/records/rich/{rich.record}", json={field: text})
            if verdicts.clean((field, text), answer):
                found = await _read(rich, rich.record, field)
                verdicts.same((field, text), found[field], stored_form(text))
                verdicts.same((field, text), answer.json().get(field), found[field])
        row = {"lines": [{"item": text, "pieces": 1}], "place": {"lat": 1, "lng": 1, "address": text}}
        answer = await rich.admin.patch(f"/api/records/rich/{rich.record}", json=row)
        if verdicts.clean(("rows", text), answer):
            found = await _read(rich, rich.record, "lines", "place")
            verdicts.same(("lines", text), found["lines"][0]["item"], stored_form(text))
            verdicts.same(("place", text), found["place"].get("address"), stored_form(text))
    verdicts.settle()
    assert verdicts.asked - verdicts.refused >= 100
    assert await shape_of(rich.running.database) == before


async def test_hostile_values_in_fields_of_every_type_are_refused_or_read_back_as_answered(rich: Rich) -> None:  # noqa: F811
    before, verdicts = await shape_of(rich.running.database), Verdicts()
    texts = ("' OR 1=1 --", "\x00", "\u202e", "x" * 5000, "😀")
    for field in FIELDS:
        for value in (*VALUES, *texts):
            whole = {**rich.good(), field: value}
            answer = await rich.admin.post("/api/records/rich", json=whole)
            if verdicts.clean(("create", field, value), answer):
                made = answer.json()
                if field == "id":
                    continue
                found = await _read(rich, made["id"], field)
                verdicts.same(("create", field, value), found[field], made.get(field))
                # What was read is what a client sends back, and it stays.
                if field not in ("number", "code") and (field != "owner" or found[field]):
                    again = await rich.admin.patch(f"/api/records/rich/{made['id']}", json={field: found[field]})
                    if verdicts.clean(("again", field, value), again):
                        verdicts.same(("again", field, value), again.json()["version"], 1)
                    else:
                        verdicts.wrong.append(f"again {field} {value!r}: {again.text[:200]}")
                await rich.admin.delete(f"/api/records/rich/{made['id']}")
    verdicts.settle()
    assert verdicts.asked >= 300
    assert await shape_of(rich.running.database) == before


async def test_hostile_texts_in_comments_people_departments_and_tokens_are_kept_or_refused(rich: Rich) -> None:  # noqa: F811
    before, verdicts = await shape_of(rich.running.database), Verdicts()
    story = f"/api/records/rich/{rich.record}/comments"
    for number, text in enumerate(STRINGS):
        answer = await rich.admin.post(story, json={"text": text})
        if verdicts.clean(("comment", text), answer):
            said = (await rich.admin.get(story)).json()["comments"][-1]
            verdicts.same(("comment", text), said["text"], text.strip())
        for member in ("name", "position", "phone"):
            body = {"name": f"人{number}", member: text}
            answer = await rich.admin.post("/api/people", json=body)
            if verdicts.clean(("people", member, text), answer):
                person = answer.json()["person"]
                found = (await rich.admin.get(f"/api/people/{person['id']}")).json()
                verdicts.same(("people", member, text), found[member], person[member])
        answer = await rich.admin.post("/api/people", json={"name": "邮", "email": text})
        verdicts.clean(("email", text), answer)
        answer = await rich.admin.post("/api/departments", json={"name": text})
        if verdicts.clean(("department", text), answer):
            listed = (await rich.admin.get("/api/departments")).json()["items"]
            verdicts.same(("department", text), answer.json()["name"] in {one["name"] for one in listed}, True)
        verdicts.clean(
            ("token", text), await rich.admin.post("/api/me/tokens", json={"name": text, "scopes": ["read"]})
        )
        credentials = {"login": text, "password": text}
        verdicts.clean(("session", text), await rich.running.anonymous().post("/api/session", json=credentials))
    verdicts.settle()
    assert verdicts.asked >= 150
    assert await shape_of(rich.running.database) == before


async def test_hostile_file_names_are_shown_without_what_hides_or_fakes_something(rich: Rich) -> None:  # noqa: F811
    verdicts = Verdicts()
    for text in STRINGS:
        if len(text) > 1000:
            continue
        name = text.replace("\n", "").replace("\r", "") + ".txt"
        answer = await upload(rich.admin, name)
        if not verdicts.clean(("file", name), answer):
            continue
        file = answer.json()
        assert not {"/", "\\", "\x00", "\u202e"} & set(file["name"]), name
        fetched = await rich.admin.get(f"/api/files/{file['id']}")
        verdicts.clean(("fetch", name), fetched)
        assert fetched.headers["content-disposition"].startswith("attachment;"), name
        bound = await rich.admin.patch(f"/api/records/rich/{rich.record}", json={"papers": [file["id"]]})
        verdicts.clean(("bind", name), bound)
    verdicts.settle()
    assert verdicts.asked >= 60


async def test_hostile_request_headers_are_refused_or_ignored(rich: Rich) -> None:  # noqa: F811
    verdicts = Verdicts()
    raw = [one.encode("utf-8", "replace")[:400] for one in STRINGS if not set(one) & set("\x00\r\n")]
    for text in raw:
        for header in (b"idempotency-key", b"if-match", b"x-dougong-via", b"accept-language", b"x-trace", b"cookie"):
            headers = [(header, text)]
            answer = await rich.admin.request(
                "PATCH", f"/api/records/rich/{rich.record}", json={"qty": 1}, headers=headers
            )
            verdicts.clean((header, text), answer)
    verdicts.settle()
    assert verdicts.asked >= 150
