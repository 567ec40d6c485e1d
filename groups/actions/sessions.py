"""Roll call and session record (GRP-04, GRP-10, GRP-11)."""

from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from archives.actions import file_sheet, recount
from archives.sheets import Filled
from core import clock
from groups import checks, facts, policy
from groups.actions.common import locked, require, require_state, require_work, store
from groups.choices import ATTENDED, GOING, Mark, Result, State
from groups.models import Session
from groups.sheets import Presence, RollCall, SessionRecord
from notifications.actions import met, owe
from people import roles

ROLL, RECORD = "group.roll_call", "group.session_record"


@transaction.atomic
def call_roll(*, session, marks, by):
    """Who is there at the beginning of a session; `marks` {member pk: mark}. Returns the RollCall (GRP-10).

    The first roll call sets the group running; no approval, no session (GRP-04). Until the record is filed it may be
    corrected. Only a session of today or before is called, and nobody who had left before it.
    """
    programme = locked(session.programme)
    require_work(by, programme)
    text = _("No approval, no session: this group is not approved.")
    require_state(programme, *GOING, State.ENDED, text=text)
    session = Session.objects.select_related("programme").get(pk=session.pk)
    _check_session(session)
    called = {member.pk: member for member in on_the_list(session)}
    marks = {int(pk): mark for pk, mark in marks.items()}
    if not called:
        raise ValidationError(_("No place is confirmed yet: there is nobody to call."), code="nobody")
    if set(marks) - set(called):
        raise ValidationError(_("This person is not on the list."), code="list")
    if missing := len(set(called) - set(marks)):
        raise ValidationError(_("Not marked yet: %(n)s.") % {"n": missing}, code="missing")
    if set(marks.values()) - set(Mark.values):
        raise ValidationError(_("Choose from the list."), code="mark")
    roll = _store_roll(session, programme, marks, by)
    _held(programme, session, by)
    return roll


def _check_session(session):
    if session.day > clock.today():
        raise ValidationError(_("This session has not begun yet."), code="early")
    if refusal := checks.before_approval(session):
        raise ValidationError(refusal, code="not_approved")
    if session.dropped_on:
        raise ValidationError(_("This session was called off."), code="state")
    if session.recorded_at:
        raise ValidationError(_("The record is filed: the roll call is not changed any more."), code="frozen")


def on_the_list(session):
    """Whom to call: confirmed by the day of the session and not gone before it."""
    members = session.programme.members.filter(confirmed_on__isnull=False, confirmed_on__lte=session.day)
    members = members.select_related("client").order_by("pk")
    return [member for member in members if member.state == Result.CONFIRMED or _left_later(member, session.day)]


def _left_later(member, day):
    return member.left_on is not None and member.left_on > day


def _store_roll(session, programme, marks, by):
    roll = RollCall.objects.filter(session=session).first()
    roll = roll or RollCall(programme=programme, session=session, session_no=session.number)
    roll.held_at, roll.filled_on = session.starts_at, clock.today()
    roll.present_count = sum(mark in ATTENDED for mark in marks.values())
    rate = Decimal(100 * roll.present_count) / len(marks)
    roll.rate = rate.quantize(Decimal("0.1"), ROUND_HALF_UP)
    file_sheet(filled=Filled(roll), by=by)
    kept = {presence.member_id: presence for presence in roll.rows.all()}
    for position, (pk, mark) in enumerate(marks.items(), 1):
        presence = kept.get(pk) or Presence(sheet=roll, session=session, member_id=pk)
        if presence.pk is None or (presence.mark, presence.removed) != (mark, False):
            presence.mark, presence.removed, presence.position = mark, False, position
            store(presence, by)
    return roll


def _held(programme, session, by):
    session.roll_called_at = session.roll_called_at or clock.now()
    session.held_on = session.day
    session.programme = programme
    store(session, by)
    if programme.state == State.APPROVED:
        programme.state = State.RUNNING
        store(programme, by)
    met(ROLL, about=session.ref)
    owe(RECORD, about=session.ref, owner=programme.worker, since=session.day, point=programme.point)


@transaction.atomic
def file_record(*, session, filled, by):
    """The record of a session that was held; no record without a roll call (GRP-10, GRP-11). Returns the sheet."""
    programme, sheet = locked(session.programme), filled.sheet
    require_work(by, programme)
    session = Session.objects.select_related("roll").get(pk=session.pk)
    if session.roll_called_at is None:
        raise ValidationError(_("Call the roll first: there is no record without a roll call."), code="roll_call")
    if programme.state not in (State.RUNNING, State.ENDED, State.COMPLETED):
        raise ValidationError(_("The reports are being signed; records are not changed now."), code="state")
    if sheet.pk and sheet.reviewed_at:
        raise ValidationError(_("The supervisor has read this record; it is not changed any more."), code="frozen")
    sheet.programme, sheet.session, sheet.session_no = programme, session, session.number
    sheet.held_at, sheet.present_count = session.starts_at, session.roll.present_count
    file_sheet(filled=filled, by=by)
    if session.recorded_at is None:
        session.recorded_at, session.programme = clock.now(), programme
        store(session, by)
        met(RECORD, about=session.ref)
        _ask_to_read(sheet, programme)
    if programme.state == State.COMPLETED:
        recount(subject_ref=programme.ref, by=by)
    return sheet


def _ask_to_read(sheet, programme):
    """The supervisors read it within the days of their queue (CASE-33 holds for groups alike)."""
    for supervisor in roles.supervisors_of(programme.worker):
        owe("case.supervisor_review", about=sheet.ref, owner=supervisor, since=clock.now(), group=sheet.ref)


@transaction.atomic
def write_record(*, session, by, **boxes):
    """File a record from plain values."""
    sheet = facts.records(session.programme).filter(session=session).first() or SessionRecord(session=session)
    for box, given in boxes.items():
        sheet._meta.get_field(box)
        setattr(sheet, box, given)
    return file_record(session=session, filled=Filled(sheet), by=by)


@transaction.atomic
def review(*, sheet, by, comment=""):
    """The supervisor has read a record, and says something about it or nothing (GRP-11)."""
    programme = locked(sheet.programme)
    require(policy.may_review(by, programme))
    sheet.reviewed_by, sheet.reviewed_at, sheet.supervisor_comment = by, clock.now(), comment.strip()
    sheet._history_user = by
    sheet.full_clean(exclude=["approval"])
    sheet.save()
    session = Session.objects.get(pk=sheet.session_id)
    session.confirmed_at = sheet.reviewed_at
    store(session, by)
    met("case.supervisor_review", about=sheet.ref)
    return sheet
