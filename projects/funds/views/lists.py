"""The list of applications, and the pool of a year with its ledger."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views import View
from django.views.generic import TemplateView

from access.doors import ListDoor, RoleOnly
from archives.views.sheets import add_errors
from core import clock, formats
from core.lists import Column, newest_of_arms
from projects.funds import actions, policy, queries
from projects.funds.forms import EntryForm
from projects.funds.models import FundRequest, PoolEntry
from rulebook.values import value

VIEWS = ("mine", "waiting", "all")


class FundList(ListDoor, TemplateView):
    """/funds/: one's own applications, those that wait for oneself, all one may see (?of=)."""

    model = FundRequest
    template_name = "funds/list.html"

    def get_queryset(self):
        return FundRequest.objects.select_related("applicant", "point")

    @property
    def of(self):
        asked = self.request.GET.get("of")
        if asked in VIEWS:
            return asked
        user = self.request.user
        if policy.is_accountant(user) or policy.is_cashier(user):
            return "waiting"
        return "all" if policy.sees_all(user) else "mine"

    def get_filters(self):
        user, of = self.request.user, self.of
        if of == "waiting":
            return queries.waiting_for(user)
        return Q(applicant=user) if of == "mine" else None

    def get_context_data(self, **kwargs):
        page, user = self.get_page(), self.request.user
        for row in page:
            row.shown_state = queries.state_of(row)
        context = {
            "page": page,
            "rows": page.rows,
            "of": self.of,
            "chips": self.chips(),
            "totals": queries.balance() if policy.sees_balance(user) else None,
            "year": clock.today().year,
        }
        return super().get_context_data(**context, **kwargs)

    def chips(self):
        words = {"waiting": _("Waiting for you"), "mine": _("My applications"), "all": _("All you may see")}
        return [{"label": words[of], "url": f"?of={of}", "on": of == self.of} for of in ("waiting", "mine", "all")]


class Pool(RoleOnly, View):
    """/funds/pool/?year=: what the pool received, holds and has left; the ledger for those who may read it."""

    allowed = staticmethod(policy.sees_balance)
    columns = (
        Column(gettext_lazy("On"), "on"),
        Column(pgettext_lazy("ledger", "Entry"), lambda row: row.get_kind_display()),
        Column(gettext_lazy("Amount"), lambda row: formats.money(row.amount), "r"),
        Column(gettext_lazy("Set aside"), lambda row: formats.money(row.share) if row.share else None, "r"),
        Column(gettext_lazy("For"), "purpose"),
        Column(gettext_lazy("Entered by"), "by"),
    )

    def get(self, request, *args, **kwargs):
        return self.show(EntryForm() if policy.may_keep_ledger(request.user) else None)

    def post(self, request, *args, **kwargs):
        if not policy.may_keep_ledger(request.user):
            raise PermissionDenied
        form = EntryForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            entry = actions.record(by=request.user, year=self.year, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
            return self.show(form)
        if entry.share:
            text = _("Entered. %(share)s are set aside for activities.") % {"share": formats.money(entry.share)}
        else:
            text = _("Entered.")
        messages.success(request, text)
        return HttpResponseRedirect(f"{reverse('funds:pool')}?year={self.year}")

    @property
    def year(self):
        asked = self.request.GET.get("year", "")
        if not asked:
            return clock.today().year
        if not asked.isdigit() or not 2000 <= int(asked) <= 2100:
            raise Http404
        return int(asked)

    def show(self, form):
        user = self.request.user
        context = {
            "year": self.year,
            "years": queries.years(),
            "totals": queries.balance(self.year),
            "base": value("fund.pool_base"),
            "rate": formats.number(value("fund.pool_rate")),
            "form": form,
            "advances": queries.open_advances(user) if policy.sees_ledger(user) else [],
            "columns": self.columns,
        }
        if policy.sees_ledger(user):
            context["page"] = self.ledger()
            context["rows"] = context["page"].rows
        return render(self.request, "funds/pool.html", context)

    def ledger(self):
        rows = PoolEntry.objects.filter(pool__year=self.year).select_related("request", "by")
        page = newest_of_arms(rows, {"all": Q(pk__isnull=False)}, after=self.request.GET.get("after"), size=25)
        seen = FundRequest.objects.visible_to(self.request.user)
        seen = set(seen.filter(pk__in=[row.request_id for row in page if row.request_id]).values_list("pk", flat=True))
        for row in page:
            hidden = row.request_id and row.request_id not in seen
            row.purpose = _("a group or event") if hidden else row.request.title if row.request_id else row.note
        return page
