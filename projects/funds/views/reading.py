"""One application with its way, its cash and its settlement."""

from django.views.generic import TemplateView

from access.doors import ObjectDoor
from core import subjects
from projects.funds import describing, offers, queries
from projects.funds.actions.advances import left_to_advance
from projects.funds.models import FundRequest, PoolEntry, Settlement


class Detail(ObjectDoor, TemplateView):
    """/funds/<id>/: the application, the stepper, cash advances, the settlement, and what can be done now."""

    model = FundRequest
    template_name = "funds/detail.html"

    def get_queryset(self):
        return super().get_queryset().select_related("applicant", "point", "approval")

    def get_context_data(self, **kwargs):
        row, user = self.object, self.request.user
        advances = list(row.advances.select_related("approval", "paid_by"))
        for advance in advances:
            advance.shown_state = (queries.ADVANCE_STATUS[advance.state], advance.get_state_display())
            advance.offers = offers.advance_offers(advance, user)
        context = {
            "money": row,
            "state": queries.state_of(row),
            "facts": describing.request_facts(row),
            "activity": subjects.describe_many(user, [row.for_ref]).get(row.for_ref),
            "budget": [line for line in row.lines.all() if not line.removed],
            "advances": advances,
            "left_to_advance": left_to_advance(row),
            "settlement": Settlement.objects.filter(request=row).select_related("confirmed_by", "filed_by").first(),
            "short": row.shortage() if row.state in row.IN_APPROVAL else 0,
            "held": PoolEntry.objects.held_for(row) if row.year else None,
            "offers": offers.offers_for(row, user),
        }
        return super().get_context_data(**context, **kwargs)
