"""The outbox: nothing sent twice, nothing lost without a broker or with a killed worker; permission asked again."""

import datetime as dt
import threading

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection

from access.models import AuditEvent, Verb
from core import clock
from core.outbox import LEASE
from notifications import actions
from notifications.models import MailChoice, Notification

TUESDAY = clock.moment(dt.date(2026, 6, 2), dt.time(10))


class Killed(BaseException):
    """Stands for kill -9: no except clause of ours may catch it."""


@pytest.fixture(autouse=True)
def tuesday():
    with clock.standing_at(TUESDAY):
        yield


@pytest.fixture
def reader(cast):
    """A worker who wants each notice by mail."""
    cast.worker.email = "worker@example.org"
    cast.worker.save()
    actions.prefer(by=cast.worker, mail=MailChoice.AT_ONCE, language="zh-hans")
    return cast.worker


def say(to, paper, key="k", **more):
    actions.tell(to, "%(rule)s: due today", key=key, about=paper.ref(), params={"rule": "case.plan"}, **more)
    return Notification.objects.get(key=key)


def test_delivering_twice_sends_once(reader, paper):
    say(reader, paper)
    assert actions.deliver() == 1
    assert actions.deliver() == 0
    assert len(mail.outbox) == 1
    assert Notification.objects.get().done_at == TUESDAY


def test_a_mail_names_nobody_and_links_to_an_opaque_address(reader, paper):
    row = say(reader, paper)
    actions.deliver()
    (sent,) = mail.outbox
    whole = str(sent.message())
    assert str(row.uuid) in sent.body
    assert "陈女士" not in sent.subject + sent.body
    assert reader.name not in sent.subject + sent.body
    assert str(row.uuid) in whole  # Message-ID


@pytest.mark.rule("SOD-08")
def test_permission_is_asked_again_at_the_moment_of_sending(reader, paper):
    row = say(reader, paper)
    paper.barred.add(reader.pk)
    actions.deliver()
    row.refresh_from_db()
    assert (row.dropped_because, mail.outbox) == ("no permission", [])
    assert not Notification.objects.on_page().exists()
    assert AuditEvent.objects.get(verb=Verb.DENY).about == row.about


def test_somebody_who_left_gets_nothing(reader, paper):
    say(reader, paper)
    reader.is_active = False
    reader.save()
    actions.deliver()
    assert mail.outbox == []


def test_what_was_met_in_the_meantime_is_not_said_any_more(reader, paper):
    about = paper.ref()
    owed = actions.owe("case.record", about=about, owner=reader, since=TUESDAY.date())
    actions.tell(reader, "Due", key="k", about=about, deadline=owed)
    actions.met("case.record", about=about)
    actions.deliver()
    assert mail.outbox == []
    assert not Notification.objects.unread().exists()


def test_in_quiet_hours_a_mail_waits_for_eight_unless_it_is_urgent(reader, paper):
    night = clock.moment(dt.date(2026, 6, 2), dt.time(20, 30))
    with clock.standing_at(night):
        say(reader, paper, key="calm")
        say(reader, paper, key="incident", urgent=True)
        assert actions.deliver() == 1
        assert len(mail.outbox) == 1
    with clock.standing_at(clock.moment(dt.date(2026, 6, 3), dt.time(7, 59))):
        assert actions.deliver() == 0
    with clock.standing_at(clock.moment(dt.date(2026, 6, 3), dt.time(8))):
        assert actions.deliver() == 1
    assert len(mail.outbox) == 2


def test_whoever_wants_no_mail_reads_it_on_the_page_only(reader, paper):
    actions.prefer(by=reader, mail=MailChoice.NONE, language="en")
    say(reader, paper)
    assert actions.deliver() == 1
    assert mail.outbox == []
    assert Notification.objects.unread().count() == 1


def test_a_worker_killed_after_taking_the_lease_loses_nothing(reader, paper, monkeypatch):
    say(reader, paper)
    taken = Notification.objects.take()  # and then the worker dies
    assert len(taken) == 1
    assert actions.deliver() == 0, "the lease still holds"
    with clock.standing_at(TUESDAY + LEASE):
        assert actions.deliver() == 1
        assert actions.deliver() == 0
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_sending_never_sends_a_second_mail(reader, paper, monkeypatch):
    say(reader, paper)
    send = EmailBackend.send_messages

    def send_and_die(self, messages):
        send(self, messages)
        raise Killed

    monkeypatch.setattr(EmailBackend, "send_messages", send_and_die)
    with pytest.raises(Killed):
        actions.deliver()
    monkeypatch.setattr(EmailBackend, "send_messages", send)
    with clock.standing_at(TUESDAY + LEASE):
        actions.deliver()
    assert len(mail.outbox) == 1
    assert Notification.objects.unread().count() == 1, "the page still says it"


def test_a_refusing_mail_server_is_tried_again_later(reader, paper, monkeypatch):
    say(reader, paper)

    def refuse(self, messages):
        raise ConnectionRefusedError

    send = EmailBackend.send_messages
    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    actions.deliver()
    monkeypatch.setattr(EmailBackend, "send_messages", send)
    assert actions.deliver() == 0, "not at once"
    with clock.standing_at(TUESDAY + dt.timedelta(minutes=5)):
        assert actions.deliver() == 1
    assert len(mail.outbox) == 1


def test_one_bad_row_does_not_stop_the_others(reader, paper):
    say(reader, paper, key="good")
    bad = say(reader, paper, key="bad")
    Notification.objects.filter(pk=bad.pk).update(text_key="%(missing)s")
    actions.deliver()
    assert len(mail.outbox) == 1
    assert Notification.objects.get(key="bad").done_at is None


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_mail_once(reader, paper):
    for number in range(40):
        say(reader, paper, key=f"k{number}")
    together = threading.Barrier(4)
    errors = []

    def work():
        try:
            with clock.standing_at(TUESDAY):
                together.wait()
                actions.deliver()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    ids = [sent.extra_headers["Message-ID"] for sent in mail.outbox]
    assert len(ids) == len(set(ids)) == 40


@pytest.mark.django_db(transaction=True)
def test_without_a_broker_nothing_is_lost_and_nobody_sees_an_error(reader, paper, monkeypatch):
    from kombu.exceptions import OperationalError

    from notifications.tasks import deliver

    def away(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr(deliver, "apply_async", away)
    say(reader, paper)
    assert Notification.objects.due().count() == 1
    deliver()  # the sweeper of the schedule
    assert len(mail.outbox) == 1
