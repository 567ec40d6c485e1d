"""The small demo organization: complete, consistent, refused beside real people."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from core import clock
from people import roles
from people.models import Role, User

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
def demo(db, capsys):
    with clock.standing_at(clock.moment(TODAY, dt.time(9))):
        call_command("seed_demo", small=True, password="quiet-river-lamp-41")
        yield {user.staff_no: user for user in User.objects.all()}


def test_the_demo_holds_together(demo):
    """One seeding for all assertions: it is the longest fixture of the suite."""
    everybody_signs_in_and_holds_what_the_readme_says(demo)
    with pytest.raises(CommandError):
        call_command("seed_demo", small=True, password="quiet-river-lamp-41")


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
