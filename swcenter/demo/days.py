"""Days that pass: what was planned happens at its time, and whoever has something to decide gets round to it.

Nothing after the present moment happens, so the demo stands in the middle of its work.
"""

import contextlib
import datetime as dt
import heapq
import itertools

from django.core.exceptions import PermissionDenied
from django.db import transaction

from approvals import actions as approvals
from approvals import chains
from approvals.actions.running import exceptions
from approvals.models import Step
from core import clock
from rulebook.calendars import calendar

OPENS, CLOSES = 9, 17
KEEPS = "keeps"  # a step that nobody gets round to: it waits, late or not


class Days:
    """The planned happenings in the order of time, and the decisions they call for."""

    def __init__(self, rng, present):
        self.rng, self.present = rng, present
        self.planned, self.count = [], itertools.count()
        self.words = {}  # beginning of a chain's key -> (opinions, agreements) that fit it
        self.answers = {}  # ref of a document -> {step key: (outcome, words) or KEEPS}
        self.seen = set()
        self.calendar = calendar()

    def at(self, moment, what, *args, **kwargs):
        """Plan `what(*args)` for `moment`."""
        heapq.heappush(self.planned, (moment, next(self.count), what, args, kwargs))

    def moment(self, day, hour=None):
        """A moment within working hours of `day`."""
        hour = self.rng.randrange(OPENS, CLOSES) if hour is None else hour
        return clock.moment(day, dt.time(hour, self.rng.randrange(0, 60, 5)))

    def workday(self, day, after=0):
        """The `after`-th working day after `day`; with 0 the day itself or the next working day."""
        return self.calendar.add_workdays(day, after) if after else self.calendar.roll(day)

    def answer(self, subject, **by_step):
        """Say beforehand how the steps about `subject` end: ("returned", words), or KEEPS."""
        self.answers.setdefault(subject.ref, {}).update(by_step)

    def run(self):
        """Let everything happen up to the present."""
        while self.planned and self.planned[0][0] <= self.present:
            moment, _number, what, args, kwargs = heapq.heappop(self.planned)
            with clock.standing_at(moment), transaction.atomic():
                what(*args, **kwargs)
                self._plan_decisions()

    def _plan_decisions(self):
        """Every step that opened meanwhile gets a time at which somebody deals with it."""
        opened = Step.objects.filter(state=Step.State.OPEN, opened_at=clock.now()).select_related("approval")
        for step in opened:
            if step.pk in self.seen:
                continue
            self.seen.add(step.pk)
            answer = self.answers.get(step.approval.subject_ref, {}).get(step.key, ("ok", ""))
            if answer != KEEPS:
                self.at(self._when(step), self._decide, step.pk, *answer)

    def _when(self, step):
        """Mostly within a day, sometimes after the time it should take."""
        wait = self.rng.choices((0, 1, 2, 3, 5), weights=(30, 40, 18, 8, 4))[0]
        if step.kind == Step.Kind.RECORD:
            wait = min(wait, 1)
        today = clock.today()
        if wait == 0:
            soon = clock.now() + dt.timedelta(minutes=self.rng.randrange(25, 200))
            if self.calendar.is_workday(today) and soon < clock.moment(today, dt.time(CLOSES + 1)):
                return soon
            wait = 1
        return self.moment(self.calendar.add_workdays(today, wait))

    def _decide(self, pk, outcome, words):
        """Whoever is seated deals with the step; where the seats moved meanwhile, one of the new ones next day."""
        step = Step.objects.select_related("approval").get(pk=pk)
        if not step.is_open:
            return
        approvals.refresh(step_id=pk)
        for held in step.permissions.select_related("user").order_by("pk"):
            with contextlib.suppress(PermissionDenied), transaction.atomic():
                self._act(step, held.user, outcome, words)
                return
        self.at(self.moment(self.workday(clock.today(), after=1)), self._decide, pk, outcome, words)

    def _act(self, step, by, outcome, words):
        evidence = None
        if step.kind == Step.Kind.RECORD:
            evidence = {"way": "phone", "name": "单位联系人", "on": clock.today().isoformat()}
        subject = chains.subject_of(step.approval)
        approvals.act(
            step_id=step.pk,
            by=by,
            outcome=outcome if step.kind not in (Step.Kind.FILE, Step.Kind.DO, Step.Kind.RECORD) else "ok",
            comment=words or self._words(step),
            accept_exception=bool(exceptions(subject, by)),
            evidence=evidence,
        )

    def _words(self, step):
        key = step.approval.chain
        opinions, agreed = next(
            (pair for start, pair in self.words.items() if key.startswith(start)), (OPINIONS, AGREED)
        )
        if step.kind == Step.Kind.OPINION:
            return self.rng.choice(opinions)
        return self.rng.choice(agreed) if step.kind == Step.Kind.DECIDE else ""


OPINIONS = (
    "情况属实，工作已有安排，建议同意。",
    "已和本人谈过，同意转交。",
    "近期人手够，建议同意。",
    "请把手上的事先交代清楚，建议同意。",
)
AGREED = (
    "同意。",
    "同意，注意按时完成后续记录。",
    "同意，工作交接好再走。",
    "同意。有变化及时说。",
    "材料齐全，同意。",
)
