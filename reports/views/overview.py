"""The overviews: of the organization, of service points, of an assistant's or supervisor's people."""

from types import SimpleNamespace

from django.db.models import Q
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from access.doors import RoleOnly, anyone_signed_in
from approvals.queries import open_steps_for
from core import clock
from people import roles
from people.models import Role, ServicePoint, SupervisionGroup, User
from reports import dashboards, pages, policy, queries, reading, targets
from reports.counting import GROUP, ORGANIZATION, POINT, days_of, previous
from reports.models import MonthlyReport
from reports.views.reading import status_of


class Overview(RoleOnly, TemplateView):
    """/overview/: for the director, the deputy and the Service Department; the board sees totals only."""

    template_name = "reports/overview.html"
    allowed = staticmethod(policy.sees_totals)

    def get_context_data(self, **kwargs):
        this, month = clock.today().replace(day=1), dashboards.reported_month()
        everything = policy.sees_all(self.request.user)
        found, before = reading.counted(this), reading.counted(month)
        context = {
            "month": this,
            "reported": month,
            "today": clock.today(),
            "everything": everything,
            "sections": pages.lines(this, ORGANIZATION, 0, found, before, links=everything),
            "charts": (
                dashboards.on_time_chart(ORGANIZATION, 0, this),
                dashboards.volume_chart(ORGANIZATION, 0, this),
            ),
            "facts": [dashboards.people_fact(found, ORGANIZATION, 0)],
        }
        context["facts"].append(dashboards.on_time_fact(found, before, ORGANIZATION, 0, this))
        if everything:
            context |= self.points(this, month, found, before)
        return super().get_context_data(**context, **kwargs)

    def points(self, this, month, found, before):
        points = queries.points_of(this)
        reports = list(queries.point_reports(month))
        goals = dashboards.goals_now(points)
        heads, rows = dashboards.table_of_points(points, this, reports, found, goals)
        for row in rows:
            row.status = status_of(row.report) if row.report else None
        times = [goal.progress.time_percent for mine in goals.values() for goal in mine]
        return {
            "heads": heads,
            "rows": rows,
            "time": max(times) if times else None,
            "lag": targets.lag_points(),
            "facts": [
                dashboards.report_fact(month, reports),
                dashboards.on_time_fact(found, before, ORGANIZATION, 0, this),
                dashboards.overdue_fact(),
                dashboards.lag_fact(points, goals),
            ],
            "waiting": open_steps_for(self.request.user).count(),
            "whole": MonthlyReport.objects.whole().of_month(month).first(),
            "staff": sum(row.staff for row in rows),
        }


class Points(RoleOnly, TemplateView):
    """/points/: the service points one may look into; where there is only one, that one."""

    template_name = "reports/points.html"
    allowed = staticmethod(lambda user: policy.sees_all(user) or policy.leads(user))

    def get_points(self):
        user, points = self.request.user, queries.points_of(clock.today().replace(day=1))
        if policy.sees_all(user):
            return points
        led = set(roles.point_ids(user).values_list("point", flat=True))
        return [point for point in points if point.pk in led]

    def get(self, request, *args, **kwargs):
        self.points = self.get_points()
        if len(self.points) == 1:
            return HttpResponseRedirect(reverse("reports:point", args=[self.points[0].uuid]))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        this, month = clock.today().replace(day=1), dashboards.reported_month()
        reports = list(queries.point_reports(month))
        goals = dashboards.goals_now(self.points)
        heads, rows = dashboards.table_of_points(self.points, this, reports, reading.counted(this), goals)
        for row in rows:
            row.status = status_of(row.report) if row.report else None
        return super().get_context_data(heads=heads, rows=rows, reported=month, today=clock.today(), **kwargs)


class Point(RoleOnly, TemplateView):
    """/points/<id>/: one service point: this month, targets, the months before, its workers."""

    template_name = "reports/point.html"
    allowed = staticmethod(anyone_signed_in)  # whoever may not see the point finds none

    def get(self, request, *args, **kwargs):
        self.point = get_object_or_404(ServicePoint, uuid=self.kwargs["uuid"])
        if not policy.may_see_point(request.user, self.point):
            raise Http404
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        point, this, month = self.point, clock.today().replace(day=1), dashboards.reported_month()
        found, before = reading.counted(this), reading.counted(month)
        goals = dashboards.goals_now([point]).get(point.pk, [])
        posted = list(queries.workers_of(this, point))
        figures, rows = pages.table_of_workers(this, posted, found)
        return super().get_context_data(
            point=point,
            month=this,
            reported=month,
            today=clock.today(),
            leaders=queries.leaders([point]).get(point.pk, []),
            goals=goals,
            sections=pages.lines(this, POINT, point.pk, found, before, uuid=point.uuid),
            charts=(dashboards.on_time_chart(POINT, point.pk, this), dashboards.volume_chart(POINT, point.pk, this)),
            figures=figures,
            workers=[SimpleNamespace(worker=worker, cells=cells) for worker, cells in rows],
            report=MonthlyReport.objects.of_month(month).filter(point=point).select_related("point").first(),
            facts=[
                dashboards.people_fact(found, POINT, point.pk),
                dashboards.on_time_fact(found, before, POINT, point.pk, this),
                dashboards.overdue_fact(workers=[worker.pk for worker in posted]),
                dashboards.lag_fact([point], {point.pk: goals}),
            ],
            **kwargs,
        )


class Members(RoleOnly, TemplateView):
    """/overview/group/: an assistant's group, a supervisor's supervised workers; `?month=2026-10` looks back."""

    template_name = "reports/members.html"
    allowed = staticmethod(policy.supervises)

    def get_context_data(self, **kwargs):
        user, this = self.request.user, self.month()
        found, before = reading.counted(this), reading.counted(previous(this))
        mine = Q(pk__in=roles.group_worker_ids(user)) | Q(pk__in=roles.supervised_ids(user))
        people = list(User.objects.filter(mine).order_by("staff_no"))
        figures, rows = pages.table_of_workers(this, people, found)
        groups = SupervisionGroup.objects.filter(
            pk__in=[held.group_id for held in roles.appointments_of(user) if held.role == Role.SUPERVISION_ASSISTANT]
        )
        return super().get_context_data(
            month=this,
            today=clock.today(),
            older=previous(this),
            newer=reading.following(this) if days_of(this)[1] < clock.today() else None,
            figures=figures,
            workers=[SimpleNamespace(worker=worker, cells=cells) for worker, cells in rows],
            groups=[self.group(group, this, found, before) for group in groups],
            overdue=dashboards.overdue_fact(workers=[worker.pk for worker in people]),
            **kwargs,
        )

    def month(self):
        """The month of the address where it is one of ours, else the present one."""
        text, this = self.request.GET.get("month", ""), clock.today().replace(day=1)
        months = {month.strftime("%Y-%m"): month for month in reading.months_back(this, 36)}
        return months.get(text, this)

    def group(self, group, this, found, before):
        return {
            "group": group,
            "sections": pages.lines(this, GROUP, group.pk, found, before, uuid=group.code),
            "charts": (dashboards.on_time_chart(GROUP, group.pk, this), dashboards.volume_chart(GROUP, group.pk, this)),
            "facts": [
                dashboards.people_fact(found, GROUP, group.pk),
                dashboards.on_time_fact(found, before, GROUP, group.pk, this),
            ],
        }
