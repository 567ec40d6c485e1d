"""Checks by call and visit: recording one, the list, the coverage of the month, what is planned (F-H06)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from access.doors import FormDoor, ListDoor, RoleOnly
from archives.views.sheets import SheetEdit, SheetPrint, SheetRead
from core import clock
from core.lists import Column
from people.models import SupervisionGroup
from staff.attendance import actions, coverage, policy
from staff.attendance.forms import PlanForm
from staff.attendance.models import CheckPlan
from staff.attendance.sheets import AttendanceCheck
from staff.attendance.views.common import add_to, around, first_of


class Checks(ListDoor, TemplateView):
    """/attendance/checks/: the checks one may see, newest first; nobody sees those about themselves here (ATT-04)."""

    model = AttendanceCheck
    order = "-at"
    template_name = "attendance/checks.html"
    columns = (
        Column(gettext_lazy("Time"), "at"),
        Column(gettext_lazy("Worker"), "checked", link=True),
        Column(gettext_lazy("Way"), lambda row: row.get_way_display()),
        Column(gettext_lazy("Result"), lambda row: row.get_result_display()),
        Column(gettext_lazy("Checked by"), "filled_by"),
    )

    def door_allows(self, user):
        return policy.sees_others(user)

    def get_queryset(self):
        return AttendanceCheck.objects.select_related("checked", "filled_by")

    def get_context_data(self, **kwargs):
        page, user = self.get_page(), self.request.user
        plans = CheckPlan.objects.visible_to(user).filter(planned_by=user, done_at=None).select_related("person")
        return super().get_context_data(
            page=page, rows=page.rows, columns=self.columns, may_check=policy.checks(user), plans=list(plans), **kwargs
        )


class CheckNew(SheetEdit):
    """/attendance/checks/new/: F-H06; the person is chosen from those one may check (?who=)."""

    door = "role"
    model = AttendanceCheck

    def dispatch(self, request, *args, **kwargs):
        if not policy.checks(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_sheet(self):
        return AttendanceCheck()

    def get_initial(self):
        who = self.request.GET.get("who", "")
        found = coverage.checkable(self.request.user).filter(staff_no=who).first() if who else None
        return {"checked": found, "at": clock.now(), "way": AttendanceCheck.Way.PHONE}

    def prepare(self, form):
        form.fields["checked"].queryset = coverage.checkable(self.request.user)

    def page(self):
        return {
            "sub": _("The worker sees time, way and result; not who answered, and nothing beforehand."),
            "crumbs": [(_("Attendance checks"), reverse("attendance:checks"))],
            "here": AttendanceCheck.TITLE,
            "verb": _("Record the result"),
        }

    def submit(self, filled):
        actions.file_check(filled=filled, by=self.request.user)
        messages.success(self.request, _("Recorded. The worker sees the result."))
        return reverse("attendance:coverage")


class CheckRead(SheetRead):
    """/attendance/checks/<id>/"""

    model = AttendanceCheck
    confidential = False

    def get_sheet(self):
        return get_object_or_404(AttendanceCheck.objects.visible_to(self.request.user), uuid=self.kwargs["uuid"])

    def page(self):
        sheet = self.sheet
        return {
            "sub": f"{sheet.checked} · ",
            "crumbs": [(_("Attendance checks"), reverse("attendance:checks"))],
            "print_url": reverse("attendance:check_print", args=[sheet.uuid]),
        }


class CheckPrint(SheetPrint):
    """/attendance/checks/<id>/print/ and .pdf"""

    model = AttendanceCheck

    def get_sheet(self):
        return get_object_or_404(AttendanceCheck.objects.visible_to(self.request.user), uuid=self.kwargs["uuid"])

    def page(self):
        pdf = reverse("attendance:check_pdf", args=[self.sheet.uuid])
        return {"pdf_url": pdf, "back_url": self.sheet.get_absolute_url()}


class Coverage(RoleOnly, TemplateView):
    """/attendance/checks/coverage/: who was checked in the month and who was not (ATT-03, ATT-04; QM-13)."""

    allowed = staticmethod(policy.checks)
    template_name = "attendance/coverage.html"

    def get(self, request, *args, **kwargs):
        month, user = first_of(request.GET.get("month")), request.user
        groups = SupervisionGroup.objects.filter(active=True)
        groups = groups if policy.reads_all(user) else groups.filter(pk__in=policy.kept_groups(user))
        rows = [row for row in coverage.of_groups(list(groups), month) if row.people]
        earlier, later = around(month)
        total, checked = sum(len(row.people) for row in rows), sum(len(row.checked) for row in rows)
        context = self.get_context_data(
            rows=rows, month=month, earlier=earlier, later=later, total=total, checked=checked,
            share=round(100 * checked / total) if total else 0, now=month == clock.today().replace(day=1),
        )  # fmt: skip
        return self.render_to_response(context)


class Plan(FormDoor, FormView):
    """/attendance/checks/plan/: note down a check; the person learns nothing of it."""

    template_name = "attendance/plan.html"
    form_class = PlanForm

    def door_allows(self, user):
        return policy.checks(user)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"people": coverage.checkable(self.request.user)}

    def get_initial(self):
        return {"on": clock.today()}

    def form_valid(self, form):
        try:
            actions.plan_check(by=self.request.user, **form.cleaned_data)
        except ValidationError as error:
            add_to(form, error)
            return self.form_invalid(form)
        messages.success(self.request, _("Planned. Only you and the direction see it."))
        return HttpResponseRedirect(reverse("attendance:checks"))
