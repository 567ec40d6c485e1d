"""The routes of an event: the host unit's word (COM-02), the plan (COM-03..05), the report (COM-17)."""

from django.utils.translation import gettext_lazy as _

from approvals.chains import (
    DECIDE,
    FORWARD,
    OPINION,
    RECORD,
    REVIEW,
    Chain,
    OutsideQuestion,
    Step,
    applicant,
    business_lead,
    first_of,
    holders_of,
    register,
    service_director,
    supervisor,
)
from community import actions, panel, timing
from core import formats
from people.models import Role
from projects.funds.models import Source

ORGANIZATION_MONEY = (Source.ORG_POOL, Source.PROJECT)


def worker_of(subject):
    """Whose request it is: the responsible worker, also where the stand-in submitted it."""
    return subject.event.worker


def file_of(subject):
    """In whose read log the decider stands."""
    return subject.event


def host_question(consent):
    """What the host unit is asked: which event, when, where. No participant, no money (COM-02)."""
    event = consent.event
    return OutsideQuestion(
        _("Do you agree to this event?"),
        (
            (_("Event"), event.title),
            (_("Social worker"), str(event.worker)),
            (_("Day"), formats.day(consent.day)),
            (_("Time"), f"{event.starts:%H:%M}–{event.ends:%H:%M}"),
            (_("Place"), consent.place),
        ),
    )


CONSENT = register(
    Chain(
        key="community.consent",
        model="community.HostConsent",
        title=_("Host unit's consent to an event"),
        rules="COM-02",
        applicant=worker_of,
        log_about=file_of,
        steps=(Step("host", RECORD, applicant, rules="COM-02", label=_("Host unit agrees"), question=host_question),),
        on_approved=actions.host_agreed,
    )
)


def one_week_before(sheet):
    """The organization gets the plan in time (COM-04)."""
    event = sheet.event
    return timing.forward_lead(event.day, event.day, event.point).latest


PLAN = register(
    Chain(
        key="community.plan",
        model="community.EventPlan",
        title=_("Event plan"),
        rules="COM-03 COM-04 COM-05 COM-18",
        applicant=worker_of,
        log_about=file_of,
        steps=(
            Step(
                "supervisor", DECIDE, supervisor, label=_("Supervisor's opinion"), rules="COM-03",
                comment_required=True,
            ),
            Step(
                "forward", OPINION, first_of(business_lead, service_director), label=_("Forwarded to the organization"),
                rules="COM-04", act_label=FORWARD, due=one_week_before,
            ),
            Step("head", DECIDE, service_director, label=_("Department head decides"), rules="COM-05"),
        ),
        on_step=actions.step_closed,
        on_approved=actions.plan_agreed,
        on_returned=actions.plan_returned,
        on_withdrawn=actions.plan_returned,
        on_rejected=actions.plan_rejected,
        panel="community/_decision.html",
        panel_context=panel.of_plan,
        phrases=(_("Agreed. The goals can be measured."), _("Agreed; mind crowding at the entrance.")),
    )
)  # fmt: skip


def pays_organization_money(sheet):
    return sheet.event.source in ORGANIZATION_MONEY


REPORT = register(
    Chain(
        key="community.report",
        model="community.EventReport",
        title=_("Event report"),
        rules="COM-17 GRP-15",
        applicant=worker_of,
        log_about=file_of,
        steps=(
            Step("supervisor", DECIDE, supervisor, label=_("Supervisor signs"), rules="COM-17", act_label=REVIEW),
            Step(
                "finance", DECIDE, holders_of(Role.ACCOUNTANT), label=_("Financial officer"), rules="GRP-15",
                act_label=REVIEW, beside=True, when=pays_organization_money,
            ),
        ),
        on_step=actions.step_signed,
        on_approved=actions.signed,
        on_returned=actions.report_returned,
        on_withdrawn=actions.report_returned,
        on_rejected=actions.report_returned,
        panel="community/_report_decision.html",
        panel_context=panel.of_report,
    )
)  # fmt: skip
