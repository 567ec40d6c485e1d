"""Calls and visits to see who is at work; the person checked learns the result, never the plan (ATT-03, ATT-04)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from archives import actions as archives
from core import clock
from core.querysets import update_with_history
from notifications.actions import met, tell
from rulebook.dates import add_months
from staff.attendance import coverage, policy
from staff.attendance.actions.keeping import stored
from staff.attendance.models import CheckPlan, GroupMonth


@transaction.atomic
def file_check(*, filled, by):
    """Store F-H06, tell the person the result, and settle what the SA owes once everybody was checked."""
    sheet = filled.sheet
    _require_checks(by, sheet.checked)
    filed = archives.file_sheet(filled=filled, by=by)
    plans = list(CheckPlan.objects.filter(person=filed.checked, planned_by=by, done_at__isnull=True))
    for plan in plans:
        plan.done_at = clock.now()
    update_with_history(CheckPlan, plans, ["done_at"], by=by)
    text = gettext_noop("An attendance check about you was recorded. You find its result in your attendance.")
    tell(filed.checked, text, key=f"checked:{filed.uuid}", about=filed.ref)
    _settle(filed)
    return filed


def _require_checks(by, person):
    """HR&A, DDG and DG check anybody; the SA the workers of the group; nobody oneself."""
    if by.pk == person.pk or not policy.checks(by):
        raise PermissionDenied
    if not policy.reads_all(by) and person not in coverage.checkable(by):
        raise PermissionDenied(_("Supervision assistants check the workers of their group."))


def _settle(sheet):
    """The deadline of the month is met when no worker of the group is left (ATT-03)."""
    month = clock.day_of(sheet.at).replace(day=1)
    for period in GroupMonth.objects.filter(month=month, group__in=coverage.groups_of(sheet.checked, month)):
        if not coverage.unchecked(period.group, month):
            met("att.check", about=period.ref)
        archives.recount(subject_ref=period.ref)


@transaction.atomic
def plan_check(*, by, person, on, note=""):
    """Note down a check to be made; neither the person nor anybody at the service point is told."""
    _require_checks(by, person)
    if on < clock.today():
        raise ValidationError({"on": _("This day lies in the past.")})
    check_free = CheckPlan.objects.filter(person=person, planned_by=by, on=on, done_at__isnull=True)
    if check_free.exists():
        raise ValidationError({"on": _("You have planned this check already.")})
    return stored(CheckPlan(person=person, on=on, note=note.strip(), planned_by=by), by)


def remind_of_checks():
    """In the last week of the month the SA hears how many workers are not checked yet; once a day (ATT-03)."""
    month = clock.today().replace(day=1)
    told = 0
    for period in GroupMonth.objects.filter(month=month).select_related("group"):
        left = len(coverage.unchecked(period.group, month))
        if not left or clock.today() < add_months(month, 1) - coverage.LAST_DAYS:
            continue
        text = gettext_noop("%(n)s workers of your group were not checked this month.")
        people = list(coverage.keepers(period.group))
        told += tell(people, text, key=f"unchecked:{period.uuid}", about=period.ref, params={"n": left})
    return told
