"""Who agrees to activity money, in the order printed on the form (FUND-03), and to cash before it (FUND-04)."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from approvals.chains import (
    APPROVE,
    CHECK,
    DECIDE,
    OPINION,
    Chain,
    Step,
    business_lead,
    ddg,
    department_director,
    dg,
    holders_of,
    register,
    service_director,
)
from people import roles
from people.models import Role
from projects.funds import actions, hooks, panel

AGREED, CHECKED = pgettext_lazy("outcome", "Agreed"), pgettext_lazy("outcome", "Checked")


def department_head(subject, applicant):
    """The head of the department: the Service director for the front line, else the director of one's own."""
    if not roles.is_front_line(applicant):
        yield from department_director(subject, applicant)
    yield from service_director(subject, applicant)


def forwarding(subject, applicant):
    """The business lead; who agreed to the activity as acting supervisor leaves this signature to the next (EX-74)."""
    agreed = hooks.who_agreed(_money_of(subject).for_ref)
    for level in business_lead(subject, applicant):
        yield replace(level, people=[person for person in level.people if person.pk not in agreed])


def organization_head(subject, applicant):
    """The deputy up to the limit and within the pool; above, and beyond the pool, the director-general.

    Whoever is asked about their own application leaves it to the next (EX-46).
    """
    if not _money_of(subject).needs_dg():
        yield from ddg(subject, applicant)
    yield from dg(subject, applicant)


def _money_of(subject):
    return getattr(subject, "request", subject)


def _below_the_top(subject):
    """Nobody below gives an opinion on the director-general's or the deputy's own application."""
    return not (roles.is_dg(subject.applicant) or roles.is_ddg(subject.applicant))


def _short(subject):
    return subject.shortage() > 0


REQUEST = register(
    Chain(
        key="funds.request",
        model="funds.FundRequest",
        rules="FUND-01 FUND-02 FUND-03",
        title=_("Activity money"),
        steps=(
            Step(
                "sa", OPINION, forwarding, when=_below_the_top, rules="FUND-03", act_label=APPROVE, done=AGREED,
                label=_("Supervision assistant or business lead"),
            ),
            Step(
                "department", DECIDE, department_head, when=_below_the_top, rules="FUND-03",
                label=_("Department head"),
            ),
            Step(
                "finance", OPINION, holders_of(Role.ACCOUNTANT), rules="FUND-01 FUND-03", act_label=CHECK, done=CHECKED,
                label=_("Finance check"), comment_required=_short,
            ),
            Step("head", DECIDE, organization_head, rules="FUND-01 FUND-03", label=_("Organization head")),
        ),
        on_step=actions.step_closed,
        on_approved=actions.approve,
        on_rejected=actions.refuse,
        on_returned=actions.return_,
        on_withdrawn=actions.take_back,
        applicant=lambda request: request.applicant,
        panel="funds/_decision.html",
        panel_context=panel.of_request,
        phrases=(_("Agreed. Keep all vouchers."), _("Agreed, within the budget.")),
    )
)  # fmt: skip

ADVANCE = register(
    Chain(
        key="funds.advance",
        model="funds.Advance",
        rules="FUND-04",
        title=_("Cash advance"),
        steps=(
            Step(
                "finance", OPINION, holders_of(Role.ACCOUNTANT), rules="FUND-04", act_label=CHECK, done=CHECKED,
                label=_("Finance check"),
            ),
            Step("head", DECIDE, organization_head, rules="FUND-04", label=_("Organization head")),
        ),
        on_approved=actions.advance_approved,
        on_rejected=actions.advance_fell,
        on_returned=actions.advance_returned,
        on_withdrawn=actions.advance_fell,
        applicant=lambda advance: advance.request.applicant,
        panel="funds/_decision.html",
        panel_context=panel.of_advance,
    )
)  # fmt: skip
