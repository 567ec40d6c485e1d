"""The routes of group work: the plan (GRP-03..06), the reports with their signatures beside each other (GRP-14, 15)."""

from django.utils.translation import gettext_lazy as _

from approvals.chains import (
    DECIDE,
    FILE,
    REVIEW,
    Chain,
    Step,
    business_lead,
    ddg,
    dg,
    first_of,
    holders_of,
    register,
    service_director,
    supervisor,
)
from groups import actions, panel, timing
from people.models import Role
from projects.funds.models import Source

ORGANIZATION_MONEY = (Source.ORG_POOL, Source.PROJECT)


def worker_of(sheet):
    """Whose request it is: the responsible worker, also where the stand-in submitted it."""
    return sheet.programme.worker


def file_of(sheet):
    """In whose read log the decider stands."""
    return sheet.programme


def before_the_start(sheet):
    """The department head reads in time for the first session (GRP-06)."""
    programme = sheet.programme
    return timing.head_lead(programme.first_day, programme.first_day, programme.point).latest


def pays_organization_money(sheet):
    return sheet.programme.fund_source in ORGANIZATION_MONEY


PLAN = register(
    Chain(
        key="groups.plan",
        model="groups.GroupPlan",
        title=_("Group plan"),
        rules="GRP-03 GRP-04 GRP-05 GRP-06 ORG-07",
        applicant=worker_of,
        log_about=file_of,
        steps=(
            Step("copy", FILE, business_lead, label=_("Copy to the business lead"), rules="ORG-07"),
            Step(
                "supervisor", DECIDE, supervisor, label=_("Supervisor's opinion"), rules="GRP-03 GRP-04",
                comment_required=True,
            ),
            Step(
                "head", DECIDE, service_director, label=_("Department head reads the plan"), rules="GRP-05 GRP-06",
                act_label=REVIEW, due=before_the_start,
            ),
        ),
        on_step=actions.step_closed,
        on_approved=actions.plan_read,
        on_returned=actions.plan_returned,
        on_withdrawn=actions.plan_returned,
        on_rejected=actions.plan_rejected,
        panel="groups/_decision.html",
        panel_context=panel.of_plan,
        phrases=(_("Agreed. The goals can be measured."), _("Agreed; mind the safety of the members.")),
    )
)  # fmt: skip


def _sign(key, who, label, *, beside=True, **more):
    return Step(key, DECIDE, who, label=label, rules="GRP-14", act_label=REVIEW, beside=beside, **more)


REPORT = register(
    Chain(
        key="groups.report",
        model="groups.GroupReport",
        title=_("Group report and financial report"),
        rules="GRP-14 GRP-15 SOD-03",
        applicant=worker_of,
        log_about=file_of,
        steps=(
            _sign("lead", first_of(business_lead, service_director), _("Business lead"), beside=False),
            _sign("organization", first_of(ddg, dg), _("Organization head")),
            _sign("supervisor", supervisor, _("Supervisor")),
            _sign("finance", holders_of(Role.ACCOUNTANT), _("Financial officer"), when=pays_organization_money),
        ),
        on_step=actions.signed,
        on_approved=actions.all_signed,
        on_returned=actions.reports_returned,
        on_withdrawn=actions.reports_returned,
        on_rejected=actions.reports_returned,
        panel="groups/_report_decision.html",
        panel_context=panel.of_report,
    )
)
