"""Who decides the monthly report: the deputy reviews it, the director decides (KPI-02; life cycle 16)."""

from django.utils.translation import gettext_lazy as _

from approvals.chains import DECIDE, REVIEW, Chain, Step, ddg, dg, register
from reports import actions, pages

MONTHLY = register(
    Chain(
        key="reports.monthly",
        model="reports.MonthlyReport",
        rules="KPI-02",
        title=_("Monthly report"),
        steps=(
            Step("ddg", DECIDE, ddg, rules="KPI-02", label=_("Deputy director-general reviews"), act_label=REVIEW),
            Step("dg", DECIDE, dg, rules="KPI-02", label=_("Director-general decides the report")),
        ),
        on_approved=actions.decided,
        on_returned=actions.came_back,
        on_rejected=actions.came_back,
        on_withdrawn=actions.came_back,
        panel="reports/_decision.html",
        panel_context=pages.decision_panel,
        phrases=(_("The figures are plausible, agreed."), _("Please explain the lagging service points first.")),
    )
)
