"""The roles that are built: those that the specification names, and the keeper's, which may do everything here."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dougong_engine.beginning.naming import Built, Ids, Say, Site
from dougong_engine.beginning.spec import GrantPart, RolePart, Spec
from dougong_engine.document import Json, dump

Document = dict[str, Any]
EVERYTHING: Sequence[str] = (
    "create", "update", "delete", "import", "import_historical", "export", "print", "share", "bulk",
)  # fmt: skip
CHANGING = frozenset({"create", "update", "import"})


def role_documents(
    spec: Spec, entities: Mapping[str, Built], ids: Mapping[str, str], boards: Mapping[str, str]
) -> list[Document]:
    """The named roles; each opens the pages of its entities, and the boards that show nothing else."""
    return [_role(spec, one, entities, ids[one.key], boards) for one in spec.roles]


def _role(spec: Spec, role: RolePart, entities: Mapping[str, Built], id: str, boards: Mapping[str, str]) -> Document:
    known = {grant.entity for grant in role.grants}
    opens = [boards[one.key] for one in spec.boards if known.issuperset(card.entity for card in one.cards)]
    opens += (page for grant in role.grants for page in entities[grant.entity].pages)
    grants = [_grant(grant, entities[grant.entity]) for grant in role.grants]
    return {"kind": "role", "id": id, "name": role.name, "grants": grants, "opens": opens}


def _grant(grant: GrantPart, one: Built) -> Document:
    right = "write" if CHANGING.intersection(grant.can) else "read"
    actions = list(dict.fromkeys(grant.can))
    return {"entity": one.id, "scope": {"rows": grant.rows}, "fields": _fields(one, right), "actions": actions}


def _fields(one: Built, right: str) -> Document:
    """What only an approval may change stays to be read."""
    return {"*": right} if one.status is None else {"*": right, one.status: "read"}


def keeper_document(
    spec: Spec, site: Site, entities: Iterable[Built], pages: Sequence[str], ids: Ids, say: Say
) -> Document:
    """The role of whoever begins this: all rights on what is new, beside those that it has already."""
    grants: list[Json] = [
        {
            "entity": one.id,
            "scope": {"rows": "all"},
            "fields": _fields(one, "write"),
            "actions": list(EVERYTHING),
        }
        for one in entities
    ]
    if site.keeper is None:
        name = say("beginning.role.keeper", {"app": spec.name})
        return {"kind": "role", "id": ids.next("role"), "name": name, "grants": grants, "opens": list(pages)}
    held = dump(site.keeper)
    before, opened = held.get("grants"), held.get("opens")
    return {
        **held,
        "grants": [*(before if isinstance(before, list) else ()), *grants],
        "opens": [*(opened if isinstance(opened, list) else ()), *pages],
    }
