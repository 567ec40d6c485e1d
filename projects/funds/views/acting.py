"""The buttons and small forms of money: GET shows the form, POST runs one action and goes back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import View

from access.doors import ObjectDoor
from archives.views.sheets import add_errors
from core import formats
from projects.funds import actions, offers
from projects.funds.forms import PaymentForm, SettlementForm
from projects.funds.models import FundRequest
from projects.funds.sheets import Advance


class Act(ObjectDoor, View):
    """The form of one act; `offer` is the key it needs, `words()` gives title, verb, explanation."""

    model = FundRequest
    form_class = None
    offer = ""

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        if self.offer not in self.offers():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def offers(self):
        return offers.offers_for(self.object, self.request.user)

    @property
    def money(self):
        return self.object

    def get(self, request, *args, **kwargs):
        return self.show(self.form_class() if self.form_class else None)

    def post(self, request, *args, **kwargs):
        form = self.form_class(request.POST) if self.form_class else None
        if form and not form.is_valid():
            return self.show(form)
        try:
            done = self.run(form.cleaned_data if form else {})
        except ValidationError as error:
            if form is None:
                messages.error(request, " ".join(error.messages))
                return HttpResponseRedirect(self.money.get_absolute_url())
            add_errors(form, error)
            return self.show(form)
        messages.success(request, done)
        return HttpResponseRedirect(self.money.get_absolute_url())

    def run(self, data):
        raise NotImplementedError

    def words(self):
        raise NotImplementedError

    def show(self, form):
        title, verb, text = self.words()
        context = {"money": self.money, "form": form, "title": title, "verb": verb, "text": text, **self.more()}
        return render(self.request, "funds/act.html", context)

    def more(self):
        return {}


class Withdraw(Act):
    """/funds/<id>/withdraw/"""

    offer = "withdraw"

    def words(self):
        text = _("It becomes a draft again; what was reserved returns to the pool.")
        return _("Withdraw this application"), _("Withdraw"), text

    def run(self, data):
        actions.withdraw(request=self.object, by=self.request.user)
        return _("Withdrawn. It is a draft again.")


class Settle(Act):
    """/funds/<id>/settlement/: the accountant confirms the financial report, or returns it."""

    offer = "confirm"
    form_class = SettlementForm

    def words(self):
        text = _("Compare the vouchers with the lines and look whether the report is signed.")
        return _("Settle"), _("Confirm the settlement"), text

    def more(self):
        settlement = self.object.settlement
        return {"settlement": settlement, "returnable": True, "rows": settlement.rows}

    def run(self, data):
        if "return" in self.request.POST:
            actions.return_settlement(request=self.object, by=self.request.user, reason=data["note"])
            return _("Returned to the applicant.")
        settlement = actions.confirm(request=self.object, by=self.request.user, note=data["note"])
        returned = formats.money(settlement.returned)
        return _("Settled. %(returned)s return to the pool.") % {"returned": returned}


class AdvanceAct(Act):
    model = Advance

    @property
    def money(self):
        return self.object.request

    def offers(self):
        return offers.advance_offers(self.object, self.request.user)


class Pay(AdvanceAct):
    """/funds/advances/<id>/pay/: the cashier pays."""

    offer = "pay"
    form_class = PaymentForm

    def words(self):
        text = _("%(amount)s in cash to %(who)s.") % {
            "amount": formats.money(self.object.amount), "who": self.money.applicant
        }  # fmt: skip
        return _("Pay the advance"), _("Paid"), text

    def run(self, data):
        actions.pay(advance=self.object, by=self.request.user, on=data["on"])
        return _("Paid. The applicant is reminded to settle it.")


class WithdrawAdvance(AdvanceAct):
    """/funds/advances/<id>/withdraw/"""

    offer = "withdraw"

    def words(self):
        return _("Withdraw this request for cash"), _("Withdraw"), _("The money stays approved.")

    def run(self, data):
        actions.withdraw_advance(advance=self.object, by=self.request.user)
        return _("Withdrawn.")
