"""Sealing, supplements, editions: ARCH-04, J4, EX-61."""

import datetime as dt
import os
import stat

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from access.models import AuditEvent
from archives import actions, keys, vault
from archives.models import Seal, SealedItem, Sealing, Volume
from archives.verifying import verify
from core import clock
from tests.kind.models import Matter, Note

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("april")]


@pytest.mark.rule("ARCH-05")
def test_nothing_is_sealed_without_verification(open_volume, cast):
    volume = open_volume()
    for step in (lambda: None, lambda: actions.submit(volume=volume, by=cast.worker)):
        step()
        with pytest.raises(PermissionDenied):
            actions.seal(volume=volume, by=cast.archivist, envelope_no="D-1", location="A1")


@pytest.mark.rule("ARCH-04")
def test_envelope_and_place_are_needed(verified, cast):
    for wrong in ({"envelope_no": " ", "location": "A1"}, {"envelope_no": "D-1", "location": ""}):
        with pytest.raises(ValidationError):
            actions.seal(volume=verified, by=cast.archivist, **wrong)
    assert Volume.objects.get(pk=verified.pk).state == Volume.State.VERIFIED


@pytest.mark.rule("SOD-07")
def test_author_verifier_and_strangers_do_not_seal(verified, cast):
    for person in (cast.worker, cast.sa, cast.supervisor, cast.ddg, cast.hr, cast.admin):
        with pytest.raises(PermissionDenied):
            actions.seal(volume=verified, by=person, envelope_no="D-1", location="A1")


def test_a_sealed_volume_is_files_that_cannot_be_written_and_the_author_loses_the_right_to_edit(sealed, cast):
    folder = vault.month_folder(dt.date(2026, 4, 1))
    objects = sorted((folder / "objects").iterdir())
    assert len(objects) == 2
    assert all(path.suffix == ".pdf" and path.read_bytes()[:5] == b"%PDF-" for path in objects)
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o400 for path in objects)
    assert all(vault.digest(path.read_bytes()) == path.stem for path in objects)
    assert Matter.objects.get(volume=sealed).frozen
    assert sealed.state == Volume.State.SEALED
    assert not vault.staging(Seal.objects.get().uuid).exists()
    assert AuditEvent.objects.filter(verb="seal", about=sealed.ref).count() == 1
    assert verify() == []


def test_a_sealed_pdf_holds_the_text_in_chinese(sealed):
    from io import BytesIO

    from pypdf import PdfReader

    item = SealedItem.objects.get(code="test_note")
    body = (vault.month_folder(dt.date(2026, 4, 1)) / vault.object_name(item.sha256, item.mime)).read_bytes()
    text = PdfReader(BytesIO(body)).pages[0].extract_text()
    assert "她睡得好些了" in text
    assert "每周五晚睡六小时" in text
    assert sealed.file_no in text


def test_the_database_refuses_to_change_what_is_sealed(sealed):
    for rows, change in (
        (Seal.objects.all(), {"file_no": "x"}),
        (SealedItem.objects.all(), {"sha256": "0" * 64}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            rows._raw_delete(rows.db)


def steps_of_sealing():
    """Every place at which a sealing may be cut off."""
    return (
        "archives.actions.sealing._lines",
        "archives.actions.sealing._stage",
        "archives.actions.sealing._put_object",
        "archives.vault.write",
        "archives.actions.sealing._mark_sealed",
        "archives.actions.sealing._close",
    )


@pytest.mark.parametrize("when", [1, 2, 3])
@pytest.mark.parametrize("place", steps_of_sealing())
def test_a_sealing_cut_off_anywhere_ends_exactly_once(verified, cast, monkeypatch, place, when):
    from django.utils.module_loading import import_string

    actions.seal(volume=verified, by=cast.archivist, envelope_no="D-1", location="A1")
    real, calls = import_string(place), []

    def cut_off(*args, **kwargs):
        calls.append(1)
        if len(calls) == when:
            raise KeyboardInterrupt
        return real(*args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(place, cut_off)
        try:
            actions.finish_sealing(Sealing.objects.get())
        except KeyboardInterrupt:
            assert len(calls) == when
    actions.finish_sealing(Sealing.objects.get())
    actions.finish_sealing(Sealing.objects.get())
    assert Seal.objects.count() == 1
    assert Volume.objects.get().state == Volume.State.SEALED
    assert Sealing.objects.get().done_at is not None
    assert verify() == []


@pytest.mark.django_db(transaction=True)
def test_a_process_killed_while_sealing_leaves_work_that_the_next_one_finishes(verified, cast):
    from django.db import connections

    actions.seal(volume=verified, by=cast.archivist, envelope_no="D-1", location="A1")
    connections.close_all()
    child = os.fork()
    if child == 0:
        from archives.actions import sealing

        sealing._mark_sealed = lambda *args: os._exit(9)
        try:
            actions.run_sealings()
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert Seal.objects.count() == 0
    assert actions.run_sealings() == 0  # the dead worker's lease still runs
    with clock.standing_at(clock.now() + dt.timedelta(minutes=5)):
        assert actions.run_sealings() == 1
    assert Volume.objects.get().state == Volume.State.SEALED
    assert verify() == []


def test_a_broken_form_is_tried_again_and_blocks_no_other(verified, cast, monkeypatch):
    actions.seal(volume=verified, by=cast.archivist, envelope_no="D-1", location="A1")
    with monkeypatch.context() as patched:
        patched.setattr("archives.printing.render", lambda *args, **kwargs: 1 / 0)
        assert actions.run_sealings() == 0
    row = Sealing.objects.get()
    assert row.done_at is None
    assert row.available_at > clock.now()


@pytest.mark.example("EX-61")
def test_a_follow_up_is_added_without_opening_the_volume(sealed, cast):
    matter = Matter.objects.get(volume=sealed)
    before = Seal.objects.get()
    note = Note(
        matter=matter, filled_by=cast.worker, way="phone", no_next_reason="closed", summary="六个月后回访，平稳。"
    )
    note.save()
    actions.append(volume=sealed, sheet=note, title="个案周年、学年检视表", by=cast.worker)
    assert actions.run_sealings() == 1
    sealed.refresh_from_db()
    assert (sealed.state, sealed.edition) == (Volume.State.SEALED, 1)
    supplement = Seal.objects.get(kind="supplement")
    assert supplement.items.get().ref == note.ref
    assert Seal.objects.get(pk=before.pk).sha256 == before.sha256
    assert verify() == []


def test_a_reopened_volume_gets_a_second_edition_and_the_first_stays_as_it_was(sealed, cast):
    first = Seal.objects.get()
    with pytest.raises(PermissionDenied):
        actions.reopen(volume=sealed, by=cast.archivist, reason="a wrong date")
    actions.reopen(volume=sealed, by=cast.ddg, reason="记录表日期有误")
    matter = Matter.objects.get(volume=sealed)
    assert not matter.frozen
    assert (sealed.state, sealed.edition) == (Volume.State.ASSEMBLING, 2)
    note = matter.notes.get()
    note.summary = "更正后的记录。"
    note.save()
    assert verify() == []
    actions.submit(volume=sealed, by=cast.worker)
    actions.verify(volume=sealed, by=cast.sa)
    actions.seal(volume=sealed, by=cast.archivist, envelope_no="D-1", location="A1")
    assert actions.run_sealings() == 1
    assert list(Seal.objects.values_list("edition", flat=True)) == [1, 2]
    assert Seal.objects.get(edition=1).sha256 == first.sha256
    assert verify() == []


def test_the_signing_key_is_made_once_and_readable_by_its_owner_only(settings):
    first = keys.public_hex()
    path = settings.DATA_DIR / "keys" / keys.NAME
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert keys.public_hex() == first


def test_a_paper_that_came_after_the_verification_sends_the_volume_back(verified, cast):
    matter = Matter.objects.get(volume=verified)
    late = Note(matter=matter, filled_by=cast.worker, way="phone", no_next_reason="closed", summary="补记。")
    late.save()
    with pytest.raises(ValidationError):
        actions.seal(volume=verified, by=cast.archivist, envelope_no="D-1", location="A1")
    volume = Volume.objects.get(pk=verified.pk)
    assert not Matter.objects.get(volume=volume).frozen
    actions.return_(volume=volume, by=cast.archivist, reason="核实后又补了一份记录")
    actions.submit(volume=volume, by=cast.worker)
    actions.verify(volume=volume, by=cast.sa)
    actions.seal(volume=volume, by=cast.archivist, envelope_no="D-1", location="A1")
    assert Matter.objects.get(volume=volume).frozen  # at once, not when the files are written
    assert actions.run_sealings() == 1
    assert SealedItem.objects.filter(code="test_note").count() == 2


@pytest.mark.rule("CONF-08")
@pytest.mark.example("EX-76")
def test_content_of_level_high_is_not_opened_to_the_verifying_assistant(open_volume, cast, monkeypatch):
    from dataclasses import replace

    from archives import kinds, policy

    volume = open_volume()
    actions.submit(volume=volume, by=cast.worker)
    assert policy.capacity_to_read(cast.sa, volume) == "verify"
    high = replace(kinds.get("matter"), restricted=lambda subject: True)
    monkeypatch.setitem(kinds._kinds, "matter", high)
    assert policy.capacity_to_read(cast.sa, volume) == ""
    actions.verify(volume=volume, by=cast.sa)  # by the catalogue
    assert volume.state == Volume.State.VERIFIED
