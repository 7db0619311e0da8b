"""The `dougong` command: every part is imported only by the command that needs it."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

if TYPE_CHECKING:
    from dougong.kernel.settings import Settings
    from dougong.people.service import FirstAdmin
    from dougong.storage.driver.port import Database

T = TypeVar("T")
app = typer.Typer(no_args_is_help=True, add_completion=False, help="cli.dougong")
admin = typer.Typer(no_args_is_help=True, help="cli.admin")
app.add_typer(admin, name="admin")

DEFAULT_EMAIL = "admin@dougong.local"


@app.command(help="cli.serve")
def serve(
    host: Annotated[str | None, typer.Option(help="cli.serve.host")] = None,
    port: Annotated[int | None, typer.Option(help="cli.serve.port")] = None,
    reload: Annotated[bool, typer.Option("--reload", help="cli.serve.reload")] = False,
) -> None:
    """Serve the platform; on the first start make a workspace and print the admin's one-time password."""
    changes: dict[str, object] = {}
    if host is not None:
        changes["host"] = host
    if port is not None:
        changes["port"] = port
    if reload:
        _serve_with_reload(changes)
        return
    settings = _settings(changes)
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(_serve(settings))


@app.command(help="cli.worker")
def worker() -> None:
    """Run flows, timers and deliveries beside the web processes (DOUGONG_WORKER=external)."""
    _run("dougong.worker", _settings({}))


@app.command(help="cli.migrate")
def migrate() -> None:
    """Bring the platform's tables to this version; the embedded server does it by itself."""

    async def work(_settings: "Settings", _database: "Database") -> None:
        typer.echo("Tables are up to date. 数据表已是最新。")

    _with_database(work)


@admin.command("reset-password", help="cli.admin.reset_password")
def reset_password(
    email: Annotated[str, typer.Argument(help="cli.admin.reset_password.email")] = DEFAULT_EMAIL,
) -> None:
    """Print a new one-time password for a login; every session of it ends."""

    async def work(_settings: "Settings", database: "Database") -> str:
        from dougong.kernel.clock import wall_clock
        from dougong.people.service import reset_from_console

        return await reset_from_console(database, wall_clock(), email)

    password = _with_database(work)
    typer.echo(f"{email}: {password}")


@admin.command("rebuild-search", help="cli.admin.rebuild_search")
def rebuild_search() -> None:
    """Make the search index anew from all records; searching finds less until it is done."""

    async def work(_settings: "Settings", database: "Database") -> int:
        from dougong.search.rebuilding import Rebuilding
        from dougong.search.store import SearchRows
        from dougong.storage.catalogue import Catalogue

        return await Rebuilding(database, Catalogue(database), SearchRows(database)).run()

    typer.echo(f"已重建全文索引 Search index rebuilt: {_with_database(work)} 条记录 records")


@app.command(help="cli.openapi")
def openapi(to: Annotated[Path | None, typer.Option(help="cli.to")] = None) -> None:
    """Print the API of this version as OpenAPI."""
    from dougong.app import described

    _write(described(), to)


@app.command(help="cli.schema")
def schema(
    kind: Annotated[str | None, typer.Argument(help="cli.schema.kind")] = None,
    to: Annotated[Path | None, typer.Option(help="cli.to")] = None,
) -> None:
    """Print the JSON Schemas of design objects and of what else a package holds."""
    from dougong.packages.published import published

    every = published()
    if kind is not None and kind not in every:
        raise typer.BadParameter(f"one of {', '.join(sorted(every))}")
    _write(every if kind is None else every[kind], to)


@app.command("import", help="cli.import")
def import_records(
    file: Annotated[Path, typer.Argument(help="cli.import.file", exists=True, dir_okay=False)],
    entity: Annotated[str, typer.Option(help="cli.import.entity")],
    mapping: Annotated[Path | None, typer.Option(help="cli.import.mapping")] = None,
    historical: Annotated[bool, typer.Option("--historical", help="cli.import.historical")] = False,
) -> None:
    """Import records from a file, as the importer in the browser does."""

    async def work(settings: "Settings", database: "Database") -> int:
        from dougong.app import sign_in_parts, sign_in_rules
        from dougong.core import Core
        from dougong.imports.console import first_admin, run
        from dougong.parts import Platform
        from dougong.people.sign_in.passwords import Passwords

        core = Core(settings, database)
        await core.clock.read()
        people = sign_in_parts(database, core.roles, sign_in_rules(settings), Passwords()).authenticator
        imports = Platform(core, people).imports
        return await run(imports, await first_admin(database, people), file, entity, mapping, historical, typer.echo)

    raise typer.Exit(_with_database(work))


@app.command(help="cli.doctor")
def doctor(
    every_record: Annotated[bool, typer.Option("--every-record", help="cli.doctor.every_record")] = False,
) -> None:
    """Check what the database itself does not: links, paths, computed columns, history; exit 1 if anything is wrong."""
    _run("dougong.doctor.command", _settings({}), every_record)


@app.command("verify-approvals", help="cli.verify_approvals")
def verify_approvals() -> None:
    """Prove that no decision on an approval was changed, removed or added afterwards; exit 1 where one was."""
    _run("dougong.doctor.verify_approvals", _settings({}))


def main() -> None:
    """The entry point of the installed command."""
    from dougong.kernel.console import console_locale, word_help
    from dougong.kernel.problem import Refusal, document

    locale = console_locale(os.environ)
    command = typer.main.get_group(app)
    word_help(command, locale)
    try:
        command()
    except Refusal as refusal:
        typer.echo(document(refusal, locale)["title"], err=True)
        sys.exit(1)


def _run(module: str, *arguments: object) -> None:
    """Run `module.run(*arguments)`, a coroutine function that answers the exit status or None."""
    if find_spec(module) is None:
        typer.echo(f"{module} is not part of this version.", err=True)
        raise typer.Exit(2)
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        raise typer.Exit(runner.run(import_module(module).run(*arguments)) or 0)


def _settings(changes: dict[str, object]) -> "Settings":
    from pydantic import ValidationError

    from dougong.kernel.log import configure_log
    from dougong.kernel.settings import Settings, prepare_data_dir, unknown_variables

    try:
        settings = Settings.model_validate(changes) if not changes else Settings(**changes)  # type: ignore[arg-type]  # checked by Pydantic
    except ValidationError as error:
        for one in error.errors():
            typer.echo(f"DOUGONG_{'_'.join(map(str, one['loc'])).upper()}: {one['msg']}", err=True)
        raise typer.Exit(2) from None
    for name, meant in unknown_variables(os.environ).items():
        typer.echo(f"{name} is no setting" + (f": did you mean {meant}?" if meant else ""), err=True)
    configure_log(settings.log_level, settings.log_style)
    prepare_data_dir(settings)
    return settings


def _with_database(work: "Callable[[Settings, Database], Awaitable[T]]") -> T:
    async def run() -> T:
        from dougong.core import open_main_database
        from dougong.storage.migrate import bring_up_to_date

        settings = _settings({})
        database = await open_main_database(settings, "console")
        try:
            await bring_up_to_date(database)
            return await work(settings, database)
        finally:
            await database.close()

    return asyncio.run(run())


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """The faster event loop where it exists; None means Python's own."""
    if find_spec("uvloop") is None:
        return None
    from uvloop import new_event_loop

    return new_event_loop


async def _serve(settings: "Settings") -> None:
    from dougong.kernel.settling import hurry, settle_soon

    hurry()
    import uvicorn

    from dougong.app import create_app, wire
    from dougong.core import open_main_database
    from dougong.kernel.clock import wall_clock
    from dougong.kernel.http.joined import JoinedAnswers
    from dougong.people.service import bootstrap
    from dougong.storage.migrate import bring_up_to_date

    database = await open_main_database(settings)
    try:
        await bring_up_to_date(database)
        first = await bootstrap(
            database, wall_clock(), DEFAULT_EMAIL, settings.default_locale, settings.default_timezone
        )
        _greet(settings, first)
        config = uvicorn.Config(
            create_app(wire(settings, database)),
            host=settings.host,
            port=settings.port,
            http=JoinedAnswers,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=bool(settings.trusted_proxies),
            forwarded_allow_ips=list(settings.trusted_proxies),
            timeout_graceful_shutdown=10,
        )
        settle_soon()
        await uvicorn.Server(config).serve()
    finally:
        await database.close()


def _greet(settings: "Settings", first: "FirstAdmin | None") -> None:
    typer.echo(f"\n  斗拱 Dougong   {settings.address}")
    if first is not None:
        typer.echo(f"\n  登录账号 Login               {first.email}")
        typer.echo(f"  一次性密码 One-time password  {first.password}")
        typer.echo("\n  首次登录须修改密码。It must be changed at the first sign-in.")
    typer.echo("", color=False)
    sys.stdout.flush()


def _serve_with_reload(changes: dict[str, object]) -> None:
    names = {"host": "DOUGONG_HOST", "port": "DOUGONG_PORT"}
    os.environ.update({names[name]: str(value) for name, value in changes.items()})
    watched = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "engine")]
    command = f"{sys.executable} -m dougong.cli serve"
    os.execv(sys.executable, [sys.executable, "-m", "watchfiles", "--filter", "python", command, *watched])  # noqa: S606  # our own interpreter


def _write(value: object, to: Path | None) -> None:
    import orjson

    text = orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)
    if to is None:
        sys.stdout.buffer.write(text)
    else:
        to.write_bytes(text)


if __name__ == "__main__":
    main()
