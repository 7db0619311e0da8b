"""Calls of flows to other systems, through the one guarded way out."""

from collections.abc import Mapping

import orjson

from dougong.kernel.egress import Egress, EgressFailed
from dougong.kernel.outbox import GiveUp, TryAgain
from dougong_engine.document import Json

BUSY = frozenset({408, 425, 429})


class EgressCaller:
    """Implements `ports.Caller`. What the other side may repair by itself is tried again, the rest is given up."""

    def __init__(self, egress: Egress) -> None:
        self._egress = egress

    async def call(
        self, workspace_id: str, method: str, url: str, headers: Mapping[str, str], body: Json, key: str
    ) -> Json:
        """`{"status", "body"}`; the same Idempotency-Key at each try."""
        content = b"" if method == "GET" else orjson.dumps(body)
        own = {**headers, "content-type": "application/json", "idempotency-key": key}
        try:
            answer = await self._egress.request(workspace_id, method, url, own, content)
        except EgressFailed as failed:
            raise TryAgain(failed.code) from None
        if answer.status >= 500 or answer.status in BUSY:
            raise TryAgain("flow.http.failed")
        if answer.status >= 300:
            raise GiveUp("flow.http.refused")
        return {"status": answer.status, "body": _parsed(answer.body)}


def _parsed(body: bytes) -> Json:
    """JSON where it is some; text otherwise."""
    try:
        found: Json = orjson.loads(body) if body else None
    except orjson.JSONDecodeError:
        return body.decode("utf-8", "replace").replace("\x00", "�")
    return found
