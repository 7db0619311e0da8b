"""JSON that a stranger wrote is read exactly, or refused in time."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dougong_engine.document import Json
from dougong_engine.errors import Invalid
from dougong_engine.packages.json_text import read_json


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff\xfe", "package.json.not_utf8"),
        (b"[" * 100_000, "package.json.too_deep"),
        (b'{"a":' * 100_000, "package.json.too_deep"),
        (b'{"a": 1, "a": 2}', "package.json.malformed"),
        (b'{"a": NaN}', "package.json.malformed"),
        (b'{"a": 1e999}', "package.json.malformed"),
        (b'{"a": "\\ud800"}', "package.json.malformed"),
        (b'{"a": ' + b"9" * 5000 + b"}", "package.json.malformed"),
        (b'"' + b'\\"' * 200_000, "package.json.malformed"),
        (b"", "package.json.malformed"),
        (b"{} {}", "package.json.malformed"),
    ],
)
def test_json_that_means_harm_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Invalid) as error:
        read_json(data)
    assert error.value.problems[0].code == code


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=20,
    )
)
def test_harmless_json_is_read_as_it_is(value: Json) -> None:
    try:
        data = json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return
    assert read_json(data) == value
