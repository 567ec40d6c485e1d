"""Outings: announcing one on the phone, coming back, the list, the SA's word (ATT-09)."""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView, TemplateView

from access.doors import FormDoor, ListDoor, ObjectDoor
from core import clock, formats
from staff.attendance import actions, outside, policy
from staff.attendance.forms import OutingForm, VerifyForm
from staff.attendance.models import Outing
from staff.attendance.views.common import add_to

HOUR = dt.timedelta(hours=1)


class Outings(ListDoor, TemplateView):
    """/outings/: one's own; for superiors also those of others (?of=others)."""

    model = Outing
    order = "-starts_at"
    template_name = "attendance/outings.html"

    def get_queryset(self):
        return Outing.objects.select_related("person", "verified_by")

    @property
    def of_others(self):
        return self.request.GET.get("of") == "others"

    def get_filters(self):
        mine = Q(person=self.request.user)
        return ~mine if self.of_others else mine

    def get_context_data(self, **kwargs):
        page, user = self.get_page(), self.request.user
        for row in page:
            row.shown_state, row.shown_span = state_of(row), span_of(row)
        since = clock.now() - 12 * HOUR
        running = Outing.objects.valid().filter(person=user, returned_at=None, starts_at__range=(since, clock.now()))
        return super().get_context_data(
            page=page, rows=page.rows, of_others=self.of_others, sees_others=policy.sees_others(user),
            may_go=policy.may_go_out(user), running=running.first(), **kwargs,
        )  # fmt: skip


def state_of(row):
    """(status, words)."""
    if row.cancelled_at:
        return "na", _("called off")
    if row.verified_at:
        return "done", _("verified")
    if row.returned_at:
        return "done", _("back")
    if row.starts_at > clock.now():
        return "plan", _("planned")
    return ("wait", _("out")) if row.ends_at > clock.now() else ("miss", _("return not noted"))


def span_of(row):
    return f"{formats.day(row.starts_at)} {formats.time(row.starts_at)}–{formats.time(outside.until(row))}"


class OutingNew(FormDoor, FormView):
    """/outings/new/: where, what for, until when; the start is now unless said otherwise."""

    template_name = "attendance/outing_new.html"
    form_class = OutingForm

    def door_allows(self, user):
        return policy.may_go_out(user)

    def get_initial(self):
        now = timezone.localtime(clock.now()).replace(second=0, microsecond=0)
        ends = min(now + 2 * HOUR, now.replace(hour=23, minute=59))
        return {"day": now.date(), "starts": now.time(), "ends": ends.time(), "purpose": Outing.Purpose.HOME_VISIT}

    def form_valid(self, form):
        starts_at, ends_at = form.moments()
        data = {name: form.cleaned_data[name] for name in ("purpose", "place", "note")}
        try:
            row = actions.announce(by=self.request.user, starts_at=starts_at, ends_at=ends_at, **data)
        except ValidationError as error:
            renamed = {"starts_at": "starts", "ends_at": "ends"}
            for name, errors in getattr(error, "error_dict", {None: error}).items():
                form.add_error(renamed.get(name, name if name in form.fields else None), errors)
            return self.form_invalid(form)
        messages.success(self.request, _("Announced. Your superiors see it; it stands in your weekly plan."))
        return HttpResponseRedirect(row.get_absolute_url())


class OutingPage(ObjectDoor, TemplateView):
    """/outings/<id>/: one outing with what can be done about it."""

    model = Outing
    template_name = "attendance/outing.html"

    def get_queryset(self):
        return super().get_queryset().select_related("person", "verified_by")

    def get_context_data(self, **kwargs):
        row, user = self.object, self.request.user
        own = row.person_id == user.pk
        open_ = not row.cancelled_at and not row.returned_at
        begun = row.starts_at <= clock.now()
        return super().get_context_data(
            outing=row, own=own, state=state_of(row), span=span_of(row), may_return=own and open_ and begun,
            may_call_off=own and open_ and not row.verified_at,
            may_verify=not own and not row.cancelled_at and begun and not row.verified_at,
            form=kwargs.pop("form", None) or VerifyForm(), **kwargs,
        )  # fmt: skip


class OutingAct(ObjectDoor, View):
    """/outings/<id>/back/ and /off/: by whoever is out."""

    model = Outing
    http_method_names = ["post", "options"]
    act = "back"

    def post(self, request, *args, **kwargs):
        run = actions.come_back if self.act == "back" else actions.call_off
        try:
            run(by=request.user, outing=self.object)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Welcome back.") if self.act == "back" else _("Called off."))
        return HttpResponseRedirect(reverse("attendance:outings"))


class OutingVerify(OutingPage):
    """/outings/<id>/verify/: the superior writes whom they asked."""

    http_method_names = ["get", "post", "options"]

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(self.object.get_absolute_url())

    def post(self, request, *args, **kwargs):
        form = VerifyForm(request.POST)
        if self.object.person_id == request.user.pk:
            raise PermissionDenied
        if form.is_valid():
            try:
                actions.verify_outing(by=request.user, outing=self.object, **form.cleaned_data)
            except ValidationError as error:
                add_to(form, error)
            else:
                messages.success(request, _("Marked as verified."))
                return HttpResponseRedirect(self.object.get_absolute_url())
        return self.render_to_response(self.get_context_data(form=form))
