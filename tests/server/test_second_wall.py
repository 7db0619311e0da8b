"""The second wall: on PostgreSQL the role at run time sees the rows of one workspace and changes no table."""

from functools import partial
from typing import cast

import asyncpg
import pytest
import sqlalchemy as sa

from dougong.kernel.ids import new_id
from dougong.storage import second_wall
from dougong.storage.driver.asyncpg_wall import EVERY, Wall, workspace_of
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.failures import StorageFailure
from dougong.storage.driver.opening import DriverOptions, open_database
from dougong.storage.driver.port import Database, Dialect, Session, Statement, in_transaction
from dougong.storage.migrate import bring_up_to_date
from dougong.storage.people_tables import people
from dougong.storage.side_tables import history
from dougong.storage.types import UuidType
from dougong.tables import metadata
from support.apps import running_app
from support.databases import no_functions
from support.walls import walled as walled  # a fixture, seen here

ONE, OTHER = new_id(), new_id()
# A statement that has forgotten its workspace: it takes it, and asks every row.
FORGETFUL = compile_statement(
    sa.select(people.c.workspace_id).where(sa.bindparam("ws", type_=UuidType()).is_not(None)), Dialect.POSTGRESQL
)
EVERYBODY = compile_statement(sa.select(people.c.workspace_id), Dialect.POSTGRESQL)
INSERT = compile_statement(
    sa.insert(people).values({name: sa.bindparam(name, type_=people.c[name].type) for name in (
        "workspace_id", "id", "name", "sort_name", "active", "admin", "created_at")}),
    Dialect.POSTGRESQL,
)  # fmt: skip


async def test_a_workspace_is_served_by_a_role_that_owns_nothing(walled: tuple[Database, str]) -> None:
    database, _ = walled
    async with running_app(database) as running:
        assert await second_wall.stands(database)
        first, client = await running.new_person("王芳")
        other, stranger = await running.new_workspace("other")
        ours = {one["id"] for one in (await client.get("/api/people")).json()["items"]}
        theirs = {one["id"] for one in (await stranger.get("/api/people")).json()["items"]}
        assert first in ours and ours.isdisjoint(theirs)
        for workspace in (running.workspace_id, other.workspace_id):
            seen = {str(row[0]) for row in await database.fetch(FORGETFUL, {"ws": workspace})}
            assert seen == {workspace}
        assert {str(row[0]) for row in await database.fetch(EVERYBODY)} == {running.workspace_id, other.workspace_id}


async def test_a_row_of_another_workspace_is_neither_read_nor_changed_nor_made(walled: tuple[Database, str]) -> None:
    database, _ = walled
    async with running_app(database) as running:
        other, _ = await running.new_workspace("other")
        rename = "UPDATE people SET name = 'x' WHERE workspace_id <> $1::uuid"
        bound = {"names": ("ws",), "encoders": (None,), "template": (None,), "slots": ((0, "ws", None),)}
        step = Statement(rename, writes=True, workspace=0, **bound)  # type: ignore[arg-type]  # fields of one shape
        outcome = await database.write([(step, {"ws": running.workspace_id})])
        assert outcome[0].affected == 0
        moved = f"UPDATE people SET workspace_id = '{other.workspace_id}' WHERE workspace_id = $1::uuid"
        step = Statement(moved, writes=True, workspace=0, **bound)  # type: ignore[arg-type]  # fields of one shape
        with pytest.raises(StorageFailure):
            await database.write([(step, {"ws": running.workspace_id})])


@pytest.mark.parametrize(
    "command",
    [
        "CREATE TABLE mine (id int)",
        "CREATE SCHEMA w_99",
        "ALTER TABLE people ADD COLUMN x int",
        "ALTER TABLE people DISABLE ROW LEVEL SECURITY",
        "DROP POLICY one_workspace ON people",
        "TRUNCATE history",
        "DROP TABLE history",
    ],
)
async def test_the_role_at_run_time_changes_no_table(walled: tuple[Database, str], command: str) -> None:
    database, _ = walled
    await bring_up_to_date(database)
    with pytest.raises(StorageFailure):
        await database.write([(Statement(command, writes=True), {})])


async def test_every_table_of_a_workspace_has_the_policy_and_a_second_start_changes_nothing(
    walled: tuple[Database, str],
) -> None:
    database, _ = walled
    await bring_up_to_date(database)
    await bring_up_to_date(database)
    wanted = {name for name, table in metadata.tables.items() if "workspace_id" in table.c} | {"workspaces"}

    def walls(connection: sa.Connection) -> set[str]:
        return set(connection.execute(sa.text("SELECT tablename FROM pg_policies")).scalars())

    assert await database.run_sync(walls) == wanted - set(second_wall.OPEN_TABLES)


class Spoiled(Exception):
    """Ends a transaction."""


async def spoiled(session: Session, workspace: str) -> None:
    await session.fetch(FORGETFUL, {"ws": workspace})
    raise Spoiled


async def spoiled_inside(session: Session, workspace: str) -> None:
    async with session.savepoint():
        await spoiled(session, workspace)


async def test_a_rollback_leaves_no_connection_at_the_wrong_workspace(walled: tuple[Database, str]) -> None:
    database, _ = walled
    async with running_app(database) as running:
        other, _ = await running.new_workspace("other")
        for workspace in (running.workspace_id, other.workspace_id, running.workspace_id):
            with pytest.raises(Spoiled):
                await in_transaction(database, partial(spoiled, workspace=workspace))
            async with database.transaction() as session:
                with pytest.raises(Spoiled):
                    await spoiled_inside(session, workspace)
                for one in (other.workspace_id, running.workspace_id):
                    assert {str(row[0]) for row in await session.fetch(FORGETFUL, {"ws": one})} == {one}


async def test_with_one_role_everything_runs_and_the_doctor_can_tell(walled: tuple[Database, str]) -> None:
    _, owner_url = walled
    alone = await open_database(owner_url, no_functions, DriverOptions(statement_seconds=20))
    async with running_app(alone) as running:
        assert (await running.admin.get("/api/people")).status_code == 200
        assert not await second_wall.stands(alone)
    await alone.close()


class Recorded:
    """A connection that only remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    async def execute(self, command: str) -> None:
        """One more command."""
        self.told.append(command)


async def test_the_setting_is_changed_only_where_another_workspace_comes() -> None:
    recorded = Recorded()
    connection = cast("asyncpg.Connection", recorded)
    wall = Wall(stands=True)
    for workspace in (ONE, ONE, ONE, OTHER, OTHER, EVERY):
        await wall.admit(connection, workspace)
    assert recorded.told == [f"SET dougong.workspace = '{one}'" for one in (ONE, OTHER, EVERY)]
    wall.forget(connection)
    await wall.admit(connection, EVERY)
    assert len(recorded.told) == 4
    open_field = Wall(stands=False)
    await open_field.admit(connection, ONE)
    assert len(recorded.told) == 4


def test_a_statement_names_its_workspace_and_nothing_else_gets_into_the_setting() -> None:
    by_key = compile_statement(
        sa.select(history.c.version).where(history.c.workspace_id == sa.bindparam("ws", type_=UuidType())),
        Dialect.POSTGRESQL,
    )
    assert workspace_of(by_key, by_key.arguments({"ws": ONE})) == ONE
    assert workspace_of(INSERT, ["x'; RESET ALL; --"] * len(INSERT.names)) == EVERY
    assert workspace_of(EVERYBODY, []) == EVERY


async def test_runs_of_one_statement_for_several_workspaces_see_each_their_own(walled: tuple[Database, str]) -> None:
    database, _ = walled
    asked = compile_statement(
        sa.select(people.c.workspace_id).where(people.c.workspace_id == sa.bindparam("ws", type_=UuidType())),
        Dialect.POSTGRESQL,
    )
    async with running_app(database) as running:
        other, _ = await running.new_workspace("other")
        both = [{"ws": running.workspace_id}, {"ws": other.workspace_id}]
        answers = await database.fetch_each(asked, both)
        assert [{str(row[0]) for row in rows} for rows in answers] == [{one["ws"]} for one in both]
