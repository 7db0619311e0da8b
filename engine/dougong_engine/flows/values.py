"""Where a value that a node writes or sends comes from."""

from collections.abc import Mapping

from dougong_engine.document import Json
from dougong_engine.errors import Invalid
from dougong_engine.flows.move import Break
from dougong_engine.flows.scene import Scene

ValueSource = Json
"""A literal, or one of `{"field": path}`, `{"formula": source}`, `{"token": "now" | "today" | "me" | "initiator" | …}`,
`{"output": "node"}` or `{"output": "node.member"}`."""

SOURCES = ("field", "formula", "token", "output")


def source_of(value: ValueSource) -> str | None:
    """Which kind of source this is; None for a literal."""
    if not isinstance(value, dict):
        return None
    return next((one for one in SOURCES if isinstance(value.get(one), str)), None)


def output(scene: Scene, reference: str) -> Json:
    """What an earlier node gave: `node` or `node.member.member`; empty where there is no such thing."""
    node, *members = reference.split(".")
    found: Json = scene.state.outputs.get(node)
    for member in members:
        found = found.get(member) if isinstance(found, dict) else None
    return found


def draw(scene: Scene, value: ValueSource) -> Json:
    """The JSON value of one source; raises `Invalid` for a formula that cannot be calculated."""
    if not isinstance(value, dict):
        return value
    match source_of(value):
        case "field":
            return scene.env.value(str(value["field"]))
        case "formula":
            return scene.env.calculate(str(value["formula"]))
        case "token" if value["token"] in ("me", "initiator"):
            return scene.state.initiator
        case "token":
            return scene.env.symbol(value)
        case "output":
            return output(scene, str(value["output"]))
        case _:
            return value


def draw_all(scene: Scene, values: Mapping[str, ValueSource]) -> dict[str, Json] | Break:
    """All values of a node, or why the node fails."""
    drawn: dict[str, Json] = {}
    for name, value in values.items():
        try:
            drawn[name] = draw(scene, value)
        except Invalid as error:
            first = error.problems[0]
            return Break("flow.value.failed", {"field": name, "code": first.code})
    return drawn
