"""Every kind of message has words in each language, and names only what its sender gives."""

import pytest

from dougong.kernel.messages import LOCALES
from dougong.notify.message import KINDS, Kind
from dougong.notify.wording import PLACES, WORDINGS, compose
from dougong_engine.messages_template import Shown, check, named

VALUES: dict[str, Shown] = {"flow": "合同审批", "node": "法务", "title": "华东合同 600,000", "by": "李雷"}


def test_every_kind_is_worded_in_every_language() -> None:
    assert {locale: tuple(words) for locale, words in WORDINGS.items()} == dict.fromkeys(LOCALES, KINDS)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", KINDS)
def test_wordings_are_sound_templates_over_the_known_places(kind: Kind, locale: str) -> None:
    for template in WORDINGS[locale][kind]:
        assert check(template) == ()
        assert {one.path for one in named(template)} <= set(PLACES)


def test_a_task_without_a_due_time_does_not_mention_one() -> None:
    title, body = compose("task", "zh-CN", VALUES.get)
    assert (title, body) == ("待处理：华东合同 600,000", "“合同审批”的“法务”等待您处理。\n华东合同 600,000")


def test_the_flows_own_words_come_first_and_are_read_once() -> None:
    values = {**VALUES, "note": "{{by}}"}
    assert compose("message", "en", values.get, "{{flow}}!", "{{note}}") == ("合同审批!", "{{by}}")


def test_a_reader_of_an_unknown_language_gets_the_default_one() -> None:
    assert compose("copied", None, VALUES.get)[0] == "抄送：华东合同 600,000"
