"""The web process: the only place where its parts are wired."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, cast

from fastapi import APIRouter, FastAPI

from dougong.access.endpoints import router as access_router
from dougong.access.service import RoleMembership
from dougong.access.store import AccessStore
from dougong.access.view_store import ViewStore
from dougong.access.viewing import Viewing
from dougong.core import Core
from dougong.files.endpoints import upload_body
from dougong.imports.endpoints import import_bodies
from dougong.kernel.clock import wall_clock
from dougong.kernel.http.application import Parts, create_application, openapi
from dougong.kernel.http.rules import HttpRules
from dougong.kernel.ports import RoleNames
from dougong.kernel.problem import refuse
from dougong.kernel.settings import Settings
from dougong.kernel.workspace import RightsChanged
from dougong.packages.upload_endpoints import package_bodies
from dougong.parts import Platform
from dougong.people.attempts.service import Attempts
from dougong.people.attempts.store import AttemptStore
from dougong.people.departments.endpoints import router as departments_router
from dougong.people.departments.service import Departments
from dougong.people.departments.store import DepartmentStore
from dougong.people.directory.endpoints import router as people_router
from dougong.people.directory.service import People
from dougong.people.directory.standing import Standing
from dougong.people.directory.store import PeopleStore
from dougong.people.reporting.store import ReportingStore
from dougong.people.sign_in.authenticator import SignInAuthenticator
from dougong.people.sign_in.endpoints import me_router, session_router
from dougong.people.sign_in.me import Mirror
from dougong.people.sign_in.passwords import Passwords
from dougong.people.sign_in.rules import SignInRules
from dougong.people.sign_in.sessions import Sessions
from dougong.people.sign_in.store import SignInStore
from dougong.people.tokens.service import Tokens
from dougong.people.tokens.store import TokenStore
from dougong.public_forms.endpoints import public_bodies
from dougong.storage.driver.failures import StorageFailure
from dougong.storage.driver.port import Database, Dialect
from dougong.storage.refusals import storage_refusal

STATIC = Path(__file__).with_name("static")


@dataclass(frozen=True, slots=True)
class SignInParts:
    """What people/ and access/ contribute; the authenticator also serves hot routes, flows and workers."""

    authenticator: SignInAuthenticator
    viewer: Viewing
    sessions: Sessions
    routers: tuple[APIRouter, ...]


def own_version() -> str:
    """The version of the installed package; 0 in a tree that is not installed."""
    try:
        return version("dougong")
    except PackageNotFoundError:
        return "0"


def sign_in_rules(settings: Settings) -> SignInRules:
    """The settings about sign-in in the words of people/."""
    return SignInRules(
        secure=http_rules(settings).secure,
        session_lasts=timedelta(hours=settings.session_hours),
        idle_lasts=timedelta(hours=settings.session_idle_hours),
        attempts=settings.sign_ins_per_quarter_hour,
        person_rate=float(settings.requests_per_second_person),
        workspace_rate=float(settings.requests_per_second_workspace),
    )


def http_rules(settings: Settings) -> HttpRules:
    """The settings about requests; modules with other bodies than JSON add their rules here."""
    base_url = settings.address if settings.base_url is not None else None
    imports = import_bodies(settings.import_csv_bytes, settings.import_excel_bytes)
    bodies = (upload_body(settings.upload_bytes), package_bodies(), *public_bodies(), *imports)
    return HttpRules(base_url=base_url, json_bytes=settings.json_bytes, bodies=bodies)


def sign_in_parts(
    database: Database,
    roles: RoleNames,
    rules: SignInRules,
    passwords: Passwords,
    now: Callable[[], datetime] = wall_clock,
) -> SignInParts:
    """Services and routes of people/ and access/ on one database."""
    store = SignInStore(database)
    people_store, reporting, department_store = (
        PeopleStore(database),
        ReportingStore(database.dialect),
        DepartmentStore(database),
    )
    authenticator = SignInAuthenticator(store, roles, rules, now)
    viewer = Viewing(ViewStore(database), roles, authenticator.principal_of, now)
    sessions = Sessions(store, Attempts(AttemptStore(database), rules, now), passwords, rules, now)
    standing = Standing(people_store, reporting, department_store, store, passwords, roles, now)
    people = People(people_store, reporting, standing, now)
    tokens = Tokens(TokenStore(database), now)
    routers = (
        session_router(sessions, authenticator, rules),
        me_router(Mirror(store, roles), people, sessions, tokens, rules),
        people_router(people, standing),
        departments_router(Departments(department_store, roles, now)),
        access_router(RoleMembership(AccessStore(database), roles, now), viewer),
    )
    return SignInParts(authenticator, viewer, sessions, routers)


def wire(
    settings: Settings,
    database: Database,
    roles: RoleNames | None = None,
    static: Path | None = STATIC,
    passwords: Passwords | None = None,
) -> Parts:
    """Every part of the web process over an open database. Does no I/O."""
    core = Core(settings, database)
    sign_in = sign_in_parts(database, roles or core.roles, sign_in_rules(settings), passwords or Passwords())
    platform = Platform(core, sign_in.authenticator)
    return Parts(
        version=own_version(),
        authenticator=sign_in.authenticator,
        viewer=sign_in.viewer,
        answering=core.answering,
        routers=(*sign_in.routers, *platform.routers()),
        hot_routes=platform.hot_routes(),
        http=http_rules(settings),
        running=(platform.running,),
        refusals={StorageFailure: storage_refusal, RightsChanged: lambda _: refuse(409, "access.changing")},
        healthy=database.now,
        static=static,
    )


def create_app(parts: Parts) -> FastAPI:
    """The ASGI application of the web process."""
    return create_application(parts)


class Undescribed:
    """Stands where no database is needed: an application that is only described, never called."""

    dialect = Dialect.SQLITE

    async def now(self) -> datetime:
        """Nobody asks."""
        raise RuntimeError("this application has no database")


def described() -> dict[str, Any]:
    """The OpenAPI document of this version."""
    settings = Settings.model_construct()
    return openapi(create_app(wire(settings, cast("Database", Undescribed()), static=None)))
