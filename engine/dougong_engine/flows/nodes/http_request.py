"""HTTP request: calls another system through the guarded way out, and waits for its answer."""

from typing import Annotated, Literal

from pydantic import Field

from dougong_engine.document import Doc
from dougong_engine.flows.effect import HttpRequest as HttpEffect
from dougong_engine.flows.happening import Answer, Entered, Happening, Reopened
from dougong_engine.flows.move import Break, Leave, Move
from dougong_engine.flows.node import NodeSpec, NodeType, failed, onward_or_error
from dougong_engine.flows.scene import Scene
from dougong_engine.flows.values import ValueSource, draw_all


class Retry(Doc):
    """`tries` in all; the pause before the n-th retry is `pause_seconds` · 2ⁿ⁻¹."""

    tries: Annotated[int, Field(ge=1, le=8)] = 5
    pause_seconds: Annotated[int, Field(ge=1, le=3600)] = 30


class HttpRequest(NodeSpec):
    """`url` and header values may hold `{{field}}` and `{{setting.name}}` (workspace settings: addresses and secrets).

    `body` maps member → where its value comes from and is sent as JSON. Status and parsed body are this node's output.
    Without an edge from port `error` a final failure fails the run.
    """

    type: Literal["http_request"]
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"] = "POST"
    url: str
    headers: dict[str, str] = Field(default_factory=dict)
    body: dict[str, ValueSource] = Field(default_factory=dict)
    retry: Retry = Retry()


def react(spec: HttpRequest, scene: Scene, happening: Happening) -> Move | None:
    """Hands the request to the outbox and stays until the last try has been made."""
    match happening:
        case Entered() | Reopened():
            body = draw_all(scene, spec.body)
            if isinstance(body, Break):
                return failed(scene, body.code, body.params)
            request = HttpEffect(
                method=spec.method,
                url=spec.url,
                headers=spec.headers,
                body=body,
                tries=spec.retry.tries,
                pause_seconds=spec.retry.pause_seconds,
            )
            return Move(effects=(request,))
        case Answer(problem=None, value=reply):
            return Move(Leave(), output=reply)
        case Answer(problem=str(code), params=params):
            return failed(scene, code, params)
        case _:
            return None


NODE = NodeType(
    name="http_request",
    spec=HttpRequest,
    ports=onward_or_error,
    react=react,
    card="http_request",
    acts=True,
)
