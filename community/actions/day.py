"""The day itself: sign-in by list and by heads, from which the size follows (COM-13, COM-19), debrief (COM-15)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from archives.actions import file_sheet
from archives.sheets import Filled
from community import facts
from community.actions.common import locked, require_state, require_work, store
from community.actions.preparing import owe_what_follows, settle, stop_waiting
from community.choices import Item
from community.models import State
from community.sheets import Debrief, SignIn
from core import clock


@transaction.atomic
def hold(*, event, by, here=(), heads=0, helpers=0, staff_count=0, started_at=None, ended_at=None, proof=()):
    """Write the sign-in sheet: `here` are Registration pks, `heads` and `helpers` people without names.

    The first time it makes the event held: debrief, news and report are owed from its day. Until the report is sent
    it may be written again. Returns the SignIn.
    """
    event = locked(event)
    require_work(by, event)
    text = _("No event without agreement: sign-in begins once the organization has agreed, and ends with the report.")
    require_state(event, State.PREPARING, State.HELD, text=text)
    if event.day > clock.today():
        raise ValidationError(_("This event has not begun yet."), code="early")
    if refusal := facts.before_agreement(event):
        raise ValidationError(refusal, code="not_agreed")
    listed = {row.pk: row for row in facts.coming(event)}
    if set(here) - set(listed):
        raise ValidationError(_("This person is not on the list."), code="list")
    _sign(listed, set(here), by)
    sheet = facts.sign_in(event) or SignIn(event=event)
    sheet.started_at, sheet.ended_at = started_at or event.starts_at, ended_at or event.ends_at
    if sheet.ended_at <= sheet.started_at:
        raise ValidationError({"ended_at": _("The end lies before the start.")}, code="time_order")
    sheet.named = sum(not listed[pk].volunteer for pk in here)
    sheet.heads, sheet.staff_count = heads, staff_count
    sheet.volunteers = helpers + sum(listed[pk].volunteer for pk in here)
    if not sheet.headcount:
        raise ValidationError(_("Nobody is signed in yet: tap names or count heads."), code="nobody")
    file_sheet(filled=Filled(sheet, files={"proof": list(proof)} if proof else {}), by=by)
    _held(event, sheet, by)
    return sheet


def _sign(listed, here, by):
    for pk, row in listed.items():
        if (pk in here) != bool(row.signed_in_at):
            row.signed_in_at = clock.now() if pk in here else None
            store(row, by)


def _held(event, sheet, by):
    first = event.state == State.PREPARING
    event.state, event.held_on = State.HELD, event.day
    event.named, event.heads, event.volunteers = sheet.named, sheet.heads, sheet.volunteers
    event.minutes = int((sheet.ended_at - sheet.started_at).total_seconds() // 60)
    store(event, by)
    settle(event, Item.SIGN_IN, by)
    if first:
        stop_waiting(event)
        owe_what_follows(event)


@transaction.atomic
def file_debrief(*, event, filled, by):
    """The team sat together on the spot (COM-14, COM-15)."""
    event = locked(event)
    require_work(by, event)
    require_state(event, State.HELD, text=_("The debrief is written once the event was held, before the report."))
    filled.sheet.event = event
    sheet = file_sheet(filled=filled, by=by)
    settle(event, Item.DEBRIEF, by)
    if sheet.cleared_up:
        settle(event, Item.CLEAR_UP, by)
    return sheet


FILES = {Debrief.NAME: file_debrief}
