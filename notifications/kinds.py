"""How each kind of work is worded on the to-do list: what it is called, why it is due, what the button says.

Names come from the rulebook. A room may say more with `register`: its own words, and where the button leads.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from rulebook.deadlines import RULES
from rulebook.values import value


@dataclass(frozen=True)
class Kind:
    """Words for one rule key. `why` may hold %(n)s, the first number the rule rests on."""

    rule: str
    title: str
    why: str = ""
    verb: str = _("Open")
    icon: str = "file-text"
    names_itself: bool = False  # the document's own title says it all (a decision)
    url: Callable | None = None  # uuid of what it is about -> where the work is done

    def why_for(self, owed):
        """The rule in words, with the number that holds for this deadline's service point."""
        if "%(n)s" not in str(self.why):
            return str(self.why)
        return self.why % {"n": value(RULES[self.rule].keys[0], point=owed.point)}


_kinds = {}


def register(rule, **words):
    """A room's own words for a rule key: any of title, why, verb, icon, url."""
    _kinds[rule] = replace(kind_of(rule), **words)


def kind_of(rule):
    if rule not in _kinds:
        why, verb, icon = WORDS.get(rule, ("", _("Open"), "file-text"))
        _kinds[rule] = Kind(rule, RULES[rule].label, why, verb, icon, names_itself=rule.startswith("approval."))
    return _kinds[rule]


WORDS = {
    "approval.step": (_("To be answered within %(n)s working days"), _("Decide"), "checks"),
    "approval.cc_unread": (_("A copy for you, to be read within %(n)s working days"), _("Read"), "eye"),
    "case.inquiry": (_("Assess the inquiry and tell the person the result"), _("Assess"), "phone-check"),
    "case.retro_approval": (
        _("Opened before approval: ask for approval within %(n)s working days"),
        _("Submit"),
        "writing-sign",
    ),
    "case.consent_oral": (
        _("Oral consent holds for %(n)s days; then it must be on paper"),
        _("Fill in"),
        "writing-sign",
    ),
    "case.plan": (_("Within %(n)s working days of opening"), _("Write"), "list-check"),
    "case.record": (_("Within %(n)s working days of the contact"), _("Write"), "file-text"),
    "case.appointment": (_("Agreed with the client"), _("Open"), "calendar-time"),
    "case.inactivity": (_("No contact and no appointment for %(n)s days"), _("Open"), "clock-exclamation"),
    "case.stage_review": (_("On the anniversary of the opening"), _("Fill in"), "checkup-list"),
    "case.scale": (_("Every %(n)s months while the case is open"), _("Fill in"), "list-numbers"),
    "case.consent_renewal": (_("Consent is renewed every %(n)s months"), _("Renew"), "writing-sign"),
    "case.follow_up": (_("After closing, by the months agreed"), _("Follow up"), "phone-check"),
    "case.supervisor_review": (_("Documents wait for the supervisor's reading"), _("Read"), "eye"),
    "leave.handover": (_("Work during the leave is handed over before the first day"), _("Confirm"), "transfer-in"),
    "leave.sick_proof": (_("Within %(n)s working days of the return"), _("Upload"), "first-aid-kit"),
    "leave.after_the_fact": (_("On the first working day back"), _("Fill in"), "calendar-event"),
    "leave.return": (_("On the first working day back"), _("Confirm"), "beach"),
    "leave.weekly_report": (_("Every Monday, for the supervision group"), _("Check"), "calendar-week"),
    "archive.month": (_("Last month's files are archived by the %(n)sth"), _("Complete"), "archive"),
    "archive.verify": (
        _("Checked by the assistant within %(n)s working days"),
        _("Verify"),
        "checkup-list",
    ),
}
