"""The read log: chained, append-only, complete under simultaneous writers; verify_audit names the first bad event."""

import json
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction

from access import actions, verify
from access.models import AuditEvent, AuditHead
from core import clock, immutable
from tests.factories.people import person


@pytest.fixture
def ten(cast):
    for number in range(10):
        actions.record(cast.worker, "read", f"cases.case:{number}", "supervision", {"door": "cases:detail"})


def tamper(sql, *args):
    """A change by somebody with the database: triggers gone, plain SQL."""
    with immutable.lifted(connection), connection.cursor() as cursor:
        cursor.execute(sql, args)


def test_events_are_numbered_without_gaps_and_chained(ten):
    events = list(AuditEvent.objects.order_by("seq"))
    assert [event.seq for event in events] == list(range(1, 11))
    assert all(late.prev_hash == early.hash for early, late in pairwise(events))
    assert verify.first_fault() == (None, 10)


def test_about_lists_who_opened_a_file_newest_first(ten, cast):
    actions.record(cast.supervisor, "read", "cases.case:3")
    assert [event.actor for event in AuditEvent.objects.about("cases.case:3")] == [cast.supervisor, cast.worker]


@pytest.mark.parametrize("statement", ["UPDATE access_auditevent SET reason = 'x'", "DELETE FROM access_auditevent"])
def test_the_database_refuses_to_change_or_delete_an_event(ten, statement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEvent.objects.count() == 10


def test_the_orm_refuses_bulk_changes_of_the_log(ten):
    with pytest.raises(TypeError):
        AuditEvent.objects.update(reason="")
    with pytest.raises(TypeError):
        AuditEvent.objects.all().delete()


@pytest.mark.parametrize(
    ("statement", "seq"),
    [
        ("UPDATE access_auditevent SET reason = '' WHERE seq = 4", 4),
        ("UPDATE access_auditevent SET about = 'cases.case:9' WHERE seq = 7", 7),
        ("UPDATE access_auditevent SET actor_id = NULL WHERE seq = 1", 1),
        ("UPDATE access_auditevent SET verb = 'print' WHERE seq = 10", 10),
        ("DELETE FROM access_auditevent WHERE seq = 5", 5),
        ("DELETE FROM access_auditevent WHERE seq > 8", 9),
        ("UPDATE access_auditevent SET seq = 11 WHERE seq = 2", 2),
    ],
)
def test_verify_names_the_first_event_that_is_not_as_written(ten, statement, seq):
    tamper(statement)
    fault, _checked = verify.first_fault()
    assert fault.seq == seq
    with pytest.raises(CommandError, match=f"seq {seq}:"):
        call_command("verify_audit")


def test_a_tail_cut_together_with_its_head_is_found_by_the_anchor(ten):
    actions.anchor()
    last = AuditEvent.objects.get(seq=8)
    tamper("DELETE FROM access_auditevent WHERE seq > 8")
    AuditHead.objects.filter(pk=1).update(seq=8, hash=last.hash)
    fault, _checked = verify.first_fault()
    assert fault.seq == 9


def test_a_chain_written_anew_with_another_key_is_found(ten, settings):
    settings.AUDIT_KEY = "another"
    fault, _checked = verify.first_fault()
    assert fault.seq == 1


def test_a_forged_anchor_is_found(ten, settings):
    path = actions.anchor()
    content = json.loads(path.read_text())
    content["seq"] = 3
    path.write_text(json.dumps(content))
    fault, _checked = verify.first_fault()
    assert "not signed" in fault.what


def test_the_anchor_is_written_once_a_day_and_may_be_asked_twice(ten, cast):
    path = actions.anchor()
    before = path.read_text()
    actions.record(cast.worker, "read", "cases.case:1")
    assert actions.anchor() == path
    assert path.read_text() == before
    assert verify.first_fault() == (None, 11)


def test_verify_says_when_the_triggers_are_gone(ten):
    immutable.remove(connection, "access_auditevent")
    with pytest.raises(CommandError, match="triggers are missing"):
        call_command("verify_audit")
    immutable.install(connection, "access_auditevent")
    call_command("verify_audit")


@pytest.mark.django_db(transaction=True)
def test_simultaneous_events_form_one_chain():
    actor = person("S1", "某人")

    def write(number):
        try:
            actions.record_before_serving(actor, "read", f"cases.case:{number}")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(60)))
    assert verify.first_fault() == (None, 60)


@pytest.mark.django_db(transaction=True)
def test_an_event_that_must_stand_before_content_is_shown_refuses_an_open_transaction():
    actor = person("S1", "某人")
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.record_before_serving(actor, "read", "cases.case:1")


def test_an_event_of_no_known_kind_is_refused(cast):
    with pytest.raises(ValueError):
        actions.record(cast.worker, "peek", "cases.case:1")


def test_events_carry_the_time_of_the_house_clock(cast):
    with clock.standing_at(clock.moment(clock.today())) as instant:
        assert actions.record(cast.worker, "read", "cases.case:1").at == instant
