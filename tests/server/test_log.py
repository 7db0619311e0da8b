"""Log lines: machine-readable, complete, without secrets."""

import io
import json
import logging
from collections.abc import Callable, Iterator

import pytest
import structlog

from dougong.kernel.log import configure_log

Lines = Callable[[], list[dict[str, object]]]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """What was logged since, parsed; the process's logging is put back afterwards."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    stream = io.StringIO()
    configure_log("info", "json", stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    structlog.reset_defaults()
    root.handlers[:], _ = handlers, root.setLevel(level)


def test_a_line_is_a_json_object_with_time_level_and_name(lines: Lines) -> None:
    structlog.get_logger("records").info("saved", record="r1", 金额="12.50")
    (line,) = lines()
    assert {name: line[name] for name in ("event", "level", "logger", "record", "金额")} == {
        "event": "saved",
        "level": "info",
        "logger": "records",
        "record": "r1",
        "金额": "12.50",
    }
    assert str(line["timestamp"]).endswith("Z")


def test_records_of_the_standard_library_take_the_same_way(lines: Lines) -> None:
    with structlog.contextvars.bound_contextvars(request="q1"):
        logging.getLogger("uvicorn.error").warning("slow %s", "answer")
    logging.getLogger("httpx").info("a library's chatter")
    structlog.get_logger("records").debug("too fine")
    (line,) = lines()
    assert (line["event"], line["request"], line["logger"]) == ("slow answer", "q1", "uvicorn.error")


def test_secrets_are_hidden(lines: Lines) -> None:
    structlog.get_logger("sign_in").info("tried", password="p", headers={"Cookie": "c", "Host": "h"}, api_token="t")
    (line,) = lines()
    assert (line["password"], line["headers"], line["api_token"]) == ("***", {"Cookie": "***", "Host": "h"}, "***")


def test_an_exception_comes_with_its_traceback(lines: Lines) -> None:
    try:
        raise ValueError("broken")
    except ValueError:
        structlog.get_logger("worker").exception("failed", thing=object())
    (line,) = lines()
    assert "ValueError: broken" in str(line["exception"])


def test_a_line_for_people_is_readable(lines: Lines) -> None:
    stream = io.StringIO()
    configure_log("info", "console", stream)
    structlog.get_logger("records").info("saved", record="r1")
    assert "saved" in stream.getvalue() and "record=r1" in stream.getvalue()
