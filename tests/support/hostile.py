"""Texts and values that have broken other systems, and what any answer to them must look like."""

import unicodedata
from dataclasses import dataclass, field

import httpx
import sqlalchemy as sa

from dougong.storage.driver.port import Database

SQL = (
    "'; DROP TABLE people; --",
    "' OR '1'='1",
    '" OR ""="',
    "1; DELETE FROM inbox",
    "'||(SELECT name FROM people)||'",
    "\\'; SELECT pg_sleep(9); --",
    "%' ESCAPE '%",
    "_%\\_",
    "$1 :id ? %s %(ws)s {0} ${jndi:x}",
    "0x27/**/UNION/**/SELECT/**/NULL",
    "$$; ROLLBACK; $$",
    "`w1_t_1`",
    '"w_1"."t_1"',
)
TEXTS = (
    "\u202eevil\u202c",
    "\u2066a\u2069",
    "a\u200b\u200db\ufeff",
    "😀👨\u200d👩\u200d👧🏽",
    "𠮷\U0010ffff",
    "e\u0301\u0323",
    "ﷺ\u0130ıſß",
    '\\u0000\\"\\n',
    "</script><img src=x onerror=alert(1)>",
    "{{7*7}} {title}",
    "=cmd|' /C calc'!A0",
    "null",
    "__proto__",
    "../../etc/passwd",
    "\x7f\x1b[31m",
    "\x01\x02\x1f",
    "a\u2028b\u2029c\x85d",
    "ڄ" * 250,
)
REFUSED = ("\x00", "a\x00b", "x" * 200_000, "\n" * 5 + "\x00")
STRINGS = (*SQL, *TEXTS, *REFUSED)
VALUES: tuple[object, ...] = (
    "",
    " ",
    0,
    -1,
    2**31,
    2**53 + 1,
    2**63,
    10**30,
    -(10**30),
    1e308,
    0.1,
    5e-324,
    "1e999999999",
    "1e-999999999",
    "NaN",
    "sNaN",
    "Infinity",
    "٣",
    "1_000",
    "9" * 70,
    "0001-01-01",
    "9999-12-31",
    "0001-01-01T00:00:00+14:00",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999-14:00",
    "9999-12-31T23:59:59.999999Z",
    "2026-02-30",
    "20261122T060000Z",
    "2026-11-22T06:00:00+23:59:59.5",
    True,
    False,
    [],
    {},
    [[]],
    [None],
    [0],
    [{}],
    [{"id": "x"}],
    [{"item": "x", "pieces": 2**70}],
    [{"item": ["x"]}],
    [{"item": "x", "id": {"a": 1}}],
    [{"item": "x", "day": "9999-12-31", "price": "1e17"}],
    ["a", "a"],
    ["\x00"],
    [""] * 600,
    [[[[[[[[[1]]]]]]]]],
    {"token": "me"},
    {"id": "x", "title": "y"},
    {"lat": "1", "lng": "NaN"},
    {"lat": {}, "lng": []},
    {"lat": 1e300, "lng": 1, "address": "\x00"},
    {"lat": "1", "lng": "1", "address": "x' --", "accuracy": "1e17"},
    "00000000-0000-0000-0000-000000000000",
    "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
    ["ffffffff-ffff-ffff-ffff-ffffffffffff"] * 2,
)


def stored_form(text: str) -> str | None:
    """What a text is when it comes back: NFC without blanks around it, nothing left being no text."""
    return unicodedata.normalize("NFC", text).strip() or None


@dataclass
class Verdicts:
    """Collects what was wrong with answers, so that one run shows all of it."""

    wrong: list[str] = field(default_factory=list)
    asked: int = 0
    refused: int = 0

    def clean(self, what: object, answer: httpx.Response, *statuses: int) -> bool:
        """True for a success; a refusal must be 4xx problem+json with a code, anything else is noted."""
        self.asked += 1
        if answer.is_success:
            return True
        self.refused += 1
        kind = answer.headers.get("content-type", "")
        good = 400 <= answer.status_code < 500 and kind.startswith("application/problem+json")
        if good and statuses:
            good = answer.status_code in statuses
        if not good or not answer.json().get("code") or "Traceback" in answer.text:
            self.wrong.append(f"{str(what)[:160]}: {answer.status_code} {answer.text[:200]}")
        return False

    def same(self, what: object, found: object, expected: object) -> None:
        """Noted unless both are equal."""
        if found != expected:
            self.wrong.append(f"{str(what)[:160]}: {str(found)[:120]!r} is not {str(expected)[:120]!r}")

    def settle(self) -> None:
        """Fails with everything that was noted."""
        assert not self.wrong, f"{len(self.wrong)} of {self.asked}:\n" + "\n".join(self.wrong[:40])


async def shape_of(database: Database) -> list[tuple[str, ...]]:
    """Every table of every schema with its columns and indexes: what no request may change."""

    def read(connection: sa.Connection) -> list[tuple[str, ...]]:
        look = sa.inspect(connection)
        found: list[tuple[str, ...]] = []
        for schema in look.get_schema_names():
            if schema in ("information_schema", "pg_catalog"):
                continue
            for table in look.get_table_names(schema):
                columns = [f"{one['name']} {one['type']}" for one in look.get_columns(table, schema)]
                indexes = [str(one["name"]) for one in look.get_indexes(table, schema)]
                found.append((schema or "", table, *columns, *sorted(indexes)))
        return sorted(found)

    return await database.run_sync(read)


PASSING = frozenset({"sessions", "login_attempts", "idempotency", "alembic_version", "counters"})
"""Tables that a refused request may touch: uses of a session, wrong passwords."""


async def rows_of(database: Database) -> list[object]:
    """Every row of every table that says something about the workspace's people, design and records."""

    def read(connection: sa.Connection) -> list[object]:
        look = sa.inspect(connection)
        found: list[object] = []
        for schema in look.get_schema_names():
            if schema in ("information_schema", "pg_catalog"):
                continue
            for name in look.get_table_names(schema):
                if name in PASSING or name.startswith(("search_grams", "sqlite_", "procrastinate")):
                    continue
                columns: list[sa.ColumnClause[object]] = [
                    sa.column(one["name"]) for one in look.get_columns(name, schema)
                ]
                texts = [sa.cast(one, sa.Text) for one in columns]
                table = sa.table(name, *columns, schema=schema)
                rows = connection.execute(sa.select(*texts).select_from(table))
                found += [(schema, name, *sorted(str(tuple(row)) for row in rows))]
        return found

    return await database.run_sync(read)
