"""Checks views, dashboards and metrics: what they show exists and can be counted the way they count it."""

from collections.abc import Iterable, Iterator

from dougong_engine.design.checks.condition import check_paths, resolve_single
from dougong_engine.design.checks.entity import duplicates
from dougong_engine.design.dashboard import Dashboard
from dougong_engine.design.form import Form
from dougong_engine.design.metric import Metric
from dougong_engine.design.objects import Design
from dougong_engine.design.resolve import Resolved, Start
from dougong_engine.design.view import View
from dougong_engine.errors import Problem
from dougong_engine.fields import FieldSpec
from dougong_engine.kinds import Kind
from dougong_engine.query.query import Group, Measure
from dougong_engine.views import VIEW_TYPES, Ground
from dougong_engine.widgets import WidgetSpec
from dougong_engine.widgets._grouped import Grouped
from dougong_engine.widgets.funnel import Funnel
from dougong_engine.widgets.kpi import Kpi

ADDABLE = frozenset({Kind.NUMBER})
ORDERED = frozenset({Kind.NUMBER, Kind.DATE, Kind.MOMENT, Kind.TEXT})
SORT_LIMIT = 3
WIDGET_LIMIT = 60


def check_view(design: Design, view: View) -> Iterator[Problem]:
    """A view's entity, paths, form and the demands of its layout."""
    yield from entity_known(design, view.entity)
    yield from check_paths(design, view, None)
    if len(view.sort) > SORT_LIMIT:
        yield Problem("design.view.too_many_sorts", ("sort",), {"limit": SORT_LIMIT})
    if view.form is not None:
        form = design.get(Form, view.form)
        if form is None or form.entity != view.entity:
            yield Problem("design.form.unknown", ("form",), {"form": view.form})
    ground = Ground(view.entity, lambda path: _end_of(design, view.entity, path))
    yield from (problem.under("layout") for problem in VIEW_TYPES[view.layout.type].check(view.layout, ground))


def check_dashboard(design: Design, dashboard: Dashboard) -> Iterator[Problem]:
    """A dashboard's cards, filters and narrow order."""
    if len(dashboard.widgets) > WIDGET_LIMIT:
        yield Problem("design.dashboard.too_many_widgets", ("widgets",), {"limit": WIDGET_LIMIT})
    yield from check_paths(design, dashboard, None)
    known = [one.id for one in dashboard.widgets]
    yield from duplicates(known, "design.id.twice", "widgets")
    yield from duplicates((one.id for one in dashboard.filters), "design.id.twice", "filters")
    for index, widget in enumerate(dashboard.widgets):
        yield from (problem.under("widgets", index) for problem in _widget(design, widget))
    yield from duplicates((one.id for one in dashboard.wall.pages), "design.id.twice", "wall", "pages")
    for path, id in _named_cards(dashboard):
        if id not in known:
            yield Problem("design.widget.unknown", path, {"widget": id})


def _named_cards(dashboard: Dashboard) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every place outside the cards that names one of them."""
    for index, id in enumerate(dashboard.phone):
        yield ("phone", index), id
    for place, one in enumerate(dashboard.filters):
        for index, id in enumerate(one.off):
            yield ("filters", place, "off", index), id
    for place, page in enumerate(dashboard.wall.pages):
        for index, id in enumerate(page.widgets):
            yield ("wall", "pages", place, "widgets", index), id


def check_metric(design: Design, metric: Metric) -> Iterator[Problem]:
    """A metric's measures and conditions."""
    yield from entity_known(design, metric.entity)
    yield from check_paths(design, metric, None)
    for member, measure in (("measure", metric.measure), ("per", metric.per)):
        if measure is not None:
            yield from (problem.under(member) for problem in _measure(design, metric.entity, measure))


def entity_known(design: Design, id: str, *path: str | int) -> Iterator[Problem]:
    """A problem if there is no such entity."""
    if design.entity(id) is None:
        yield Problem("design.entity.unknown", (*path, "entity"), {"entity": id})


def _widget(design: Design, widget: WidgetSpec) -> Iterator[Problem]:
    if widget.x + widget.w > 24:
        yield Problem("design.widget.outside", ("w",), {"x": widget.x, "w": widget.w})
    entity = getattr(widget, "entity", None)
    if isinstance(entity, str):
        yield from entity_known(design, entity)
    match widget:
        case Kpi():
            if design.get(Metric, widget.metric) is None:
                yield Problem("design.metric.unknown", ("metric",), {"metric": widget.metric})
        case Funnel():
            known = design.entity(widget.entity)
            if known is not None and all(gate.id != widget.gate for gate in known.gates):
                yield Problem("design.gate.unknown", ("gate",), {"gate": widget.gate})
            yield from _number(design, widget.entity, widget.amount, "amount")
        case Grouped():
            yield from duplicates((one.id for one in widget.measures), "design.id.twice", "measures")
            yield from _groups(design, widget.entity, widget.groups)
            for index, measure in enumerate(widget.measures):
                found = _measure(design, widget.entity, measure)
                yield from (problem.under("measures", index) for problem in found)
        case _:
            pass


def _groups(design: Design, entity: str, groups: Iterable[Group]) -> Iterator[Problem]:
    for index, group in enumerate(groups):
        found = resolve_single(design, Start(entity), group.field)
        if isinstance(found, Problem):
            continue
        dated = found.field.kind() in (Kind.DATE, Kind.MOMENT)
        if group.bucket and not dated:
            params = {"field": group.field, "bucket": group.bucket}
            yield Problem("design.group.bucket", ("groups", index, "bucket"), params)
        elif found.field.kind() is Kind.NONE or (found.field.kind() is Kind.MOMENT and not group.bucket):
            yield Problem("design.group.field", ("groups", index, "field"), {"field": group.field})


def _measure(design: Design, entity: str, measure: Measure) -> Iterator[Problem]:
    if measure.summary == "count":
        return
    if measure.field is None:
        yield Problem("design.measure.no_field", ("field",), {"summary": measure.summary})
        return
    found = resolve_single(design, Start(entity), measure.field)
    allowed = {"sum": ADDABLE, "average": ADDABLE, "min": ORDERED, "max": ORDERED}.get(measure.summary)
    if isinstance(found, Resolved) and allowed is not None and found.field.kind() not in allowed:
        params = {"field": measure.field, "summary": measure.summary}
        yield Problem("design.measure.field_type", ("field",), params)


def _number(design: Design, entity: str, path: str | None, at: str) -> Iterator[Problem]:
    field = _end_of(design, entity, path) if path is not None else None
    if field is not None and field.kind() is not Kind.NUMBER:
        yield Problem("design.measure.field_type", (at,), {"field": path, "summary": "sum"})


def _end_of(design: Design, entity: str, path: str) -> FieldSpec | None:
    found = resolve_single(design, Start(entity), path)
    return found.field if isinstance(found, Resolved) else None
