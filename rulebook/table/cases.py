"""Settings of cases, referral and exit."""

from django.utils.translation import gettext_lazy as _

from rulebook.kinds import CAL, MONTHS, TYPE, WD, choice, number, switch, text

CASES = (
    number("case.inquiry_workdays", 3, "PROJ-19 CASE-04", _("An inquiry is dealt with within"), WD, low=1),
    text(
        "case.preassess_window",
        {"": "7d", "post": "7d", "centre": "1m", "project": "7d"},
        "CASE-12",
        _("How old the needs assessment may be at opening (d days, m months)"),
        "period",
        scope=TYPE,
    ),
    number("case.retro_approval_workdays", 3, "CASE-08 CASE-09", _("Approval after opening first"), WD, low=1),
    number("case.plan_workdays", 10, "CASE-16", _("Service plan after opening"), WD, low=1),
    number("case.record_workdays", 2, "CASE-18", _("Record after a contact"), WD, low=1),
    number("case.brief_min_years", 2, "CASE-19", _("Brief records from so many years in social work"), _("years")),
    choice(
        "case.stage_review_basis",
        "anniversary",
        "CASE-22",
        _("Stage-development form"),
        (
            ("anniversary", _("on each anniversary of the opening")),
            ("year_end", _("for every case open on 31 December")),
        ),
    ),
    number("case.scale_interval_months", 3, "CASE-23", _("Problem rating scale every"), MONTHS, scope=TYPE, low=1),
    number("case.consent_renewal_months", 3, "CASE-24", _("Consent renewed every"), MONTHS, scope=TYPE, low=1),
    number("case.consent_oral_days", 7, "CASE-11", _("Paper consent after oral consent"), CAL, low=1),
    text(
        "case.follow_up_months",
        [6, 12],
        "CASE-31",
        _("Follow-up after closing"),
        "ints",
        scope=TYPE,
        unit=MONTHS,
        low=1,
        high=60,
    ),
    number(
        "case.inactivity_days",
        30,
        "CASE-20",
        _("No contact and no appointment is reported after"),
        CAL,
        scope=TYPE,
        low=1,
    ),
    number(
        "case.review_queue_workdays",
        5,
        "CASE-33",
        _("Documents the supervisor has not read are reported after"),
        WD,
        low=1,
    ),
    number("project.visit_interval_days", 7, "CASE-38", _("Home visits at least every"), CAL, scope=TYPE, low=1),
    number("referral.reply_workdays", 5, "REF-05", _("Reply to a referral"), WD, low=1),
    text(
        "exit.ineligible_notice",
        {"": "7d", "post": "7d", "centre": "3m", "project": "3m"},
        "EXIT-03",
        _("Notice when a client no longer qualifies (d days, m months)"),
        "period",
        scope=TYPE,
    ),
    switch(
        "exit.ineligible_conference",
        {"": False, "post": True, "centre": True, "project": True},
        "EXIT-04",
        _("Case conference before a client who no longer qualifies leaves"),
        scope=TYPE,
    ),
    number(
        "exit.mismatch_notice_days",
        {"": 0, "project": 14},
        "EXIT-06",
        _("Notice when the service no longer fits"),
        CAL,
        scope=TYPE,
    ),
)
