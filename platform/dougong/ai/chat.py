"""Questions to the model; whatever it answers is a foreign text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import orjson
from pydantic import SecretStr

from dougong.kernel.egress import Budget, Egress, EgressFailed
from dougong.kernel.problem import Refusal, refuse
from dougong.kernel.settings import Settings

ANSWER_BYTES = 1024 * 1024
REFUSING = frozenset({400, 401, 403, 404, 422})
"""Statuses by which an endpoint says that key, model or question are wrong, so that another try is no use."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model is; the key goes nowhere but into the header of a request to that address."""

    url: str
    model: str
    key: SecretStr | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Said:
    """One message of a conversation."""

    role: Literal["system", "user", "assistant"]
    text: str


def endpoint(settings: Settings) -> Endpoint | None:
    """The endpoint of the settings; None where address or model are not set."""
    if settings.ai_url is None or not settings.ai_model:
        return None
    return Endpoint(str(settings.ai_url).rstrip("/"), settings.ai_model, settings.ai_key, settings.ai_seconds)


@dataclass(frozen=True, slots=True)
class Chat:
    """Asks through the one way out of the process, with its rules about addresses."""

    egress: Egress
    endpoint: Endpoint | None

    @property
    def model(self) -> str | None:
        """The model's name, None where none is set up."""
        return None if self.endpoint is None else self.endpoint.model

    async def ask(self, workspace_id: str, said: Sequence[Said]) -> str:
        """What the model answers, unread. Refuses (409) `ai.unset`, (502) `ai.failed`, `ai.refused`, `ai.answer`."""
        place = self.endpoint
        if place is None:
            raise refuse(409, "ai.unset")
        body = {
            "model": place.model,
            "messages": [{"role": one.role, "content": one.text} for one in said],
            "temperature": 0,
            "response_format": {"type": "json_object"},
        }
        headers = {"content-type": "application/json", "accept": "application/json"}
        if place.key is not None:
            headers["authorization"] = f"Bearer {place.key.get_secret_value()}"
        url, budget = f"{place.url}/chat/completions", Budget(total_seconds=place.seconds, answer_bytes=ANSWER_BYTES)
        try:
            answer = await self.egress.request(workspace_id, "POST", url, headers, orjson.dumps(body), budget)
        except EgressFailed:
            raise refuse(502, "ai.failed") from None
        if answer.status in REFUSING:
            raise refuse(502, "ai.refused", answered=answer.status)
        if answer.status != 200 or answer.truncated:
            raise refuse(502, "ai.failed")
        return _content(answer.body)


def _content(body: bytes) -> str:
    """The text of the first choice."""
    try:
        found: Any = orjson.loads(body)
        content = found["choices"][0]["message"]["content"]
    except (orjson.JSONDecodeError, KeyError, IndexError, TypeError):
        raise _unreadable() from None
    if not isinstance(content, str):
        raise _unreadable()
    return content


def _unreadable() -> Refusal:
    return refuse(502, "ai.answer")
