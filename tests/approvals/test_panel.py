"""Waiting for others, on My day."""

import datetime as dt

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from approvals.panel import undated, waiting
from approvals.queries import open_steps_for
from core import clock
from notifications.actions import drop
from staff.leave import actions

MONDAY = dt.date(2026, 6, 1)


def ask(worker, day):
    actions.submit(by=worker, leave_type="personal", first=day, last=day, reason="家里有事")


def test_my_day_names_who_has_my_document_and_since_when(cast):
    with translation.override("en"), clock.standing_at(MONDAY):
        assert waiting(cast.worker2) is None
        ask(cast.worker2, dt.date(2026, 6, 10))
        (line,) = waiting(cast.worker2).lines
        assert cast.sa.name in line.text
        assert waiting(cast.sa) is None, "it waits for the assistant, not for others"
    with translation.override("en"), clock.standing_at(dt.date(2026, 6, 3)):
        assert "2 working days" in waiting(cast.worker2).lines[0].text


def test_what_has_no_deadline_of_the_readers_own_is_named_beside_the_list(cast):
    with translation.override("en"), clock.standing_at(MONDAY):
        ask(cast.worker2, dt.date(2026, 6, 10))
        assert undated(cast.sa) is None, "the decision has its deadline and stands on the list"
        (step,) = open_steps_for(cast.sa)
        drop("approval.step", about=step.ref)
        (line,) = undated(cast.sa).lines
        assert line.url.startswith("/inbox/")


def test_the_box_costs_the_same_for_one_document_and_for_many(cast):
    with clock.standing_at(MONDAY):
        ask(cast.worker2, dt.date(2026, 6, 10))
        waiting(cast.worker2)
        with CaptureQueriesContext(connection) as one:
            waiting(cast.worker2)
        for day in range(11, 17):
            if dt.date(2026, 6, day).weekday() < 5:
                ask(cast.worker2, dt.date(2026, 6, day))
        with CaptureQueriesContext(connection) as many:
            waiting(cast.worker2)
    assert len(many) == len(one)
