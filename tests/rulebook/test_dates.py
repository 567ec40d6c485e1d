"""DATE-01 to DATE-08: pure arithmetic, first by the catalogue's examples, then by properties that hold for any day."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulebook import calendars, dates
from rulebook.dates import DAY, Calendar
from rulebook.findings import Finding, Findings


def day(text):
    return dt.date.fromisoformat(text)


def national():
    found = {}
    for year in calendars.shipped_years():
        found.update({when: kind == "workday" for when, kind, _name in calendars.shipped_days(year)})
    return Calendar(found, frozenset(calendars.shipped_years()))


CAL = national()
PLAIN = Calendar()
A_DAY = st.dates(dt.date(2024, 1, 5), dt.date(2026, 12, 1))
A_COUNT = st.integers(1, 30)


@pytest.mark.rule("DATE-01")
@pytest.mark.parametrize(
    ("when", "works"),
    [
        ("2024-02-04", True),
        ("2024-02-09", True),
        ("2024-02-12", False),
        ("2024-02-18", True),
        ("2025-01-26", True),
        ("2025-01-28", False),
        ("2025-09-28", True),
        ("2025-10-08", False),
        ("2025-10-11", True),
        ("2026-01-04", True),
        ("2026-02-14", True),
        ("2026-02-23", False),
        ("2026-02-28", True),
        ("2026-05-09", True),
        ("2026-06-19", False),
        ("2026-09-20", True),
        ("2026-10-07", False),
        ("2026-10-10", True),
        ("2026-10-17", False),
    ],
)
def test_the_national_calendar_knows_holidays_and_make_up_days(when, works):
    assert CAL.is_workday(day(when)) is works


@pytest.mark.rule("DATE-01")
def test_the_shipped_calendars_agree_with_the_library_they_were_written_with():
    import holidays

    for year in calendars.shipped_years():
        china = holidays.China(years=year)
        for when in dates.days(dt.date(year, 1, 1), dt.date(year, 12, 31)):
            assert CAL.is_workday(when) == china.is_working_day(when), when


@pytest.mark.rule("DATE-01")
def test_a_year_that_is_not_loaded_counts_monday_to_friday_and_is_provisional():
    assert CAL.add_workdays(day("2026-12-31"), 1) == day("2027-01-01")
    assert dates.provisional(CAL, day("2026-12-20"), day("2027-02-10"))
    assert not dates.provisional(CAL, day("2025-12-20"), day("2026-02-10"))
    assert dates.provisional(Calendar({}, frozenset({2025, 2027})), day("2025-12-20"), day("2027-02-10"))


@pytest.mark.rule("DATE-02")
def test_working_days_are_counted_from_the_day_after():
    assert CAL.add_workdays(day("2026-04-03"), 3) == day("2026-04-09")
    assert CAL.add_workdays(day("2026-05-08"), 1) == day("2026-05-09")
    assert CAL.add_workdays(day("2026-03-02"), 0) == day("2026-03-02")


@pytest.mark.rule("DATE-03")
def test_a_period_in_days_rolls_to_the_next_working_day_unless_told_not_to():
    assert dates.add_days(CAL, day("2026-09-30"), 3) == day("2026-10-08")
    assert dates.add_days(CAL, day("2026-09-30"), 3, roll=False) == day("2026-10-03")
    assert dates.add_days(CAL, day("2026-05-06"), 3) == day("2026-05-09")  # a make-up Saturday does not roll


@pytest.mark.rule("DATE-04")
@pytest.mark.parametrize(
    ("event", "n", "latest"),
    [
        ("2025-10-15", 10, "2025-09-25"),
        ("2026-03-21", 10, "2026-03-08"),
        ("2025-10-15", 5, "2025-10-09"),
        ("2026-10-08", 1, "2026-10-07"),
        ("2026-03-18", 0, "2026-03-18"),
    ],
)
def test_latest_day_for_a_lead_in_working_days(event, n, latest):
    assert dates.latest_day_for_workdays(CAL, day(event), n) == day(latest)
    assert dates.is_in_time(CAL, day(latest), day(event), n, unit="workday")
    assert not dates.is_in_time(CAL, day(latest) + DAY, day(event), n, unit="workday")


@pytest.mark.rule("DATE-04")
def test_a_lead_in_calendar_days_never_rolls():
    lead = dates.lead(CAL, day("2026-03-10"), day("2026-03-16"), 7)
    assert (lead.days, lead.short_by, lead.latest) == (6, 1, day("2026-03-09"))
    assert dates.is_in_time(CAL, day("2026-09-14"), day("2026-09-28"), 14)


@pytest.mark.rule("DATE-04")
@given(A_DAY, A_COUNT)
def test_the_latest_day_is_exactly_the_last_one_that_the_forward_count_allows(event, n):
    latest = dates.latest_day_for_workdays(CAL, event, n)
    assert CAL.add_workdays(latest, n) <= event < CAL.add_workdays(latest + DAY, n)


@pytest.mark.rule("DATE-04")
@given(A_DAY, st.integers(-5, 60), A_COUNT)
def test_short_by_counts_the_missing_days(event, before, n):
    submitted = event - DAY * before
    lead = dates.lead(CAL, submitted, event, n, unit="workday")
    assert lead.in_time == (submitted <= lead.latest)
    assert lead.short_by == max(0, n - CAL.workdays_between(submitted, event))


@pytest.mark.rule("DATE-02")
@given(A_DAY, A_COUNT)
def test_adding_working_days_ends_on_one_and_counts_back(start, n):
    end = CAL.add_workdays(start, n)
    assert CAL.is_workday(end)
    assert CAL.workdays_between(start, end) == n
    assert CAL.add_workdays(CAL.add_workdays(start, n), 2) == CAL.add_workdays(start, n + 2)


@pytest.mark.rule("DATE-02")
@given(A_DAY, st.integers(0, 90))
def test_working_days_between_is_what_counting_one_by_one_gives(start, span):
    end = start + DAY * span
    one_by_one = len([when for when in dates.days(start, end) if when != start and CAL.is_workday(when)])
    assert CAL.workdays_between(start, end) == one_by_one == -CAL.workdays_between(end, start)


@pytest.mark.rule("DATE-03")
@given(A_DAY)
def test_rolling_stops_at_the_first_working_day(start):
    rolled = CAL.roll(start)
    assert CAL.is_workday(rolled)
    assert not any(CAL.is_workday(when) for when in dates.days(start, rolled - DAY))
    assert CAL.roll_back(start) <= start <= rolled


@pytest.mark.rule("DATE-05")
@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
    ],
)
def test_months_keep_the_day_number_or_end_with_the_month(start, n, end):
    assert dates.add_months(day(start), n) == day(end)


@pytest.mark.rule("DATE-05")
@given(A_DAY, st.integers(0, 60))
def test_months_never_leave_their_month(start, n):
    end = dates.add_months(start, n)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == n
    assert end.day == start.day or (end + DAY).day == 1


@pytest.mark.rule("DATE-05")
def test_submissions_counted_in_months_roll_and_reviews_keep_their_day():
    assert dates.months_due(CAL, day("2026-04-03"), 1) == day("2026-05-06")
    assert dates.months_due(CAL, day("2026-04-03"), 1, roll=False) == day("2026-05-03")


@pytest.mark.rule("DATE-06")
def test_fixed_days_roll_inside_and_stay_outside():
    assert dates.fixed_day(CAL, 2026, 4, 5) == day("2026-04-07")
    assert dates.fixed_day(CAL, 2026, 4, 5, roll=False) == day("2026-04-05")
    assert dates.fixed_day(CAL, 2026, 2, 31, roll=False) == day("2026-02-28")


@pytest.mark.rule("DATE-07")
def test_full_years_include_the_anniversary():
    assert dates.full_years(day("2016-05-02"), day("2026-05-01")) == 9
    assert dates.full_years(day("2016-05-02"), day("2026-05-02")) == 10
    assert dates.full_years(day("2024-02-29"), day("2025-02-27")) == 0
    assert dates.full_years(day("2024-02-29"), day("2025-02-28")) == 1


@pytest.mark.rule("DATE-07")
@given(A_DAY, st.integers(0, 15000))
def test_full_years_change_only_on_anniversaries(since, span):
    on = since + DAY * span
    years = dates.full_years(since, on)
    assert dates.add_years(since, years) <= on < dates.add_years(since, years + 1)


@pytest.mark.example("EX-17")
@pytest.mark.rule("PLAN-01")
@pytest.mark.parametrize(
    ("monday", "due"),
    [("2026-05-04", "2026-05-06"), ("2026-02-16", None), ("2026-02-23", "2026-02-24"), ("2026-05-11", "2026-05-11")],
)
def test_the_weekly_report_is_due_on_the_first_working_day_of_its_week(monday, due):
    assert dates.weekly_due(CAL, day(monday)) == (due and day(due))
    assert dates.weekly_due(CAL, day(monday) + DAY * 6) == (due and day(due))


@pytest.mark.rule("LEAVE-05")
@pytest.mark.parametrize(
    ("first", "last", "afternoon", "noon", "length"),
    [
        ("2026-03-16", "2026-03-18", False, True, "2.5"),
        ("2026-03-18", "2026-03-18", False, False, "1"),
        ("2026-03-18", "2026-03-18", True, False, "0.5"),
        ("2026-03-18", "2026-03-18", False, True, "0.5"),
        ("2026-04-13", "2026-04-16", False, True, "3.5"),
        ("2026-09-28", "2026-10-09", False, False, "5"),
        ("2026-05-08", "2026-05-11", False, False, "3"),
        ("2026-03-21", "2026-03-22", False, False, "0"),
        ("2026-03-20", "2026-03-21", False, True, "1"),
    ],
)
def test_leave_is_counted_in_half_working_days(first, last, afternoon, noon, length):
    counted = dates.count_days(CAL, day(first), day(last), first_half=afternoon, last_half=noon)
    assert counted == Decimal(length)


@pytest.mark.rule("LEAVE-05")
def test_leave_in_calendar_days_counts_every_day():
    assert dates.count_days(CAL, day("2026-09-28"), day("2026-10-09"), unit="calendar") == 12


@pytest.mark.rule("DATE-01")
def test_an_empty_calendar_is_monday_to_friday():
    assert [PLAIN.is_workday(day("2026-03-16") + DAY * n) for n in range(7)] == [True] * 5 + [False] * 2


@pytest.mark.example("EX-80")
@pytest.mark.rule("KPI-03")
def test_the_share_of_a_contract_year_gone_by_the_end_of_june():
    share = dates.time_share(day("2026-01-01"), day("2026-12-31"), day("2026-06-30"))
    assert share == Decimal(181) / Decimal(365)
    assert dates.time_share(day("2026-01-01"), day("2026-12-31"), day("2027-03-01")) == 1
    assert dates.time_share(day("2026-01-01"), day("2026-12-31"), day("2025-03-01")) == 0


@pytest.mark.example("EX-89")
@pytest.mark.rule("HR-08")
def test_two_reports_within_a_year():
    assert dates.within_one_year(day("2026-08-31"), day("2025-09-01"))
    assert not dates.within_one_year(day("2025-09-01"), day("2026-09-02"))


@pytest.mark.rule("DATE-08")
def test_only_blocks_stop():
    from django.core.exceptions import ValidationError

    found = Findings([Finding("warn", "X-1", "a"), Finding("exception", "X-2", "b", short_by=1)])
    found.raise_blocks()
    assert [f.text for f in found.exceptions] == ["b"]
    assert [f.text for f in found.warnings] == ["a"]
    found.append(Finding("block", "X-3", "c", field="first"))
    with pytest.raises(ValidationError) as caught:
        found.raise_blocks()
    assert caught.value.message_dict == {"first": ["c"]}
