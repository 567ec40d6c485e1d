"""The superior reads, comments, returns; verifies an outing with the host unit (PLAN-02, ATT-09)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import clock
from notifications.actions import owe, tell
from staff.plans import policy
from staff.plans.actions.common import claim, require, store, unread_changed
from staff.plans.choices import State
from staff.plans.line import line
from staff.plans.sheets import sheet_of

LEAST_WORDS = 5
RETURNED = gettext_noop("Your report was returned; the reason stands in it")
COMMENTED = gettext_noop("Your superior has commented on your report")


@transaction.atomic
def read(*, report, by, comment="", found=None):
    """The stamp that it was read, with a comment or without; it cannot be changed afterwards.

    Whoever reads a pile in one transaction gives the management line `found` along.
    """
    found = found or line()
    require(policy.may_read(by, report, found))
    claim(report)
    report.state, report.read_by, report.read_at = State.READ, by, clock.now()
    store(report, by)
    if comment.strip():
        _comment(report, by, comment.strip())
        tell(report.owner, COMMENTED, key=f"plans-comment:{report.uuid}", about=report.ref)
    unread_changed(report, found)
    return report


def _comment(report, by, words):
    sheet = sheet_of(report)
    sheet.superior_comment, sheet._history_user = words, by
    sheet.full_clean(exclude=["approval"])
    sheet.save()


@transaction.atomic
def return_(*, report, by, reason):
    """Back to the author, with words; the time of the first hand-in stays."""
    require(policy.may_read(by, report))
    reason = reason.strip()
    if len(reason) < LEAST_WORDS:
        raise ValidationError({"reason": _("Say why, in at least 5 characters.")}, code="words")
    claim(report)
    report.state, report.return_reason = State.RETURNED, reason
    store(report, by)
    owe("plan.returned", about=report.ref, owner=report.owner, since=clock.now())
    tell(report.owner, RETURNED, key=f"plans-returned:{report.uuid}:{report.version}", about=report.ref)
    unread_changed(report, line())
    return report


@transaction.atomic
def verify_outing(*, row, by, verified=True):
    """The superior has asked the host unit (ATT-09); a mark set by mistake can be taken back until it is archived."""
    report = row.sheet.report
    if report.owner_id == by.pk or not policy.is_superior(by, report.owner_id):
        raise PermissionDenied(_("The direct superior verifies outings."))
    if report.state == State.ARCHIVED:
        raise ValidationError(_("This report is archived."), code="archived")
    row.verified = verified
    row.verified_by, row.verified_at = (by, clock.now()) if verified else (None, None)
    return store(row, by)
