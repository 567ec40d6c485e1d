"""The small demo organization: complete, consistent, refused beside real people."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from approvals.models import Step
from approvals.queries import open_steps_for
from archives.models import Register, Volume
from cases.models import Case, Contact
from community.models import Event
from core import clock
from core.subjects import describe_many
from notifications.models import Deadline, Notification
from people import roles
from people.models import Role, User
from reports import actions as reports
from reports import snapshots
from reports.models import MonthlyReport, Snapshot
from staff.leave.models import LeaveRequest, MedicalProof
from staff.leave.sheets import HandoverSheet
from tests.reports import recount

TODAY = dt.date(2026, 11, 25)
SIGN_INS = [
    "director",
    "deputy",
    "service",
    "hr",
    "finance",
    "archivist",
    "supervisor1",
    "sa1",
    "worker1",
    "worker2",
    "worker3",
    "worker4",
    "worker5",
    "supervisor2",
    "sa2",
    "worker6",
    "leader1",
    "auditor",
    "admin",
]


@pytest.fixture
def demo(nobody_yet, capsys):
    with clock.standing_at(clock.moment(TODAY, dt.time(9))):
        call_command("seed_demo", small=True, password="quiet-river-lamp-41")
        yield {user.staff_no: user for user in User.objects.all()}


def test_the_demo_holds_together(demo):
    """One seeding for all assertions: it is the longest fixture of the suite."""
    everybody_signs_in_and_holds_what_the_readme_says(demo)
    leave_is_in_every_state()
    cases_stand_everywhere_on_their_way(demo)
    events_were_held_and_are_ahead()
    sealed_files_verify()
    months_are_closed_and_agree_with_a_second_count()
    everybody_finds_something_true(demo)
    with pytest.raises(CommandError):
        call_command("seed_demo", small=True, password="quiet-river-lamp-41")


def cases_stand_everywhere_on_their_way(demo):
    states = set(Case.objects.values_list("state", flat=True))
    assert states >= {"inquiry", "screening", "in_service", "provisional", "archived", "not_accepted"}
    assert Case.objects.filter(conf_level="high").exists()
    for case in Case.objects.select_related("worker"):
        for reader in (case.worker, roles.supervision_assistants_of(case.worker).get()):
            assert Case.objects.visible_to(reader).filter(pk=case.pk).exists()
        assert not Case.objects.visible_to(demo["admin"]).exists()
        assert not Case.objects.visible_to(demo["finance"]).exists()
    assert not Contact.objects.filter(starts_at__gt=clock.now()).exists()


def events_were_held_and_are_ahead():
    states = set(Event.objects.values_list("state", flat=True))
    assert states >= {"completed", "preparing", "held", "plan_submitted"}
    assert not Event.objects.filter(held_on__gt=TODAY).exists()
    assert Event.objects.filter(state="completed", named__gt=0, heads__gt=0).exists()


def sealed_files_verify():
    assert Register.objects.exists()
    assert Volume.objects.filter(state="sealed").exists()
    call_command("verify_archive")


def leave_is_in_every_state():
    states = set(LeaveRequest.objects.values_list("state", flat=True))
    assert states >= {"pending", "approved", "closed", "refused"}
    assert LeaveRequest.objects.filter(exception=True).exists()
    assert HandoverSheet.objects.filter(confirmed_at__isnull=False).exists()
    assert MedicalProof.objects.exists()
    for request in LeaveRequest.objects.filter(state="closed"):
        assert request.actual_last <= TODAY
    assert not LeaveRequest.objects.filter(state="on_leave", first__gt=TODAY).exists()


def months_are_closed_and_agree_with_a_second_count():
    """The last month waits for the director, the one before is submitted; every figure of every month is right."""
    states = dict(MonthlyReport.objects.whole().values_list("month", "state"))
    assert states[dt.date(2026, 10, 1)] == "confirmed"
    assert states[dt.date(2026, 9, 1)] in ("submitted", "adjusted")
    reports.refresh(everything_open=True)
    assert {month: recount.compare(month) for month in recount.months() if recount.compare(month)} == {}
    assert all(snapshots.is_whole(kept) for kept in Snapshot.objects.all())


def everybody_finds_something_true(demo):
    """Deadlines, notices and decisions are there, and each is visible to whom it concerns."""
    for owed in Deadline.objects.open().select_related("owner"):
        assert owed.about in describe_many(owed.owner, [owed.about]), owed
    for step in Step.objects.filter(state="open"):
        assert step.permissions.exists(), f"nobody can act on {step}"
    due = Deadline.objects.open().filter(owner=demo["worker1"], due_at__lte=clock.end_of(TODAY))
    assert due.filter(rule="case.record").exists(), "worker1 has a record to write today"
    for name in ("sa1", "deputy", "director"):
        assert open_steps_for(demo[name]).exists(), name
    assert not Notification.objects.filter(created_at__gt=clock.now()).exists()


def everybody_signs_in_and_holds_what_the_readme_says(demo):
    assert set(SIGN_INS) <= set(demo)
    assert all(demo[name].check_password("quiet-river-lamp-41") for name in SIGN_INS)
    group = roles.post_of(demo["worker1"]).group
    assert all(roles.post_of(demo[f"worker{n}"]).group == group for n in range(1, 6))
    assert roles.post_of(demo["worker6"]).group != group
    assert list(roles.supervision_assistants_of(demo["worker1"])) == [demo["sa1"]]
    assert demo["supervisor1"] in roles.supervisors_of(demo["worker1"])
    assert demo["supervisor2"] in roles.supervisors_of(demo["worker6"])
    assert demo["leader1"] in roles.leaders_of_point(roles.post_of(demo["worker1"]).point)
    assert roles.has_any(demo["leader1"], Role.CENTRE_DIRECTOR)
    assert roles.is_dg(demo["director"])
    assert roles.is_ddg(demo["deputy"])
    assert roles.is_service_director(demo["service"])
    assert roles.is_hr(demo["hr"])
