"""Before a month is fixed: workers check their own figures, leaders confirm, the Service director gives back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_noop

from core import clock
from notifications.actions import met, owe, tell
from reports import policy, queries
from reports.actions.common import claim, locked, require, store, words
from reports.counting import days_of
from reports.models import FigureCheck, MonthlyReport

DIFFERS = gettext_noop("Somebody says that figures of the month differ; the words are written in the report.")
BACK = gettext_noop("The figures of your service point were given back; the words are written in the report.")
State = MonthlyReport.State


@transaction.atomic
def check(*, report, by, right, text=""):
    """A worker's word on the own figures: right, or what differs. A later word replaces it."""
    report = locked(report)
    require(policy.may_check(by, report))
    said = queries.check_by(report, by) or FigureCheck(report=report, worker=by)
    said.right, said.words, said.said_at = right, "" if right else words(text, "words"), clock.now()
    said._history_user = by
    said.full_clean()
    said.save()
    if not right:
        people = [*queries.leaders([report.point_id]).get(report.point_id, ())] or [*queries.service_directors()]
        tell(people, DIFFERS, key=f"differs:{said.uuid}:{said.said_at:%Y%m%d%H%M%S}", about=report.ref)
    return said


@transaction.atomic
def hand_in(*, report, by):
    """The leader confirms what the point did (GRP-19); when the last one has, the month is compiled."""
    report = locked(report)
    require(policy.may_hand_in(by, report))
    claim(report)
    report.state, report.return_words = State.COMPILED, ""
    report.handed_in_by, report.handed_in_at = by, clock.now()
    store(report, by)
    met("kpi.point_report", about=report.ref)
    whole = MonthlyReport.objects.whole().of_month(report.month).filter(state=State.COLLECTING).first()
    if whole and not queries.not_handed_in(report.month):
        whole.state = State.COMPILED
        store(whole, by)
    return report


@transaction.atomic
def give_back(*, report, by, text):
    """The Service director gives a point's figures back, with words; the leader has them to confirm again."""
    report = locked(report)
    require(policy.may_give_back(by, report))
    text = words(text, "words")
    claim(report)
    report.state, report.return_words = State.COLLECTING, text
    report.handed_in_by = report.handed_in_at = None
    store(report, by)
    whole = MonthlyReport.objects.whole().of_month(report.month).filter(state=State.COMPILED).first()
    if whole:
        whole.state = State.COLLECTING
        store(whole, by)
    leaders = queries.leaders([report.point_id]).get(report.point_id, ())
    for person in leaders:
        owe("kpi.point_report", about=report.ref, owner=person, since=days_of(report.month)[1], group=report.ref)
    tell(leaders, BACK, key=f"point-back:{report.uuid}:{report.version}", about=report.ref)
    return report


@transaction.atomic
def write_notes(*, report, by, notes):
    """Problems of the month and arrangements for the next, by the Service director."""
    report = locked(report)
    require(policy.may_confirm(by, report))
    if len(notes) > MOST_NOTES:
        raise ValidationError({"notes": gettext_noop("Too long.")})
    report.notes = notes.strip()
    return store(report, by)


MOST_NOTES = 3000
