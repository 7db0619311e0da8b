"""Any two Chinese characters, any three letters and any shorter beginning of a piece find their text."""

from hypothesis import given
from hypothesis import strategies as st

from dougong_engine.search.grams import document, document_grams, fold, search

TEXT = st.text(st.sampled_from("报销单合同ab1 éÀ-_/𠀀カﾊﾝABC"), max_size=40)


def found(query: str, text: str) -> bool:
    """What a database does with the pieces."""
    asked, folded = search(query), document(text)
    tokens = document_grams(folded)
    return asked is not None and all(
        any(token.startswith(gram.token) if gram.prefix else token == gram.token for token in tokens)
        for gram in asked.grams
    )


def test_two_chinese_characters_find_the_middle_of_a_word() -> None:
    assert found("报销", "差旅费报销单")
    assert found("销", "差旅费报销单")
    assert found("单", "差旅费报销单")
    assert not found("销报", "差旅费报销单")


def test_letters_and_digits_are_found_by_any_part() -> None:
    assert found("2026", "DG-2026-0017")
    assert found("g-2", "DG-2026-0017")
    assert found("7", "DG-2026-0017")
    assert found("ＤＧ", "dg")
    assert not found("2027", "DG-2026-0017")


def test_scripts_that_meet_without_a_space_are_found_together() -> None:
    assert found("iPhone手机", "苹果iphone手机壳")


def test_every_term_must_be_there() -> None:
    assert found("上海 合同", "合同：上海分公司")
    assert not found("上海 合同", "合同：北京分公司")


def test_nothing_to_find_is_no_search() -> None:
    assert search("") is None
    assert search(" -— !?") is None


def test_pieces_are_plain_ascii_words_whatever_the_text_is() -> None:
    hostile = "\"' OR NEAR(a b) * : -- ; DROP 报销 \x00 \u202e é ß İ"
    for token in document_grams(document(hostile)):
        assert token.isascii()
        assert token.isalnum()
    asked = search(hostile)
    assert asked is not None
    assert all(gram.token.isalnum() and gram.token.isascii() for gram in asked.grams)


def test_a_query_is_bounded() -> None:
    asked = search("abcdefgh " * 500)
    assert asked is not None
    assert len(asked.grams) <= 100


@given(TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXT, st.integers(0, 40), st.integers(1, 10))
def test_every_part_of_a_text_finds_it(text: str, start: int, length: int) -> None:
    part = document(text)[start : start + length]
    if search(part) is not None:
        assert found(part, text)
