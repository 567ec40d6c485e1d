"""To whom a report goes (PLAN-01, PLAN-03, ORG-04, ORG-05; roles.md sections 3 and 5)."""

import pytest

from core import clock
from people.models import Appointment, Role, StandIn, User
from staff.plans import policy
from staff.plans.line import line
from staff.plans.models import WorkReport
from tests.factories.people import appoint, person
from tests.plans.helpers import at, open_at, report_of, submit

pytestmark = pytest.mark.django_db


def names(people):
    return {user.name for user in User.objects.filter(pk__in=people)}


def goes_to(person):
    return names(line().superior_of(person.pk).people)


def end(user, on="2026-05-01"):
    for held in Appointment.objects.filter(person=user):
        held.until = on
        held.save()


@pytest.mark.rule("PLAN-01")
@pytest.mark.rule("ORG-05")
@pytest.mark.rule("ORG-04")
def test_each_hands_in_to_the_next_level(cast):
    for below, above in (
        ("worker", "sa"), ("assistant", "sa"), ("worker_other", "sa2"), ("sa", "ddg"), ("service", "ddg"),
        ("hr", "hr_director"), ("hr_director", "ddg"), ("finance", "ddg"), ("leader", "service"),
        ("supervisor", "service"), ("ddg", "dg"), ("dg", "board_chair"),
    ):  # fmt: skip
        assert goes_to(getattr(cast, below)) == {getattr(cast, above).name}, below


@pytest.mark.rule("PLAN-03")
def test_nursing_staff_hand_in_to_the_director_of_their_centre(cast, world):
    nurse = person("N2", "护理")
    appoint(nurse, Role.NURSE, point=world.centre, group=world.group)
    assert goes_to(nurse) == {cast.leader.name}


@pytest.mark.rule("ORG-05")
def test_a_vacant_post_goes_one_level_up_visibly(cast):
    end(cast.sa)
    with clock.standing_at(at("2026-05-11 09:00")):
        found = line().superior_of(cast.worker.pk)
    assert names(found.people) == {cast.ddg.name}
    assert found.vacant


def test_whoever_stands_in_for_the_superior_reads_too_and_only_meanwhile(opened):
    StandIn(
        absent=opened.sa, cover=opened.sa2, kinds=["approvals"], since="2026-05-11", until="2026-05-11", reason="leave"
    ).save()
    report = submit(opened.worker, "2026-05-11 09:00")
    with clock.standing_at(at("2026-05-11 10:00")):
        assert WorkReport.objects.visible_to(opened.sa2).filter(pk=report.pk).exists()
        assert policy.may_read(opened.sa2, report) is None
    with clock.standing_at(at("2026-05-12 10:00")):
        assert not WorkReport.objects.visible_to(opened.sa2).filter(pk=report.pk).exists()
        assert policy.may_read(opened.sa2, report)


@pytest.mark.rule("SOD-01")
def test_nobody_reads_their_own(opened):
    report = submit(opened.ddg, "2026-05-11 09:00")
    assert policy.may_read(opened.ddg, report)
    assert policy.may_read(opened.dg, report) is None


@pytest.mark.rule("PLAN-02")
def test_whoever_a_report_comes_to_sees_it(cast):
    """The map of the line and the arms of visibility agree for everybody."""
    open_at("2026-04-30 00:10")
    found = line()
    for report in WorkReport.objects.select_related("owner"):
        for reader in User.objects.filter(pk__in=found.superior_of(report.owner_id).everybody):
            assert WorkReport.objects.visible_to(reader).filter(pk=report.pk).exists(), (reader, report.owner)


def test_the_direct_superior_reads_not_the_one_above(opened):
    report = submit(opened.worker, "2026-05-11 09:00")
    assert policy.may_read(opened.ddg, report)
    assert policy.may_read(opened.supervisor, report)
    assert policy.may_read(opened.sa, report) is None
    assert report_of(opened.worker).state == "submitted"
