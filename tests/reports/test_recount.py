"""A second count, made otherwise, agrees with every figure of every month of a small organization."""

import datetime as dt

import pytest

from cases import actions as cases
from core import clock
from reports import actions
from reports.figures import FIGURES
from staff.leave import actions as leave
from tests.factories import cases as make
from tests.factories import community as events
from tests.factories import groups
from tests.reports import made, recount

pytestmark = pytest.mark.django_db


def live(cast):
    """Cases, a consultation, an answered inquiry, a group, leave; some of it unread, refused or unfinished."""
    made.busy_march(cast)
    with clock.standing_at(make.moment(dt.date(2026, 4, 3), 10)):
        case = cases.open_first(case=make.inquiry(cast.worker2), by=cast.worker2, kind="consultation")
    with clock.standing_at(make.moment(dt.date(2026, 4, 3), 16, 30)):
        make.record(case, dt.date(2026, 4, 3))
        make.fill(case, "inquiry_intake_visit_record")
        make.fill(case, "case_closing")
        cases.submit_closing(case=make.again(case), by=cast.worker2)
        make.decide(make.sheet_of(case, "case_closing"), cast.supervisor)
    with clock.standing_at(dt.date(2026, 3, 3)):
        asked = make.inquiry(cast.worker)
    with clock.standing_at(dt.date(2026, 4, 1)):
        told = {"told_on": dt.date(2026, 4, 1), "told_way": "phone"}
        cases.refuse(case=asked, by=cast.worker, outcome="info_only", reason="已告知窗口", **told)
    groups.running(cast, held=3, present=6)
    events.completed(cast, heads=55, here=4)
    with clock.standing_at(dt.date(2026, 3, 2)):
        leave.submit(
            by=cast.worker2, leave_type="personal", first=dt.date(2026, 3, 30), last=dt.date(2026, 4, 1), reason="搬家",
        )  # fmt: skip


@pytest.mark.rule("KPI-09")
def test_an_independent_recount_agrees_with_every_figure_of_every_month(cast):
    live(cast)
    with clock.standing_at(made.noon(dt.date(2026, 5, 2))):
        actions.refresh(everything_open=True)
        months = recount.months()
        assert made.MARCH in months
        assert made.APRIL in months
        for month in months:
            assert recount.compare(month) == {}
    assert {key for _scope, _pk, key in recount.counted(made.MARCH)} >= {
        "service.persons", "case.contacts", "case.opened", "group.sessions", "group.person_times", "staff.workers", "event.held", "event.persons"
    }  # fmt: skip


def test_the_second_count_knows_every_figure():
    """The lines of contracts (ind.…) are counted again in test_goals, client group by client group."""
    assert {key for key in FIGURES if not key.startswith("ind.")} == recount.KNOWN
