"""Reminders before and at the due time, escalation, the morning mail."""

import datetime as dt

import pytest
from django.core import mail

from core import clock
from notifications import actions, policy
from notifications.models import MailChoice, Notification

THURSDAY = dt.date(2026, 6, 4)


def at(day, hour=9):
    return clock.standing_at(clock.moment(dt.date.fromisoformat(day), dt.time(hour)))


@pytest.fixture
def owed(cast, paper):
    """A plan due on Thursday 18 June 2026: reminders 4 days and 1 day before, then on the day; escalates a day later."""
    with at("2026-06-04"):
        row = actions.owe("case.plan", about=paper.ref(), owner=cast.worker, since=THURSDAY)
    assert row.due_at == clock.end_of(dt.date(2026, 6, 18))
    return row


def texts():
    return [(row.to.staff_no, row.text_key.split(":")[-1].strip()) for row in Notification.objects.order_by("pk")]


@pytest.mark.rule("DATE-06")
def test_reminders_come_before_and_on_the_due_day_and_then_go_to_the_superior(owed, cast):
    worker, sa = cast.worker.staff_no, cast.sa.staff_no
    for day in ("2026-06-11", "2026-06-12", "2026-06-15", "2026-06-17", "2026-06-18", "2026-06-22", "2026-06-23"):
        with at(day):
            actions.remind()
            actions.remind()  # every job may run twice
    assert texts() == [
        (worker, "due by %(day)s"),  # on Friday 12th: four days before is a Sunday
        (worker, "due by %(day)s"),
        (worker, "due today"),
        (worker, "overdue since %(day)s"),
        (sa, "%(rule)s, was due %(day)s"),
    ]


def test_of_several_missed_reminders_only_the_newest_is_said(owed):
    with at("2026-06-18"):
        actions.remind()
    assert Notification.objects.count() == 1


def test_no_reminder_on_a_rest_day(owed):
    with at("2026-06-20"):  # Saturday, overdue since Thursday
        actions.remind()
    assert Notification.objects.count() == 0


def test_a_moved_deadline_is_reminded_of_anew(owed):
    with at("2026-06-18"):
        actions.remind()
        actions.move("case.plan", about=owed.about, since=dt.date(2026, 6, 5))
    with at("2026-06-22"):
        actions.remind()
    assert Notification.objects.count() == 2


def test_what_is_met_is_not_reminded_of(owed):
    with at("2026-06-16"):
        actions.met("case.plan", about=owed.about)
    with at("2026-06-18"):
        actions.remind()
    assert Notification.objects.count() == 0


@pytest.mark.rule("ORG-09")
def test_the_superior_is_one_level_up_and_a_vacant_one_is_passed_over(cast):
    assert policy.superiors_of(cast.worker) == [cast.sa]
    assert policy.superiors_of(cast.sa) == [cast.ddg]
    assert policy.superiors_of(cast.service) == [cast.ddg]
    assert policy.superiors_of(cast.ddg) == [cast.dg]
    assert policy.superiors_of(cast.dg) == [cast.board_chair]
    assert policy.superiors_of(cast.supervisor) == [cast.service]
    assert policy.superiors_of(cast.hr) == [cast.hr_director]
    cast.sa.is_active = False
    cast.sa.save()
    assert policy.superiors_of(cast.worker) == [cast.supervisor]


def test_the_morning_mail_counts_kinds_and_names_nobody(owed, cast, paper):
    cast.worker.email = "worker@example.org"
    cast.worker.save()
    with at("2026-06-17"):
        actions.owe("case.record", about=paper.ref(), owner=cast.worker, since=dt.date(2026, 6, 15), detail="陈贵兰")
        actions.remind()
        actions.remind()
        actions.deliver()
        actions.deliver()
    (sent,) = mail.outbox
    assert "2" in sent.subject
    assert "陈" not in sent.body
    with at("2026-06-18"):
        actions.remind()
        actions.deliver()
    assert len(mail.outbox) == 2


def test_no_morning_mail_at_night_on_rest_days_or_against_ones_wish(owed, cast):
    cast.worker.email = "worker@example.org"
    cast.worker.save()
    with at("2026-06-18", hour=7):
        actions.remind()
    with at("2026-06-20"):
        actions.remind()
    actions.prefer(by=cast.worker, mail=MailChoice.NONE, language="en")
    with at("2026-06-18"):
        actions.remind()
    assert not Notification.objects.filter(channel="digest").exists()


def test_the_morning_mail_is_silent_where_there_is_nothing_left(owed, cast):
    cast.worker.email = "worker@example.org"
    cast.worker.save()
    with at("2026-06-16"):
        actions.remind()
        actions.met("case.plan", about=owed.about)
        actions.deliver()
    assert mail.outbox == []
