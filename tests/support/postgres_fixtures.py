"""Fixtures for tests that need PostgreSQL: one cluster per test process, as many databases as asked for."""

import os
from collections.abc import Callable, Iterator

import pytest

from support.postgres import Cluster, PostgresNotFound, find_programs, running_cluster


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Cluster]:
    """The session's private cluster; without PostgreSQL the test is skipped, and fails where CI is set."""
    try:
        find_programs()
    except PostgresNotFound as missing:
        if os.environ.get("CI") == "true":
            pytest.fail(str(missing))
        pytest.skip(str(missing))
    with running_cluster() as cluster:
        yield cluster


@pytest.fixture
def postgres_database_url(postgres_cluster: Cluster) -> Iterator[Callable[[], str]]:
    """A function that makes an empty database and answers its URL; all are dropped after the test."""
    made: list[str] = []

    def create() -> str:
        made.append(postgres_cluster.create_database())
        return made[-1]

    yield create
    for url in made:
        postgres_cluster.drop_database(url)
