"""Permission tests in words: which ran, which the roles keep, which they break and with what."""

from collections.abc import Iterable, Mapping
from typing import Any

from dougong.design.permission_tests import stored_tests
from dougong.kernel.messages import sentence
from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.packages.installing import Installing
from dougong.storage.system_names import SYSTEM_NAMES
from dougong_engine.design.objects import Design
from dougong_engine.design.role import Role
from dougong_engine.packages.format import PermissionTest
from dougong_engine.packages.permission_tests import Outcome, outcomes
from dougong_engine.packages.texts import OWN


async def tested(installing: Installing, principal: Principal, app_id: str) -> list[dict[str, Any]]:
    """The tests of an installed app against its roles as they are now, in the caller's language."""
    schema = await installing.publishing.catalogue.newest(principal.workspace_id)
    own = schema.design.of_app(app_id)
    if not own.objects:
        raise refuse(404, "app.unknown", id=app_id)
    held = (await stored_tests(installing.publishing.database, principal.workspace_id)).get(app_id, ())
    installation = await installing.store.one(principal.workspace_id, app_id)
    texts: Mapping[str, str] = {}
    if installation is not None:
        was = {one.id: one.name for one in installation.package.tests}
        held_names = {one.id: one.name for one in held}
        own_texts = installation.package.locales.get(principal.locale, {}).get(OWN, {})
        texts = {place: text for place, text in own_texts.items() if _still(place, was, held_names)}
    shown = schema.design.replaced(*(schema.localized(one, principal.locale) for one in own.objects.values()))
    return permission_documents(shown, held, texts, principal.locale)


def _still(place: str, was: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Whether a translated name is that of a test which is still called so."""
    parts = place.split(".")
    return parts[0] == "tests" and len(parts) == 3 and was.get(parts[1], "") == now.get(parts[1])


def permission_documents(
    design: Design, tests: Iterable[PermissionTest], texts: Mapping[str, str], locale: str
) -> list[dict[str, Any]]:
    """Each test with its outcome; `design` and `texts` are in the language of the answer."""
    named = (one.model_copy(update={"name": texts.get(f"tests.{one.id}.name", one.name)}) for one in tests)
    return [_document(design, one, locale) for one in outcomes(design, named)]


def _document(design: Design, outcome: Outcome, locale: str) -> dict[str, Any]:
    test, problem = outcome.test, outcome.problem
    role, entity = design.get(Role, test.role), design.entity(test.entity)
    return {
        "id": test.id,
        "name": test.name,
        "role": role.name if role is not None else test.role,
        "entity": entity.name if entity is not None else test.entity,
        "field": _field(design, test, locale),
        "record": test.record,
        "action": test.action,
        "allowed": test.allowed,
        "result": "void" if not outcome.asked else "kept" if problem is None else "broken",
        "message": None if problem is None else sentence(problem.code, problem.params, locale),
    }


def _field(design: Design, test: PermissionTest, locale: str) -> str | None:
    if test.field is None:
        return None
    entity = design.entity(test.entity)
    found = entity.field(test.field) if entity is not None else None
    return SYSTEM_NAMES.get(locale, {}).get(test.field, found.name if found is not None else test.field)
