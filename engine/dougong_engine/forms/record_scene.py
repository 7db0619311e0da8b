"""A record's values by path, for formulas and conditions."""

from collections.abc import Mapping
from dataclasses import dataclass

from dougong_engine.computed.plan import EntityPlan, Path
from dougong_engine.errors import invalid
from dougong_engine.fields import FieldSpec, Value, operators_of
from dougong_engine.filters.condition import Condition
from dougong_engine.filters.evaluate import Reader, Scene, holds
from dougong_engine.forms.facts import Facts, Values
from dougong_engine.formula import Checked, FormulaError, evaluate
from dougong_engine.formula.values import Clock, Given


@dataclass(frozen=True, slots=True)
class RecordScene:
    """Answers paths from the record itself, its rows and the linked records that were loaded."""

    plan: EntityPlan
    values: Values
    errors: Mapping[str, str]
    facts: Facts
    clock: Clock
    reader: Reader

    def value(self, path: Path) -> Value | FormulaError:
        """The value at a path; MISSING where a link leads to nothing that was loaded."""
        if path[0] in self.plan.aliases:
            path = (*self.plan.aliases[path[0]], *path[1:])
        if len(path) == 1:
            error = self.errors.get(path[0])
            return FormulaError(error) if error is not None else self.values.get(path[0])
        here = self.values.get(path[0])
        if isinstance(here, tuple):
            return tuple(row.get(path[1]) for row in here if isinstance(row, dict))  # type: ignore[return-value]  # a column
        if here is None:
            return None
        return self.facts.linked.get(path[0], {}).get(path[1:], FormulaError.MISSING)

    def evaluate(self, checked: Checked) -> Value | FormulaError:
        """The result of a formula over this record."""
        given: dict[Path, Given] = {path: self.value(path) for path in checked.inputs}  # type: ignore[misc]  # no rows
        return evaluate(checked, given, self.clock)  # type: ignore[return-value]  # lists are never a field's result

    def holds(self, condition: Condition) -> bool:
        """Whether a condition is true for this record; errors count as empty."""
        return holds(condition, Scene(self._spec, self._plain, self.clock, self.reader))

    def _plain(self, path: Path) -> Value:
        found = self.value(path)
        return None if isinstance(found, FormulaError) else found

    def _spec(self, path: Path) -> tuple[FieldSpec, tuple[str, ...]]:
        spec = self.plan.specs.get(path) or (self.plan.entity.field(path[0]) if len(path) == 1 else None)
        if spec is None:
            raise invalid("field.unknown", field=".".join(path), entity=self.plan.entity.name)
        return spec, operators_of(spec)
