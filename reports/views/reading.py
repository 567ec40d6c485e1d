"""The months, a month of the organization, a month of a service point or of oneself."""

from types import SimpleNamespace

from django.views.generic import TemplateView

from access.doors import ListDoor
from approvals.queries import open_steps_for
from core import clock
from notifications.badges import badge_of
from notifications.models import Deadline
from people import roles
from reports import pages, policy, queries, reading, snapshots, targets
from reports.counting import ORGANIZATION, POINT, WORKER, following, previous
from reports.figures import Section
from reports.forms import BackForm, CheckForm, ConfirmForm, SendForm
from reports.models import FigureCheck, MonthlyReport, Tally
from reports.views.doors import MonthDoor
from rulebook.calendars import calendar

LOOK_BACK = 12  # months
STATUS = {"collecting": "draft", "compiled": "wait", "confirmed": "wait", "submitted": "done", "adjusted": "done"}


def status_of(report):
    return STATUS[report.state], report.get_state_display()


def badge(report, rule="kpi.point_report"):
    """What is owed about a report, as the soonest open deadline."""
    owed = Deadline.objects.open().filter(about=report.ref, rule=rule).order_by("due_at").first()
    return badge_of(owed, calendar()) if owed else None


class Reports(ListDoor, TemplateView):
    """/reports/: month by month; of the organization for who sees it, else of one's own service points."""

    model = MonthlyReport
    order = "-month"
    page_size = 24
    template_name = "reports/list.html"

    def door_allows(self, user):
        return policy.sees_some(user)

    def get_queryset(self):
        return MonthlyReport.objects.select_related("point", "submitted_by")

    @property
    def whole(self):
        user = self.request.user
        return policy.sees_totals(user) or policy.sees_package(user)

    def get_filters(self):
        return {"point__isnull": True} if self.whole else {"point__isnull": False}

    def get_context_data(self, **kwargs):
        page = self.get_page()
        months = {row.month for row in page.rows}
        handed = self.handed_in(months) if policy.sees_all(self.request.user) else {}
        for row in page.rows:
            row.shown_state = status_of(row)
            row.handed = handed.get(row.month)
        return super().get_context_data(
            page=page, rows=page.rows, whole=self.whole, members=self.months_of_members(),
            package=roles.is_hr(self.request.user), **kwargs,
        )  # fmt: skip

    def months_of_members(self):
        """The months an assistant or supervisor looks back on: the group has figures, but no report of its own."""
        if not policy.supervises(self.request.user):
            return []
        return reading.months_back(clock.today().replace(day=1), LOOK_BACK)[::-1]

    def handed_in(self, months):
        """{month: (handed in, all)}"""
        found = {}
        rows = MonthlyReport.objects.of_points().filter(month__in=months).values_list("month", "state")
        for month, state in rows:
            done, every = found.get(month, (0, 0))
            found[month] = (done + (state != "collecting"), every + 1)
        return found


class Month(MonthDoor, TemplateView):
    """/reports/<month>/: the organization's month on one page, beside the last one."""

    template_name = "reports/month.html"

    def get_context_data(self, **kwargs):
        report, user = self.object, self.request.user
        now, before = pages.both_months(report)
        everything = policy.sees_all(user)
        only = None if everything or policy.sees_totals(user) else (Section.STAFF,)
        context = {
            "report": report,
            "status": status_of(report),
            "badge": badge(report) if report.is_open or report.state == "confirmed" else None,
            "package_badge": badge(report, "kpi.package"),
            "last_month": previous(report.month),
            "newer": following(report.month) if following(report.month) <= clock.today() else None,
            "sections": pages.lines(report.month, ORGANIZATION, 0, now, before, only=only, links=everything),
            "everything": everything,
            "step": step_for(report, user),
            "may_confirm": policy.may_confirm(user, report) is None,
            "may_submit": policy.may_submit(user, report) is None,
            "may_send": policy.may_send(user, report) is None,
            "corrections": pages.by_figure(pages.correction_lines(report)) if everything else [],
            "goals": [],
        }
        if everything:
            context |= self.points(report)
        if context["may_confirm"]:
            context["form"] = ConfirmForm(initial={"notes": report.notes})
        if context["may_send"]:
            context["form"] = SendForm()
        return super().get_context_data(**context | kwargs)

    def points(self, report):
        rows = list(queries.point_reports(report.month))
        checks = queries.checks_of(rows)
        points = [row.point for row in rows]
        found = goals_of(report, points)
        leaders = queries.leaders(points)
        for row in rows:
            row.shown_state = status_of(row)
            row.leaders = leaders.get(row.point_id, [])
            row.said = checks.get(row.pk, [])
            row.differs = [one for one in row.said if not one.right]
            row.goals = found.get(row.point_id, [])
        return {
            "points": rows,
            "missing": [row for row in rows if row.state == "collecting"],
            "differs": [one for row in rows for one in row.differs],
            "handed_in": sum(row.state != "collecting" for row in rows),
        }


def goals_of(report, points):
    """Targets of the points as the report shows them: kept ones once it is fixed."""
    whole = report if report.point_id is None else reading.whole_report(report.month)
    if whole and whole.snapshot_id and not whole.is_open:
        return snapshots.goals(whole.snapshot)
    return targets.goals(points, report.month)


def step_for(report, user):
    """The open step of the report's approval that waits for `user`, or None."""
    if report.approval_id is None:
        return None
    return open_steps_for(user).filter(approval=report.approval_id).first()


class PointMonth(MonthDoor, TemplateView):
    """/reports/<month>/<point>/: the leader's page of a point; a worker finds the own figures there."""

    template_name = "reports/point_month.html"

    def get_context_data(self, **kwargs):
        report, user = self.object, self.request.user
        whole = policy.reads_whole(user, report)
        now, before = pages.both_months(report)
        scope = (POINT, report.point_id, report.point.uuid) if whole else (WORKER, user.pk, user.uuid)
        mine = queries.check_by(report, user)
        context = {
            "report": report,
            "status": status_of(report),
            "whole": whole,
            "last_month": previous(report.month),
            "sections": pages.lines(report.month, scope[0], scope[1], now, before, uuid=scope[2]),
            "mine": mine,
            "may_check": policy.may_check(user, report) is None,
            "may_hand_in": policy.may_hand_in(user, report) is None,
            "unconfirmed": queries.unconfirmed_groups(report) if whole and report.is_open else [],
            "may_give_back": policy.may_give_back(user, report) is None,
            "badge": badge(report),
        }
        if context["may_check"]:
            context["check_form"] = CheckForm(initial=answer_of(mine))
        if context["may_give_back"]:
            context["back_form"] = BackForm()
        if whole:
            context |= self.everybody(report, now)
        return super().get_context_data(**context | kwargs)

    def everybody(self, report, now):
        counted = Tally.objects.filter(month=report.month, scope=WORKER)
        posted = list(queries.workers_of(report.month, report.point))
        figures, rows = pages.table_of_workers(report.month, posted, now)
        said = {one.worker_id: one for one in FigureCheck.objects.filter(report=report)}
        return {
            "figures": figures,
            "workers": [
                SimpleNamespace(worker=worker, cells=cells, said=said.get(worker.pk)) for worker, cells in rows
            ],
            "goals": goals_of(report, [report.point]).get(report.point_id, []),
            "corrections": [one for one in pages.correction_lines(report, (POINT,), report.point_id)],
            "counted": counted.exists(),
        }


def answer_of(said):
    return {} if said is None else {"answer": "right" if said.right else "differs", "words": said.words}
