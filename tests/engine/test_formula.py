"""The formula language: what it accepts, what it answers, and what it says when something is wrong."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings

from dougong_engine.errors import Invalid
from dougong_engine.formula import (
    FUNCTIONS,
    Clock,
    FieldPath,
    FormulaError,
    Given,
    TypeResolver,
    UtcZone,
    Value,
    check,
    evaluate,
    parse,
    paths,
    rename,
    text,
)
from dougong_engine.formula.functions import find, nearest
from dougong_engine.formula.functions._function import ParamKind
from dougong_engine.formula.operators import OPERATIONS
from dougong_engine.kinds import Kind
from support.formula_strategies import FIELDS, any_formula, records
from support.formula_tables import files
from support.formula_vectors import Case, load, mistakes, wire

VECTORS = load()
CLOCK = Clock(datetime(2026, 11, 22, 6, tzinfo=UTC), UtcZone())


def every_number(path: FieldPath) -> Kind | None:
    return None if path == ("hidden",) else Kind.NUMBER


def _kinds(known: dict[FieldPath, Kind]) -> TypeResolver:
    return known.get


def _answer(source: str, values: dict[FieldPath, Given] | None = None) -> Value | FormulaError:
    return evaluate(check(parse(source), every_number), values or {}, CLOCK)


def _problem(source: str) -> tuple[str, object, dict[str, object]]:
    with pytest.raises(Invalid) as caught:
        check(parse(source), VECTORS.types.get)
    (problem,) = caught.value.problems
    assert problem.path[0] == "at"
    return problem.code, problem.path[1], dict(problem.params)


@pytest.mark.parametrize("case", VECTORS.cases, ids=lambda case: case.source[:60])
def test_a_vector_gives_its_result(case: Case) -> None:
    checked = check(parse(case.source), VECTORS.types.get)
    result = evaluate(checked, VECTORS.values, VECTORS.clock)
    assert isinstance(result, FormulaError) is case.is_error
    assert wire(result) == case.expected
    assert checked.kind == case.kind


@pytest.mark.parametrize("mistake", mistakes(), ids=lambda mistake: mistake["source"][:60] or "nothing")
def test_a_mistake_is_refused_at_its_place(mistake: dict[str, object]) -> None:
    code, at, params = _problem(str(mistake["source"]))
    assert (code, at) == (mistake["code"], mistake["at"])
    assert params.get("suggestion") == mistake.get("suggestion")


@pytest.mark.parametrize("case", VECTORS.cases, ids=lambda case: case.source[:60])
def test_a_formula_written_back_is_the_same_formula(case: Case) -> None:
    written = text(parse(case.source))
    assert text(parse(written)) == written
    checked = check(parse(written), VECTORS.types.get)
    assert wire(evaluate(checked, VECTORS.values, VECTORS.clock)) == case.expected


@settings(max_examples=200)
@given(source=any_formula(in_sql=False), record=records())
def test_any_well_typed_formula_answers_a_value_of_its_kind(source: str, record: dict[FieldPath, Given]) -> None:
    checked = check(parse(source), FIELDS.get)
    result = evaluate(checked, record, CLOCK)
    expected: dict[Kind, type] = {
        Kind.NUMBER: Decimal,
        Kind.TEXT: str,
        Kind.DATE: date,
        Kind.MOMENT: datetime,
        Kind.BOOLEAN: bool,
    }
    assert result is None or isinstance(result, (FormulaError, expected[checked.kind]))
    assert evaluate(check(parse(text(parse(source))), FIELDS.get), record, CLOCK) == result


def test_a_checked_formula_names_its_inputs_its_clock_and_where_it_runs() -> None:
    checked = check(parse("IF({start} < TODAY(), {customer.level}, {name})"), VECTORS.types.get)
    assert checked.inputs == {("start",), ("customer", "level"), ("name",)}
    assert checked.clock == {"today"}
    assert checked.runs_in == {"python", "sql", "typescript"}
    assert check(parse("NOW()"), every_number).clock == {"now"}


def test_columns_of_sub_tables_and_functions_without_an_sql_form_do_not_run_in_sql() -> None:
    assert "sql" not in check(parse("SUM({items.amount})"), VECTORS.types.get).runs_in
    assert "sql" not in check(parse("POWER(2, 3)"), every_number).runs_in
    assert "sql" not in check(parse("+".join(["{a}"] * 40)), every_number).runs_in


def test_paths_are_found_and_renamed_and_shown_by_name() -> None:
    node = parse('{a.b}+SUM({c},1)&"{not a path}"')
    assert paths(node) == {("a", "b"), ("c",)}
    assert rename(node, lambda path: ("x", *path)) == '{x.a.b} + SUM({x.c}, 1) & "{not a path}"'
    assert text(node, "/".join) == '{a/b} + SUM({c}, 1) & "{not a path}"'


def test_an_unknown_or_hidden_field_is_refused_alike() -> None:
    with pytest.raises(Invalid) as caught:
        check(parse("1 + {hidden}"), every_number)
    assert caught.value.problems[0].code == "formula.field.unknown"


def test_inputs_of_another_kind_are_type_errors_not_crashes() -> None:
    wrong: list[Given] = ["text", True, date(2026, 1, 1), (Decimal(1),), Decimal("NaN"), Decimal("Infinity")]
    answers = [_answer("{a} + 1", {("a",): value}) for value in wrong]
    assert answers == [FormulaError.TYPE] * 4 + [FormulaError.OVERFLOW] * 2
    assert _answer("{a} + 1") is FormulaError.MISSING


def test_whole_numbers_may_be_given_as_int_and_come_back_as_plain_decimals() -> None:
    result = _answer("{a} * 100", {("a",): 12})
    assert isinstance(result, Decimal)
    assert str(result) == "1200"


def test_an_error_in_a_branch_that_is_not_taken_does_not_count() -> None:
    assert _answer("IF({a} = 1, {b}, {c})", {("a",): 1, ("b",): 2, ("c",): FormulaError.DIV0}) == 2


def test_a_spent_budget_cannot_be_caught() -> None:
    types = _kinds({("rows",): Kind.ROWS, ("rows", "n"): Kind.NUMBER})
    greedy = check(parse("IFERROR(SUM({rows.n}, {rows.n}), 0)"), types)
    assert evaluate(greedy, {("rows", "n"): (None,) * 60_000}, CLOCK) is FormulaError.STEPS


def test_a_result_over_the_size_limit_is_an_error_before_it_is_built() -> None:
    types = _kinds({("note",): Kind.TEXT})
    half = "x" * 60_000
    assert evaluate(check(parse("{note} & {note}"), types), {("note",): half}, CLOCK) is FormulaError.SIZE
    doubled = check(parse('SUBSTITUTE({note}, "x", "斗拱斗拱")'), types)
    assert evaluate(doubled, {("note",): half}, CLOCK) is FormulaError.SIZE
    assert evaluate(check(parse("{note}"), types), {("note",): "斗" * 40_000}, CLOCK) is FormulaError.SIZE


def test_rejections_name_both_kinds_by_their_message_codes() -> None:
    code, _, params = _problem("{start} + {end}")
    assert code == "formula.operator.kinds"
    assert params == {
        "left": "kind.date",
        "right": "kind.date",
        "operator": "+",
        "suggestion": "DATEDIF( , )",
    }


def test_functions_are_found_by_name_and_alias_in_any_case() -> None:
    assert find("round") is FUNCTIONS["ROUND"]
    assert find("四舍五入") is FUNCTIONS["ROUND"]
    assert nearest("ROUMD") == "ROUND"
    assert nearest("CONCATEN") == "CONCATENATE"
    assert nearest("ZZZZ") == ""


def test_no_two_functions_share_a_name_or_alias() -> None:
    names = [name for function in FUNCTIONS.values() for name in (function.name, *function.aliases)]
    assert len(names) == len(set(names))
    assert all(function.name == key for key, function in FUNCTIONS.items())
    assert len(FUNCTIONS) > 100


def test_every_function_is_explained_in_both_languages_and_has_a_chinese_alias() -> None:
    assert all(function.zh and function.en for function in FUNCTIONS.values())
    assert not [one.name for one in FUNCTIONS.values() if all(alias.isascii() for alias in one.aliases)]


def test_parameters_are_of_declared_kinds() -> None:
    known = set(ParamKind.__args__)  # type: ignore[attr-defined]  # a Literal's members
    operations = [*OPERATIONS.values(), *(function.operation for function in FUNCTIONS.values())]
    assert {param.kind for operation in operations for param in operation.params} <= known


def test_every_function_has_a_vector() -> None:
    written = json.dumps([case.source for case in VECTORS.cases], ensure_ascii=False).upper()
    names = {one.name: (one.name, *one.aliases) for one in FUNCTIONS.values()}
    assert not [name for name, known in names.items() if not any(f"{alias}(" in written for alias in known)]


def test_tables_derived_from_the_registry_are_up_to_date() -> None:
    stale = [path.name for path, contents in files().items() if path.read_text() != contents]
    assert not stale, "run: python tests/support/formula_tables.py"
