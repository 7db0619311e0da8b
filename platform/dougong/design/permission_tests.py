"""The permission tests of a workspace's apps: kept, changed, and held against every design before it is published."""

from collections.abc import Iterable, Mapping
from typing import cast

import sqlalchemy as sa

from dougong.storage.design_tables import permission_tests
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Database, Dialect, Session
from dougong_engine.design.objects import Design
from dougong_engine.document import Json, dump
from dougong_engine.errors import Problem
from dougong_engine.packages.format import PermissionTest
from dougong_engine.packages.permission_tests import failing

TestsByApp = Mapping[str, tuple[PermissionTest, ...]]


async def stored_tests(database: Database, workspace_id: str) -> TestsByApp:
    """The tests of every app, those of apps that have been taken away included."""
    c = permission_tests.c
    select = sa.select(c.app_id, c.tests).where(c.workspace_id == workspace_id)
    rows = await database.fetch(compile_statement(select, database.dialect), {})
    return {
        str(app): tuple(PermissionTest.model_validate(one) for one in cast("list[Json]", tests)) for app, tests in rows
    }


async def failing_tests(
    database: Database, workspace_id: str, design: Design, coming: TestsByApp | None = None
) -> list[Problem]:
    """What the stored tests, or those `coming` in their stead, have against a design."""
    held = {**await stored_tests(database, workspace_id), **(coming or {})}
    return [
        problem for app, tests in sorted(held.items()) if app in design.objects for problem in failing(design, tests)
    ]


async def keep_tests(
    session: Session, dialect: Dialect, workspace_id: str, app_id: str, tests: Iterable[PermissionTest]
) -> None:
    """Put an app's tests in place of those that it had."""
    c = permission_tests.c
    mine = sa.and_(c.workspace_id == workspace_id, c.app_id == app_id)
    await session.execute(compile_statement(sa.delete(permission_tests).where(mine), dialect), {})
    row = {"workspace_id": workspace_id, "app_id": app_id, "tests": [dump(one) for one in tests]}
    await session.execute(compile_statement(sa.insert(permission_tests).values(row), dialect), {})
