"""How each kind of work is worded on the to-do list: what it is called, why it is due, what the button says.

Names come from the rulebook. A room may say more with `register`: its own words, and where the button leads.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rulebook.deadlines import RULES
from rulebook.values import value


@dataclass(frozen=True)
class Kind:
    """Words for one rule key. `why` may hold %(n)s, the first number the rule rests on."""

    rule: str
    title: str
    why: str = ""
    verb: str = pgettext_lazy("button", "Open")
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
        why, verb, icon = WORDS.get(rule, ("", pgettext_lazy("button", "Open"), "file-text"))
        _kinds[rule] = Kind(rule, RULES[rule].label, why, verb, icon, names_itself=rule.startswith("approval."))
    return _kinds[rule]


WORDS = {
    "approval.step": (_("To be answered within %(n)s working days"), pgettext_lazy("button", "Decide"), "checks"),
    "approval.cc_unread": (
        _("A copy for you, to be read within %(n)s working days"),
        pgettext_lazy("button", "Read"),
        "eye",
    ),
    "case.inquiry": (
        _("Assess the inquiry and tell the person the result"),
        pgettext_lazy("button", "Assess"),
        "phone-check",
    ),
    "case.retro_approval": (
        _("Opened before approval: ask for approval within %(n)s working days"),
        pgettext_lazy("button", "Submit"),
        "writing-sign",
    ),
    "case.consent_oral": (
        _("Oral consent holds for %(n)s days; then it must be on paper"),
        pgettext_lazy("button", "Fill in"),
        "writing-sign",
    ),
    "case.plan": (_("Within %(n)s working days of opening"), pgettext_lazy("button", "Write"), "list-check"),
    "case.record": (_("Within %(n)s working days of the contact"), pgettext_lazy("button", "Write"), "file-text"),
    "case.appointment": (_("Agreed with the client"), pgettext_lazy("button", "Open"), "calendar-time"),
    "case.inactivity": (
        _("No contact and no appointment for %(n)s days"),
        pgettext_lazy("button", "Open"),
        "clock-exclamation",
    ),
    "case.stage_review": (_("On the anniversary of the opening"), pgettext_lazy("button", "Fill in"), "checkup-list"),
    "case.scale": (_("Every %(n)s months while the case is open"), pgettext_lazy("button", "Fill in"), "list-numbers"),
    "case.consent_renewal": (
        _("Consent is renewed every %(n)s months"),
        pgettext_lazy("button", "Renew"),
        "writing-sign",
    ),
    "case.deposit": (
        _("Your service point keeps no closed originals; they go to the organization each quarter"),
        pgettext_lazy("button", "Open"),
        "archive",
    ),
    "case.alerts": (
        _("By the 5th, with the worker concerned"),
        pgettext_lazy("button", "Look through"),
        "bell",
    ),
    "case.follow_up": (_("After closing, by the months agreed"), pgettext_lazy("button", "Follow up"), "phone-check"),
    "case.supervisor_review": (
        _("Documents wait for the supervisor's reading"),
        pgettext_lazy("button", "Read"),
        "eye",
    ),
    "leave.handover": (
        _("Work during the leave is handed over before the first day"),
        pgettext_lazy("button", "Confirm"),
        "transfer-in",
    ),
    "leave.sick_proof": (
        _("Within %(n)s working days of the return"),
        pgettext_lazy("button", "Upload"),
        "first-aid-kit",
    ),
    "leave.after_the_fact": (_("On the first working day back"), pgettext_lazy("button", "Fill in"), "calendar-event"),
    "leave.return": (_("On the first working day back"), pgettext_lazy("button", "Confirm"), "beach"),
    "leave.weekly_report": (
        _("Every Monday, for the supervision group"),
        pgettext_lazy("button", "Check"),
        "calendar-week",
    ),
    "archive.month": (
        _("Last month's files are archived by the %(n)sth"),
        pgettext_lazy("button", "Complete"),
        "archive",
    ),
    "archive.verify": (
        _("Checked by the assistant within %(n)s working days"),
        pgettext_lazy("button", "Verify"),
        "checkup-list",
    ),
}
