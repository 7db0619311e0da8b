"""From what went wrong to a problem document in the caller's language."""

from collections.abc import Mapping

import orjson
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import Response

from dougong.kernel.http.validation import problems_of
from dougong.kernel.messages import LOCALES
from dougong.kernel.problem import Refusal, document, refuse, refused
from dougong.kernel.workspace import RightsChanged
from dougong_engine.errors import EngineError

MEDIA_TYPE = "application/problem+json"
HTTP_CODES: Mapping[int, str] = {
    400: "http.malformed",
    404: "http.not_found",
    405: "http.method",
    413: "http.large",
    415: "http.type",
}


def locale_of(connection: HTTPConnection) -> str:
    """The caller's own language if known, else the first of `Accept-Language` that we have."""
    own = getattr(connection.state, "locale", None)
    if own in LOCALES:
        return str(own)
    return accepted_locale(connection.headers.get("accept-language", ""))


def accepted_locale(header: str) -> str:
    """`zh-CN` or `en`; zh-CN where nothing fits."""
    weighted: list[tuple[float, str]] = []
    for part in header[:500].split(","):
        name, _, weight = part.strip().partition(";q=")
        try:
            weighted.append((-float(weight or 1), name.lower()))
        except ValueError:
            continue
    for _, name in sorted(weighted, key=lambda one: one[0]):
        for locale in LOCALES:
            if name.partition("-")[0] == locale.partition("-")[0]:
                return locale
    return LOCALES[0]


def problem_response(refusal: Refusal, locale: str, trace: str | None) -> Response:
    """The answer; a refusal that says `retry_after` (seconds) gets the header too."""
    body = document(refusal, locale)
    if trace is not None:
        body["trace"] = trace
    headers = {"content-language": locale, "cache-control": "no-store"}
    if "retry_after" in refusal.extra:
        headers["retry-after"] = str(refusal.extra["retry_after"])
    if refusal.status == 401:
        headers["www-authenticate"] = "Bearer"
    return Response(orjson.dumps(body, default=str), refusal.status, headers, MEDIA_TYPE)


def refusal_of(error: Exception) -> Refusal:
    """What the caller is told about an exception; nothing about one that nobody expected."""
    match error:
        case Refusal():
            return error
        case EngineError():
            return refused(error)
        case RequestValidationError():
            return Refusal(422, problems_of(error.errors()))
        case HTTPException():
            return refuse(error.status_code, HTTP_CODES.get(error.status_code, "http.refused"))
        case RightsChanged():
            return refuse(409, "access.changing")
        case _:
            return refuse(500, "server.failed")


async def answer(connection: HTTPConnection, error: Exception) -> Response:
    """The exception handler of the whole application."""
    trace = getattr(connection.state, "trace", None)
    response = problem_response(refusal_of(error), locale_of(connection), trace)
    if isinstance(error, HTTPException) and error.headers and "allow" in {name.lower() for name in error.headers}:
        response.headers.update(error.headers)
    return response
