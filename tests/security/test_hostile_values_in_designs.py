"""Names of design objects hold any text and come back exactly; keys and ids hold only what is safe everywhere."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from dougong_engine.design.objects import read_object
from dougong_engine.document import Label
from dougong_engine.errors import EngineError
from support.hostile import STRINGS, shape_of
from support.records import entity, f
from support.rich_app import Rich, able_database, publish, rich  # noqa: F401  # fixtures

LABEL: TypeAdapter[str] = TypeAdapter(Label)
LABELS = [text for text in STRINGS if text.strip() and len(text) <= 200 and "\x00" not in text]
LONG_OR_NUL = [text for text in STRINGS if len(text.strip()) > 200]


def _named(text: str) -> dict[str, Any]:
    options = [{"id": "a", "name": text}]
    fields = [f("title", "text", text), f("level", "choice", text, options=options, help=text[:200])]
    return entity("ent_odd", "odd", text, fields)


async def test_hostile_names_in_a_design_come_back_exactly_and_change_no_other_table(rich: Rich) -> None:  # noqa: F811
    before = await shape_of(rich.running.database)
    fields = [f("title", "text")]
    for number, text in enumerate(LABELS):
        fields.append(f(f"f{number}", "text", text, help=text))
        fields.append(f(f"c{number}", "choice", text, options=[{"id": "a", "name": text}]))
    await publish(rich.running, [entity("ent_odd", "odd", LABELS[0], fields)])
    document = (await rich.admin.get("/api/entities/odd")).json()
    shown = {one["key"]: one for one in document["fields"]}
    for number, text in enumerate(LABELS):
        expected = LABEL.validate_python(text)
        assert shown[f"f{number}"]["name"] == expected
        assert shown[f"c{number}"]["options"][0]["name"] == expected
    made = await rich.admin.post("/api/records/odd", json={"title": "x", "f0": "y", "c1": "a"})
    assert made.status_code == 201, made.text
    after = await shape_of(rich.running.database)
    assert [one for one in before if one not in after] == []
    assert len([one for one in after if one not in before]) == 1
    generated = " ".join(str(one) for one in after if one not in before)
    assert not any(text in generated for text in LABELS if len(text) > 3)


@pytest.mark.parametrize("text", LONG_OR_NUL)
def test_names_beyond_two_hundred_characters_are_refused(text: str) -> None:
    with pytest.raises(EngineError):
        read_object(_named(text))


@pytest.mark.parametrize(
    "text",
    [*(one for one in STRINGS if one != "null"), "", "Title", "1a", "a-b", "a b", "a" * 64, "title\n", "таблица", "ａ"],
)
def test_hostile_keys_and_ids_are_refused_wherever_they_stand(text: str) -> None:
    good = _named("好")
    field = good["fields"][1]
    option = {"id": text, "name": "x"}
    documents: tuple[dict[str, Any], ...] = (
        {**good, "id": text},
        {**good, "key": text},
        {**good, "app": text},
        {**good, "fields": [{**field, "id": text}]},
        {**good, "fields": [{**field, "key": text}]},
        {**good, "fields": [{**field, "options": [option]}]},
        {**good, "fields": [{**field, "type": text}]},
        {**good, "gates": [{"id": text, "field": "level", "stages": []}]},
        {**good, text: "x"},
    )
    for document in documents:
        with pytest.raises(EngineError):
            read_object(document)
