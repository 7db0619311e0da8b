"""Which charts show the chosen fields best, best first, each with the reason why."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from dougong_engine.dashboards.chosen import FEW, Chosen, ChosenField, Profile
from dougong_engine.dashboards.proposal import Drawn, Making, Proposal
from dougong_engine.design.objects import Design
from dougong_engine.kinds import Storage
from dougong_engine.query.query import MOST_GROUPS, Bucket

LEAST_CLASSED = 3
PARTS = 6
"""Shares that a pie shows readably."""
RANKED = 10
BUCKETS: tuple[tuple[int, Bucket], ...] = ((31, "day"), (183, "week"), (1096, "month"), (2192, "quarter"))
"""Longest span in days → stretches of it; longer ones fall into years."""
STRETCHES: Mapping[Bucket, str] = {
    "day": "board.bucket.day",
    "week": "board.bucket.week",
    "month": "board.bucket.month",
    "quarter": "board.bucket.quarter",
    "year": "board.bucket.year",
}


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules look at."""

    design: Design
    chosen: Chosen
    profile: Profile

    def few(self) -> list[ChosenField]:
        """Dimensions whose groups stand side by side."""
        return [one for one in self.chosen.dimensions if self.profile.values(one) <= FEW]

    def many(self) -> list[ChosenField]:
        """Dimensions with more groups than that, but not one a record."""
        return [one for one in self.chosen.dimensions if self.profile.values(one) > FEW and not self._identifies(one)]

    def _identifies(self, one: ChosenField) -> bool:
        return one.spec.storage() is Storage.TEXT and 10 * self.profile.values(one) > 9 * self.profile.records


Rule = Callable[[Case], Drawn | None]


def recommend(
    design: Design, chosen: Chosen, profile: Profile, taken: Collection[str] = frozenset()
) -> tuple[Proposal, ...]:
    """Every chart that fits, best first; `taken` are ids of widgets that the board has already."""
    case, making = Case(design, chosen, profile), Making(design, chosen, frozenset(taken))
    return tuple(making.proposal(found) for rule in RULES if (found := rule(case)) is not None)


def _target(case: Case) -> Drawn | None:
    numbers, target = case.chosen.amounts, case.chosen.target
    if not numbers or target is None:
        return None
    return Drawn("kpi", "board.because.target", (numbers[0],), params={"target": target.name}, per=target)


def _funnel(case: Case) -> Drawn | None:
    gates = {gate.field: gate.id for gate in case.chosen.entity.gates}
    stage = next((one for one in case.chosen.fields if one.path in gates), None)
    if stage is None:
        return None
    amount = next((one.path for one in case.chosen.amounts), None)
    members = {"gate": gates[stage.path], "amount": amount}
    return Drawn("funnel", "board.because.funnel", dimension=stage, members=members)


def _abc(case: Case) -> Drawn | None:
    """Parties (customers, people, departments) of any number, other dimensions when they have many values."""
    for one in case.chosen.dimensions:
        values = case.profile.values(one)
        party = one.spec.storage() is Storage.UUID and (values >= LEAST_CLASSED or not case.profile.records)
        if case.chosen.amounts and values <= MOST_GROUPS and (party or one in case.many()):
            return Drawn("abc", "board.because.abc", case.chosen.amounts[:1], one, params={"values": values})
    return None


def _line(case: Case) -> Drawn | None:
    if not case.chosen.times:
        return None
    time, few = case.chosen.times[0], case.few()
    bucket = _bucket(case.profile.span(time))
    params = {"bucket": STRETCHES[bucket]}
    series = few[0] if few and len(case.chosen.numbers) < 2 else None
    return Drawn("line", "board.because.line", case.chosen.numbers, time, series, bucket=bucket, params=params)


def _bar(case: Case) -> Drawn | None:
    few = case.few()
    if not few:
        return None
    series = few[1] if len(few) > 1 and len(case.chosen.numbers) < 2 else None
    return Drawn(
        "bar", "board.because.bar", case.chosen.numbers, few[0], series, params={"values": case.profile.values(few[0])}
    )


def _leaderboard(case: Case) -> Drawn | None:
    many = case.many()
    if not many:
        return None
    params = {"values": case.profile.values(many[0]), "limit": RANKED}
    return Drawn(
        "leaderboard",
        "board.because.leaderboard",
        case.chosen.numbers,
        many[0],
        members={"limit": RANKED},
        params=params,
    )


def _pie(case: Case) -> Drawn | None:
    few = [one for one in case.few() if case.profile.values(one) <= PARTS]
    if not few or case.chosen.times or len(case.chosen.numbers) > 1 or case.chosen.numbers != case.chosen.amounts:
        return None
    return Drawn(
        "pie", "board.because.pie", case.chosen.numbers, few[0], params={"values": case.profile.values(few[0])}
    )


def _number(case: Case) -> Drawn | None:
    return Drawn("kpi", "board.because.number", case.chosen.numbers[:1]) if case.chosen.numbers else None


def _table(case: Case) -> Drawn | None:
    columns = [one.path for one in case.chosen.fields]
    members: Mapping[str, Any] = {"columns": columns}
    return Drawn("table", "board.because.table", members=members) if columns else None


RULES: tuple[Rule, ...] = (_target, _funnel, _abc, _line, _bar, _leaderboard, _pie, _number, _table)
"""Best first."""


def _bucket(days: int | None) -> Bucket:
    """Stretches that make a line of some tens of points; months without data."""
    if days is None:
        return "month"
    return next((bucket for longest, bucket in BUCKETS if days <= longest), "year")
