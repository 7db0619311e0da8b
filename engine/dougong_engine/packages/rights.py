"""What a package asks for, to be shown before it is installed and held against what the installer may give."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dougong_engine.design.entity import Entity
from dougong_engine.design.flow import Flow
from dougong_engine.design.role import Grant, Role
from dougong_engine.errors import Problem
from dougong_engine.flows.nodes.http_request import HttpRequest
from dougong_engine.packages.format import Package
from dougong_engine.packages.layout import object_path

_HOST = re.compile(r"https?://([^/?#\s]+)")


@dataclass(frozen=True, slots=True)
class ForeignGrant:
    """A role or flow of the package that would get rights on an entity from outside the package."""

    holder: str
    kind: str
    grant: Grant


@dataclass(frozen=True, slots=True)
class Asked:
    """`abilities` on the workspace that its roles bring, rights on entities that are there already, and hosts that its
    flows call."""

    abilities: tuple[str, ...]
    foreign: tuple[ForeignGrant, ...]
    hosts: tuple[str, ...]


def asked(package: Package) -> Asked:
    """Everything in a package that reaches beyond its own data."""
    own = {one.id for one in package.design.of(Entity)}
    abilities = {one for role in package.design.of(Role) for one in role.abilities}
    grants = [("role", role.id, grant) for role in package.design.of(Role) for grant in role.grants]
    grants += [("flow", flow.id, grant) for flow in package.design.of(Flow) for grant in flow.rights]
    urls = [node.url for flow in package.design.of(Flow) for node in flow.nodes if isinstance(node, HttpRequest)]
    hosts = {found[1] if (found := _HOST.match(url)) else url for url in urls}
    foreign = tuple(ForeignGrant(holder, kind, one) for kind, holder, one in grants if one.entity not in own)
    return Asked(tuple(sorted(abilities)), foreign, tuple(sorted(hosts)))


def beyond(package: Package, abilities: frozenset[str], may_give: Callable[[Grant], bool]) -> Iterator[Problem]:
    """What the package asks that its installer, who has `abilities`, does not have himself: it is refused as a whole.

    `may_give` says whether the installer's own rights on an entity that is there already contain a grant.
    """
    for role in package.design.of(Role):
        for ability in role.abilities:
            if ability not in abilities:
                at = (object_path("role", role.id), "abilities")
                yield Problem("package.rights.ability", at, {"role": role.name, "ability": ability})
    for one in asked(package).foreign:
        if not may_give(one.grant):
            place = object_path(one.kind, one.holder)
            yield Problem("package.rights.grant", (place,), {"entity": one.grant.entity})
