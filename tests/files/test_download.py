"""The one download view: through the document's door, the read log first, headers that make bytes harmless."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError

from access import actions as audit
from access.models import AuditEvent
from files import actions
from people.models import User
from tests.files.test_inspect import pdf


@pytest.fixture
def file_of_worker(cast, monkeypatch):
    """A file of a document that its own person sees and nobody else: here the person's own row."""
    manager = type(User.objects)
    monkeypatch.setattr(manager, "visible_to", lambda self, user: self.filter(pk=user.pk), raising=False)
    upload = SimpleUploadedFile("证明.pdf", pdf())
    return actions.attach(document=cast.worker, upload=upload, by=cast.worker)


def url_of(row):
    return f"/files/{row.uuid}/"


def test_a_file_is_offered_for_saving_with_harmless_headers(client, cast, file_of_worker):
    client.force_login(cast.worker)
    response = client.get(url_of(file_of_worker))
    assert b"".join(response.streaming_content) == pdf()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "no-store"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_every_download_is_logged_about_its_document(client, cast, file_of_worker):
    client.force_login(cast.worker)
    client.get(url_of(file_of_worker))
    (event,) = AuditEvent.objects.about(cast.worker.ref)
    assert (event.verb, event.actor) == ("download", cast.worker)


@pytest.mark.parametrize("who", ["worker2", "sa", "dg", "admin", "auditor"])
def test_who_may_not_see_the_document_gets_the_404_of_a_missing_file(client, cast, file_of_worker, who):
    client.force_login(getattr(cast, who))
    refused = client.get(url_of(file_of_worker))
    missing = client.get(f"/files/{uuid.uuid4()}/")
    assert refused.status_code == missing.status_code == 404
    assert "证明" not in refused.content.decode()


def test_a_superuser_gets_nothing_for_being_one(client, cast, file_of_worker):
    cast.outsider.is_superuser = True
    cast.outsider.save()
    client.force_login(cast.outsider)
    assert client.get(url_of(file_of_worker)).status_code == 404


def test_nobody_fetches_a_file_without_signing_in(client, file_of_worker):
    assert client.get(url_of(file_of_worker)).status_code == 302


def test_no_log_no_bytes(client, cast, file_of_worker, monkeypatch):
    def broken(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(audit, "record", broken)
    client.force_login(cast.worker)
    response = client.get(url_of(file_of_worker))
    assert response.status_code == 503
    assert pdf() not in response.content


@pytest.mark.parametrize("state", ["uploading", "quarantine", "refused", "abandoned"])
def test_only_a_file_that_is_ready_can_be_fetched(client, cast, file_of_worker, state):
    file_of_worker.state = state
    file_of_worker.save()
    client.force_login(cast.worker)
    assert client.get(url_of(file_of_worker)).status_code == 404


def test_the_document_may_forbid_taking_files_away(client, cast, file_of_worker, monkeypatch):
    monkeypatch.setattr(User, "may_download", lambda self, user: False, raising=False)
    client.force_login(cast.worker)
    assert client.get(url_of(file_of_worker)).status_code == 404


def test_the_document_may_ask_for_a_reason_first(client, cast, file_of_worker, monkeypatch):
    monkeypatch.setattr(User, "reading_reason", lambda self, user: None, raising=False)
    client.force_login(cast.worker)
    assert "Content-Disposition" not in client.get(url_of(file_of_worker))
    client.post("/access/reason/", {"reason": "inspection", "ref": cast.worker.ref, "next": url_of(file_of_worker)})
    assert client.get(url_of(file_of_worker)).has_header("Content-Disposition")
    assert AuditEvent.objects.about(cast.worker.ref).get().reason == "inspection"


def test_an_upload_beyond_the_limit_is_counted_but_not_kept(rf, settings):
    settings.UPLOAD_MAX_BYTES = 100_000
    request = rf.post("/x/", {"scan": SimpleUploadedFile("a.pdf", b"0" * 300_000)})
    received = request.FILES["scan"]
    assert received.size == 300_000
    assert received.read() == b""
    small = rf.post("/x/", {"scan": SimpleUploadedFile("a.pdf", b"0" * 90_000)}).FILES["scan"]
    assert small.read() == b"0" * 90_000
