"""A refusal of a design says why in the reader's language; Pydantic's own English never comes through."""

import re
from typing import Any

import pytest

from dougong.kernel.messages import LOCALES, sentence
from dougong_engine.design.objects import REASONS, read_object
from dougong_engine.errors import Invalid

ENTITY: dict[str, Any] = {
    "format": 1,
    "kind": "entity",
    "id": "ent_deal",
    "app": "app_x",
    "key": "deal",
    "name": "商机",
    "title": "name",
    "fields": [{"id": "name", "key": "name", "name": "名称", "type": "text"}],
}
FIELD = ENTITY["fields"][0]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"key": None}, "design.reason.type"),
        ({"extra": 1}, "design.reason.unknown"),
        ({"key": "Not a key"}, "design.reason.pattern"),
        ({"name": ""}, "design.reason.short"),
        ({"name": "长" * 1000}, "design.reason.long"),
        ({"fields": [{**FIELD, "type": "nothing"}]}, "design.reason.other"),
        ({"fields": [{**FIELD, "max_length": "x"}]}, "design.reason.type"),
        ({"fields": [{**FIELD, "type": "sub_table", "fields": [FIELD], "least": -1}]}, "design.reason.small"),
        ({"fields": [{"id": "name", "key": "name", "type": "text"}]}, "design.reason.missing"),
        ({"name": "a\x00b"}, "design.reason.nul"),
    ],
)
def test_what_pydantic_finds_is_worded_by_us(change: dict[str, Any], reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_object({**ENTITY, **change})
    problem = refused.value.problems[0]
    assert (problem.code, problem.params["reason"]) == ("design.invalid", reason)
    chinese = sentence(problem.code, problem.params, "zh-CN")
    assert not re.search(r"[a-z]{4,}", chinese.replace("dougong schema", "")), chinese


def test_every_reason_has_words_in_every_language() -> None:
    for reason in {*REASONS.values(), "design.reason.type", "design.reason.other", "design.reason.nul"}:
        for locale in LOCALES:
            assert reason not in sentence("design.invalid", {"reason": reason}, locale)
