"""Taking a file in: the row first, the bytes under their own hash, ready last; what was cut off is found."""

import datetime as dt
import os
import stat

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from core import clock
from files import actions, policy, store
from files.models import Attachment
from tests.files.test_inspect import pdf, picture


def upload(name="consent.pdf", content=None):
    return SimpleUploadedFile(name, pdf() if content is None else content)


def test_a_file_is_stored_under_its_hash_and_readable_by_us_alone(cast):
    row = actions.attach(document=cast.worker, upload=upload(), by=cast.worker, kind="consent")
    assert row.state == Attachment.State.READY
    assert store.read(row.sha256) == pdf()
    assert stat.S_IMODE(os.stat(store.path(row.sha256)).st_mode) == 0o400
    assert list(Attachment.objects.of(cast.worker)) == [row]
    assert [past.state for past in row.history.order_by("pk")] == ["uploading", "ready"]


def test_the_same_bytes_are_stored_once(cast):
    first = actions.attach(document=cast.worker, upload=upload(), by=cast.worker)
    second = actions.attach(document=cast.worker2, upload=upload("other.pdf"), by=cast.worker)
    assert first.sha256 == second.sha256
    assert first.uuid != second.uuid


def test_a_refused_file_leaves_no_bytes_and_is_no_file_of_the_document(cast, settings):
    with pytest.raises(ValidationError):
        actions.attach(document=cast.worker, upload=upload("a.pdf", picture()), by=cast.worker)
    assert Attachment.objects.get().state == Attachment.State.REFUSED
    assert not Attachment.objects.of(cast.worker)
    assert not [path for path in settings.STORE_DIR.glob("**/*") if path.is_file()]


def test_a_file_beyond_the_limit_is_refused_unread(cast, settings):
    settings.UPLOAD_MAX_BYTES = 10
    with pytest.raises(ValidationError):
        actions.attach(document=cast.worker, upload=upload(), by=cast.worker)
    assert not Attachment.objects.exists()


def test_one_file_too_many_is_refused_before_it_is_read(cast, monkeypatch):
    actions.attach(document=cast.worker, upload=upload(), by=cast.worker)
    monkeypatch.setattr(policy, "QUOTA_BYTES", 2 * len(pdf()) - 1)
    with pytest.raises(ValidationError):
        actions.attach(document=cast.worker, upload=upload(), by=cast.worker)
    monkeypatch.undo()
    monkeypatch.setattr(policy, "QUOTA_FILES", 1)
    with pytest.raises(ValidationError):
        actions.attach(document=cast.worker, upload=upload(), by=cast.worker)
    actions.attach(document=cast.worker2, upload=upload(), by=cast.worker)


def test_what_a_document_names_beside_itself_counts_together(cast, monkeypatch):
    everybody = type(cast.worker).objects.all()
    monkeypatch.setattr(type(cast.worker), "kept_beside", lambda self: everybody, raising=False)
    monkeypatch.setattr(policy, "QUOTA_FILES", 1)
    actions.attach(document=cast.worker, upload=upload(), by=cast.worker)
    with pytest.raises(ValidationError):
        actions.attach(document=cast.worker2, upload=upload(), by=cast.worker)


@pytest.mark.rule("CONF-04")
def test_a_document_may_refuse_a_recording_without_its_consent_form(cast, monkeypatch):
    def refusal(self, *, kind, is_recording):
        return "consent first" if is_recording else None

    monkeypatch.setattr(type(cast.worker), "upload_refusal", refusal, raising=False)
    with pytest.raises(ValidationError, match="consent first"):
        actions.attach(document=cast.worker, upload=upload("a.mp3", b"ID3" + b"\0" * 50), by=cast.worker)
    actions.attach(document=cast.worker, upload=upload(), by=cast.worker)


def test_a_write_that_fails_midway_leaves_no_half_file(cast, settings, monkeypatch):
    def full(*args):
        raise OSError("no space left")

    monkeypatch.setattr(store.os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        actions.attach(document=cast.worker, upload=upload(), by=cast.worker)
    assert not [path for path in settings.STORE_DIR.glob("**/*") if path.is_file()]
    assert not Attachment.objects.of(cast.worker)


def test_the_sweeper_names_cut_off_uploads_and_may_run_twice(cast, settings):
    row = actions._announce(cast.worker, upload(), cast.worker, "")
    part = settings.STORE_DIR / "incoming" / "part"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"half")
    assert actions.sweep() == 0
    os.utime(part, (0, 0))
    with clock.standing_at(clock.now() + dt.timedelta(hours=2)):
        assert actions.sweep() == 1
        assert actions.sweep() == 0
    row.refresh_from_db()
    assert row.state == Attachment.State.ABANDONED
    assert not part.exists()


def test_changed_bytes_are_noticed(cast):
    row = actions.attach(document=cast.worker, upload=upload(), by=cast.worker)
    os.chmod(store.path(row.sha256), 0o600)
    store.path(row.sha256).write_bytes(b"other")
    with pytest.raises(store.Damaged):
        store.read(row.sha256)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 63, "A" * 64, ""])
def test_the_store_opens_nothing_but_hashes(name):
    with pytest.raises(ValueError):
        store.path(name)
