"""Who decides leave, in which order (LEAVE-01 to LEAVE-04, LEAVE-12, LEAVE-14), and who confirms what follows."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from approvals.chains import (
    APPROVE,
    CONFIRM,
    DECIDE,
    DO,
    FILE,
    FORWARD,
    NOTE,
    OPINION,
    RECORD,
    Chain,
    Level,
    OutsideQuestion,
    Step,
    applicant,
    board_chair,
    ddg,
    department_director,
    dg,
    hr,
    register,
    sa,
    service_director,
)
from core import formats
from people import roles
from people.models import Role
from rulebook.values import value
from staff.leave import actions, lines, queries
from staff.leave.models import Tier


def superior(subject, applicant):
    """The superior who decides up to a day: the SA of the group, else the director of the department or Service.

    For supervision assistants, directors, DDG and DG nobody is named here: it goes one level up (LEAVE-14).
    """
    if lines.line_of(applicant) != "staff":
        return
    if roles.post_of(applicant):
        yield from sa(subject, applicant)
    elif lines.answers_to_service(applicant):
        yield from service_director(subject, applicant)
    elif applicant.department_id:
        yield from department_director(subject, applicant)
    else:
        yield Level(Role.DEPARTMENT_DIRECTOR)  # nobody: one level up, who is not asked to forward to oneself


def head_of_point(subject, applicant):
    """The head of the community office (LEAVE-12)."""
    if subject.point:
        yield Level("point_leader", roles.leaders_of_point(subject.point))


def superior_up(subject, applicant):
    """The superior, for managers the level above: DDG, DG, board chair."""
    yield from superior(subject, applicant)


def _decider(subject):
    return lines.decider_of(lines.line_of(subject.applicant), subject.tier)


def _decides(who):
    def when(subject):
        return _decider(subject) == who

    return when


def _superior_forwards(subject):
    return _decider(subject) in ("ddg", "dg") and lines.line_of(subject.applicant) == "staff"


def _is_filed(subject):
    """Leave of more than a day is filed with HR, whoever asks (LEAVE-03, LEAVE-04); not what the DG has recorded."""
    return subject.tier != Tier.SA and _decider(subject) in ("ddg", "dg")


def _filing_holds(subject):
    return value("leave.hr_filing_blocks")


def _consent_needed(subject):
    return subject.consent_needed


def host_question(subject):
    """What the host unit is asked: who, when, how long. No type, no reason (LEAVE-01)."""
    return OutsideQuestion(
        _("Do you agree to this leave?"),
        (
            (_("Social worker"), str(subject.applicant)),
            (_("From"), formats.day(subject.first)),
            (_("To"), formats.day(subject.last)),
            (_("Days"), formats.days(subject.days)),
        ),
    )


def _note_needed(subject):
    """Work falls in the leave: the decision says how it was weighed (LEAVE-07)."""
    return queries.work_falls_in(subject)


def _decide(key, who, when, rules, label):
    return Step(
        key, DECIDE, who, when=when, rules=rules, label=label, comment_required=_note_needed, act_label=APPROVE,
        due=queries.decide_before,
    )  # fmt: skip


HOST = Step(
    "host",
    RECORD,
    applicant,
    when=_consent_needed,
    rules="LEAVE-01",
    label=_("Host unit consents"),
    question=host_question,
)
FILING = Step(
    "hr_filing", FILE, hr, when=_is_filed, holds=_filing_holds, rules="LEAVE-03 LEAVE-04", label=_("Filed with HR"),
    act_label=NOTE,
)  # fmt: skip
DDG = _decide("ddg", ddg, _decides("ddg"), "LEAVE-03 LEAVE-14", _("Deputy director-general decides"))
DG = _decide("dg", dg, _decides("dg"), "LEAVE-04 LEAVE-14", _("Director-general decides"))
BOARD = Step(
    "board",
    FILE,
    board_chair,
    when=_decides("board"),
    holds=True,
    rules="LEAVE-14",
    label=_("Recorded with the board chair"),
    act_label=pgettext_lazy("act", "Record"),
)
COMMON = {
    "model": "leave.LeaveRequest",
    "title": _("Leave"),
    "on_approved": actions.take_effect,
    "on_rejected": actions.refuse,
    "on_returned": actions.give_back,
    "on_withdrawn": actions.fall_away,
    "panel": "leave/_decision.html",
    "panel_context": queries.decision_panel,
    "phrases": (_("Agreed. Hand over before you leave."), _("Agreed, the work is looked after.")),
}

TIERS = register(
    Chain(
        key="leave.tiers",
        rules="LEAVE-01 LEAVE-02 LEAVE-03 LEAVE-04 LEAVE-07 LEAVE-14",
        steps=(
            HOST,
            _decide("sa", superior, _decides("superior"), "LEAVE-02", _("Superior decides")),
            Step(
                "forward",
                OPINION,
                superior,
                when=_superior_forwards,
                rules="LEAVE-03 LEAVE-04",
                label=_("Superior forwards"),
                act_label=FORWARD,
            ),
            FILING,
            DDG,
            DG,
            BOARD,
        ),
        **COMMON,
    )
)


def _is_head(subject):
    return lines.leads_a_point(subject.applicant)


def _no_head(when):
    def asked(subject):
        return not _is_head(subject) and when(subject)

    return asked


def _street(key, label):
    """An answer of the street office, which the applicant brings (LEAVE-12)."""
    return Step(key, RECORD, applicant, when=_is_head, rules="LEAVE-12", label=label)


COMMUNITY = register(
    Chain(
        key="leave.community",
        rules="LEAVE-12",
        steps=(
            HOST,
            _decide(
                "sa", head_of_point, _no_head(_decides("superior")), "LEAVE-12", _("Head of the community decides")
            ),
            Step(
                "forward",
                OPINION,
                head_of_point,
                when=_no_head(_superior_forwards),
                rules="LEAVE-12",
                label=_("Head of the community forwards"),
                act_label=FORWARD,
            ),
            _street("street_hr", _("Street HR department's opinion")),
            _street("street_cadre", _("Leading cadre in charge")),
            _street("street_hr_head", _("Leading cadre of the HR department")),
            _street("street_leader", _("Party and government leader of the street")),
            FILING,
            _decide("ddg", ddg, _no_head(_decides("ddg")), "LEAVE-03", _("Deputy director-general decides")),
            _decide("dg", dg, _no_head(_decides("dg")), "LEAVE-04", _("Director-general decides")),
        ),
        **COMMON,
    )
)

RETURN = register(
    Chain(
        key="leave.return",
        model="leave.LeaveReturn",
        rules="LEAVE-15",
        title=_("Return from leave"),
        steps=(
            Step("confirm", DECIDE, superior_up, rules="LEAVE-15", label=_("Superior confirms"), act_label=CONFIRM),
        ),
        on_approved=actions.close,
        on_rejected=actions.ask_return_again,
        on_returned=actions.ask_return_again,
    )
)


def receiver(subject, applicant):
    """Who takes over the work."""
    yield Level("receiver", [subject.receiver], peers=True)


HANDOVER = register(
    Chain(
        key="leave.handover",
        model="leave.HandoverSheet",
        rules="LEAVE-08",
        title=_("Handover"),
        steps=(
            Step(
                "accept",
                DO,
                receiver,
                rules="LEAVE-08",
                label=_("Receiver accepts"),
                act_label=pgettext_lazy("act", "Accept"),
                due=queries.before_first_day,
            ),
            Step(
                "confirm",
                DECIDE,
                superior_up,
                rules="LEAVE-08",
                label=_("Supervision assistant confirms"),
                act_label=CONFIRM,
                due=queries.before_first_day,
            ),
        ),
        on_approved=actions.handover_confirmed,
        applicant=lambda sheet: sheet.request.applicant,
    )
)
