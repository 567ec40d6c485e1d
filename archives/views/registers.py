"""The month's registers: close one, see what it holds and whether it still verifies; inspect a drawn sample."""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views import View

from access.doors import RoleOnly
from archives import actions, policy, verifying
from archives.forms import InspectForm, PasswordForm
from archives.models import Check, Register, Seal
from core import clock


class Registers(RoleOnly, View):
    """All registers, newest first, and what is in none yet; the archivist closes the next one with the password."""

    allowed = staticmethod(policy.sees_all)

    def get(self, request, *args, **kwargs):
        return self.show(PasswordForm(by=request.user))

    def post(self, request, *args, **kwargs):
        form = PasswordForm(request.POST, by=request.user)
        month = self.month()
        if month is None:
            raise Http404
        if not form.is_valid():
            return self.show(form)
        try:
            register = actions.close_month(month=month, by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.show(form)
        messages.success(request, _("Signed. The register holds %(n)s volumes.") % {"n": register.seals_count})
        return redirect("archives:register", uuid=register.uuid)

    def month(self):
        try:
            return dt.date.fromisoformat(f"{self.request.POST.get('month', '')}-01")
        except ValueError:
            return None

    def show(self, form):
        waiting = Seal.objects.filter(entry=None).order_by("month").values("month").annotate(count=Count("pk"))
        context = {
            "rows": Register.objects.select_related("closed_by").order_by("-month", "-part")[:60],
            "waiting": list(waiting),
            "form": form,
            "may_close": policy.may_close_month(self.request.user) is None,
            "this_month": clock.today().replace(day=1),
        }
        return render(self.request, "archives/registers.html", context)


class RegisterPage(RoleOnly, View):
    """One register: what it holds, how it is chained, and the result of verifying it now."""

    allowed = staticmethod(policy.sees_all)

    def get(self, request, *args, **kwargs):
        row = get_object_or_404(Register.objects.select_related("closed_by"), uuid=kwargs["uuid"])
        entries = row.entries.select_related("seal__volume", "seal__worker", "seal__sealed_by").order_by("pk")
        faults = verifying.verify(register=str(row)) if "verify" in request.GET else None
        context = {"register": row, "entries": entries[:200], "faults": faults, "checked_at": clock.now()}
        return render(request, "archives/register.html", context)


class Inspect(RoleOnly, View):
    """The check of a drawn volume (F-A02): scores, findings, result."""

    allowed = staticmethod(policy.inspects)

    def dispatch(self, request, *args, **kwargs):
        self.check = (
            Check.objects.select_related("volume__worker")
            .filter(uuid=kwargs["uuid"], kind=Check.Kind.INSPECTION)
            .first()
        )
        if self.check is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return self.show(InspectForm())

    def post(self, request, *args, **kwargs):
        form = InspectForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        data = form.cleaned_data
        try:
            actions.inspect(
                check=self.check, by=request.user, ok=data["ok"], scores=form.scores(), findings=data["findings"]
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.show(form)
        messages.success(request, _("The result is recorded."))
        return redirect("archives:volume", uuid=self.check.volume.uuid)

    def show(self, form):
        barred = policy.may_inspect(self.request.user, self.check)
        return render(self.request, "archives/inspect.html", {"check": self.check, "form": form, "barred": barred})
