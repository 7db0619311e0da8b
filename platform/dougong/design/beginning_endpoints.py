"""/api/design/begin: an app from nothing but a name, or from a sentence, for people with the ability `design`."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Literal

from fastapi import APIRouter, Request

from dougong.design.beginning import Beginning, spell
from dougong.design.beginning_answers import BegunShown, SpecShown, WaysToBegin
from dougong.design.beginning_schemas import BlankAsked, SentenceAsked, SpecChosen
from dougong.design.sentence import Sentences
from dougong.kernel.messages import sentence
from dougong.kernel.problem import refuse
from dougong.kernel.routes import Caller, able, route
from dougong.kernel.workspace import Principal
from dougong.records.repeats import Answer, Repeats
from dougong_engine.beginning.parts import chosen
from dougong_engine.beginning.spec import ApprovalPart, EntityPart, FieldPart, Spec, StepPart
from dougong_engine.beginning.values import key_of

DESIGN = able("design")
PREFIX = "/api/design/begin"


async def once(
    repeats: Repeats, request: Request, caller: Principal, work: Callable[[], Awaitable[dict[str, Any]]]
) -> dict[str, Any]:
    """Builds once for each Idempotency-Key; the same request again is answered as before."""

    async def answered() -> Answer:
        return Answer(201, await work())

    found = await repeats.once(request, caller, await request.body(), answered)
    told: dict[str, Any] = found.body
    return told


def beginning_router(beginning: Beginning, sentences: Sentences, repeats: Repeats) -> APIRouter:
    """The routes over both services."""
    routes = APIRouter(prefix=PREFIX, tags=["design"])

    @route(routes, "GET", "", DESIGN, answer=WaysToBegin)
    async def ways_to_begin() -> dict[str, Any]:
        """Whether a model is set up for beginning with a sentence."""
        return sentences.ways()

    @route(routes, "POST", "", DESIGN, answer=BegunShown, status_code=201)
    async def begin_blank(request: Request, principal: Caller, body: BlankAsked) -> dict[str, Any]:
        """An entity with a title, its form, its grid, a role and perhaps an approval, in a new app or in an old one."""

        async def work() -> dict[str, Any]:
            spec = _blank(body, principal.locale)
            return (await beginning.build(principal, spec, body.destination())).shown()

        return await once(repeats, request, principal, work)

    @route(routes, "POST", "/sentence", DESIGN, answer=SpecShown)
    async def specify_sentence(principal: Caller, body: SentenceAsked) -> dict[str, Any]:
        """A specification of what the sentence asks for, part by part; builds nothing."""
        return await sentences.specify(principal, body.sentence)

    @route(routes, "POST", "/build", DESIGN, answer=BegunShown, status_code=201)
    async def build_spec(request: Request, principal: Caller, body: SpecChosen) -> dict[str, Any]:
        """The chosen parts of a specification as one publication, or as drafts."""

        async def work() -> dict[str, Any]:
            spec = body.spec if body.parts is None else chosen(body.spec, body.parts)
            if spec is None:
                raise refuse(422, "beginning.nothing", ("parts",))
            return (await beginning.build(principal, spec, body.destination())).shown()

        return await once(repeats, request, principal, work)

    return routes


APPROVERS: Mapping[str, tuple[Literal["manager", "department_head"], ...]] = {
    "none": (),
    "one": ("manager",),
    "two": ("manager", "department_head"),
}


def _blank(body: BlankAsked, locale: str) -> Spec:
    title = FieldPart(key="name", name=sentence("beginning.blank.title", {}, locale), type="text", required=True)
    key = body.key or key_of(spell(body.name), (), "entity")
    entity = EntityPart(key=key, name=body.name, title="name", fields=(title,))
    steps = tuple(
        StepPart(name=sentence(f"beginning.blank.step.{by}", {}, locale), by=by) for by in APPROVERS[body.approval]
    )
    name = sentence("beginning.blank.approval", {"name": body.name}, locale)[:80]
    approvals = (ApprovalPart(key="approval", name=name, entity=key, steps=steps),) if steps else ()
    return Spec(name=body.name, entities=(entity,), approvals=approvals)
