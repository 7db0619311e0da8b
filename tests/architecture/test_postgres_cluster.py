"""The private PostgreSQL cluster of the tests works as its users expect."""

import signal
from collections.abc import Callable

import psycopg

from support.postgres import Cluster, database_name


def test_each_database_is_empty_and_apart_from_the_others(postgres_database_url: Callable[[], str]) -> None:
    first, second = postgres_database_url(), postgres_database_url()
    with psycopg.connect(first) as connection:
        connection.execute("CREATE TABLE only_here (id integer)")
    with psycopg.connect(second) as connection:
        found = connection.execute("SELECT to_regclass('only_here')").fetchone()
    assert found == (None,)


def test_a_database_can_be_copied_from_a_prepared_one(postgres_cluster: Cluster) -> None:
    prepared = postgres_cluster.create_database()
    with psycopg.connect(prepared) as connection:
        connection.execute("CREATE TABLE prepared AS SELECT 7 AS answer")
    copy = postgres_cluster.create_database(template=database_name(prepared))
    with psycopg.connect(copy) as connection:
        assert connection.execute("SELECT answer FROM prepared").fetchone() == (7,)
    postgres_cluster.drop_database(copy)
    postgres_cluster.drop_database(prepared)


def test_the_server_comes_back_after_a_crash_with_what_was_committed(postgres_cluster: Cluster) -> None:
    url = postgres_cluster.create_database()
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept (id integer)")
    postgres_cluster.stop(signal.SIGQUIT)
    postgres_cluster.start()
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT to_regclass('kept')::text").fetchone() == ("kept",)
    postgres_cluster.drop_database(url)


def test_the_server_listens_on_no_network_address(postgres_cluster: Cluster) -> None:
    with psycopg.connect(postgres_cluster.url("postgres")) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
