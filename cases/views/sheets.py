"""The paper forms of a file: fill in, read, print, and the supervisor's reading."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.generic import View

from access.models import AuditEvent, Verb
from archives.views import SheetEdit, SheetPrint, SheetRead
from cases import actions, facts, pages, policy, prefill
from cases.actions.identity import enabled_boxes
from cases.checklist import RECORDS
from cases.forms import ReviewForm
from cases.models import Case, Contact
from cases.sheets import FORMS
from cases.views.doors import FileDoor
from core import clock

FOLLOW_UP = "case_follow_up_review"


class CaseForm(FileDoor):
    """A form inside a file: the model from its name in the path, the sheet from the file."""

    @property
    def model_of_form(self):
        if self.kwargs["form"] not in FORMS:
            raise Http404
        return FORMS[self.kwargs["form"]]

    def stored_sheet(self):
        rows = self.model_of_form.objects.visible_to(self.request.user).filter(case=self.object)
        sheet = rows.select_related("approval", "filled_by").filter(uuid=self.kwargs["sheet"]).first()
        if sheet is None:
            raise Http404
        sheet.case = self.object
        return sheet

    def crumbs(self):
        return [
            (_("Cases"), reverse("cases:list")),
            (self.object.number or _("Inquiry"), self.object.get_absolute_url()),
        ]


class Fill(CaseForm, SheetEdit):
    """Fill in a new form, or write on the one there is where there may be one only."""

    def get_queryset(self):
        """A follow-up is written by the case's worker though the sealed file is closed to them too (CASE-31)."""
        rows = super().get_queryset()
        if self.kwargs.get("form") != FOLLOW_UP or "sheet" in self.kwargs:
            return rows
        own = Case.objects.visible_to(self.request.user).filter(policy.worked_on_by(self.request.user))
        either = Q(pk__in=rows.values("pk")) | Q(pk__in=own.values("pk"))
        return Case.objects.with_people().select_related("volume").filter(either)

    def get_sheet(self):
        self.model = self.model_of_form
        if why_not := policy.may_work(self.request.user, self.object):
            self._allow_follow_up(why_not)
        if "sheet" in self.kwargs:
            return self.stored_sheet()
        return facts.to_write_on(self.object, self.model.NAME) or self.model(case=self.object)

    def _allow_follow_up(self, why_not):
        """A follow-up is added to a sealed file by its worker without opening it (CASE-31)."""
        if self.model.NAME != FOLLOW_UP or not policy.works_on(self.request.user, self.object):
            raise PermissionDenied(why_not)

    def get_about(self):
        return self.sheet.ref if self.sheet.pk else self.object.ref

    def get_initial(self):
        return {} if self.sheet.pk else prefill.values(self.sheet, self.object, self.request.user)

    def prepare(self, form):
        for box in getattr(self.model, "OPTIONAL", ()):
            if box not in enabled_boxes(self.object):
                form.fields.pop(box, None)

    def submit(self, filled):
        sheet = actions.file_form(case=self.object, filled=filled, by=self.request.user)
        messages.success(self.request, _("《%(form)s》 is in the file.") % {"form": sheet.TITLE})
        return self.address_after(sheet)

    def address_after(self, sheet):
        return self.object.get_absolute_url()

    def page(self):
        return {
            "crumbs": self.crumbs(),
            "here": self.model.TITLE,
            "sub": self.object.client or "",
            "verb": _("Send to the supervisor") if self.model.APPROVED and self.sends else pgettext("button", "File"),
            "receiver": self.receiver(),
            "aside": "cases/aside.html",
            "case": self.object,
            "last": self.last_record(),
            "hints": prefill.HINTS.get(self.model.NAME, ()),
        }

    @property
    def sends(self):
        """Filing a plan or a stage form sends it; opening and closing are sent from their own pages."""
        return self.model.NAME in ("case_service_plan", "case_stage_development")

    def receiver(self):
        names = "、".join(str(person) for person in pages.supervisors(self.object))
        if self.sends and names:
            return _("Goes to %(names)s, who should answer within three working days.") % {"names": names}
        return ""

    def last_record(self):
        return None


class WriteRecord(Fill):
    """/cases/<uuid>/records/new/: the process record, or the brief one from two years on (CASE-19)."""

    template_name = "cases/record.html"

    @property
    def model_of_form(self):
        brief = self.request.GET.get("form") == "brief" and self.may_brief
        return FORMS[RECORDS[0] if brief else RECORDS[1]]

    @property
    def may_brief(self):
        day = self.waiting.day if self.waiting else clock.today()
        return facts.can_write_brief(self.request.user, day)

    @cached_property
    def waiting(self):
        """The oldest contact that still owes its record, or None."""
        return Contact.objects.of(self.object).filter(recorded_at__isnull=True).order_by("number").first()

    def get_sheet(self):
        sheet = super().get_sheet()
        if self.waiting is not None:
            sheet.contact = self.waiting
        return sheet

    def address_after(self, sheet):
        return reverse("cases:records", args=[self.object.uuid])

    def page(self):
        return super().page() | {
            "record": True,
            "may_brief": self.may_brief,
            "years": facts.years_in_social_work(self.request.user, clock.today()),
            "verb": _("Send to the supervisor to read"),
            "receiver": "",
        }

    def last_record(self):
        last = next((contact.sheet for contact in pages.records(self.object) if contact.sheet), None)
        return last


class Read(CaseForm, SheetRead):
    """Read a form of the file."""

    confidential = False  # the door of the file has logged it already, about the file

    def get_sheet(self):
        return self.stored_sheet()

    def page(self):
        user, sheet, case = self.request.user, self.sheet, self.object
        args = [case.uuid, sheet.NAME, sheet.uuid]
        changes = policy.may_work(user, case) is None and not sheet.is_frozen and case.is_open
        return {
            "crumbs": self.crumbs(),
            "here": sheet.TITLE,
            "capacity": policy.capacity(user, case),
            "at": clock.now(),
            "edit_url": reverse("cases:edit", args=args) if changes else "",
            "print_url": reverse("cases:print", args=args) if policy.may_print(user, case) is None else "",
            "aside": "cases/review.html" if hasattr(sheet, "reviewed_at") else "",
            "review_form": ReviewForm(initial={"comment": sheet.supervisor_comment})
            if hasattr(sheet, "reviewed_at") and policy.may_review(user, case) is None
            else None,
            "review_url": reverse("cases:review", args=args),
        }


class Print(CaseForm, SheetPrint):
    """Print a form, as a page or as PDF; logged as printed, about the file."""

    verb = Verb.PRINT

    def get_sheet(self):
        if why_not := policy.may_print(self.request.user, self.object):
            raise PermissionDenied(why_not)
        return self.stored_sheet()

    def log(self):
        """The entry the door has just written carries the check code."""
        return AuditEvent.objects.about(self.object.ref).filter(actor=self.request.user).first()


class Review(CaseForm, View):
    """The supervisor has read a record (CASE-33)."""

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(self.stored_sheet().get_absolute_url())

    def post(self, request, *args, **kwargs):
        sheet, form = self.stored_sheet(), ReviewForm(request.POST)
        if not hasattr(sheet, "reviewed_at"):
            raise Http404
        if form.is_valid():
            actions.review(sheet=sheet, by=request.user, comment=form.cleaned_data["comment"])
            messages.success(request, _("Marked as read."))
            return HttpResponseRedirect(sheet.get_absolute_url())
        return render(request, "cases/step.html", {"case": self.object, "form": form, "title": sheet.TITLE})
