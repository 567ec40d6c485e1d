"""The reported month (F-H05): reading and printing it with its corrections; what must be dealt with; discipline."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from access.doors import FormDoor, ListDoor, ObjectDoor, RoleOnly
from archives.models import Volume
from archives.views.sheets import SheetPrint
from core import clock
from core.lists import Column
from people.models import User
from staff.attendance import actions, counting, policy, printed, roster
from staff.attendance.forms import DisciplineForm
from staff.attendance.models import DisciplineNote
from staff.attendance.sheets import AttendanceCorrection, AttendanceRecord
from staff.attendance.views.common import add_to, around, first_of


class Record(ObjectDoor, TemplateView):
    """/attendance/records/<id>/: the month as it was reported, frozen, with the corrections beside it."""

    model = AttendanceRecord
    template_name = "attendance/record.html"

    def get_queryset(self):
        return super().get_queryset().select_related("period__group", "filled_by", "approval")

    def get_context_data(self, **kwargs):
        row, user = self.object, self.request.user
        corrections = AttendanceCorrection.objects.visible_to(user).filter(period=row.period)
        volume = Volume.objects.visible_to(user).filter(subject_ref=row.period.ref).first()
        return super().get_context_data(
            record=row, period=row.period, table=printed.table_of(row), volume=volume,
            corrections=corrections.select_related("person", "filled_by"), **kwargs,
        )  # fmt: skip


class RecordPrint(ObjectDoor, SheetPrint):
    """/attendance/records/<id>/print/ and .pdf: F-H05."""

    model = AttendanceRecord

    def get_sheet(self):
        return self.object

    def page(self):
        pdf = reverse("attendance:record_pdf", args=[self.object.uuid])
        return {"pdf_url": pdf, "back_url": self.object.get_absolute_url()}


class Flags(RoleOnly, TemplateView):
    """/attendance/flags/: absence by its levels and frequent lateness, for HR&A, DDG, DG; nothing follows by itself."""

    allowed = staticmethod(policy.reads_all)
    template_name = "attendance/flags.html"

    def get_context_data(self, **kwargs):
        month = first_of(self.request.GET.get("month"))
        day = min(roster.last_of(month), clock.today())
        absences = {pk: found for pk, found in counting.absences(day).items() if found.month or found.level}
        lates = {pk: count for pk, count in counting.late_counts(day).items() if counting.is_late_often(count)}
        people = User.objects.in_bulk([*absences, *lates])
        rows = [{"person": people[pk], "absence": found, "late": lates.get(pk, 0)} for pk, found in absences.items()]
        rows += [{"person": people[pk], "absence": counting.Absence(), "late": lates[pk]} for pk in lates
                 if pk not in absences]  # fmt: skip
        rows.sort(key=lambda row: (-row["absence"].level, -row["absence"].month, -row["late"], row["person"].staff_no))
        earlier, later = around(month)
        return super().get_context_data(
            rows=rows, month=month, earlier=earlier, later=later,
            notes=policy.may_note_discipline(self.request.user) is None, **kwargs,
        )  # fmt: skip


class Discipline(ListDoor, TemplateView):
    """/attendance/discipline/: notes about oneself; for HR&A, DDG and DG those of everybody (ATT-10)."""

    model = DisciplineNote
    template_name = "attendance/discipline.html"
    columns = (
        Column(gettext_lazy("Day"), "day"),
        Column(gettext_lazy("Member of staff"), "person", link=True),
        Column(gettext_lazy("Category"), lambda row: row.get_category_display()),
        Column(gettext_lazy("Written by"), "written_by"),
    )

    def get_queryset(self):
        return DisciplineNote.objects.select_related("person", "written_by")

    def get_context_data(self, **kwargs):
        page = self.get_page()
        writes = policy.may_note_discipline(self.request.user) is None
        return super().get_context_data(page=page, rows=page.rows, columns=self.columns, writes=writes, **kwargs)


class DisciplinePage(ObjectDoor, TemplateView):
    """/attendance/discipline/<id>/"""

    model = DisciplineNote
    template_name = "attendance/discipline_note.html"

    def get_queryset(self):
        return super().get_queryset().select_related("person", "written_by")

    def get_context_data(self, **kwargs):
        return super().get_context_data(note=self.object, **kwargs)


class DisciplineNew(FormDoor, FormView):
    """/attendance/discipline/new/: HR&A writes down what happened (?who= and ?category= from the flags)."""

    template_name = "attendance/discipline_new.html"
    form_class = DisciplineForm

    def door_allows(self, user):
        return policy.may_note_discipline(user) is None

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_initial(self):
        who = User.objects.filter(staff_no=self.request.GET.get("who", "")).first()
        return {"day": clock.today(), "person": who, "category": self.request.GET.get("category", "")}

    def form_valid(self, form):
        try:
            note = actions.note_discipline(by=self.request.user, **form.cleaned_data)
        except ValidationError as error:
            add_to(form, error)
            return self.form_invalid(form)
        messages.success(self.request, _("Written down. The person may read it."))
        return HttpResponseRedirect(note.get_absolute_url())
