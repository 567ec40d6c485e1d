"""The two forms of activity money, filled in, read and printed: F-M01 and F-M02."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from access.doors import ObjectDoor
from archives.views.sheets import SheetEdit, SheetPrint, SheetRead
from core import formats
from projects.funds import actions, offers, queries
from projects.funds.actions.advances import left_to_advance
from projects.funds.models import FundRequest
from projects.funds.sheets import Advance


def crumbs(*more):
    return [(_("Activity money"), reverse("funds:list")), *more]


class ApplicationEdit(ObjectDoor, SheetEdit):
    """/funds/<id>/edit/: the applicant fills in F-M01 and sends it."""

    model = FundRequest

    def get_sheet(self):
        if "edit" not in offers.offers_for(self.object, self.request.user):
            raise Http404
        return self.object

    def page(self):
        return {
            "sub": self.object.title,
            "crumbs": crumbs((self.object.title, self.object.get_absolute_url())),
            "here": FundRequest.TITLE,
            "verb": _("Send"),
            "aside": "funds/_aside.html",
            "money": self.object,
            "totals": queries.balance(self.object.activity_on.year if self.object.activity_on else None),
            "receiver": _(
                "Your supervision assistant or business lead gets it first, then the department head, finance and the "
                "organization head, in this order."
            ),
        }

    def submit(self, filled):
        actions.file_application(filled=filled, by=self.request.user)
        return self.object.get_absolute_url()


class ApplicationPrint(ObjectDoor, SheetPrint):
    """/funds/<id>/print/ and .pdf: F-M01."""

    model = FundRequest

    def get_sheet(self):
        if "print" not in offers.offers_for(self.object, self.request.user):
            raise Http404
        return self.object

    def page(self):
        return {"pdf_url": reverse("funds:pdf", args=[self.object.uuid]), "back_url": self.object.get_absolute_url()}


class AdvanceForm(SheetEdit):
    """F-M02 being filled in; `money` is the application it belongs to."""

    model = Advance

    def get_about(self):
        return self.money.ref

    def get_initial(self):
        return {} if self.sheet.pk else {"amount": left_to_advance(self.money)}

    def page(self):
        left = left_to_advance(self.money, but=self.sheet)
        return {
            "sub": self.money.title,
            "crumbs": crumbs((self.money.title, self.money.get_absolute_url())),
            "here": Advance.TITLE,
            "verb": _("Ask for the cash"),
            "receiver": _("Up to %(left)s. Finance checks, the organization head decides, the cashier pays.")
            % {"left": formats.money(left)},
        }

    def submit(self, filled):
        actions.ask_advance(filled=filled, by=self.request.user)
        return self.money.get_absolute_url()


class AdvanceNew(ObjectDoor, AdvanceForm):
    """/funds/<id>/advance/: once the organization agreed to the activity and to the money (FUND-04)."""

    model = Advance

    def get_queryset(self):
        return FundRequest.objects.visible_to(self.request.user)

    @property
    def money(self):
        return self.object

    def get_sheet(self):
        if "advance" not in offers.offers_for(self.object, self.request.user):
            raise Http404
        return Advance(request=self.object)


class AdvanceAgain(ObjectDoor, AdvanceForm):
    """/funds/advances/<id>/edit/: a returned request for cash is corrected and sent again."""

    model = Advance

    @property
    def money(self):
        return self.object.request

    def get_sheet(self):
        if "edit" not in offers.advance_offers(self.object, self.request.user):
            raise Http404
        return self.object


class AdvanceRead(ObjectDoor, SheetRead):
    """/funds/advances/<id>/: F-M02 as it was filled in, and what can be done with it."""

    model = Advance
    confidential = False
    template_name = "funds/advance.html"

    def get_sheet(self):
        return self.object

    def page(self):
        row, user = self.object, self.request.user
        return {
            "crumbs": crumbs((row.request.title, row.request.get_absolute_url())),
            "here": Advance.TITLE,
            "sub": f"{row.request.applicant} · {row.request.title} · ",
            "state": (queries.ADVANCE_STATUS[row.state], row.get_state_display()),
            "offers": offers.advance_offers(row, user),
            "print_url": reverse("funds:advance_print", args=[row.uuid]),
        }


class AdvancePrint(ObjectDoor, SheetPrint):
    """/funds/advances/<id>/print/ and .pdf: F-M02."""

    model = Advance

    def get_sheet(self):
        return self.object

    def page(self):
        uuid = self.object.uuid
        return {
            "pdf_url": reverse("funds:advance_pdf", args=[uuid]), "back_url": reverse("funds:advance", args=[uuid])
        }  # fmt: skip
