"""What stands in a form before anybody types, and what must never stand there (PLAN-01, ATT-09)."""

import datetime as dt

import pytest

from cases import actions as cases
from core import clock
from notifications import worklog
from notifications.actions import engage, owe
from staff.plans import prefill
from staff.plans.choices import Kind
from tests.factories.cases import GRANDMOTHER, closed, in_service, moment, record
from tests.leave.helpers import approved
from tests.plans.helpers import at, day, open_at, report_of, submit

pytestmark = pytest.mark.django_db
CANARIES = (GRANDMOTHER["name"], GRANDMOTHER["phones"][0], "陈", "睡眠", "河东路", "怕跌")


@pytest.mark.rule("PLAN-01")
def test_last_week_comes_from_the_records_and_this_week_from_calendar_and_deadlines(opened):
    with clock.standing_at(at("2026-05-06 08:00")):
        case = in_service(opened.worker, opened.supervisor, on=day("2026-05-06"))
    with clock.standing_at(moment(day("2026-05-07"), 17)):
        record(case, day("2026-05-07"), next_at=moment(day("2026-05-13"), 14))
    with clock.standing_at(at("2026-05-11 08:00")):
        rows = prefill.rows_of(report_of(opened.worker))
    last = [(row["day"], row["content"]) for row in rows["last_week"]]
    assert (day("2026-05-07"), "Case contact, interview") in last
    plan = {row["content"]: row["day"] for row in rows["this_week"]}
    assert plan["Appointment with a client"] == day("2026-05-13")
    assert any("due" in content for content in plan)
    assert rows["outings"] == []


@pytest.mark.rule("ATT-09")
def test_outings_of_the_rooms_stand_in_their_own_table(opened, monkeypatch):
    line = worklog.Line(day("2026-05-07"), "协调会", place="街道办", at="14:00–16:00")
    monkeypatch.setitem(worklog._offers, "outing", worklog.Offer("outing", "Outings", lambda *args: [line]))
    with clock.standing_at(at("2026-05-11 08:00")):
        rows = prefill.rows_of(report_of(opened.worker))
    assert rows["outings"] == [{"day": line.day, "at": line.at, "place": "街道办", "purpose": "协调会"}]
    assert not any(row["content"] == "协调会" for row in rows["last_week"])


@pytest.mark.rule("PLAN-01")
def test_nothing_confidential_is_filled_in_by_itself(cast):
    """Canary: a case from its opening to its end, appointments, deadlines, leave with a reason; no word of them."""
    case = closed(cast.worker, cast.supervisor)
    approved(cast, cast.worker, "2026-05-06", leave_type="sick", reason="CANARYREASON", told_how="phone")
    engage(about=case.ref, owner=cast.worker, what=cases.contacts.MEETING, starts_at=at("2026-05-12 09:00"),
           ends_at=at("2026-05-12 10:00"))  # fmt: skip
    owe("case.record", about=case.ref, owner=cast.worker, since=day("2026-05-11"), detail="CANARYDETAIL")
    open_at("2026-04-30 00:10")
    open_at("2026-05-09 00:10")
    with clock.standing_at(at("2026-06-30 08:00")):
        for kind, first in (
            (Kind.WEEKLY, "2026-05-11"), (Kind.WEEKLY, "2026-05-04"), (Kind.MONTHLY_PLAN, "2026-05-01"),
            (Kind.MONTHLY_SUMMARY, "2026-04-01"),
        ):  # fmt: skip
            words = repr(prefill.rows_of(report_of(cast.worker, first, kind)))
            for canary in (*CANARIES, str(case.client), case.file_no, case.number, "CANARYREASON", "CANARYDETAIL"):
                assert canary not in words
    assert "Appointment with a client" in repr(_rows(cast.worker, "2026-05-11"))


def _rows(person, first):
    with clock.standing_at(at("2026-06-30 08:00")):
        return prefill.rows_of(report_of(person, first))


@pytest.mark.rule("PLAN-01")
def test_no_day_of_work_falls_between_two_reports_over_the_new_year_week(running, monkeypatch):
    line = worklog.Line(day("2026-02-10"), "training")
    monkeypatch.setitem(
        worklog._offers, "training",
        worklog.Offer("training", "", lambda user, first, last: [line] if first <= line.day <= last else []),
    )  # fmt: skip
    open_at("2026-02-23 00:10")
    with clock.standing_at(at("2026-02-24 09:00")):
        rows = prefill.rows_of(report_of(running.worker, "2026-02-23"))
    assert [row["day"] for row in rows["last_week"]] == [line.day]  # the week of the 16th had no report


@pytest.mark.rule("PLAN-03")
def test_the_summary_holds_the_counts_of_the_month(cast):
    case = in_service(cast.worker, cast.supervisor, on=day("2026-03-02"))
    for number in (3, 5, 9):
        with clock.standing_at(moment(day(f"2026-03-{number:02}"), 17)):
            record(case, day(f"2026-03-{number:02}"))
    open_at("2026-03-31 00:10")
    with clock.standing_at(at("2026-03-31 09:00")):
        rows = prefill.rows_of(report_of(cast.worker, "2026-03-01", Kind.MONTHLY_SUMMARY))["done"]
    found = {row["content"]: (row["number"], str(row["hours"])) for row in rows}
    assert found["Case contact, interview"] == (3, "2.5")


def test_last_weeks_plan_is_copied_with_its_days_moved(opened):
    submit(opened.worker, "2026-05-11 09:00")
    open_at("2026-05-18 00:10")
    with clock.standing_at(at("2026-05-18 09:00")):
        assert prefill.copied(report_of(opened.worker2, "2026-05-18")) == []
        (row,) = prefill.copied(report_of(opened.worker, "2026-05-18"))
    assert row["day"] == day("2026-05-12") + dt.timedelta(days=7)
    assert row["content"] == "小组第二节"
