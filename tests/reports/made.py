"""A small organization whose months hold something to count, made by the actions themselves."""

import datetime as dt

from approvals.actions import act
from cases import actions as cases
from core import clock
from reports import actions
from reports.models import MonthlyReport
from tests.factories import cases as make

MARCH, APRIL, MAY = dt.date(2026, 3, 1), dt.date(2026, 4, 1), dt.date(2026, 5, 1)


def noon(day):
    return clock.moment(day, dt.time(12))


def read_all(case, supervisor, day):
    """The supervisor reads whatever record of the case is unread."""
    with clock.standing_at(noon(day)):
        for model in ("recordprocess", "recordbrief"):
            for contact in case.contacts.all():
                sheet = getattr(contact, model, None)
                if sheet and sheet.reviewed_at is None:
                    cases.review(sheet=sheet, by=supervisor, comment="看过")


def busy_march(cast):
    """A case of each worker of the group with read records, one of them closed, and a consultation."""
    first = make.closed(cast.worker, cast.supervisor, closed_on=dt.date(2026, 3, 30))
    second = make.planned(cast.worker2, cast.supervisor)
    with clock.standing_at(make.moment(dt.date(2026, 3, 12), 15)):
        make.record(second, dt.date(2026, 3, 12), way="home")
    for case in (first, second):
        read_all(case, cast.supervisor, dt.date(2026, 3, 31))
    return first, second


def assembled(month=MARCH, on=dt.date(2026, 4, 1)):
    with clock.standing_at(noon(on)):
        actions.monthly_round()
        return MonthlyReport.objects.whole().get(month=month)


def decide(report, by, outcome="ok", comment="数据合理，同意报送"):
    report.refresh_from_db()
    step = report.approval.steps.filter(state="open").get()
    return act(step_id=step.pk, by=by, outcome=outcome, comment=comment, seen=report.content_hash())


def submitted(cast, month=MARCH, on=dt.date(2026, 4, 3)):
    """From assembly to submission, with whatever leaders have not confirmed listed as missing."""
    report = assembled(month, on.replace(day=1))
    with clock.standing_at(noon(on)):
        actions.confirm(report=report, by=cast.service, accept_missing=True)
        decide(report, cast.ddg)
        decide(report, cast.dg)
        return actions.submit(report=report, by=cast.service)
