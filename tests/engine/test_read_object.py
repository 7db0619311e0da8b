"""Reading design documents: what no model can refuse by itself."""

import pytest

from dougong_engine.design.objects import read_object
from dougong_engine.document import Json
from dougong_engine.errors import Invalid


def test_a_nul_in_any_text_of_a_design_is_refused() -> None:
    document: dict[str, Json] = {"format": 1, "kind": "app", "id": "app_x", "app": "app_x", "key": "x"}
    with pytest.raises(Invalid) as refused:
        read_object({**document, "name": "a\x00b"})
    assert refused.value.problems[0].code == "design.invalid"
    assert read_object({**document, "name": "a\\u0000b"}).name == "a\\u0000b"
