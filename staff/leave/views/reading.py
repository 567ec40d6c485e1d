"""Lists of leave, one leave with what can be done about it, and the few buttons that change it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views import View
from django.views.generic import TemplateView

from access.doors import ConfidentialObjectDoor, ListDoor, ObjectDoor
from archives.views.sheets import SheetPrint
from core import clock, formats
from core.lists import Column
from files.models import Attachment
from staff.leave import actions, annual, describing, offers, policy, queries
from staff.leave.forms import ProofForm, ReturnForm, WaiverForm
from staff.leave.models import LeaveDates, LeaveRequest, MedicalProof
from staff.leave.types import LeaveType

STATUS = {
    "pending": "wait",
    "returned": "bad",
    "approved": "plan",
    "on_leave": "draft",
    "closed": "done",
    "refused": "bad",
    "withdrawn": "na",
}


class Leaves(ListDoor, TemplateView):
    """/leave/: one's own leave with the balance; for superiors also the leave of others (?of=others)."""

    model = LeaveRequest
    template_name = "leave/list.html"

    def get_queryset(self):
        return LeaveRequest.objects.with_stage().select_related("applicant")

    @property
    def of_others(self):
        return self.request.GET.get("of") == "others"

    def get_arms(self):
        return None if self.of_others else policy.own_arms

    def get_filters(self):
        return ~Q(applicant=self.request.user) if self.of_others else None

    def get_context_data(self, **kwargs):
        page = self.get_page()
        user = self.request.user
        for row in page:
            row.shown_type = LeaveType(row.leave_type).label  # get_leave_type_display() translates all to find one
            row.shown_state = (STATUS[row.state], queries.stage_label(row))
            row.shown_span = describing.span_text(row)
        return super().get_context_data(
            page=page,
            rows=page.rows,
            of_others=self.of_others,
            sees_others=offers.sees_others(user),
            balance=annual.balance(user, clock.today()),
            **kwargs,
        )


class Away(ListDoor, TemplateView):
    """/leave/away/: who is away when, without type and reason (roles.md 4.2)."""

    model = LeaveDates
    order = "first"
    template_name = "leave/away.html"
    columns = (
        Column(pgettext_lazy("column", "Who"), "person"),
        Column(gettext_lazy("Dates"), describing.span_text),
        Column(gettext_lazy("Days"), lambda row: formats.days(row.days)),
        Column(gettext_lazy("State"), lambda row: row.get_state_display()),
    )

    def get_queryset(self):
        return LeaveDates.objects.select_related("person")

    def get_filters(self):
        return {"last__gte": clock.today(), "state__in": [LeaveDates.State.ASKED, LeaveDates.State.GRANTED]}

    def get_context_data(self, **kwargs):
        page = self.get_page()
        weekly = policy.sees_weekly(self.request.user)
        return super().get_context_data(page=page, rows=page.rows, columns=self.columns, sees_weekly=weekly, **kwargs)


class LeaveDetail(ObjectDoor, TemplateView):
    """/leave/<id>/: the application, its way, the work that falls in it, and what can be done now."""

    model = LeaveRequest
    template_name = "leave/detail.html"

    def get_queryset(self):
        return super().get_queryset().select_related("applicant", "cover", "approval", "point__host_unit", "dates")

    def get_context_data(self, **kwargs):
        row, user = self.object, self.request.user
        proofs = list(MedicalProof.objects.visible_to(user).filter(request=row))
        context = {
            "leave": row,
            "facts": describing.leave_facts(row),
            "state": (STATUS[row.state], queries.stage_label(row)),
            "offers": offers.offers_for(row, user),
            "handover": queries.handover_of(row),
            "needs_handover": queries.needs_handover(row),
            "proofs": proofs,
            "work": queries.work_of(row) if user.pk == row.applicant_id else [],
            "returns": list(row.returns.select_related("approval")),
            "supplements": list(row.supplements.all()),
            "short": row.findings_for_decision(user),
            "answer_url": queries.answer_url(row, user),
        }
        return super().get_context_data(**context, **kwargs)


class LeaveAction(ObjectDoor, View):
    """A button or small form of a leave: GET shows the form, POST runs one action and goes back to the leave."""

    model = LeaveRequest
    form_class = None
    done = ""
    title = ""
    verb = ""
    offer = ""

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        if self.offer not in offers.offers_for(self.object, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def initial(self):
        return {}

    def get(self, request, *args, **kwargs):
        return self.show(self.form_class(initial=self.initial()) if self.form_class else None)

    def post(self, request, *args, **kwargs):
        form = self.form_class(request.POST, request.FILES) if self.form_class else None
        if form and not form.is_valid():
            return self.show(form)
        try:
            self.run(form.cleaned_data if form else {})
        except ValidationError as error:
            if form is None:
                messages.error(request, " ".join(error.messages))
                return HttpResponseRedirect(self.object.get_absolute_url())
            add_to(form, error)
            return self.show(form)
        messages.success(request, self.done)
        return HttpResponseRedirect(self.object.get_absolute_url())

    def run(self, data):
        raise NotImplementedError

    def show(self, form):
        context = {
            "leave": self.object,
            "form": form,
            "title": self.title,
            "verb": self.verb,
            "span": describing.span_text(self.object),
        }
        return render(self.request, "leave/act.html", context)


def add_to(form, error):
    """The action's objections beside the fields they name."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


class Withdraw(LeaveAction):
    """/leave/<id>/withdraw/"""

    offer = "withdraw"

    def run(self, data):
        actions.withdraw(request=self.object, by=self.request.user)

    @property
    def done(self):
        return _("Withdrawn. These days count as working days again.")

    @property
    def title(self):
        return _("Withdraw this leave")

    verb = title


class Return(LeaveAction):
    """/leave/<id>/return/: 销假."""

    offer = "return"
    form_class = ReturnForm

    def initial(self):
        row = self.object
        last = min(row.last, clock.today())
        return {
            "first": row.first, "first_part": row.first_part, "last": max(last, row.first), "last_part": row.last_part
        }  # fmt: skip

    def run(self, data):
        actions.file_return(request=self.object, by=self.request.user, **data)

    @property
    def done(self):
        return _("Sent to your superior, who confirms the dates.")

    @property
    def title(self):
        return _("Back from leave")

    @property
    def verb(self):
        return _("Confirm the actual dates")


class Proof(LeaveAction):
    """/leave/<id>/proof/: file a certificate."""

    offer = "proof"
    form_class = ProofForm

    def run(self, data):
        actions.add_proof(request=self.object, by=self.request.user, uploads=[data["upload"]], note=data["note"])

    @property
    def done(self):
        return _("Filed. Only you, HR and the deciding director can open it.")

    @property
    def title(self):
        return _("File a certificate")

    verb = title


class Waive(LeaveAction):
    """/leave/<id>/waive/: HR accepts sick leave without a certificate."""

    offer = "waive"
    form_class = WaiverForm

    def run(self, data):
        actions.waive_proof(request=self.object, by=self.request.user, reason=data["reason"])

    @property
    def done(self):
        return _("Waived. The return can be confirmed now.")

    @property
    def title(self):
        return _("Waive the certificate")

    verb = title


class ProofFiles(ConfidentialObjectDoor, View):
    """/leave/proofs/<id>/: the scans of a certificate; every opening is in the read log."""

    model = MedicalProof

    def get(self, request, *args, **kwargs):
        found = [
            {
                "name": one.name,
                "size": one.size,
                "url": reverse("files:download", args=[one.uuid]),
                "who": one.uploaded_by,
                "when": one.created_at,
            }
            for one in Attachment.objects.of(self.object).select_related("uploaded_by")
        ]
        leave = LeaveRequest.objects.visible_to(request.user).filter(pk=self.object.request_id).first()
        return render(request, "leave/proof.html", {"proof": self.object, "files": found, "leave": leave})


class LeavePrint(ObjectDoor, SheetPrint):
    """/leave/<id>/print/ and .pdf: F-H01."""

    model = LeaveRequest

    def get_sheet(self):
        return self.object

    def page(self):
        return {"pdf_url": reverse("leave:pdf", args=[self.object.uuid]), "back_url": self.object.get_absolute_url()}
