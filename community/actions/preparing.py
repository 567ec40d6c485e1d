"""The preparation list, counted back from the day, each line with somebody responsible (COM-07..12, COM-14)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from archives.actions import file_sheet
from community import policy, timing
from community.actions.common import locked, require, require_state, require_work, store
from community.choices import Item
from community.models import Preparation, State
from community.sheets import MaterialsList, SiteVisit, StaffAssignment
from core import clock
from notifications.actions import disengage, drop, engage, met, owe

WHAT = gettext_noop("community event")
# Lines that are owed by a rule; the others are lines of the list only.
OWED = {
    Item.SITE_VISIT: "event.site_visit",
    Item.PUBLICITY: "event.posters",
    Item.MATERIALS: "event.materials",
    Item.SIGN_IN: "event.sign_in",
    Item.DEBRIEF: "event.debrief",
    Item.NEWS: "event.news",
    Item.REPORT: "event.report",
    Item.TELL_HOST: "event.tell",
    Item.TELL_PEOPLE: "event.tell",
}
AFTER = (Item.DEBRIEF, Item.NEWS, Item.REPORT)  # owed once the event was held
SAID = (Item.TELL_HOST, Item.TELL_PEOPLE)
EVERY_EVENT = tuple(item for item in Item if item not in (*SAID, Item.OTHER))
PREPARES = (State.PREPARING, State.POSTPONED, State.HELD)
NOT_YET = gettext_noop("The preparation begins once the organization has agreed.")


def announce(event):
    """The event stands in the calendar of its worker and of everybody responsible for a line."""
    people = {event.worker, *(row.responsible for row in event.preparations.select_related("responsible"))}
    for person in people:
        engage(about=event.ref, owner=person, what=WHAT, place=event.place, starts_at=event.starts_at,
               ends_at=event.ends_at)  # fmt: skip


def lay_out(event, by):
    """Every line that an event has, by the day that follows from its own; done ones stay done."""
    for item in EVERY_EVENT:
        line(event, item, timing.prepared_by(item, event.day, event.point), by)


def line(event, item, due_on, by, *, anew=False):
    """One standard line of the list, made or moved to another day; with `anew` it is to be done again."""
    row = event.preparations.filter(item=item).first()
    row = row or Preparation(event=event, item=item, responsible=event.worker)
    row.due_on = due_on
    if anew:
        row.done_at = row.done_by = None
    store(row, by)
    if not row.is_done and item not in AFTER:
        _owe(row, event)
    return row


def _owe(row, event):
    rule = OWED.get(row.item)
    if rule is None or row.is_done:
        return
    drop(rule, about=row.ref)
    since = clock.today() if row.item in SAID else event.held_on or event.day
    owe(rule, about=row.ref, owner=row.responsible, since=since, point=event.point)


def owe_what_follows(event):
    """The event was held: debrief, news and report are owed from its day (COM-15..17)."""
    for row in event.preparations.filter(item__in=AFTER).select_related("responsible"):
        row.event = event
        _owe(row, event)


def set_aside(event):
    """Nothing is owed for the list any more, or for now, and nobody is busy with the event."""
    for row in event.preparations.filter(item__in=OWED):
        drop(OWED[row.item], about=row.ref)
    disengage(event.ref)


def stop_waiting(event):
    """The event was held: what was to be done before it cannot be owed any more; what was not done shows."""
    for row in event.preparations.filter(item__in=OWED).exclude(item__in=[*AFTER, *SAID]):
        drop(OWED[row.item], about=row.ref)


def settle(event, item, by):
    """A line was done by what was filed for it."""
    row = event.preparations.filter(item=item).first()
    if row and not row.is_done:
        _done(row, by)
    return row


def _done(row, by):
    row.done_at, row.done_by = clock.now(), by
    store(row, by)
    if rule := OWED.get(row.item):
        met(rule, about=row.ref)


@transaction.atomic
def tick(*, preparation, by, done=True):
    """Somebody responsible says that a line is done, or that it is not after all. Twice changes nothing."""
    row = _locked(preparation)
    require(policy.may_prepare(by, row))
    require_state(row.event, *PREPARES, State.REPORTED, State.COMPLETED, State.CANCELLED, text=_(NOT_YET))
    if row.item in (Item.NEWS, Item.REPORT):
        raise ValidationError(_("This line is done once its form is sent."), code="form")
    if row.is_done == done:
        return row
    if done:
        _done(row, by)
    else:
        row.done_at = row.done_by = None
        store(row, by)
        _owe(row, row.event)
    return row


def _locked(preparation):
    rows = Preparation.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("event__worker", "event__point", "responsible").get(pk=preparation.pk)


@transaction.atomic
def add_line(*, event, by, what, due_on, responsible=None, helper=""):
    """A line of one's own."""
    event = locked(event)
    require_work(by, event)
    require_state(event, *PREPARES, text=_(NOT_YET))
    row = Preparation(
        event=event,
        item=Item.OTHER,
        what=what.strip(),
        due_on=due_on,
        responsible=responsible or by,
        helper=helper.strip(),
    )
    store(row, by)
    _engage(row)
    return row


@transaction.atomic
def assign(*, preparation, by, responsible, helper="", note=""):
    """Somebody of the staff is responsible for a line; what is owed for it is theirs (COM-11)."""
    row = _locked(preparation)
    require_work(by, row.event)
    row.responsible, row.helper, row.note = responsible, helper.strip(), note.strip()
    store(row, by)
    if row.item not in AFTER or row.event.held_on:
        _owe(row, row.event)
    _engage(row)
    return row


def _engage(row):
    event = row.event
    if event.state == State.PREPARING:
        engage(about=event.ref, owner=row.responsible, what=WHAT, place=event.place, starts_at=event.starts_at,
               ends_at=event.ends_at)  # fmt: skip


def _file(event, filled, by):
    event = locked(event)
    require_work(by, event)
    require_state(event, *PREPARES, text=_(NOT_YET))
    filled.sheet.event = event
    return event, file_sheet(filled=filled, by=by)


@transaction.atomic
def file_site_visit(*, event, filled, by):
    """The site was visited; photographs lie with the record (COM-07, COM-08)."""
    event, sheet = _file(event, filled, by)
    settle(event, Item.SITE_VISIT, by)
    return sheet


@transaction.atomic
def file_assignment(*, event, filled, by):
    """Who does what on the day (COM-11)."""
    event, sheet = _file(event, filled, by)
    if sheet.briefing_at <= clock.now():
        settle(event, Item.BRIEFING, by)
    return sheet


@transaction.atomic
def file_materials(*, event, filled, by):
    """Materials, posters, the site the day before, and what was taken back afterwards (COM-09, 11, 12, 14)."""
    event, sheet = _file(event, filled, by)
    items = list(sheet.items.filter(removed=False))
    if sheet.posters_up_on:
        settle(event, Item.PUBLICITY, by)
    if items and all(item.ready for item in items):
        settle(event, Item.MATERIALS, by)
    if sheet.site_ready_on:
        settle(event, Item.VENUE, by)
    return sheet


FILES = {
    SiteVisit.NAME: file_site_visit,
    StaffAssignment.NAME: file_assignment,
    MaterialsList.NAME: file_materials,
}
