"""The system assembles the reports of a month on the 1st and again until they are fixed (KPI-01, KPI-02)."""

from django.db import transaction
from django.utils.translation import gettext_noop

from core import clock
from notifications.actions import owe, tell
from reports import queries
from reports.actions.common import store
from reports.actions.tallying import refresh
from reports.counting import days_of, previous
from reports.models import MonthlyReport, Tally

READY = gettext_noop("Your figures of last month are ready: say whether they are right.")


def monthly_round():
    """Every night: sum what changed and every open month, assemble the month that is over. Returns it."""
    refresh(everything_open=True)
    month = previous(clock.today().replace(day=1))
    if Tally.objects.filter(month=month).exclude(figure__startswith="staff.").exists():
        assemble(month=month)  # something was recorded in it: not a month before the house was moved into
    return month


@transaction.atomic
def assemble(*, month, by=None):
    """A report for the organization and one for each service point, with what is owed about them; once each."""
    points = queries.points_of(month)
    if not points:
        return None
    known = {row.point_id: row for row in MonthlyReport.objects.of_month(month)}
    report = known.get(None) or store(MonthlyReport(month=month), by)
    leaders = queries.leaders(points)
    for point in points:
        if point.pk not in known:
            row = store(MonthlyReport(month=month, point=point), by)
            _owe_point(row, leaders.get(point.pk, ()))
            tell(queries.workers_of(month, point), READY, key=f"figures:{row.uuid}", about=row.ref)
    if None not in known:
        _owe_whole(report)
    return report


def _owe_point(row, leaders):
    """The leaders of the point confirm by the 5th; one of them is enough (GRP-19)."""
    last = days_of(row.month)[1]
    for person in leaders:
        owe("kpi.point_report", about=row.ref, owner=person, since=last, group=row.ref)


def _owe_whole(report):
    """The Service director submits, HR & Administration sends the package, by the 5th (KPI-01, KPI-02)."""
    last = days_of(report.month)[1]
    for person in queries.service_directors():
        owe("kpi.point_report", about=report.ref, owner=person, since=last, group=report.ref)
    for person in queries.package_senders():
        owe("kpi.package", about=report.ref, owner=person, since=last, group=f"{report.ref}:package")
