"""Attendance in chromium at phone size: an outing announced and ended, the day of a group recorded."""

import datetime as dt

import pytest

from core import clock
from rulebook.calendars import calendar
from staff.attendance import actions, roster
from staff.attendance.models import AttendanceDay, Outing
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)


def last_month():
    return (clock.today().replace(day=1) - dt.timedelta(days=1)).replace(day=1)


@pytest.fixture
def month(cast, world):
    """Last month of the first group, recorded but for its last working day."""
    first = last_month()
    actions.open_months(first)
    actions.open_months()
    days = calendar().working_days(first, roster.last_of(first))
    actions.fill_present(by=cast.sa, group=world.group, days=days[:-1])
    return first, days[-1]


def clean(one, where):
    assert one.violations() == [], where
    assert one.sideways() == 0, where
    assert one.trouble == [], where


def test_an_outing_and_a_day_of_the_group_on_a_phone(visitor, cast, month):
    _first, last = month
    phone = visitor(cast.worker, size=PHONE)
    page = phone.open("/outings/new/")
    page.select_option("[name=purpose]", "liaison")
    page.fill("[name=place]", "河东街道办")
    clean(phone, "outing")
    phone.press("开始外出")
    assert Outing.objects.get().person == cast.worker
    phone.open("/outings/")
    phone.press("我回来了")
    assert Outing.objects.get().returned_at

    assistant = visitor(cast.sa, size=PHONE)
    page = assistant.open(f"/attendance/groups/g1/days/{last}/")
    page.uncheck(f"#p{cast.worker2.pk}")
    clean(assistant, "day")
    assistant.press("勾选的人都在岗")
    assistant.open(f"/attendance/people/{cast.worker2.uuid}/days/{last}/")
    clean(assistant, "cell")
    assert AttendanceDay.objects.filter(day=last).count() == 2
