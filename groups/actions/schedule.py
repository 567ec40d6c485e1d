"""The sessions of an approved group: laid out from the plan, moved, added, dropped."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Min
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import clock, formats
from groups import timing
from groups.actions.common import locked, require_state, require_work, store
from groups.choices import GOING
from groups.models import Session
from notifications.actions import disengage, drop, engage, move, owe
from projects.funds import actions as funds

WHAT = gettext_noop("group session")
ROLL = "group.roll_call"
NOT_GOING = gettext_noop("Sessions are changed while the group is approved or running.")


def lay_out_sessions(programme, plan, by):
    """The sessions of the approved plan, in its order; each is an engagement and owes a roll call (GRP-10)."""
    rows = plan.session_plans.filter(removed=False).order_by("day", "starts")
    for number, row in enumerate(rows, 1):
        session = Session(
            programme=programme, number=number, day=row.day, starts=row.starts, ends=row.ends, theme=row.theme,
            place=plan.place,
        )  # fmt: skip
        store(session, by)
        announce(session)


def announce(session):
    """Nobody forgets it: the calendar of the worker, and the roll call owed on its day."""
    worker = session.programme.worker
    terms = {"starts_at": session.starts_at, "ends_at": session.ends_at, "place": session.place}
    engage(about=session.ref, owner=worker, what=WHAT, **terms)
    if not move(ROLL, about=session.ref, since=session.day):
        owe(ROLL, about=session.ref, owner=worker, since=session.day, point=session.programme.point)


def call_off(session):
    """Nothing is owed for a session that does not take place, and nobody is busy with it."""
    drop(ROLL, about=session.ref)
    disengage(session.ref)


@transaction.atomic
def move_session(*, session, by, day, starts, ends, place=None):
    """A session ahead gets another day or time; what is owed and the calendar follow."""
    programme = _open(session.programme, by)
    session = Session.objects.get(pk=session.pk)
    _require_ahead(session)
    if day < clock.today():
        raise ValidationError({"day": _("This day is past.")}, code="past")
    session.programme = programme
    session.day, session.starts, session.ends = day, starts, ends
    session.place = session.place if place is None else place
    store(session, by)
    announce(session)
    _follow(programme, by)
    return session


@transaction.atomic
def add_session(*, programme, by, day, starts, ends, place="", theme=""):
    """One more session than was planned."""
    programme = _open(programme, by)
    if day < clock.today():
        raise ValidationError({"day": _("This day is past.")}, code="past")
    number = (programme.sessions.aggregate(last=Max("number"))["last"] or 0) + 1
    session = Session(programme=programme, number=number, day=day, starts=starts, ends=ends, place=place, theme=theme)
    store(session, by)
    announce(session)
    _follow(programme, by)
    return session


@transaction.atomic
def drop_session(*, session, by, reason):
    """A planned session does not take place; the reason is kept."""
    programme = _open(session.programme, by)
    session = Session.objects.get(pk=session.pk)
    _require_ahead(session)
    if len(reason.strip()) < 2:
        raise ValidationError({"reason": _("Write the reason.")}, code="words")
    session.dropped_on, session.drop_reason = clock.today(), reason.strip()[:200]
    store(session, by)
    call_off(session)
    _follow(programme, by)
    return session


def _open(programme, by):
    programme = locked(programme)
    require_work(by, programme)
    require_state(programme, *GOING, text=_(NOT_GOING))
    return programme


def _require_ahead(session):
    if session.held_on or session.dropped_on:
        raise ValidationError(_("This session was held or called off already."), code="state")


def _follow(programme, by):
    """First and last day follow the sessions; the first not before the plan was in time for it (GRP-03)."""
    planned = programme.sessions.filter(dropped_on__isnull=True).aggregate(first=Min("day"), last=Max("day"))
    first, last = planned["first"] or programme.first_day, planned["last"] or programme.last_day
    if first < programme.first_day:
        submitted = clock.day_of(programme.submitted_at)
        lead = timing.plan_lead(first, submitted, programme.point)
        if not lead.in_time:
            earliest = formats.day(timing.earliest_first_day(submitted, programme.point))
            text = _("The plan was not early enough for that: the first session can be on %(day)s at the earliest.")
            raise ValidationError({"day": text % {"day": earliest}}, code="lead")
    if (first, last) != (programme.first_day, programme.last_day):
        programme.first_day, programme.last_day = first, last
        store(programme, by)
        if programme.fund_request:
            funds.activity_on(request=programme.fund_request, day=first, by=by)
