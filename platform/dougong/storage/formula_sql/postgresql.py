"""The text of each formula operation on PostgreSQL.

Parts are named once in a template, through a sub-select where one is needed twice: `OFFSET 0` keeps the planner from
pulling it up and so from repeating it. A template answers NULL for what cannot be computed and raises no SQL error.
"""

_FIRST_DAY = "DATE '0001-01-01'"
_LAST_DAY = "DATE '9999-12-31'"
_SPACES = "[ \t\r\n\u00a0\u3000]+"
_MONTHS = (
    "((extract(YEAR FROM s.e) - extract(YEAR FROM s.s)) * 12 + extract(MONTH FROM s.e) - extract(MONTH FROM s.s)"
    " - CASE WHEN extract(DAY FROM s.e) < extract(DAY FROM s.s) THEN 1 ELSE 0 END)"
)


def _once(result: str, **parts: str) -> str:
    """`result` over a one-row sub-select `q` that names each part."""
    columns = ", ".join(f"{part} AS {name}" for name, part in parts.items())
    return f"(SELECT {result} FROM (SELECT {columns} OFFSET 0) AS q)"  # noqa: S608  (our own text only)


def _moved(day: str, count: str) -> str:
    """A day moved by a numeric count of days, NULL outside the years 1 to 9999."""
    within = f"q.n BETWEEN {_FIRST_DAY} - q.d AND {_LAST_DAY} - q.d"
    return _once(f"CASE WHEN {within} THEN q.d + q.n::int END", d=day, n=count)


def _months_on(result: str, months: str) -> str:
    """`result` over `q.d` (the day) and `q.n` (months as numeric), NULL where the month leaves the years."""
    month = "extract(YEAR FROM q.d) * 12 + extract(MONTH FROM q.d) - 1 + q.n"
    return _once(f"CASE WHEN {month} BETWEEN 12 AND 119999 THEN {result} END", d="{0}", n=f"trunc({months})")


def _between(result: str) -> str:
    """`result` over the earlier day `s.s` and the later `s.e`, negative if they were swapped."""
    ordered = (
        "SELECT CASE WHEN q.a <= q.b THEN q.a WHEN q.a > q.b THEN q.b END AS s,"
        " CASE WHEN q.a <= q.b THEN q.b WHEN q.a > q.b THEN q.a END AS e,"
        " CASE WHEN q.a > q.b THEN -1 ELSE 1 END AS sign"
        " FROM (SELECT {0} AS a, {1} AS b OFFSET 0) AS q OFFSET 0"
    )
    return f"(SELECT (s.sign * ({result}))::numeric FROM ({ordered}) AS s)"  # noqa: S608  (our own text only)


HALF_EVEN = _once(
    "CASE WHEN abs(q.x - trunc(q.x, 12)) = 0.0000000000005"
    " THEN trunc(q.x, 12) + mod(trunc(q.x * 1000000000000), 2) * 0.000000000001 ELSE round(q.x, 12) END",
    x="{0}",
)
WITHIN = _once("CASE WHEN abs(q.x) < 1000000000000000000 THEN q.x END", x="{0}")
PLACES = _once("CASE WHEN q.n > 12 THEN 12 WHEN q.n < -18 THEN -18 ELSE trunc(q.n)::int END", n="{0}")
COUNT = _once(
    "CASE WHEN q.n > 1000000000 THEN 1000000000 WHEN q.n < -1000000000 THEN -1000000000 ELSE trunc(q.n)::int END",
    n="{0}",
)

TEMPLATES: dict[str, str] = {
    "add": "({0} + {1})",
    "subtract": "({0} - {1})",
    "multiply": "({0} * {1})",
    "divide": _once(
        "CASE WHEN q.b <> 0 THEN (div(q.n, q.b) + CASE WHEN 2 * abs(mod(q.n, q.b)) > abs(q.b)"
        " OR (2 * abs(mod(q.n, q.b)) = abs(q.b) AND mod(div(q.n, q.b), 2) <> 0)"
        " THEN sign(q.n) * sign(q.b) ELSE 0 END) * 0.000000000001 END",
        n="{0} * 1000000000000",
        b="{1}",
    ),
    "negate": "(-{0})",
    "percent": "({0} * 0.01)",
    "ROUND": "round({0}, {1})",
    "ROUNDUP": _once(
        "CASE WHEN trunc(q.x, q.k) = q.x THEN q.x"
        " ELSE trunc(q.x, q.k) + sign(q.x) * ('1e' || (-q.k)::text)::numeric END",
        x="{0}",
        k="{1}",
    ),
    "ROUNDDOWN": "trunc({0}, {1})",
    "TRUNC": "trunc({0}, {1})",
    "INT": "floor({0})",
    "CEILING": _once(
        "CASE WHEN q.s > 0 THEN q.x - mod(q.x, q.s) + CASE WHEN mod(q.x, q.s) > 0 THEN q.s ELSE 0 END END",
        x="{0}",
        s="{1}",
    ),
    "FLOOR": _once(
        "CASE WHEN q.s > 0 THEN q.x - mod(q.x, q.s) - CASE WHEN mod(q.x, q.s) < 0 THEN q.s ELSE 0 END END",
        x="{0}",
        s="{1}",
    ),
    "MOD": _once(
        "CASE WHEN q.s <> 0 THEN mod(q.x, q.s)"
        " + CASE WHEN mod(q.x, q.s) <> 0 AND (mod(q.x, q.s) < 0) <> (q.s < 0) THEN q.s ELSE 0 END END",
        x="{0}",
        s="{1}",
    ),
    "ABS": "abs({0})",
    "SIGN": "sign({0})",
    "LEN": "char_length({0})::numeric",
    "LEFT": _once("CASE WHEN q.n >= 0 THEN left(q.t, q.n) END", t="{0}", n="{1}"),
    "RIGHT": _once("CASE WHEN q.n >= 0 THEN right(q.t, q.n) END", t="{0}", n="{1}"),
    "MID": _once("CASE WHEN q.s >= 1 AND q.n >= 0 THEN substr(q.t, q.s, q.n) END", t="{0}", s="{1}", n="{2}"),
    "FIND": _once(
        "CASE WHEN q.s >= 1 AND q.s <= char_length(q.t) + 1 AND strpos(substr(q.t, q.s), q.f) > 0"
        " THEN (strpos(substr(q.t, q.s), q.f) + q.s - 1)::numeric END",
        f="{0}",
        t="{1}",
        s="{2}",
    ),
    "CONTAINS": "(strpos({0}, {1}) > 0)",
    "STARTSWITH": "starts_with({0}, {1})",
    "ENDSWITH": _once("right(q.t, char_length(q.f)) = q.f", t="{0}", f="{1}"),
    "SUBSTITUTE": "replace({0}, {1}, {2})",
    "TRIM": f"btrim(regexp_replace({{0}}, '{_SPACES}', ' ', 'g'), ' ')",
    "DATE": _moved(
        _once(
            "CASE WHEN q.y BETWEEN 1 AND 9999 AND q.y * 12 + q.m - 1 BETWEEN 12 AND 119999 THEN"
            " make_date(div(q.y * 12 + q.m - 1, 12)::int, (mod(q.y * 12 + q.m - 1, 12) + 1)::int, 1) END",
            y="trunc({0})",
            m="trunc({1})",
        ),
        "trunc({2}) - 1",
    ),
    "date_plus": _moved("{0}", "trunc({1})"),
    "date_minus": _moved("{0}", "-trunc({1})"),
    "date_difference": "({0} - {1})::numeric",
    "DAYS": "({0} - {1})::numeric",
    "YEAR": "extract(YEAR FROM {0})::numeric",
    "MONTH": "extract(MONTH FROM {0})::numeric",
    "DAY": "extract(DAY FROM {0})::numeric",
    "QUARTER": "extract(QUARTER FROM {0})::numeric",
    "ISOWEEKNUM": "extract(WEEK FROM {0})::numeric",
    "WEEKDAY": _once(
        "CASE q.n WHEN 1 THEN extract(DOW FROM q.d) + 1 WHEN 2 THEN extract(ISODOW FROM q.d)"
        " WHEN 3 THEN extract(ISODOW FROM q.d) - 1 END::numeric",
        d="{0}",
        n="trunc({1})",
    ),
    "EDATE": _months_on("(q.d + make_interval(months => q.n::int))::date", "{1}"),
    "EOMONTH": _months_on(
        "(date_trunc('month', q.d::timestamp) + make_interval(months => q.n::int + 1) - INTERVAL '1 day')::date", "{1}"
    ),
    "SOMONTH": _months_on("(date_trunc('month', q.d::timestamp) + make_interval(months => q.n::int))::date", "{1}"),
    "DATEDIF:y": _between(f"div({_MONTHS}::numeric, 12)"),
    "DATEDIF:q": _between(f"div({_MONTHS}::numeric, 3)"),
    "DATEDIF:m": _between(_MONTHS),
    "DATEDIF:ym": _between(f"mod({_MONTHS}::numeric, 12)"),
    "DATEDIF:md": _between(f"s.e - (s.s + make_interval(months => {_MONTHS}::int))::date"),
    "DATEDIF:w": _between("(s.e - s.s) / 7"),
    "DATEDIF:d": _between("s.e - s.s"),
}
