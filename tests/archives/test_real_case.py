"""A real case, from the first inquiry to the signed register, and what happens when somebody touches a row of it."""

import datetime as dt

import pytest
from django.db import connection
from pypdf import PdfReader

from archives import actions, vault
from archives.models import Seal, SealedItem, Volume
from archives.verifying import verify
from core import clock
from tests.factories import cases as make

pytestmark = pytest.mark.django_db
CLOSED = dt.date(2026, 8, 31)
SEALED = dt.date(2026, 9, 3)


@pytest.fixture
def sealed_case(cast):
    case = make.closed(cast.worker, cast.supervisor, on=dt.date(2026, 7, 1), closed_on=CLOSED)
    with clock.standing_at(SEALED):
        volume = Volume.objects.get(pk=case.volume_id)
        actions.submit(volume=volume, by=cast.worker)
        actions.verify(volume=volume, by=cast.sa)
        actions.seal(volume=volume, by=cast.archivist, envelope_no="D-2026-031", location="档案室 B 柜")
        assert actions.run_sealings() == 1
        actions.close_month(month=SEALED, by=cast.archivist)
    return make.again(case)


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_case_goes_into_the_archive_whole_and_one_changed_row_is_named(sealed_case):
    assert verify() == []
    assert sealed_case.is_sealed
    items = SealedItem.objects.filter(seal__volume=sealed_case.volume).exclude(sha256="")
    assert items.count() >= 9
    for item in items:
        place = vault.month_folder(SEALED.replace(day=1)) / vault.object_name(item.sha256, item.mime)
        text = PdfReader(place).pages[0].extract_text()
        assert sealed_case.number in text, item.title
    record = items.filter(code="records").first() or items.get(code="case_record_process")
    table = f"{record.ref.partition(':')[0].replace('.', '_')}"
    sql(f"UPDATE {table} SET place = %s", "别处")
    found = verify()
    assert any(fault.kind == "form" and record.ref in fault.where for fault in found), [str(one) for one in found]


def test_a_decision_rewritten_behind_our_back_is_named(sealed_case):
    sql("UPDATE approvals_step SET comment = %s WHERE state = %s", "不同意", "closed")
    assert {fault.kind for fault in verify()} == {"form"}
    assert Seal.objects.count() == 1


@pytest.mark.rule("ARCH-01")
def test_a_finished_case_is_front_line_material(cast):
    case = make.closed(cast.worker, cast.supervisor, on=dt.date(2026, 7, 1), closed_on=CLOSED)
    volume = Volume.objects.get(pk=case.volume_id)
    assert (volume.file_class, volume.worker) == (Volume.FileClass.SERVICE, cast.worker)


def test_a_sealed_file_opened_behind_our_back_is_named(sealed_case):
    volume = sealed_case.volume
    sql("UPDATE archives_volume SET state = %s WHERE id = %s", "assembling", volume.pk)
    assert [(fault.kind, fault.where) for fault in verify()] == [("row", f"volume {volume.uuid}")]
    sql("UPDATE archives_volume SET state = %s, edition = 2 WHERE id = %s", "assembling", volume.pk)
    assert [(fault.kind, fault.where) for fault in verify()] == [("row", f"volume {volume.uuid}")]
    sql("UPDATE archives_volume SET state = %s, edition = 1 WHERE id = %s", "sealed", volume.pk)
    assert verify() == []
    sql("UPDATE cases_case SET state = %s WHERE id = %s", "closed", sealed_case.pk)
    assert [(fault.kind, fault.where) for fault in verify()] == [("row", f"volume {volume.uuid}")]


def test_a_volume_reopened_by_the_direction_is_no_fault(sealed_case, cast):
    with clock.standing_at(SEALED):
        actions.reopen(volume=Volume.objects.get(pk=sealed_case.volume_id), by=cast.ddg, reason="更正出生日期")
    assert verify() == []
