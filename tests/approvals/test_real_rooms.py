"""The inbox over real documents: a case opening and a leave, from the decider's page to the effect."""

import datetime as dt

import pytest
from django.urls import reverse

from access.models import AuditEvent
from approvals.models import Step
from cases.models import State
from core import clock
from notifications.models import Deadline
from rulebook import actions as rulebook
from tests.factories import cases as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(db):
    with clock.standing_at(make.moment(make.OPENED, 16)):
        yield


def page_of(step):
    return reverse("approvals:decide", args=[step.uuid])


def steps_of(case):
    sheet = make.sheet_of(case, "intake_info")
    return {step.key: step for step in Step.objects.filter(approval=sheet.approval)}


@pytest.mark.rule("CASE-07", "ORG-07")
@pytest.mark.example("EX-92")
def test_a_supervisor_opens_a_case_from_the_inbox_while_the_copy_is_unread(client, cast):
    case = make.submitted(cast.worker2)
    steps = steps_of(case)
    client.force_login(cast.sa)
    assert [item.uuid for item in client.get(reverse("approvals:inbox")).context["items"]] == [str(steps["copy"].uuid)]
    client.force_login(cast.supervisor)
    page = client.get(page_of(steps["supervisor"]))
    assert page.context["shown"].facts
    assert AuditEvent.objects.about(case.ref).filter(actor=cast.supervisor, reason="supervision").exists()
    form = {"outcome": "ok", "comment": "同意开案", "seen": page.context["seen"]}
    assert client.post(reverse("approvals:act", args=[steps["supervisor"].uuid]), form).status_code == 302
    assert make.again(case).state == State.IN_SERVICE
    assert steps_of(case)["copy"].is_open


@pytest.mark.rule("SOD-01", "SOD-08")
def test_nobody_else_reaches_the_decision_of_a_case(client, cast):
    step = steps_of(make.submitted(cast.worker2))["supervisor"]
    for stranger in (cast.worker, cast.supervisor2, cast.sa2, cast.hr, cast.admin, cast.auditor, cast.leader):
        client.force_login(stranger)
        assert client.get(page_of(step)).status_code == 404
        assert client.post(reverse("approvals:act", args=[step.uuid]), {"outcome": "ok"}).status_code == 404
    assert Step.objects.get(pk=step.pk).is_open


@pytest.mark.rule("DATE-01")
@pytest.mark.example("EX-22")
def test_a_decision_due_in_a_year_without_calendar_is_counted_again_when_it_is_loaded(cast):
    with clock.standing_at(make.moment(dt.date(2026, 12, 31), 10)):
        step = steps_of(make.submitted(cast.worker))["supervisor"]
        assert (step.due_at, step.provisional) == (clock.end_of(dt.date(2027, 1, 5)), True)
        rulebook.set_day(by=cast.hr, day=dt.date(2027, 1, 1), kind="holiday", name="元旦")
        rulebook.complete_year(2027, by=cast.hr)
    step.refresh_from_db()
    assert (step.due_at, step.provisional) == (clock.end_of(dt.date(2027, 1, 6)), False)
    owed = Deadline.objects.open().get(about=step.ref, owner=cast.supervisor)
    assert (owed.due_at, owed.provisional) == (step.due_at, False)
