"""Reads a multipart upload as it streams in, without ever holding it whole."""

from collections.abc import AsyncIterable, AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from dougong.kernel.problem import Refusal, refuse
from dougong_engine.errors import Problem

MOST_PARTS = 4
HEADER_BYTES = 2_048


def file_body(file: str, required: Sequence[str] = (), **others: dict[str, Any]) -> dict[str, Any]:
    """A multipart body with one `file` and short texts beside it, as OpenAPI tells it; `file` says what it is."""
    properties = {**others, "file": {"type": "string", "format": "binary", "description": file}}
    schema = {"type": "object", "required": [*required, "file"], "properties": properties}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}}


@dataclass(frozen=True, slots=True)
class PartHead:
    """What a part says about itself; `declared` is the client's file name, good for showing only."""

    name: str
    declared: str


@dataclass(slots=True)
class _Events:
    """Turns the parser's callbacks into (head, bytes) pairs."""

    found: list[tuple[PartHead, bytes]] = field(default_factory=list)
    parts: int = 0
    ended: bool = False
    _name: bytes = b""
    _value: bytes = b""
    _headers: dict[bytes, bytes] = field(default_factory=dict)
    _head: PartHead = PartHead("", "")

    def begin(self) -> None:
        self.parts += 1
        self._headers.clear()

    def header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def header_end(self) -> None:
        self._headers[self._name.lower()] = self._value
        self._name = self._value = b""

    def headers_finished(self) -> None:
        kind, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        name = options.get(b"name", b"") if kind == b"form-data" else b""
        declared = options.get(b"filename", b"")
        self._head = PartHead(name.decode("utf-8", "replace"), declared.decode("utf-8", "replace"))
        self.found.append((self._head, b""))

    def part(self, data: bytes, start: int, end: int) -> None:
        self.found.append((self._head, data[start:end]))

    def end(self) -> None:
        self.ended = True


async def read_parts(content_type: str, stream: AsyncIterable[bytes]) -> AsyncIterator[tuple[PartHead, bytes]]:
    """The parts in their order, each first with no bytes and then with its content in pieces.

    Refuses 415 `http.type` for any other body than multipart/form-data, 400 `upload.malformed` for one that
    is cut off or garbled.
    """
    kind, options = parse_options_header(content_type)
    boundary = options.get(b"boundary", b"")
    if kind != b"multipart/form-data" or not boundary:
        raise refuse(415, "http.type", types=["multipart/form-data"])
    events = _Events()
    try:
        parser = _parser(boundary, events)
        async for piece in stream:
            parser.write(piece)
            if events.parts > MOST_PARTS:
                raise _malformed()
            found, events.found = events.found, []
            for one in found:
                yield one
    except FormParserError:
        raise _malformed() from None
    if not events.ended:
        raise _malformed()


def _parser(boundary: bytes, events: _Events) -> MultipartParser:
    return MultipartParser(
        boundary,
        {
            "on_part_begin": events.begin,
            "on_header_field": events.header_name,
            "on_header_value": events.header_value,
            "on_header_end": events.header_end,
            "on_headers_finished": events.headers_finished,
            "on_part_data": events.part,
            "on_end": events.end,
        },
        max_header_count=4,
        max_header_size=HEADER_BYTES,
    )


def _malformed() -> Refusal:
    return Refusal(400, [Problem("upload.malformed")])
