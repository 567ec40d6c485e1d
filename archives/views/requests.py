"""Asking to use what is sealed, and deciding about it (ARCH-06)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views import View

from access.doors import ListDoor, ObjectDoor
from approvals import queries
from archives import actions, layout, policy
from archives.forms import DecideForm, NumberForm, ReasonForm
from archives.models import Volume
from archives.sheets import AccessRequest, longest
from archives.views.sheets import SheetEdit, SheetPrint, add_errors
from core import clock
from people import roles
from people.sign_in import step_up
from rulebook.values import value


class Requests(ListDoor, View):
    """/archive/access/: the reader's requests, and those they decide about."""

    model = AccessRequest

    def get_queryset(self):
        return AccessRequest.objects.select_related("volume", "filled_by", "approval")

    def get(self, request, *args, **kwargs):
        page = self.get_page()
        context = {
            "page": page,
            "rows": [(row, state_of(row)) for row in page],
            "may_ask": policy.may_ask(request.user) is None,
        }
        return render(request, "archives/requests.html", context)


def state_of(row):
    """(status kind, words) of a request; expiry is a fact of the clock, not of a job."""
    state = row.approval.state if row.approval_id else "draft"
    if state != "approved":
        kinds = {"running": "wait", "rejected": "bad", "returned": "bad", "withdrawn": "na"}
        return kinds.get(state, "draft"), row.approval.get_state_display() if row.approval_id else _("draft")
    if row.returned_on:
        return "done", pgettext("grant", "returned")
    grant = row.grants.order_by("-pk").first()
    if grant is None:
        return "na", pgettext("grant", "over")
    if grant.revoked_at:
        return "bad", pgettext("grant", "withdrawn")
    return ("done", pgettext("grant", "open")) if grant.ends > clock.now() else ("na", pgettext("grant", "over"))


class Ask(SheetEdit):
    """/archive/access/new/: the form F-A03. Whoever may not ask is told so and sees no form (EX-73)."""

    door = "role"
    model = AccessRequest
    template_name = "archives/ask.html"

    def dispatch(self, request, *args, **kwargs):
        if reason := policy.may_ask(request.user):
            raise PermissionDenied(reason)
        return super().dispatch(request, *args, **kwargs)

    def get_sheet(self):
        sheet = AccessRequest(filled_by=self.request.user, days=value("archive.access_days"))
        self.number = NumberForm(self.request.POST or None, initial={"file_no": self.named()})
        if self.request.method == "POST" and self.number.is_valid():
            sheet.volume = Volume.objects.filter(
                file_no=self.number.cleaned_data["file_no"].strip(), state__in=policy.CLOSED
            ).first()
        return sheet

    def prepare(self, form):
        form.fields["days"].help_text = _("at most %(days)s") % {"days": longest()}

    def named(self):
        """The number of the volume whose page led here, if the reader may see it."""
        uuid = self.request.GET.get("volume", "")
        found = Volume.objects.visible_to(self.request.user).filter(uuid=uuid).first() if len(uuid) == 36 else None
        return found.file_no if found else ""

    def get_about(self):
        return ""

    def submit(self, filled):
        if filled.sheet.volume_id is None:
            raise ValidationError(_("No sealed file has this number. Check it on the envelope or in the catalogue."))
        request = actions.ask(filled=filled, by=self.request.user)
        messages.success(self.request, _("Asked. Your superior is heard, then the deputy director-general decides."))
        return reverse("archives:request", args=[request.uuid])

    def page(self):
        return {"number": self.number, "verb": _("Ask"), "title": _("Ask to use an archived file")}


class RequestPage(ObjectDoor, View):
    """One request with its trail; whoever decides ticks use by use."""

    model = AccessRequest

    def get_queryset(self):
        return super().get_queryset().select_related("volume", "filled_by", "approval")

    def get(self, request, *args, **kwargs):
        return self.show()

    def post(self, request, *args, **kwargs):
        step = self.step()
        form = DecideForm(request.POST, request=self.object)
        if step is None or step.key != "decision":
            raise Http404
        if not form.is_valid():
            return self.show(form)
        step_up(request)
        try:
            actions.decide_access(request=self.object, step_id=step.pk, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
            return self.show(form)
        messages.success(request, _("Granted."))
        return redirect("archives:request", uuid=self.object.uuid)

    def step(self):
        """The step on which the reader may act now, or None."""
        approval = self.object.approval
        mine = queries.open_steps_for(self.request.user).filter(approval=approval) if approval else ()
        return next(iter(mine), None)

    def show(self, form=None):
        row, step = self.object, self.step()
        grant = row.grants.order_by("-pk").first()
        deciding = step is not None and step.key == "decision"
        context = {
            "row": row,
            "sections": layout.sections(row),
            "state": state_of(row),
            "step": step,
            "form": form or (DecideForm(request=row, initial={"kinds": ["read"]}) if deciding else None),
            "grant": grant,
            "may_read": policy.live_grant(self.request.user, row.volume) is not None,
            "may_revoke": bool(grant and grant.is_live and roles.is_ddg(self.request.user)),
            "may_give_back": "take" in row.granted_kinds
            and not row.returned_on
            and policy.is_archivist(self.request.user),
            "granted": layout.text_of(row, row._meta.get_field("granted_kinds")),
        }
        return render(self.request, "archives/request.html", context)


class Revoke(ObjectDoor, View):
    model = AccessRequest
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        form, grant = ReasonForm(request.POST), self.object.grants.order_by("-pk").first()
        try:
            if grant is None or not form.is_valid():
                raise ValidationError(_("Say why, in at least 5 characters."))
            actions.revoke_access(grant=grant, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Withdrawn; it ended at this moment."))
        return redirect("archives:request", uuid=self.object.uuid)


class GiveBack(ObjectDoor, View):
    model = AccessRequest
    http_method_names = ["post"]
    said = gettext_lazy("The paper is back.")

    def post(self, request, *args, **kwargs):
        try:
            actions.give_back(request=self.object, by=request.user)
            messages.success(request, self.said)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("archives:request", uuid=self.object.uuid)


class RequestPrint(ObjectDoor, SheetPrint):
    """F-A03 on paper."""

    model = AccessRequest

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_sheet(self):
        return self.object

    def page(self):
        return {
            "back_url": reverse("archives:request", args=[self.object.uuid]),
            "pdf_url": reverse("archives:request_pdf", args=[self.object.uuid]),
        }
