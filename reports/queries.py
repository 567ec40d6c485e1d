"""Questions about monthly reports: which points report, who leads them, who has answered, what is missing."""

from django.db.models import Q

from groups.models import Confirmation, Programme
from people.models import FRONT_LINE, POINT_LEADERS, Appointment, Department, Role, ServicePoint, User
from reports.counting import POINT, days_of
from reports.models import FigureCheck, MonthlyReport, Tally


def points_of(month):
    """Service points that report a month: open in it, and with somebody posted there or something counted."""
    first, last = days_of(month)
    posted = _in_month(first, last).filter(role__in=FRONT_LINE).values("point")
    counted = Tally.objects.filter(month=month, scope=POINT).values("of")
    rows = ServicePoint.objects.filter(Q(pk__in=posted) | Q(pk__in=counted))
    rows = rows.exclude(opened_on__gt=last).exclude(closed_on__lt=first)
    return list(rows.order_by("code"))


def _in_month(first, last):
    return Appointment.objects.filter(Q(until__isnull=True) | Q(until__gte=first), since__lte=last)


def workers_of(month, point=None):
    """Front-line staff posted in a month, at one point or anywhere, in order of their numbers."""
    posted = _in_month(*days_of(month)).filter(role__in=FRONT_LINE)
    posted = posted.filter(point=point) if point else posted
    return User.objects.filter(pk__in=posted.values("person")).order_by("staff_no")


def leaders(points):
    """{point pk: [leader, ...]} today, in one query."""
    found = {}
    rows = Appointment.objects.current().filter(role__in=POINT_LEADERS, point__in=points).select_related("person")
    for held in rows.order_by("since", "pk"):
        found.setdefault(held.point_id, []).append(held.person)
    return found


def service_directors():
    held = Appointment.objects.current().filter(
        role=Role.DEPARTMENT_DIRECTOR, department__in=Department.objects.filter(code="service")
    )
    return User.objects.filter(pk__in=held.values("person"), is_active=True)


def package_senders():
    """HR & Administration: its officers, else its director (KPI-01)."""
    officers = Appointment.objects.current().filter(role=Role.HR_OFFICER).values("person")
    rows = User.objects.filter(pk__in=officers, is_active=True)
    if rows:
        return rows
    held = Appointment.objects.current().filter(role=Role.DEPARTMENT_DIRECTOR, department__code="hr_admin")
    return User.objects.filter(pk__in=held.values("person"), is_active=True)


def point_reports(month):
    return MonthlyReport.objects.of_points().of_month(month).select_related("point")


def not_handed_in(month):
    """Reports of points no leader has confirmed (GRP-19): listed as missing when the month is confirmed."""
    return list(point_reports(month).filter(state=MonthlyReport.State.COLLECTING))


def checks_of(reports):
    """{report pk: [FigureCheck, ...]}"""
    found = {}
    for check in FigureCheck.objects.filter(report__in=reports).select_related("worker"):
        found.setdefault(check.report_id, []).append(check)
    return found


def check_by(report, worker):
    return FigureCheck.objects.filter(report=report, worker=worker).first()


def unconfirmed_groups(report):
    """Groups of the point with a session in the month that no leader has confirmed for it (GRP-19; RP-13)."""
    first, last = days_of(report.month)
    held = Programme.objects.filter(point=report.point, sessions__held_on__range=(first, last))
    confirmed = Confirmation.objects.filter(month=report.month).values("programme")
    return list(held.exclude(pk__in=confirmed).distinct().order_by("pk"))
