"""Makes arguments fit the parameters of a function: conversions, kinds that must agree, units."""

from dougong_engine.errors import Invalid, invalid
from dougong_engine.formula import operators
from dougong_engine.formula.calendar import UNITS
from dougong_engine.formula.functions import FUNCTIONS
from dougong_engine.formula.functions._function import Operation, Param
from dougong_engine.formula.types import BLANK, TEXT, Apply, Literal, Type, Typed
from dougong_engine.kinds import Kind

_ADVICE = {
    ("number", Kind.TEXT): "VALUE( )",
    ("number", Kind.BOOLEAN): "IF( , 1, 0)",
    ("text", Kind.NUMBER): 'TEXT( , "0.00")',
    ("text", Kind.DATE): 'TEXT( , "yyyy-mm-dd")',
    ("text", Kind.MOMENT): 'TEXT( , "yyyy-mm-dd hh:mm")',
    ("date", Kind.TEXT): "DATEVALUE( )",
    ("date", Kind.NUMBER): "DATE( , , )",
    ("boolean", Kind.NUMBER): "<> 0",
    ("boolean", Kind.TEXT): '= ""',
}
_GROUPED = frozenset({"same", "order", "when"})
_SHOWABLE = frozenset({Kind.TEXT, *operators.SHOWN})


def mismatch(code: str, at: int, left: Type, right: Type, **params: object) -> Invalid:
    """A problem that names two types."""
    return invalid(code, "at", at, left=left.code, right=right.code, **params)


def arguments_fit(name: str, operation: Operation, arguments: tuple[Typed, ...], at: int) -> Typed:
    """The call with every argument converted as its parameter wants it."""
    group = _common(name, operation, arguments)
    fitted = tuple(
        _fitted(name, position, argument, operation.param(position)) for position, argument in enumerate(arguments)
    )
    return Apply(name, fitted, _result(operation.result, fitted, group), at)


def _common(name: str, operation: Operation, arguments: tuple[Typed, ...]) -> Type:
    """The one kind of all arguments that must agree; BLANK if there are none."""
    common = BLANK
    for position, argument in enumerate(arguments):
        kind = operation.param(position).kind
        if kind not in _GROUPED or argument.type.kind is None:
            continue
        if _is_wrong(kind, argument.type.kind):
            raise _wrong(name, position, argument, kind)
        merged = _merged(common.kind, argument.type.kind)
        if merged is None:
            raise mismatch("formula.kinds.differ", argument.at, common, Type(argument.type.kind), name=name)
        common = Type(merged)
    return common


def _is_wrong(wanted: str, found: Kind) -> bool:
    if wanted == "order":
        return found not in (Kind.NUMBER, Kind.DATE, Kind.MOMENT)
    if wanted == "when":
        return found not in (Kind.DATE, Kind.MOMENT)
    return found is Kind.NONE


def _merged(left: Kind | None, right: Kind) -> Kind | None:
    """The kind of both; a linked record counts as the text of its id."""
    if left is None or left is right:
        return right
    return Kind.TEXT if {left, right} == {Kind.TEXT, Kind.RECORD} else None


def _fitted(name: str, position: int, argument: Typed, param: Param) -> Typed:
    many = argument.type.many
    if many and param.shape == "one":
        raise invalid(
            "formula.list.unexpected",
            "at",
            argument.at,
            name=name,
            position=position + 1,
            suggestion="FIRST( )",
        )
    if not many and param.shape == "list" and argument.type.kind is not None:
        raise invalid("formula.list.expected", "at", argument.at, name=name, position=position + 1)
    match param.kind:
        case "any" | "same" | "order" | "when":
            return argument
        case "show":
            return shown(argument, name)
        case "unit":
            return _unit(name, argument, param)
        case _:
            return _converted(name, position, argument, Kind(param.kind))


def _converted(name: str, position: int, argument: Typed, wanted: Kind) -> Typed:
    found = argument.type.kind
    if found is None or found is wanted:
        return argument
    conversion = operators.CONVERSIONS.get((found, wanted))
    if conversion is None or argument.type.many:
        raise _wrong(name, position, argument, wanted.value)
    return Apply(conversion, (argument,), Type(wanted), argument.at)


def _wrong(name: str, position: int, argument: Typed, wanted: str) -> Invalid:
    found = argument.type
    return invalid(
        "formula.argument.kind",
        "at",
        argument.at,
        name=name,
        position=position + 1,
        expected=f"kind.{wanted}",
        found=found.code,
        suggestion="COUNT( )" if found.many else _ADVICE.get((wanted, found.kind), "") if found.kind else "",
    )


def shown(argument: Typed, name: str) -> Typed:
    """The argument as text."""
    kind = argument.type.kind
    if argument.type.many:
        raise invalid("formula.list.unexpected", "at", argument.at, name=name, position=1, suggestion="JOIN( )")
    if kind is None or kind is Kind.TEXT:
        return argument
    if kind not in _SHOWABLE:
        raise _wrong(name, 0, argument, "text")
    return Apply(operators.SHOWN[kind], (argument,), TEXT, argument.at)


def _unit(name: str, argument: Typed, param: Param) -> Typed:
    """The literal with the unit's canonical name, so that executors need no synonyms."""
    written = argument.value if isinstance(argument, Literal) else None
    unit = UNITS.get(written.lower()) if isinstance(written, str) else None
    if unit not in param.units:
        raise invalid("formula.unit.unknown", "at", argument.at, name=name, suggestion=", ".join(param.units))
    return Literal(unit, TEXT, argument.at)


def _result(result: str, arguments: tuple[Typed, ...], group: Type) -> Type:
    match result:
        case "same":
            return group
        case "item":
            return Type(arguments[0].type.kind)
        case "items":
            return Type(arguments[0].type.kind, many=True)
        case "texts":
            return Type(Kind.TEXT, many=True)
        case "blank":
            return BLANK
        case _:
            return Type(Kind(result))


def compared(left: Typed, right: Typed) -> tuple[Typed, Typed] | None:
    """Two operands of one kind, a moment beside a date read as its date; None if they cannot be compared."""
    one, other = left.type.kind, right.type.kind
    if left.type.many or right.type.many or Kind.NONE in (one, other):
        return None
    if {one, other} == {Kind.DATE, Kind.MOMENT}:
        return _as_date(left), _as_date(right)
    if one is None or other is None or _merged(one, other):
        return left, right
    return None


def _as_date(typed: Typed) -> Typed:
    if typed.type.kind is Kind.DATE:
        return typed
    return Apply("moment_date", (typed,), Type(Kind.DATE), typed.at)


def special(name: str, arguments: tuple[Typed, ...], at: int) -> Typed | None:
    """Functions whose arguments come in pairs or whose meaning depends on the first one."""
    match name:
        case "IFS":
            return _ifs(arguments, at)
        case "SWITCH":
            return _switch(arguments, at)
        case "CONTAINS" if arguments[0].type.many:
            return arguments_fit("HAS", FUNCTIONS["HAS"].operation, arguments, at)
        case _:
            return None


def _ifs(arguments: tuple[Typed, ...], at: int) -> Typed:
    """Nested IFs, folded from the last pair outwards."""
    values = [*arguments[1::2], *arguments[-1:]] if len(arguments) % 2 else arguments[1::2]
    group = _common("IFS", _SAME, tuple(values))
    for position, value in enumerate(values):
        _fitted("IFS", position, value, _SAME.params[0])
    otherwise: tuple[Typed, ...] = arguments[-1:] if len(arguments) % 2 else ()
    for index in range(len(arguments) // 2 - 1, -1, -1):
        condition = _fitted("IFS", 2 * index, arguments[2 * index], _CONDITION)
        otherwise = (Apply("IF", (condition, arguments[2 * index + 1], *otherwise), group, at),)
    return otherwise[0]


def _switch(arguments: tuple[Typed, ...], at: int) -> Typed:
    """The subject agrees with the candidates, the results and the default agree with one another."""
    subject, *rest = arguments
    default = rest[-1:] if len(rest) % 2 else []
    candidates, results = tuple(rest[0 : len(rest) - len(default) : 2]), (*rest[1::2], *default)
    for position, argument in enumerate(arguments):
        _fitted("SWITCH", position, argument, _SAME.params[0])
    _common("SWITCH", _SAME, (subject, *candidates))
    return Apply("SWITCH", arguments, _common("SWITCH", _SAME, results), at)


_SAME = FUNCTIONS["COALESCE"].operation
_CONDITION = FUNCTIONS["NOT"].operation.params[0]
