"""Random formulas that pass the type check, and random records for them to read."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from dougong_engine.formula import FieldPath, Given
from dougong_engine.kinds import Kind

Formulas = st.SearchStrategy[str]

SCALES = {"count": 0, "amount": 2, "rate": 6}
FIELDS: dict[FieldPath, Kind] = {
    ("count",): Kind.NUMBER,
    ("amount",): Kind.NUMBER,
    ("rate",): Kind.NUMBER,
    ("name",): Kind.TEXT,
    ("note",): Kind.TEXT,
    ("start",): Kind.DATE,
    ("end",): Kind.DATE,
    ("created",): Kind.MOMENT,
    ("closed",): Kind.MOMENT,
    ("yes",): Kind.BOOLEAN,
    ("no",): Kind.BOOLEAN,
}
_LETTERS = st.text(st.sampled_from("abAB 09-.%'\"\\_{}斗拱　é😀\t"), max_size=8)
_DATES = st.dates(date(1, 1, 1), date(9999, 12, 31)) | st.dates(date(2020, 1, 1), date(2028, 12, 31))
_MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  (made aware)


def _decimals(scale: int) -> st.SearchStrategy[Decimal]:
    wide = 10**18 - 1
    scaled = st.integers(-wide, wide) | st.integers(-5000, 5000) | st.sampled_from([0, wide, -wide, 5, 25])
    return scaled.map(lambda number: Decimal(number).scaleb(-scale))


def records() -> st.SearchStrategy[dict[FieldPath, Given]]:
    """A value or nothing for each of `FIELDS`."""
    of_kind: dict[Kind, st.SearchStrategy[object]] = {
        Kind.TEXT: _LETTERS,
        Kind.DATE: _DATES,
        Kind.MOMENT: _MOMENTS,
        Kind.BOOLEAN: st.booleans(),
    }
    each = {
        path: st.none() | (_decimals(SCALES[path[0]]) if kind is Kind.NUMBER else of_kind[kind])
        for path, kind in FIELDS.items()
    }
    return st.fixed_dictionaries(each)  # type: ignore[arg-type]  # one strategy per kind


def _call(name: str, *parts: Formulas) -> Formulas:
    return st.tuples(*parts).map(lambda found: f"{name}({', '.join(found)})")


def _calls(names: str, *parts: Formulas) -> list[Formulas]:
    return [_call(name, *parts) for name in names.split()]


def _joined(signs: str, left: Formulas, right: Formulas) -> Formulas:
    return st.builds(lambda one, sign, other: f"({one} {sign} {other})", left, st.sampled_from(signs.split()), right)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _fields(kind: Kind) -> Formulas:
    return st.sampled_from(["{" + ".".join(path) + "}" for path, own in FIELDS.items() if own is kind])


def _date_literal(day: date) -> str:
    return f"DATE({day.year}, {day.month}, {day.day})"


_NUMBERS = st.integers(0, 20).map(str) | st.sampled_from(["0", "0.5", "2.5", "0.000001", "999999999999", "1.005", "12"])
_LEAVES: dict[Kind, Formulas] = {
    Kind.NUMBER: _fields(Kind.NUMBER) | _NUMBERS,
    Kind.TEXT: _fields(Kind.TEXT) | _LETTERS.map(_quoted),
    Kind.DATE: _fields(Kind.DATE) | st.just("TODAY()") | _DATES.map(_date_literal),
    Kind.MOMENT: _fields(Kind.MOMENT) | st.just("NOW()"),
    Kind.BOOLEAN: _fields(Kind.BOOLEAN) | st.sampled_from(["TRUE", "FALSE"]),
}
_UNITS = st.sampled_from(["y", "q", "m", "w", "d", "ym", "md"]).map(_quoted)


@cache
def formulas(kind: Kind, depth: int = 3, *, in_sql: bool = True) -> Formulas:
    """Formulas of a kind; with `in_sql` only such as may run in queries."""
    if depth == 0:
        return _LEAVES[kind]

    def of(inner: Kind) -> Formulas:
        return formulas(inner, depth - 1, in_sql=in_sql)

    common = [
        _LEAVES[kind],
        _call("IF", of(Kind.BOOLEAN), of(kind), of(kind)),
        _call("IF", of(Kind.BOOLEAN), of(kind)),
        _call("IFERROR", of(kind), of(kind)),
        _call("COALESCE", of(kind), of(kind)),
        _call("SWITCH", of(Kind.NUMBER), of(Kind.NUMBER), of(kind), of(kind)),
    ]
    own = _OWN[kind](of)
    return st.one_of(*common, *own, *(_ELSEWHERE[kind](of) if not in_sql else ()))


Of = Callable[[Kind], Formulas]


def _numbers(of: Of) -> list[Formulas]:
    number, text, day = of(Kind.NUMBER), of(Kind.TEXT), of(Kind.DATE)
    return [
        _joined("+ - * /", number, number),
        _joined("+ - * /", number, number),
        _joined("-", day, day),
        number.map(lambda one: f"-{one}"),
        number.map(lambda one: f"({one})%"),
        *_calls("ROUND ROUNDUP ROUNDDOWN CEILING FLOOR MOD SUM MIN MAX AVERAGE", number, number),
        *_calls("ROUND INT ABS SIGN TRUNC CEILING FLOOR COUNT", number),
        _call("SUM", number, number, number),
        _call("LEN", text),
        _call("FIND", text, text),
        _call("FIND", text, text, number),
        *_calls("YEAR MONTH DAY QUARTER WEEKDAY ISOWEEKNUM", day),
        _call("WEEKDAY", day, number),
        _call("DAYS", day, day),
        _call("DATEDIF", day, day, _UNITS),
        _call("COUNT", text, number, day),
    ]


def _texts(of: Of) -> list[Formulas]:
    number, text = of(Kind.NUMBER), of(Kind.TEXT)
    anything = st.one_of(text, number, of(Kind.DATE), of(Kind.MOMENT), of(Kind.BOOLEAN))
    return [
        _joined("&", anything, anything),
        _call("CONCATENATE", anything, anything, anything),
        *_calls("LEFT RIGHT", text, number),
        _call("MID", text, number, number),
        _call("TRIM", text),
        _call("SUBSTITUTE", text, text, text),
    ]


def _dates(of: Of) -> list[Formulas]:
    number, day = of(Kind.NUMBER), of(Kind.DATE)
    return [
        _joined("+ -", day, number),
        *_calls("EDATE EOMONTH SOMONTH", day, number),
        *_calls("MIN MAX", day, day),
        _call("DATE", number, number, number),
        _call("TODATE", of(Kind.MOMENT)),
    ]


def _moments(of: Of) -> list[Formulas]:
    return _calls("MIN MAX", of(Kind.MOMENT), of(Kind.MOMENT))


def _booleans(of: Of) -> list[Formulas]:
    signs = "= <> < <= > >="
    pairs = [_joined(signs, of(kind), of(kind)) for kind in (Kind.NUMBER, Kind.TEXT, Kind.DATE, Kind.MOMENT)]
    condition, text = of(Kind.BOOLEAN), of(Kind.TEXT)
    anything = st.one_of(text, of(Kind.NUMBER), of(Kind.DATE), condition)
    return [
        *pairs,
        _joined(signs, of(Kind.DATE), of(Kind.MOMENT)),
        *_calls("AND OR XOR", condition, condition),
        _call("NOT", condition),
        *_calls("ISBLANK ISERROR", anything),
        *_calls("CONTAINS STARTSWITH ENDSWITH", text, text),
    ]


_OWN: dict[Kind, Callable[[Of], list[Formulas]]] = {
    Kind.NUMBER: _numbers,
    Kind.TEXT: _texts,
    Kind.DATE: _dates,
    Kind.MOMENT: _moments,
    Kind.BOOLEAN: _booleans,
}


def _more_numbers(of: Of) -> list[Formulas]:
    number, text, moment = of(Kind.NUMBER), of(Kind.TEXT), of(Kind.MOMENT)
    return [
        *_calls("MROUND QUOTIENT LOG POWER BANKERSROUND PRODUCT MEDIAN STDEV", number, number),
        *_calls("SQRT EXP LN", number),
        *_calls("CLAMP INTERPOLATE", number, number, number),
        *_calls("VALUE", text),
        _call("SEARCH", text, text),
        _call("HOURS", moment, moment),
        *_calls("HOUR MINUTE SECOND", moment),
        _joined("-", moment, moment),
        _call("NETWORKDAYS", of(Kind.DATE), of(Kind.DATE)),
    ]


_PATTERNS = st.sampled_from(["0.00", "#,##0.0#", "0%", "yyyy-mm-dd hh:mm:ss", "m月d日 aaaa", "h:m", "#", "0元"]).map(
    _quoted
)


def _more_texts(of: Of) -> list[Formulas]:
    number, text = of(Kind.NUMBER), of(Kind.TEXT)
    anything = st.one_of(text, number, of(Kind.DATE), of(Kind.MOMENT), of(Kind.BOOLEAN))
    return [
        *_calls("UPPER LOWER CLEAN", text),
        *_calls("REPT PADLEFT", text, number),
        _call("REPLACE", text, number, number, text),
        *_calls("TEXTBEFORE TEXTAFTER", text, text),
        _call("TEXT", anything, _PATTERNS),
        _call("RMB", number),
        _call("JOIN", _call("SPLIT", text, text), text),
    ]


def _more_dates(of: Of) -> list[Formulas]:
    return [
        _call("WORKDAY", of(Kind.DATE), of(Kind.NUMBER)),
        _call("DATEVALUE", of(Kind.TEXT)),
        _call("DATEADD", of(Kind.DATE), of(Kind.NUMBER), st.sampled_from(["y", "q", "m", "w", "d", "h"]).map(_quoted)),
    ]


def _more_moments(of: Of) -> list[Formulas]:
    moment, number = of(Kind.MOMENT), of(Kind.NUMBER)
    return [
        _joined("+ -", moment, number),
        _call("DATEADD", moment, number, st.sampled_from(["y", "m", "d", "h", "min", "s"]).map(_quoted)),
        _call("DATETIME", of(Kind.DATE), number, number),
    ]


_ELSEWHERE: dict[Kind, Callable[[Of], list[Formulas]]] = {
    Kind.NUMBER: _more_numbers,
    Kind.TEXT: _more_texts,
    Kind.DATE: _more_dates,
    Kind.MOMENT: _more_moments,
    Kind.BOOLEAN: lambda of: _calls("EXACT", of(Kind.TEXT), of(Kind.TEXT)),
}


def any_formula(*, in_sql: bool = True) -> Formulas:
    """Formulas of every kind."""
    return st.one_of(*(formulas(kind, in_sql=in_sql) for kind in _LEAVES))
