"""Every kind of message has words in each language, and names only what its sender gives."""

import pytest
from jinja2.exceptions import SecurityError, UndefinedError

from dougong.kernel.messages import LOCALES
from dougong.notify.message import KINDS, Kind
from dougong.notify.templates import FOLDER, blocks, environment
from dougong.notify.wording import PLACES, compose
from dougong_engine.messages_template import VALUE_CHARACTERS, Shown

VALUES: dict[str, Shown] = {"flow": "合同审批", "node": "法务", "title": "华东合同 600,000", "by": "李雷"}


def test_every_kind_is_worded_in_every_language() -> None:
    found = {one.name: {file.name for file in one.iterdir()} for one in FOLDER.iterdir()}
    assert found == {key: {"letter.html.j2", *(f"{kind}.txt.j2" for kind in KINDS)} for key in LOCALES}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", KINDS)
def test_templates_name_only_what_is_given_and_show_the_record(kind: Kind, locale: str) -> None:
    title, body = compose(kind, locale, VALUES.get)
    assert "华东合同 600,000" in title
    assert "华东合同 600,000" in body.splitlines()
    compose(kind, locale, lambda _: None)


def test_a_value_is_never_a_template_and_long_ones_are_cut() -> None:
    values = {**VALUES, "title": "{{ flow }}{% for one in flow %}", "flow": "长" * 100_000}
    title, body = compose("task", "zh-CN", values.get)
    assert title == "待处理：{{ flow }}{% for one in flow %}"
    assert "{{ flow }}{% for one in flow %}" in body
    assert body.count("长") == VALUE_CHARACTERS
    given = dict.fromkeys(PLACES, "长" * 100)
    assert {len(one) <= 10 for one in blocks("task", "en", given, 10)} == {True}


def test_the_environment_of_letters_reaches_nothing_but_its_places() -> None:
    for template in ("{{ ''.__class__.__mro__ }}", "{{ flow.__init__.__globals__ }}", "{{ range(9) }}", "{{ nobody }}"):
        with pytest.raises((SecurityError, UndefinedError)):
            environment().from_string(template).render(flow=compose)


def test_a_task_without_a_due_time_does_not_mention_one() -> None:
    title, body = compose("task", "zh-CN", VALUES.get)
    assert (title, body) == ("待处理：华东合同 600,000", "“合同审批”的“法务”等待您处理。\n华东合同 600,000")


def test_the_flows_own_words_come_first_and_are_read_once() -> None:
    values = {**VALUES, "note": "{{by}}"}
    assert compose("message", "en", values.get, "{{flow}}!", "{{note}}") == ("合同审批!", "{{by}}")


def test_a_reader_of_an_unknown_language_gets_the_default_one() -> None:
    assert compose("copied", None, VALUES.get)[0] == "抄送：华东合同 600,000"
