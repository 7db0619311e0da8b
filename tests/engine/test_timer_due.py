"""Due times in plain and in working time, across holidays, make-up days and clock changes."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dougong_engine.errors import Invalid
from dougong_engine.flows.effect import StartTimer
from dougong_engine.timers.calendar import Calendar
from dougong_engine.timers.due import due, worked, working, working_days
from dougong_engine.timers.repeat import turn


class City:
    """A zone with rules, as the platform brings it: a gap gives the next valid instant, an overlap the first."""

    def __init__(self, name: str) -> None:
        self.zone = ZoneInfo(name)

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone).replace(tzinfo=None)

    def instant(self, local: datetime) -> datetime:
        early = local.replace(tzinfo=self.zone, fold=0).astimezone(UTC)
        if self.local(early) == local:
            return early
        late = local.replace(tzinfo=self.zone, fold=1).astimezone(UTC)
        low, high = min(early, late), max(early, late)
        while high - low > timedelta(seconds=1):
            middle = low + (high - low) // 2
            low, high = (low, middle) if self.local(middle) >= local else (middle, high)
        return high.replace(microsecond=0)


SHANGHAI = City("Asia/Shanghai")
OFFICE = Calendar.model_validate(
    {
        "name": "Office",
        "version": 3,
        "week": {
            day: [{"from": "09:00", "to": "12:00"}, {"from": "13:00", "to": "18:00"}]
            for day in ("mon", "tue", "wed", "thu", "fri")
        },
        "holidays": {"2026-10-01": "国庆节", "2026-10-02": "国庆节", "2026-10-05": "国庆节"},
        "workdays": {"2026-10-10": []},
    }
)


def at(text: str, zone: City = SHANGHAI) -> datetime:
    return zone.instant(datetime.fromisoformat(text))


def shown(moment: datetime, zone: City = SHANGHAI) -> str:
    return zone.local(moment).isoformat(sep=" ", timespec="minutes")


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-11-23 09:00", 1, "2026-11-23 10:00"),
        ("2026-11-23 11:30", 1, "2026-11-23 13:30"),
        ("2026-11-23 17:30", 1, "2026-11-24 09:30"),
        ("2026-11-27 17:30", 1, "2026-11-30 09:30"),
        ("2026-11-28 03:00", 8, "2026-11-30 18:00"),
        ("2026-09-30 17:00", 2, "2026-10-06 10:00"),
        ("2026-10-09 17:00", 2, "2026-10-10 10:00"),
        ("2026-11-23 12:00", 0, "2026-11-23 13:00"),
    ],
)
def test_working_hours_skip_nights_weekends_and_holidays_and_count_make_up_days(
    start: str, hours: int, end: str
) -> None:
    assert shown(working(at(start), timedelta(hours=hours), OFFICE, SHANGHAI)) == end


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-23 10:00", 1, "2026-11-24 10:00"),
        ("2026-11-27 10:00", 1, "2026-11-30 10:00"),
        ("2026-09-30 10:00", 1, "2026-10-06 10:00"),
        ("2026-10-09 10:00", 1, "2026-10-10 10:00"),
        ("2026-11-23 22:00", 1, "2026-11-24 18:00"),
        ("2026-11-23 05:00", 2, "2026-11-25 09:00"),
    ],
)
def test_working_days_keep_the_time_of_day_within_the_hours(start: str, days: int, end: str) -> None:
    assert shown(working_days(at(start), days, OFFICE, SHANGHAI)) == end


def test_a_due_time_says_which_calendar_made_it_and_which_days_were_passed_over() -> None:
    timer = StartTimer(timer="t", hours=Decimal(2), working=True)
    found = due(timer, at("2026-09-30 17:00"), OFFICE, SHANGHAI)
    assert found.calendar == 3
    assert found.skipped == {
        date(2026, 10, 1): "国庆节",
        date(2026, 10, 2): "国庆节",
        date(2026, 10, 3): "",
        date(2026, 10, 4): "",
        date(2026, 10, 5): "国庆节",
    }


def test_plain_time_knows_no_calendar() -> None:
    friday = at("2026-11-27 17:30")
    assert shown(due(StartTimer(timer="t", hours=Decimal("1.5")), friday, OFFICE, SHANGHAI).at) == "2026-11-27 19:00"
    assert shown(due(StartTimer(timer="t", days=1), friday, OFFICE, SHANGHAI).at) == "2026-11-28 17:30"
    fixed = due(StartTimer(timer="t", due=friday), at("2026-01-01 00:00"), OFFICE, SHANGHAI)
    assert (fixed.at, fixed.calendar) == (friday, None)


def test_a_calendar_without_working_time_is_refused_and_does_not_search_for_ever() -> None:
    closed = Calendar.model_validate({"name": "Closed", "week": {}})
    for call in (lambda: working(at("2026-11-23 09:00"), timedelta(hours=1), closed, SHANGHAI),):
        with pytest.raises(Invalid) as error:
            call()
        assert error.value.problems[0].code == "timer.calendar.closed"
    with pytest.raises(Invalid):
        working_days(at("2026-11-23 09:00"), 1, closed, SHANGHAI)


@pytest.mark.parametrize(
    ("city", "start", "end"),
    [
        ("America/New_York", "2026-03-07 02:30", "2026-03-08 03:00"),
        ("America/New_York", "2026-10-31 01:30", "2026-11-01 01:30"),
        ("Europe/Berlin", "2026-03-28 02:30", "2026-03-29 03:00"),
        ("Australia/Lord_Howe", "2026-10-03 02:15", "2026-10-04 02:30"),
        ("Asia/Shanghai", "2026-03-07 02:30", "2026-03-08 02:30"),
    ],
)
def test_a_day_later_in_a_gap_is_the_first_valid_instant_and_in_an_overlap_happens_once(
    city: str, start: str, end: str
) -> None:
    zone = City(city)
    found = due(StartTimer(timer="t", days=1), at(start, zone), OFFICE, zone)
    assert shown(found.at, zone) == end


def test_a_night_shift_is_truly_shorter_when_the_clock_goes_forward() -> None:
    night = Calendar.model_validate(
        {
            "name": "Night",
            "week": {"sun": [{"from": "00:00", "to": "06:00"}], "mon": [{"from": "00:00", "to": "06:00"}]},
        }
    )
    berlin = City("Europe/Berlin")
    start = at("2026-03-29 00:00", berlin)
    assert shown(working(start, timedelta(hours=6), night, berlin), berlin) == "2026-03-30 01:00"


@given(
    st.integers(0, 3 * 365 * 24 * 3600),
    st.integers(0, 60 * 200),
    st.sampled_from(["Asia/Shanghai", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe"]),
)
def test_so_much_working_time_lies_before_the_due_time_as_was_asked_for(second: int, minutes: int, city: str) -> None:
    zone, begin = City(city), datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=second)
    end = working(begin, timedelta(minutes=minutes), OFFICE, zone)
    assert end >= begin
    assert worked(begin, end, OFFICE, zone) == timedelta(minutes=minutes)


def hourly(after: datetime) -> datetime:
    return after.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


@pytest.mark.parametrize(
    ("late", "policy", "fires"),
    [(0, "once", True), (0, "skip", True), (50, "skip", True), (3 * 3600, "once", True), (3 * 3600, "skip", False)],
)
def test_a_missed_turn_fires_once_or_is_skipped_and_never_piles_up(late: int, policy: str, fires: bool) -> None:
    planned = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    now = planned + timedelta(seconds=late)
    found = turn(planned, now, hourly, "once" if policy == "once" else "skip")
    assert found.fire is fires
    assert found.next is not None
    assert found.next > now


def test_a_turn_that_is_not_due_stays_planned() -> None:
    planned = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    found = turn(planned, planned - timedelta(seconds=1), hourly, "once")
    assert (found.fire, found.next) == (False, planned)


@pytest.mark.parametrize("hours", [[("12:00", "09:00")], [("09:00", "12:00"), ("11:00", "13:00")]])
def test_shifts_run_forward_and_follow_each_other(hours: list[tuple[str, str]]) -> None:
    shifts = [{"from": begin, "to": end} for begin, end in hours]
    with pytest.raises(ValueError, match="shift"):
        Calendar.model_validate({"name": "Odd", "week": {"mon": shifts}})
