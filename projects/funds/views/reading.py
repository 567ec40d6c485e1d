"""One application with its way, its cash and its settlement."""

from django.views.generic import TemplateView

from access.doors import ObjectDoor
from projects.funds import describing, offers
from projects.funds.models import FundRequest, Settlement


class Detail(ObjectDoor, TemplateView):
    """/funds/<id>/: the application, the stepper, cash advances, the settlement, and what can be done now."""

    model = FundRequest
    template_name = "funds/detail.html"

    def get_queryset(self):
        return super().get_queryset().select_related("applicant", "point", "approval")

    def get_context_data(self, **kwargs):
        row, user = self.object, self.request.user
        context = {
            "money": row,
            "facts": describing.request_facts(row),
            "lines": [line for line in row.lines.all() if not line.removed],
            "advances": list(row.advances.select_related("approval", "paid_by")),
            "settlement": Settlement.objects.filter(request=row).select_related("confirmed_by").first(),
            "offers": offers.offers_for(row, user),
        }
        return super().get_context_data(**context, **kwargs)
