"""The gate in front of every route: who may send what body from which page, and headers that protect the browser."""

import logging
import re
from collections.abc import Iterable
from time import perf_counter

from fastapi import HTTPException
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dougong.kernel.answering import Answering
from dougong.kernel.http.answers import accepted_locale, problem_response, refusal_of
from dougong.kernel.http.rules import JSON_TYPE, BodyRule, HttpRules
from dougong.kernel.ids import new_id
from dougong.kernel.problem import Refusal, refuse

log = logging.getLogger("dougong.http")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
TOKENS = re.compile(rb'[\[\]{}]|"(?:[^"\\]|\\.)*"?', re.DOTALL)
NO_STRUCTURE = bytes(sorted(set(range(256)) - set(b'[]{}"')))
LONE_SURROGATE = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F]"
)
CONTENT_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
PROTECTION = (
    (b"content-security-policy", CONTENT_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(self), geolocation=(self), microphone=(), payment=(), usb=()"),
)
STRICT_TRANSPORT = (b"strict-transport-security", b"max-age=31536000")
NOT_STORED = (b"cache-control", b"no-store")


class TooLarge(HTTPException):
    """The body grew beyond its limit while being read."""

    def __init__(self) -> None:
        super().__init__(413)


class Gate:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp, rules: HttpRules, answering: Answering) -> None:
        self._app = app
        self._rules = rules
        self._answering = answering
        self._protection = (*PROTECTION, STRICT_TRANSPORT) if rules.secure else PROTECTION

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with a problem."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        trace = new_id()
        state = scope.setdefault("state", {})
        state["trace"] = trace
        is_api = scope["path"].startswith("/api")
        protection = (*self._protection, NOT_STORED) if is_api else self._protection
        guarded = Guarded(send, protection, trace, self._answering)
        try:
            if scope["method"] not in SAFE:
                self._check_origin(headers)
            receive = await self._checked_body(scope, headers, receive)
            await self._app(scope, receive, guarded)
        except Exception as error:
            if not isinstance(error, Refusal | TooLarge):
                log.exception("request failed", extra={"trace": trace, "path": scope["path"]})
            if guarded.started:
                raise
            locale = accepted_locale(headers.get("accept-language", ""))
            await problem_response(refusal_of(error), locale, trace)(scope, receive, guarded)

    def _check_origin(self, headers: Headers) -> None:
        """A page of another site must not act with our cookie. Programs send neither header and use tokens."""
        if "authorization" in headers:
            return
        origin = headers.get("origin")
        if origin is not None:
            if not self._rules.is_own_origin(origin, headers.get("host", "")):
                raise refuse(403, "session.origin")
        elif headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            raise refuse(403, "session.origin")

    async def _checked_body(self, scope: Scope, headers: Headers, receive: Receive) -> Receive:
        length = headers.get("content-length")
        if length in (None, "0") and "transfer-encoding" not in headers:
            return receive
        rule = self._rules.body_rule(scope["path"])
        if length is not None and (not length.isdecimal() or len(length) > 18 or int(length) > rule.most):
            raise refuse(413, "http.large", most=rule.most)
        if scope["method"] in SAFE:
            return _counted(receive, rule.most)
        kind, _, parameters = headers.get("content-type", "").partition(";")
        kind = kind.strip().lower()
        if rule.types and kind not in rule.types:
            raise refuse(415, "http.type", types=sorted(rule.types))
        if kind != JSON_TYPE or not rule.types:
            return _counted(receive, rule.most)
        if "charset" in parameters.lower() and "utf-8" not in parameters.lower():
            raise refuse(415, "http.type", types=sorted(rule.types))
        return await _read_json(receive, rule)


class Guarded:
    """Sends a response with what every response carries."""

    def __init__(self, send: Send, headers: Iterable[tuple[bytes, bytes]], trace: str, answering: Answering) -> None:
        self._send = send
        self._headers = headers
        self._trace = (b"x-trace", trace.encode())
        self._answering = answering
        self._begun = perf_counter()
        self.started = False

    async def __call__(self, message: Message) -> None:
        """Add what the route has not said itself."""
        if message["type"] == "http.response.start":
            self.started = True
            self._answering.seconds += perf_counter() - self._begun
            headers = list(message.get("headers", ()))
            present = {name for name, _ in headers}
            headers += [header for header in self._headers if header[0] not in present]
            headers.append(self._trace)
            message["headers"] = headers
        await self._send(message)


def _counted(receive: Receive, most: int) -> Receive:
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise TooLarge
        return message

    return counted


async def _read_json(receive: Receive, rule: BodyRule) -> Receive:
    """The whole body, checked, to be read again by the route."""
    body = bytearray()
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            return _replay([message], receive)
        body += message.get("body", b"")
        if len(body) > rule.most:
            raise refuse(413, "http.large", most=rule.most)
        more = message.get("more_body", False)
    check_json(bytes(body), rule.depth)
    return _replay([{"type": "http.request", "body": bytes(body), "more_body": False}], receive)


def _replay(messages: Iterable[Message], receive: Receive) -> Receive:
    waiting = list(messages)

    async def replay() -> Message:
        return waiting.pop(0) if waiting else await receive()

    return replay


def check_json(body: bytes, deepest: int) -> None:
    """Refuse (400) bytes that parsers read differently, (422) nesting deeper than `deepest`."""
    try:
        body.decode()
    except UnicodeDecodeError:
        raise refuse(400, "input.json") from None
    # Escaped backslashes go first: after one, `ud800` is ordinary text.
    if b"\x00" in body or (b"\\ud" in body.lower() and LONE_SURROGATE.search(body.replace(b"\\\\", b""))):
        raise refuse(400, "input.json")
    if body.count(b"[") + body.count(b"{") <= deepest:
        return
    if b"\\" not in body:
        # Without escapes only quotes and brackets matter, and two quotes side by side change nothing.
        body = body.translate(None, NO_STRUCTURE).replace(b'""', b"")
    depth = 0
    for token in TOKENS.finditer(body):
        sign = token[0]
        if sign in b"[{":
            depth += 1
            if depth > deepest:
                raise refuse(422, "input.deep", most=deepest)
        elif sign in b"]}":
            depth -= 1
