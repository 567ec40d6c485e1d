"""One day of one person: recording it, asking about it, correcting it once the month was reported."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView

from access.doors import RoleOnly, anyone_signed_in
from core import clock, formats
from people.models import SupervisionGroup
from rulebook.calendars import calendar
from staff.attendance import actions, grid, hours, letters, outside, policy, roster
from staff.attendance.actions.keeping import closed_lines
from staff.attendance.forms import CorrectionForm, DayForm
from staff.attendance.models import AttendanceDay, Mark
from staff.attendance.views.common import add_to, day_of, person_or_404


class DayDoor(RoleOnly):
    """A working day of a person, for whoever keeps it; 404 where the person is nobody to the reader."""

    allowed = staticmethod(anyone_signed_in)

    def dispatch(self, request, *args, **kwargs):
        self.day = day_of(kwargs["day"])
        self.person = person_or_404(request.user, kwargs["uuid"], self.day, self.day)
        self.member = next(iter(roster.members(self.day, self.day, people=[self.person.pk])), None)
        if self.person.pk == request.user.pk or not self.may(request.user):
            raise PermissionDenied
        if not calendar().is_workday(self.day) or self.day > clock.today():
            raise Http404
        self.row = AttendanceDay.objects.of_people(request.user, [self.person.pk], self.day, self.day).first()
        return super().dispatch(request, *args, **kwargs)

    def may(self, user):
        if self.member is None:
            return False
        return self.member.spell(self.day)[3] in {row["group"] for row in policy.kept_groups(user)}

    @property
    def group(self):
        return SupervisionGroup.objects.get(pk=self.member.spell(self.day)[3])

    def context(self):
        row = self.row
        marks = row.marks if row else (Mark.NONE, Mark.NONE)
        out = outside.of_people([self.person.pk], self.day, self.day)
        point = self.member.point(self.day)
        return {
            "person": self.person, "day": self.day, "row": row, "group": self.group, "point": point,
            "hours": hours.hours_of(point, self.day), "shown": letters.shown(*marks), "outings": out,
            "text": grid.detail(row) if row else "", "missing": Mark.NONE in marks,
            "grid_url": reverse("attendance:grid", args=[self.group.code, f"{self.day:%Y-%m}"]),
        }  # fmt: skip


class Cell(DayDoor, FormView):
    """/attendance/people/<id>/days/<day>/: record a day; in a reported month it leads to the correction."""

    template_name = "attendance/cell.html"
    form_class = DayForm

    def get(self, request, *args, **kwargs):
        if (self.person.pk, self.day) in closed_lines([self.person.pk], self.day, self.day):
            return HttpResponseRedirect(reverse("attendance:correct", args=[self.person.uuid, self.day.isoformat()]))
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"row": self.row}

    def get_initial(self):
        row = self.row
        gone = outside.halves_out([self.person.pk], self.day, self.day).get((self.person.pk, self.day), (False, False))
        guess = [Mark.OUTING if out else Mark.PRESENT for out in gone]
        if row is None:
            return {"morning": guess[0], "afternoon": guess[1]}
        return {
            "morning": row.morning or guess[0], "afternoon": row.afternoon or guess[1], "came": row.came,
            "left": row.left, "note": row.note,
        }  # fmt: skip

    def form_valid(self, form):
        marks = {name: mark_of(form, name) for name in ("morning", "afternoon")}
        data = {name: form.cleaned_data[name] for name in ("came", "left", "note")}
        entry = actions.Entry(self.person, self.day, **marks, **data)
        try:
            actions.record(by=self.request.user, entries=[entry])
        except ValidationError as error:
            add_to(form, error)
            return self.form_invalid(form)
        words = {"who": self.person, "day": formats.day(self.day)}
        messages.success(self.request, _("Recorded: %(who)s, %(day)s.") % words)
        return HttpResponseRedirect(self.context()["grid_url"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**self.context(), **kwargs)


def mark_of(form, name):
    """What was chosen; a half that comes from a leave is left to the leave."""
    return Mark.PRESENT if form.fields[name].disabled else form.cleaned_data[name]


class Ask(DayDoor, View):
    """/attendance/people/<id>/days/<day>/ask/: ask the person."""

    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        try:
            actions.ask_person(by=request.user, person=self.person, day=self.day)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Asked. The answer appears beside the day."))
        return HttpResponseRedirect(self.context()["grid_url"])


class Correct(DayDoor, FormView):
    """/attendance/people/<id>/days/<day>/correct/: a day of a reported month, by the SA or HR&A."""

    template_name = "attendance/correct.html"
    form_class = CorrectionForm

    def may(self, user):
        return self.member is not None and (super().may(user) or user in policy.hr_people())

    def get_form_kwargs(self):
        if self.row is None:
            raise Http404
        return super().get_form_kwargs() | {"row": self.row}

    def form_valid(self, form):
        marks = {
            name: getattr(self.row, name) if form.fields[name].disabled else form.cleaned_data[name]
            for name in ("morning", "afternoon")
        }
        reason = form.cleaned_data["reason"]
        try:
            actions.correct(by=self.request.user, person=self.person, day=self.day, reason=reason, **marks)
        except ValidationError as error:
            add_to(form, error)
            return self.form_invalid(form)
        messages.success(self.request, _("Corrected. The reported record keeps its line."))
        return HttpResponseRedirect(self.context()["grid_url"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**self.context(), **kwargs)
