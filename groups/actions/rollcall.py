"""The roll of a session (GRP-10): written down once everybody was called, corrected until the record was read."""

from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from groups import policy
from groups.choices import ATTENDED, GOING, Mark, State
from groups.counting import CHECKED_AT
from groups.models import Member, Programme, Session
from groups.sheets import Presence, RollCall
from notifications.actions import owe


def why_shut(session):
    """Why no roll is called at this session now, or ""."""
    if session.confirmed_at:
        return _("The record of this session was read: its roll stands.")
    if session.dropped_on:
        return _("This session did not take place.")
    if session.programme.state not in (*GOING, State.ENDED):
        return _("No session without an approved plan.")
    if session.day > clock.today():
        return _("This session is still to come.")
    return ""


@transaction.atomic
def call_roll(*, session, marks, by):
    """Write down who was there: `marks` is {member's uuid: mark}, of every member who is called (GRP-10).

    The first roll starts the group; the session counts as held. Called again, it is corrected. Members who left keep
    what earlier sessions say about them (EXIT-09).
    """
    programme = Programme.objects.select_for_update().get(pk=session.programme_id)
    if policy.may_work(by, programme):
        raise PermissionDenied
    session = Session.objects.select_for_update().get(pk=session.pk)
    session.programme = programme
    if why := why_shut(session):
        raise ValidationError(why)
    members = list(Member.objects.filter(programme=programme).present().select_related("client"))
    left = [member for member in members if member.uuid not in marks]
    if left or not members:
        raise ValidationError(
            ngettext("%(n)s member is not tapped yet.", "%(n)s members are not tapped yet.", len(left))
            % {"n": len(left)}
            if members
            else _("There are no members yet.")
        )
    sheet = _sheet(session, programme, by)
    _presences(sheet, session, {member: Mark(marks[member.uuid]) for member in members}, by)
    _begin(session, programme, members, by)
    return sheet


def _sheet(session, programme, by):
    sheet = RollCall.objects.filter(session=session).first()
    if sheet is None:
        sheet = RollCall(
            programme=programme, session=session, session_no=session.number, held_at=session.starts_at, filled_by=by,
            filled_on=clock.today(), edition=RollCall.EDITION,
        )  # fmt: skip
        _save(sheet, by)
    return sheet


def _presences(sheet, session, marks, by):
    there = {row.member_id: row for row in sheet.rows.all()}
    for position, (member, mark) in enumerate(marks.items(), 1):
        row = there.get(member.pk) or Presence(sheet=sheet, session=session, member=member, position=position)
        if row.pk is None or row.mark != mark:
            row.mark = mark
            _save(row, by)
    rows = [row for row in sheet.rows.all() if not row.removed]
    sheet.present_count = sum(row.mark in ATTENDED for row in rows)
    rate = Decimal(100 * sheet.present_count) / len(rows)
    sheet.rate = rate.quantize(Decimal("0.1"), ROUND_HALF_UP)
    _save(sheet, by)


def _begin(session, programme, members, by):
    """What follows the first call of a roll: the session is held, its record owed, the group running."""
    if session.held_on is not None:
        return
    session.roll_called_at, session.held_on = clock.now(), session.day
    _save(session, by)
    owe("group.session_record", about=session.ref, owner=programme.worker, since=session.day, point=programme.point)
    if programme.state == State.APPROVED:
        programme.state = State.RUNNING
        _save(programme, by)
    if session.number <= CHECKED_AT:
        for member in members:
            if not member.in_count:
                member.in_count = True
                _save(member, by)


def _save(row, by):
    row._history_user = by
    row.full_clean(exclude=["approval"] if hasattr(row, "approval_id") else None)
    row.save()
