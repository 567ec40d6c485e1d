"""The bench fills either engine by one series; what it measures must go on fitting the tables of the rooms."""

import uuid

import pytest
from django.core.cache import cache

from bench import series
from bench.rooms import a_people
from bench.workloads import SHAPES, Size, gathered, modules
from cases.models import Case, Contact
from notifications.models import Deadline
from people.models import HostUnit, User
from staff.leave.models import LeaveRequest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody_yet")]


def test_a_series_gives_the_same_rows_on_either_engine():
    series.fill(HostUnit, 3, name=series.padded("单位", "i", 3), contact_name="'王主任'")
    assert list(HostUnit.objects.order_by("pk").values_list("name", "contact_name", "active")) == [
        ("单位000", "王主任", True), ("单位001", "王主任", True), ("单位002", "王主任", True)
    ]  # fmt: skip


def test_a_series_refuses_a_column_the_model_does_not_have():
    with pytest.raises(ValueError, match="no such_column"):
        series.fill(HostUnit, 1, such_column="1")


def test_every_room_fills_what_it_measures():
    cache.clear()
    size = Size(staff=40, cases=60, leaves=120, records=180)
    for module in modules():
        if hasattr(module, "fill"):
            module.fill(size)
    assert (Case.objects.count(), Contact.objects.count(), LeaveRequest.objects.count()) == (60, 180, 120)
    first = Case.objects.order_by("pk").first()
    assert first.uuid == uuid.UUID(int=10**9)
    assert Deadline.objects.filter(about=first.ref).exists()
    assert first.worker == User.objects.get(staff_no="rare")
    assert Contact.objects.filter(case=first).count() == 3
    assert LeaveRequest.objects.filter(applicant=a_people.reader("plain")).count() == 30
    manager, rare = a_people.reader("manager"), a_people.reader("rare")
    assert Case.objects.visible_to(manager).count() > Case.objects.visible_to(rare).count() == 5


def test_every_workload_is_held_to_a_limit_of_its_own_run():
    limits = {limit.name for limit in gathered("LIMITS")}
    assert {workload.limit for workload in gathered("WORKLOADS")} <= limits
    assert {shape for workload in gathered("WORKLOADS") for shape in workload.shapes} == set(SHAPES)
