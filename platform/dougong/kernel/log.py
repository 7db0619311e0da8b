"""Logs: one JSON object a line for machines, coloured lines for a terminal; secrets never leave."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any, Literal, TextIO

import orjson
import structlog

Style = Literal["auto", "json", "console"]
Event = MutableMapping[str, Any]

SECRET_WORDS = ("password", "secret", "token", "authorization", "cookie", "api_key")
HIDDEN = "***"
LOUD_LIBRARIES = ("alembic", "asyncpg", "apscheduler", "httpx", "httpcore", "PIL")


def hide_secrets(_logger: object, _method: str, event: Event) -> Event:
    """Replace the values of members whose names say that they are secret, one level of nesting included."""
    for name, value in event.items():
        if any(word in name.lower() for word in SECRET_WORDS):
            event[name] = HIDDEN
        elif isinstance(value, dict):
            event[name] = hide_secrets(_logger, _method, dict(value))
    return event


def configure_log(level: str = "info", style: Style = "auto", stream: TextIO | None = None) -> None:
    """Send structlog's and the standard library's records to `stream` (standard error) in one form.

    `auto` means lines for people on a terminal and JSON elsewhere. Libraries speak from warning upwards.
    """
    stream = stream or sys.stderr
    for_people = style == "console" or (style == "auto" and stream.isatty())
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        hide_secrets,
    ]
    if not for_people:
        shared.append(structlog.processors.format_exc_info)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(_number(level)),
        cache_logger_on_first_use=False,
    )
    renderer: structlog.types.Processor = (
        structlog.dev.ConsoleRenderer(colors=stream.isatty())
        if for_people
        else structlog.processors.JSONRenderer(serializer=_json_line)
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(_number(level))
    for name in LOUD_LIBRARIES:
        logging.getLogger(name).setLevel(max(_number(level), logging.WARNING))


def _number(level: str) -> int:
    return logging.getLevelNamesMapping()[level.upper()]


def _json_line(event: object, **_options: object) -> str:
    return orjson.dumps(event, default=str, option=orjson.OPT_NON_STR_KEYS).decode()
