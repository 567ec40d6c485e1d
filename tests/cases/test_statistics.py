"""What casework gives to the figures: each thing on its day, counted once approved or read, otherwise with the reason."""

import datetime as dt

import pytest

from cases import actions
from core import clock, records
from tests.factories import cases as make

MARCH = (dt.date(2026, 3, 1), dt.date(2026, 3, 31))


def of(kind, first=MARCH[0], last=MARCH[1]):
    return sorted((row for row in records.between(first, last) if row.kind == kind), key=lambda row: row.day)


@pytest.mark.rule("KPI-09")
def test_a_contact_counts_on_its_day_once_the_supervisor_has_read_the_record(cast):
    case = make.planned(cast.worker, cast.supervisor)
    before = len(of("case.contact"))
    day = dt.date(2026, 3, 27)
    with clock.standing_at(make.moment(day, 17)):
        actions.record_contact(
            case=make.again(case), by=cast.worker, starts_at=make.moment(day, 9), ends_at=make.moment(day, 10),
            way="home",
        )  # fmt: skip
    newest = of("case.contact")[-1]
    assert len(of("case.contact")) == before + 1
    assert (newest.why_not, newest.day, newest.minutes, newest.person_times) == ("no_record", day, 60, 1)
    assert newest.clients == (case.client_id,)
    assert newest.worker == cast.worker.pk
    with clock.standing_at(make.moment(day, 18)):
        sheet = make.record(case, day)
    written = str(sheet.contact.uuid)
    assert [row.why_not for row in of("case.contact") if row.uuid == written] == ["unread"]
    with clock.standing_at(dt.date(2026, 4, 9)):
        actions.review(sheet=sheet, by=cast.supervisor, comment="好")
        assert day in records.SOURCES["case.contact"].touched(clock.now())
    assert [row.counts for row in of("case.contact") if row.uuid == written] == [True]


@pytest.mark.rule("KPI-09")
def test_an_opening_counts_only_after_the_supervisor_agreed(cast):
    case = make.inquiry(cast.worker)
    with clock.standing_at(make.moment(dt.date(2026, 3, 5), 9)):
        actions.open_first(case=case, by=cast.worker, reason="夜里求助")
    assert [(row.day, row.why_not) for row in of("case.opened")] == [(dt.date(2026, 3, 5), "unapproved")]


@pytest.mark.rule("KPI-09")
def test_an_inquiry_that_was_answered_is_a_consultation_of_its_day(cast):
    with clock.standing_at(dt.date(2026, 3, 3)):
        case = make.inquiry(cast.worker)
    assert [(row.day.day, row.why_not) for row in of("case.consultation")] == [(3, "unanswered")]
    with clock.standing_at(dt.date(2026, 4, 1)):
        actions.refuse(
            case=case, by=cast.worker, outcome="info_only", reason="已告知窗口", told_on=dt.date(2026, 4, 1),
            told_way="phone",
        )  # fmt: skip
    assert [(row.day.day, row.why_not, row.person_times) for row in of("case.consultation")] == [(3, "", 1)]
