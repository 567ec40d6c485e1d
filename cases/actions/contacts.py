"""Contacts and their records (CASE-10, 18, 19, 20)."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cases import checks, facts
from cases.actions.common import locked, require_work, store
from cases.models import SERVED, Contact, State
from core import clock
from notifications.actions import disengage, drop, engage, met, owe
from people import roles

MEETING = gettext_noop("Appointment with a client")
LONG = timedelta(hours=1)  # what the calendar shows for an appointment without an end
BEFORE_A_PLAN = 2  # contacts that may come before the plan is approved (CASE-16)


@transaction.atomic
def record_contact(*, case, by, starts_at, ends_at, way):
    """A contact took place. Refused before the case is open (CASE-07) and for a consultation past its day (EX-50)."""
    case = locked(case)
    require_work(by, case)
    _refuse_unserved(case)
    contact = Contact(case=case, worker=by, starts_at=starts_at, ends_at=ends_at, way=way)
    contact.number = case.contacts.count() + 1
    contact.outside_plan = _outside_plan(case, contact.number)
    contact._history_user = by
    contact.full_clean()
    _refuse_other_days(case, contact)
    contact.save()
    case.last_contact_on = max(filter(None, [case.last_contact_on, contact.day]))
    if case.next_contact_at and case.next_contact_at <= contact.ends_at:
        case.next_contact_at = None
        met("case.appointment", about=case.ref)
    store(case, by)
    owe("case.record", about=contact.ref, owner=by, since=contact.day, point=case.point)
    return contact


def _refuse_unserved(case):
    if case.state == State.OPENING_SUBMITTED:
        text = _("The supervisor has not approved the opening yet. Contacts can be recorded after that.")
        raise ValidationError(text, code="state")
    if case.state not in SERVED:
        raise ValidationError(_("Contacts are recorded in a case that is open."), code="state")


def _refuse_other_days(case, contact):
    if contact.day < case.opened_on:
        raise ValidationError({"starts_at": _("This day lies before the opening of the case.")})
    past = checks.consultation_overdue(case) and contact.number > 1
    if case.is_consultation and case.state == State.PROVISIONAL and (past or contact.day > case.opened_on):
        text = _("This consultation did not end on its day. Make it an ordinary case before the next contact.")
        raise ValidationError(text, code="convert")


def _outside_plan(case, number):
    """CASE-16: from the third contact on without an approved plan."""
    return not case.is_consultation and number > BEFORE_A_PLAN and facts.approved_plan(case) is None


def check_record(sheet, case, by):
    """Before a record is filed: its contact exists or is made, and the short form is open to its writer (CASE-19)."""
    if sheet.NAME == "case_record_brief":
        _refuse_brief(sheet, by if sheet.pk is None else sheet.filled_by)
    if sheet.contact_id is None:
        times = {"starts_at": sheet.starts_at, "ends_at": sheet.ends_at, "way": sheet.way}
        sheet.contact = record_contact(case=case, by=by, **times)
    elif sheet.pk is None and sheet.contact.recorded_at:
        raise ValidationError(_("This contact has its record already."), code="twice")
    else:
        _follow_the_record(sheet, by)
    sheet.contact_no = sheet.contact.number
    if sheet.pk is None:
        sheet.experience_years = facts.years_in_social_work(by, sheet.contact.day)


def _refuse_brief(sheet, writer):
    if sheet.starts_at and not facts.can_write_brief(writer, clock.day_of(sheet.starts_at)):
        text = _("Brief records are for staff with two years or more in social work. Write a process record.")
        raise ValidationError(text, code="brief")


def _follow_the_record(sheet, by):
    """The times on the paper are the times of the contact."""
    contact = sheet.contact
    if (contact.starts_at, contact.ends_at, contact.way) != (sheet.starts_at, sheet.ends_at, sheet.way):
        contact.starts_at, contact.ends_at, contact.way = sheet.starts_at, sheet.ends_at, sheet.way
        contact._history_user = by
        contact.full_clean()
        contact.save()


def record_filed(sheet, case, by, *, new):
    """After a record is filed: its deadline is met, the next appointment stands, the supervisor has it to read."""
    contact = sheet.contact
    if contact.recorded_at is None:
        contact.recorded_at, contact._history_user = clock.now(), by
        contact.save()
        met("case.record", about=contact.ref)
    if case.is_served and contact.number == case.contacts.count():
        book(case, by, at=sheet.next_at)
    if new:
        for supervisor in roles.supervisors_of(case.worker):
            owe("case.supervisor_review", about=sheet.ref, owner=supervisor, since=clock.today(), group=sheet.ref)


def book(case, by, *, at):
    """The next contact in the worker's calendar, or none (CASE-20). The client's place is not written there."""
    case = locked(case)
    drop("case.appointment", about=case.ref)
    case.next_contact_at = at
    if at is None:
        disengage(case.ref)
    else:
        engage(about=case.ref, owner=case.worker, what=MEETING, starts_at=at, ends_at=at + LONG)
        owe("case.appointment", about=case.ref, owner=case.worker, since=at)
    return store(case, by)
