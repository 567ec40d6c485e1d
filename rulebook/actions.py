"""Changing the rulebook: settings with who, why and since; the calendar by year and by day."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.querysets import create_with_history
from rulebook import cache, calendars, hooks, policy
from rulebook.keys import KEYS
from rulebook.kinds import POINT, TYPE
from rulebook.models import CalendarDay, CalendarYear, RuleValue


@transaction.atomic
def propose_value(*, key, value, since, reason, by, point=None, service_type=""):
    """HR or the system administrator proposes a new value, for a scope, from a day on; DDG or DG approve it."""
    setting = KEYS.get(key)
    if setting is None:
        raise ValidationError({"key": _("There is no such setting.")})
    if not policy.may_change(by, setting):
        raise PermissionDenied
    _check_scope(setting, point, service_type)
    if since < clock.today():
        raise ValidationError({"since": _("A change holds from today at the earliest; the past stays as it was.")})
    row = RuleValue(
        key=key,
        value=setting.clean(value),
        since=since,
        reason=reason.strip(),
        changed_by=by,
        point=point,
        service_type=service_type,
    )
    row.full_clean(exclude=["value"])
    row.save()
    return row


def _check_scope(setting, point, service_type):
    if point is not None and (service_type or setting.scope != POINT):
        raise ValidationError({"point": _("This setting is not kept by service point.")})
    if service_type and setting.scope not in (TYPE, POINT):
        raise ValidationError({"service_type": _("This setting is not kept by service type.")})


@transaction.atomic
def decide_value(*, value_id, by, approve):
    """DDG or DG approve or refuse a proposed value; never one's own (SOD-01)."""
    row = RuleValue.objects.select_for_update().get(pk=value_id)
    if not policy.may_approve(by) or row.changed_by_id == by.pk:
        raise PermissionDenied
    if not RuleValue.objects.claim(row, state=RuleValue.State.PROPOSED):
        raise ValidationError(_("Somebody has decided this already."))
    row.state = RuleValue.State.APPROVED if approve else RuleValue.State.REFUSED
    row.decided_by, row.decided_at = by, clock.now()
    row.since = max(row.since, clock.today())
    row.save()
    cache.bump()
    return row


@transaction.atomic
def set_value(*, key, value, since, reason, by, approved_by, point=None, service_type=""):
    """A change proposed by one person and approved by another, in one step."""
    row = propose_value(key=key, value=value, since=since, reason=reason, by=by, point=point, service_type=service_type)
    return decide_value(value_id=row.pk, by=approved_by, approve=True)


@transaction.atomic
def load_year(year, *, by=None):
    """Load the national calendar of a year; open provisional deadlines are counted again (DATE-01, EX-22).

    Days that HR has edited keep what HR wrote. `by` is None only for the first set-up.
    """
    if by is not None and not policy.may_edit_calendar(by):
        raise PermissionDenied
    try:
        shipped = calendars.shipped_days(year)
    except FileNotFoundError as error:
        message = _("The national calendar of %(year)s does not come with this version. Enter its days by hand.")
        raise ValidationError(message % {"year": year}) from error
    have = set(CalendarDay.objects.filter(day__year=year).values_list("day", flat=True))
    rows = [CalendarDay(day=day, kind=kind, name=name) for day, kind, name in shipped if day not in have]
    if rows:
        create_with_history(CalendarDay, rows, by=by)
    return _mark_loaded(year, by)


@transaction.atomic
def complete_year(year, *, by):
    """HR has entered the days of a year by hand and calls it complete (DATE-01)."""
    if not policy.may_edit_calendar(by):
        raise PermissionDenied
    return _mark_loaded(year, by)


def _mark_loaded(year, by):
    loaded = CalendarYear.objects.filter(year=year).first()
    if loaded is None:
        loaded = CalendarYear(year=year, loaded_at=clock.now(), loaded_by=by)
        loaded.full_clean()
        loaded.save()
    cache.bump()
    hooks.calendar_changed({year})
    return loaded


@transaction.atomic
def set_day(*, day, kind, by, name=""):
    """HR says what a day is: holiday, make-up workday, local closure, or as its weekday (DATE-01)."""
    row = write_day(day=day, kind=kind, by=by, name=name)
    days_written({day})
    return row


@transaction.atomic
def write_day(*, day, kind, by, name=""):
    """One of several days that are entered together; `days_written` follows once for all of them."""
    if not policy.may_edit_calendar(by):
        raise PermissionDenied
    row = CalendarDay.objects.filter(day=day).first() or CalendarDay(day=day)
    row.kind, row.name, row.edited_by = kind, name.strip(), by
    row.full_clean()
    row.save()
    return row


def days_written(days):
    """What rests on these days is counted again, once."""
    cache.bump()
    hooks.calendar_changed({day.year for day in days})
