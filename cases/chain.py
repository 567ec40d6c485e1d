"""The routes of casework: opening, plan, stage form, closing, consultation, reopening (CASE-07..09, 16, 22, 29)."""

from django.utils.translation import gettext_lazy as _

from approvals.chains import DECIDE, FILE, REVIEW, Chain, Step, business_lead, register, supervisor
from cases import actions


def worker_of(sheet):
    """Whose request it is: the responsible worker, also where the stand-in submitted it."""
    return sheet.case.worker


def case_of(sheet):
    """In whose read log the decider stands."""
    return sheet.case


COPY = Step("copy", FILE, business_lead, label=_("Copy to the business lead"), rules="ORG-07")


def decision(label, rules, **more):
    return Step("supervisor", DECIDE, supervisor, label=label, rules=rules, **more)


OPENING = register(
    Chain(
        key="cases.opening",
        model="cases.IntakeInfo",
        title=_("Case opening"),
        rules="CASE-06 CASE-07 CASE-08 SOD-04",
        applicant=worker_of,
        log_about=case_of,
        steps=(COPY, decision(_("Opening of the case"), "CASE-07")),
        on_approved=actions.opening_approved,
        on_returned=actions.opening_returned,
        on_withdrawn=actions.opening_returned,
        on_rejected=actions.opening_rejected,
    )
)
PLAN = register(
    Chain(
        key="cases.plan",
        model="cases.ServicePlan",
        title=_("Case service plan"),
        rules="CASE-16",
        applicant=worker_of,
        log_about=case_of,
        steps=(decision(_("Service plan"), "CASE-16", comment_required=True),),
        on_approved=actions.plan_approved,
        on_returned=actions.plan_returned,
        on_withdrawn=actions.plan_returned,
        on_rejected=actions.plan_returned,
    )
)
STAGE = register(
    Chain(
        key="cases.stage",
        model="cases.StageDevelopment",
        title=_("Case stage-development form"),
        rules="CASE-22 CASE-25",
        applicant=worker_of,
        log_about=case_of,
        steps=(decision(_("Stage development"), "CASE-22", act_label=REVIEW),),
        on_returned=actions.stage_form_returned,
        on_withdrawn=actions.stage_form_returned,
        on_rejected=actions.stage_form_returned,
    )
)
CLOSING = register(
    Chain(
        key="cases.closing",
        model="cases.CaseClosing",
        title=_("Case closing"),
        rules="CASE-27 CASE-28 CASE-29",
        applicant=worker_of,
        log_about=case_of,
        steps=(COPY, decision(_("Closing of the case"), "CASE-29")),
        on_approved=actions.closing_approved,
        on_returned=actions.closing_returned,
        on_withdrawn=actions.closing_returned,
        on_rejected=actions.closing_rejected,
    )
)
CONSULTATION = register(
    Chain(
        key="cases.consultation",
        model="cases.CaseClosing",
        title=_("Consultation: opening and closing"),
        rules="CASE-09",
        applicant=worker_of,
        log_about=case_of,
        steps=(COPY, decision(_("Opening and closing of the consultation"), "CASE-09")),
        on_approved=actions.consultation_approved,
        on_returned=actions.closing_returned,
        on_withdrawn=actions.closing_returned,
        on_rejected=actions.consultation_rejected,
    )
)
REOPENING = register(
    Chain(
        key="cases.reopening",
        model="cases.Reopening",
        title=_("Reopening of a case"),
        rules="CASE-07",
        applicant=worker_of,
        log_about=case_of,
        steps=(COPY, decision(_("Reopening of the case"), "CASE-07")),
        on_approved=actions.reopening_approved,
    )
)
