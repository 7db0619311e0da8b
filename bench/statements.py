"""How many statements a request costs, counted in PostgreSQL's own log."""

import re
import urllib.request
from pathlib import Path

from operations import Operation
from psycopg import sql
from world import World

from support.postgres import Cluster

REQUESTS = 10
RAN = re.compile(r"duration: [\d.]+ ms +(?:execute|statement)")


def per_request(cluster: Cluster, operation: Operation, world: World, port: int) -> float:
    """Statements of an operation once everything is warm."""
    for place in range(3):
        _send(operation, world, port, place)
    before = counted(cluster.log_file)
    for place in range(REQUESTS):
        _send(operation, world, port, 10 + place)
    return (counted(cluster.log_file) - before) / REQUESTS


def log_statements(cluster: Cluster, on: bool) -> None:
    """Let PostgreSQL log every statement, or none."""
    # Without values: PostgreSQL cuts long ones anywhere, also within a character.
    cluster.administer(sql.SQL("ALTER SYSTEM SET log_parameter_max_length = 0"))
    cluster.administer(sql.SQL("ALTER SYSTEM SET log_min_duration_statement = {}").format(sql.Literal(0 if on else -1)))
    cluster.administer(sql.SQL("SELECT pg_reload_conf()"))


def counted(log: Path) -> int:
    """How many statements PostgreSQL has noted so far."""
    return len(RAN.findall(log.read_text()))


def _send(operation: Operation, world: World, port: int, place: int) -> None:
    ask = operation.ours
    id = world.ids[place % len(world.ids)]
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{ask.path.replace('@id', id)}",
        data=ask.body.replace("@n", str(place)).encode() or None,
        method=ask.method,
        headers={"Authorization": f"Bearer {world.token}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # our own server on loopback
        answer.read()
