"""The table of leave types (LEAVE-10): paid or not, proof, lead time, unit, how attendance shows it."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class LeaveType(models.TextChoices):
    ANNUAL = "annual", _("annual leave")
    PERSONAL = "personal", _("personal leave")
    SICK = "sick", _("sick leave")
    MARRIAGE = "marriage", _("marriage leave")
    MATERNITY = "maternity", _("maternity leave")
    PATERNITY = "paternity", _("paternity leave")
    CHILDCARE = "childcare", _("child-care leave")
    BEREAVEMENT = "bereavement", _("bereavement leave")
    INJURY = "injury", _("work injury leave")
    COMPENSATORY = "compensatory", _("compensatory leave")
    OFFICIAL = "official", _("official leave")
    OTHER = "other", _("other leave")


@dataclass(frozen=True)
class Terms:
    """What holds for a type. `exempt`: lead time is not checked (LEAVE-13). `unit`: what the law counts it in."""

    paid: bool = True
    proof: bool = False
    exempt: bool = False
    unit: str = "workday"
    code: str = "leave"  # the mark in attendance


TERMS = {
    LeaveType.ANNUAL: Terms(),
    LeaveType.PERSONAL: Terms(paid=False),
    LeaveType.SICK: Terms(proof=True, exempt=True),
    LeaveType.MARRIAGE: Terms(proof=True),
    LeaveType.MATERNITY: Terms(proof=True, exempt=True, unit="calendar"),
    LeaveType.PATERNITY: Terms(proof=True, unit="calendar"),
    LeaveType.CHILDCARE: Terms(proof=True),
    LeaveType.BEREAVEMENT: Terms(exempt=True),
    LeaveType.INJURY: Terms(proof=True, exempt=True),
    LeaveType.COMPENSATORY: Terms(code="compensatory"),
    LeaveType.OFFICIAL: Terms(proof=True),
    LeaveType.OTHER: Terms(paid=False),
}


def terms(leave_type):
    return TERMS[LeaveType(leave_type)]
