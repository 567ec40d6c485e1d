"""The weekly leave reports: the list, one report with its lines, confirming and filing, the print (F-H04)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from access.doors import ListDoor, ObjectDoor
from archives.views.sheets import SheetPrint
from notifications.badges import badge
from staff.leave import actions, policy, queries
from staff.leave.weekly import WeeklyLeaveReport

STATUS = {"made": "draft", "confirmed": "wait", "filed": "done"}


class Weeks(ListDoor, TemplateView):
    """/leave/weekly/"""

    model = WeeklyLeaveReport
    order = "-monday"
    template_name = "leave/weeks.html"

    def door_allows(self, user):
        return policy.sees_weekly(user)

    def get_queryset(self):
        return WeeklyLeaveReport.objects.select_related("group", "filled_by", "filed_by")

    def get_context_data(self, **kwargs):
        page = self.get_page()
        for row in page:
            row.status = STATUS[row.state]
            row.badge = badge(row.due_at) if row.state == "made" else None
        return super().get_context_data(page=page, rows=page.rows, **kwargs)


class Week(ObjectDoor, TemplateView):
    """/leave/weekly/<id>/: the lines of a group's week; before it is confirmed as the requests stand now."""

    model = WeeklyLeaveReport
    template_name = "leave/week.html"

    def get_queryset(self):
        return super().get_queryset().select_related("group", "filled_by", "filed_by")

    def get_context_data(self, **kwargs):
        report, user = self.object, self.request.user
        if report.state == "made":
            lines = queries.weekly_report(report.group, report.monday)
        else:
            lines = list(report.lines.filter(removed=False).select_related("worker"))
            for line in lines:
                line.leave_type = line.get_leave_type_display()
        return super().get_context_data(
            report=report,
            lines=lines,
            status=STATUS[report.state],
            badge=badge(report.due_at) if report.state == "made" else None,
            may_confirm=policy.may_confirm(user, report) is None,
            may_file=policy.may_file(user, report) is None,
            **kwargs,
        )


class WeekDeed(ObjectDoor, View):
    """/leave/weekly/<id>/confirm/ and file/: one button, POST only."""

    model = WeeklyLeaveReport
    deed = "confirm"

    def get_queryset(self):
        return super().get_queryset().select_related("group")

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(self.object.get_absolute_url())

    def post(self, request, *args, **kwargs):
        run = actions.confirm_weekly if self.deed == "confirm" else actions.file_weekly
        try:
            run(report=self.object, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Confirmed; HR files it.") if self.deed == "confirm" else _("Filed."))
        return HttpResponseRedirect(self.object.get_absolute_url())


class WeekPrint(ObjectDoor, SheetPrint):
    """/leave/weekly/<id>/print/ and .pdf, once it is confirmed."""

    model = WeeklyLeaveReport

    def get_sheet(self):
        if self.object.state == "made":
            raise Http404
        return self.object

    def page(self):
        uuid = self.object.uuid
        return {
            "pdf_url": reverse("leave:week_pdf", args=[uuid]), "back_url": self.object.get_absolute_url()
        }  # fmt: skip
