"""One's own reports; one report with what the superior may do about it; its print."""

from types import SimpleNamespace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import TemplateView

from access.doors import ListDoor, ObjectDoor
from archives import layout
from archives.views import SheetPrint
from rulebook.calendars import calendar
from staff.plans import actions, policy, queries, words
from staff.plans.choices import Kind
from staff.plans.forms import ReadForm, ReturnForm
from staff.plans.models import WorkReport
from staff.plans.sheets import sheet_of
from staff.plans.views.filling import ByPeriod, receiver

KINDS = {
    "": gettext_lazy("All"),
    Kind.WEEKLY: gettext_lazy("Weekly"),
    Kind.MONTHLY_PLAN: gettext_lazy("Monthly plans"),
    Kind.MONTHLY_SUMMARY: gettext_lazy("Monthly summaries"),
}


def tabs(user, here):
    """The pages of the room; empty where there is only one's own."""
    pages = [("mine", _("My reports"), reverse("plans:mine"))]
    if policy.has_people(user):
        pages.append(("people", _("My people"), reverse("plans:now")))
        pages.append(("punctuality", _("Punctuality"), reverse("plans:punctuality")))
    if policy.may_archive(user) is None:
        pages.append(("archive", _("Archiving"), reverse("plans:archive")))
    if len(pages) == 1:
        return []
    return [SimpleNamespace(label=label, url=url, on=key == here) for key, label, url in pages]


class Mine(ListDoor, TemplateView):
    """/plans/: what is to be handed in, and what was."""

    model = WorkReport
    order = "-due_at"
    template_name = "plans/mine.html"

    def get_queryset(self):
        return WorkReport.objects.with_people()

    @property
    def kind(self):
        chosen = self.request.GET.get("kind", "")
        return chosen if chosen in KINDS else ""

    def get_filters(self):
        mine = {"owner": self.request.user}
        return mine | {"kind": self.kind} if self.kind else mine

    def get_context_data(self, **kwargs):
        page, cal = self.get_page(), calendar()
        for row in page:
            row.shown_state, row.badge = words.status(row), words.due(row, cal)
            row.handed_in, row.url = words.handed_in(row), queries.own_url(row)
        owed = list(queries.owed_by(self.request.user)[:6])
        for row in owed:
            row.badge, row.url = words.due(row, cal), queries.fill_url(row)
        chips = [
            SimpleNamespace(label=label, url=f"?kind={key}" if key else "?", on=key == self.kind)
            for key, label in KINDS.items()
        ]
        tab = tabs(self.request.user, "mine")
        return super().get_context_data(page=page, rows=page.rows, owed=owed, chips=chips, tabs=tab, **kwargs)


class Detail(ObjectDoor, TemplateView):
    """/plans/<id>/: a report as it was handed in; for the superior with the stamp, the comment and the way back."""

    model = WorkReport
    template_name = "plans/detail.html"

    def get_queryset(self):
        return super().get_queryset().with_people()

    def get_context_data(self, **kwargs):
        report, user = self.object, self.request.user
        sheet = sheet_of(report)
        mine = report.owner_id == user.pk
        reads = policy.may_read(user, report) is None
        context = {
            "report": report,
            "sheet": sheet,
            "sections": layout.sections(sheet) if sheet else [],
            "state": words.status(report),
            "late": words.lateness(report),
            "badge": words.due(report, calendar()),
            "receiver": receiver(report) if report.is_owed and mine else "",
            "fill_url": queries.fill_url(report) if mine and report.is_owed else "",
            "mine": mine,
            "read_form": ReadForm() if reads else None,
            "return_form": ReturnForm() if reads else None,
            "outings": self.outings(sheet, user),
            "round_url": queries.people_url(report.kind, report.first) if not mine else "",
        }
        return super().get_context_data(**{**context, **kwargs})

    def outings(self, sheet, user):
        """The outings with a button to mark them as verified, for the superior (ATT-09)."""
        report = self.object
        if sheet is None or report.kind != Kind.WEEKLY or report.state == "archived" or report.owner_id == user.pk:
            return []
        if not policy.is_superior(user, report.owner_id):
            return []
        return list(sheet.outings.filter(removed=False))


class Own(ByPeriod, Detail):
    """/plans/weekly/<year>-W<ww>/ and the two of a month: the same page at the author's own address."""


class Deed(ObjectDoor, View):
    """One button of the superior: POST only; an objection brings the report back with what was typed."""

    model = WorkReport
    form_class = None

    def get_queryset(self):
        return super().get_queryset().with_people()

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(self.object.get_absolute_url())

    def post(self, request, *args, **kwargs):
        form = self.form_class(request.POST)
        if form.is_valid():
            try:
                following = queries.next_to_read(request.user, self.object)
                self.run(form.cleaned_data)
                return HttpResponseRedirect(self.after(following))
            except ValidationError as error:
                for name, errors in getattr(error, "error_dict", {None: error}).items():
                    form.add_error(name if name in form.fields else None, errors)
        page = Detail()
        page.setup(request, *self.args, **self.kwargs)
        page.object = self.object
        context = page.get_context_data(**{self.slot: form})
        return render(request, page.template_name, context, status=422)

    def after(self, following):
        """The next report that waits, so that a pile is read in one go; else the list."""
        if following:
            return following.get_absolute_url()
        return queries.people_url(self.object.kind, self.object.first)


class Read(Deed):
    """/plans/<id>/read/"""

    form_class, slot = ReadForm, "read_form"

    def run(self, data):
        actions.read(report=self.object, by=self.request.user, comment=data["comment"])
        messages.success(self.request, _("Read: %(who)s.") % {"who": self.object.owner})


class Return(Deed):
    """/plans/<id>/return/"""

    form_class, slot = ReturnForm, "return_form"

    def run(self, data):
        actions.return_(report=self.object, by=self.request.user, reason=data["reason"])
        messages.success(self.request, _("Returned to %(who)s.") % {"who": self.object.owner})


class Verify(ObjectDoor, View):
    """/plans/<id>/outings/<row>/: the superior has asked the host unit about an outing, or takes the mark back."""

    model = WorkReport

    def post(self, request, *args, **kwargs):
        sheet = sheet_of(self.object) if self.object.kind == Kind.WEEKLY else None
        row = sheet and sheet.outings.filter(pk=self.kwargs["row"], removed=False).first()
        if not row:
            raise Http404
        try:
            actions.verify_outing(row=row, by=request.user, verified="undo" not in request.POST)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(f"{self.object.get_absolute_url()}#outings")

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(self.object.get_absolute_url())


class Print(ObjectDoor, SheetPrint):
    """/plans/<id>/print/ and .pdf."""

    model = WorkReport

    def get_sheet(self):
        sheet = sheet_of(self.object)
        if sheet is None:
            raise Http404
        return sheet

    def get_log_about(self):
        return self.object

    def page(self):
        uuid = self.object.uuid
        return {"pdf_url": reverse("plans:pdf", args=[uuid]), "back_url": self.object.get_absolute_url()}
