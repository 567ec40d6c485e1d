"""What the rooms tell the weekly report about the days of a worker, and what they must never tell."""

import datetime as dt

import pytest
from django.utils import translation

from core import clock
from notifications import worklog
from tests.factories.cases import GRANDMOTHER, OPENED, closed, in_service, moment, record
from tests.leave.helpers import approved

pytestmark = pytest.mark.django_db
FIRST, LAST = OPENED, dt.date(2026, 6, 30)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def told(user, first=FIRST, last=LAST):
    return [(offer.key, line) for offer, line in worklog.lines(user, first, last)]


@pytest.mark.rule("PLAN-01")
def test_contacts_and_records_of_a_day_are_counted_by_kind(cast):
    case = in_service(cast.worker, cast.supervisor)
    day = OPENED + dt.timedelta(days=1)
    with clock.standing_at(moment(day, 17)):
        record(case, day, hour=9)
        record(case, day, hour=14)
    found = {line.what: line for key, line in told(cast.worker, day, day) if key == "case"}
    assert found["Case contact, interview"][2:4] == (2, 100)
    assert found["Case records written"].count == 2
    assert told(cast.worker, day + dt.timedelta(days=1)) == []
    assert told(cast.worker2) == []


@pytest.mark.rule("PLAN-01")
def test_leave_shows_as_a_fact_without_type_and_reason(cast):
    approved(cast, cast.worker, "2026-03-18", leave_type="sick", reason="CANARYREASON", told_how="phone")
    (key, line), *rest = told(cast.worker, dt.date(2026, 3, 16), dt.date(2026, 3, 22))
    assert (key, line.day, rest) == ("leave", dt.date(2026, 3, 18), [])
    assert "CANARYREASON" not in line.what
    assert "sick" not in line.what.lower()


@pytest.mark.rule("PLAN-01")
def test_the_log_holds_no_name_no_number_no_text_of_a_file(cast):
    case = closed(cast.worker, cast.supervisor)
    words = " ".join(f"{line.what} {line.place} {line.at}" for _key, line in told(cast.worker))
    assert "Case closed" in words
    for secret in (GRANDMOTHER["name"], str(case.client), case.file_no, case.number, "河东路", "睡眠", "陈"):
        assert secret
        assert secret not in words
