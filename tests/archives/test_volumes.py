"""From the finished file to a verified volume: ARCH-02, 03, 05, SOD-07, EX-59."""

import datetime as dt
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from archives import actions
from archives.models import Check, Item, Volume
from core import clock
from notifications.models import Deadline, Notification
from tests.kind.models import Consent, Matter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("april")]


def by_code(volume):
    return {item.code: item for item in volume.items.all()}


@pytest.mark.rule("ARCH-02")
def test_a_finished_file_becomes_a_volume_due_on_the_rolled_fifth_of_the_next_month(open_volume, cast):
    volume = open_volume(finished_on=dt.date(2026, 3, 20))
    owed = Deadline.objects.get(rule="archive.month", about=volume.ref)
    assert owed.owner == cast.worker
    # 5 April 2026 is a Sunday, 6 April the day after Qingming: the first working day is Tuesday the 7th.
    assert owed.due_at == clock.end_of(dt.date(2026, 4, 7))
    assert volume.month == dt.date(2026, 3, 1)
    assert volume.group is not None


@pytest.mark.rule("ARCH-03")
@pytest.mark.example("EX-59")
def test_a_missing_consent_blocks_verification_by_its_chinese_name_until_the_supervisor_waives_it(open_volume, cast):
    volume = open_volume(consent=False)
    with pytest.raises(ValidationError, match=re.escape("《接受个案服务同意书》")):
        actions.submit(volume=volume, by=cast.worker)
    volume.refresh_from_db()
    assert volume.state == Volume.State.ASSEMBLING
    actions.waive(volume=volume, code="test_consent", reason="服务对象已迁离，无法补签", by=cast.supervisor)
    assert by_code(volume)["test_consent"].state == Item.State.WAIVED
    assert Notification.objects.filter(to=cast.ddg, about=volume.ref).count() == 1
    actions.submit(volume=volume, by=cast.worker)
    assert volume.state == Volume.State.VERIFICATION


@pytest.mark.rule("ARCH-03")
def test_a_waiver_needs_the_workers_supervisor_and_words(open_volume, cast):
    volume = open_volume(consent=False)
    for person in (cast.worker, cast.sa, cast.supervisor2, cast.archivist):
        with pytest.raises(PermissionDenied):
            actions.waive(volume=volume, code="test_consent", reason="good reason", by=person)
    with pytest.raises(ValidationError):
        actions.waive(volume=volume, code="test_consent", reason=" no ", by=cast.supervisor)
    with pytest.raises(ValidationError):
        actions.waive(volume=volume, code="test_note", reason="it is there anyhow", by=cast.supervisor)


def test_a_form_filed_late_fills_the_gap_and_ends_its_waiver(open_volume, cast):
    volume = open_volume(consent=False)
    actions.waive(volume=volume, code="test_consent", reason="cannot be signed", by=cast.supervisor)
    matter = Matter.objects.get(volume=volume)
    Consent(matter=matter, filled_by=cast.worker, scope="late").save()
    actions.recount(subject_ref=matter.ref, by=cast.worker)
    item = by_code(volume)["test_consent"]
    assert (item.state, item.waived_by) == (Item.State.PRESENT, None)
    volume.refresh_from_db()
    assert (volume.missing, volume.wanted) == (0, 2)


def test_counting_again_without_a_change_writes_nothing(open_volume):
    volume = open_volume()
    before = volume.history.count(), Item.history.count()
    actions.count(volume)
    assert (volume.history.count(), Item.history.count()) == before


def test_only_the_worker_submits(open_volume, cast):
    volume = open_volume()
    for person in (cast.worker2, cast.sa, cast.supervisor):
        with pytest.raises(PermissionDenied):
            actions.submit(volume=volume, by=person)


@pytest.mark.rule("ARCH-05")
def test_the_supervision_assistant_verifies_and_the_deadline_is_met(open_volume, cast):
    volume = open_volume()
    actions.submit(volume=volume, by=cast.worker)
    assert Deadline.objects.get(rule="archive.verify").owner == cast.sa
    for person in (cast.worker, cast.worker2, cast.sa2, cast.supervisor, cast.archivist):
        with pytest.raises(PermissionDenied):
            actions.verify(volume=volume, by=person)
    actions.verify(volume=volume, by=cast.sa)
    assert (volume.state, volume.verified_by) == (Volume.State.VERIFIED, cast.sa)
    assert Deadline.objects.get(rule="archive.verify").met_at is not None
    assert Check.objects.get().ok is True


@pytest.mark.rule("SOD-07")
def test_the_assistants_own_volume_is_verified_one_level_up(open_volume, cast, world):
    volume = open_volume(cast.sa)
    actions.submit(volume=volume, by=cast.sa)
    with pytest.raises(PermissionDenied):
        actions.verify(volume=volume, by=cast.sa)
    actions.verify(volume=volume, by=cast.ddg)
    assert volume.verified_by == cast.ddg


def test_a_returned_volume_names_what_is_wrong_and_is_owed_again(open_volume, cast):
    volume = open_volume()
    actions.submit(volume=volume, by=cast.worker)
    with pytest.raises(ValidationError):
        actions.return_(volume=volume, by=cast.sa, reason="no")
    actions.return_(volume=volume, by=cast.sa, reason="同意书缺监护人签名")
    assert volume.state == Volume.State.RETURNED
    assert Deadline.objects.open().get(rule="archive.month").owner == cast.worker
    actions.submit(volume=volume, by=cast.worker)
    assert volume.state == Volume.State.VERIFICATION


def test_two_who_verify_at_once_have_one_effect(open_volume, cast):
    volume = open_volume()
    actions.submit(volume=volume, by=cast.worker)
    stale = Volume.objects.get(pk=volume.pk)
    actions.verify(volume=volume, by=cast.sa)
    with pytest.raises(ValidationError):
        actions.return_(volume=stale, by=cast.sa, reason="too late now")
    assert Check.objects.count() == 1


def seen_by(person):
    return Volume.objects.visible_to(person).count()


def test_catalogue_lines_are_seen_as_the_matrix_says(open_volume, cast):
    open_volume()
    yes = (cast.worker, cast.sa, cast.supervisor, cast.service, cast.ddg, cast.dg, cast.archivist)
    no = (cast.worker2, cast.worker_other, cast.sa2, cast.hr, cast.finance, cast.auditor, cast.admin, cast.outsider)
    assert [seen_by(person) for person in yes] == [1] * len(yes)
    assert [seen_by(person) for person in no] == [0] * len(no)


def test_pages_and_rows_show_the_same(open_volume, cast):
    for number in range(3):
        open_volume(file_no=f"017SG03-2026C00{number + 2}")
    for person in (cast.worker, cast.sa, cast.ddg, cast.hr):
        page = Volume.objects.visible_page(person, order="-created_at")
        assert {row.pk for row in page} == set(Volume.objects.visible_to(person).values_list("pk", flat=True))
