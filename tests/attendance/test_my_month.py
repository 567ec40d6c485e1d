import datetime as dt

import pytest

from core import clock
from staff.attendance import actions
from staff.attendance.models import Half, Mark

LEAVE = "leave.leaverequest:00000000-0000-0000-0000-000000000001"


@pytest.mark.rule("ATT-05")
def test_my_month_shows_leave_as_a_fact_and_only_my_own(client, cast):
    for person in (cast.worker, cast.worker2):
        actions.mark(
            person=person,
            halves=[(dt.date(2026, 3, 16), Half.MORNING)],
            mark=Mark.LEAVE,
            about=LEAVE,
            by=cast.sa,
        )
    client.force_login(cast.worker)
    with clock.standing_at(dt.date(2026, 3, 20)):
        page = client.get("/attendance/").content.decode()
    assert page.count("mkx lv") == 1
    assert client.get("/attendance/2026-02/").content.decode().count("mkx") == 0


def test_a_month_that_is_none_is_not_found(client, cast):
    client.force_login(cast.worker)
    assert client.get("/attendance/2026-13/").status_code == 404
    assert client.get("/attendance/last/").status_code == 404
