"""Filling in, reading and printing a form over HTTP: drafts, conflicts, check codes (ia.md 5.1, 5.2)."""

import re

import pytest

from access.models import AuditEvent
from archives import printing
from archives.models import Draft
from tests.kind.models import Matter, Note

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.kind.urls")]

FORM = {
    "filled_on": "2026-03-02",
    "way": "phone",
    "next_on": "2026-03-09",
    "summary": "她睡得好些了。",
    "goals-TOTAL_FORMS": "1",
    "goals-INITIAL_FORMS": "0",
    "goals-0-goal": "每周五晚睡六小时",
    "_version": "0",
}


@pytest.fixture
def matter(cast):
    row = Matter(worker=cast.worker, file_no="017SG03-2026C001")
    row.save()
    return row


@pytest.fixture
def new(matter):
    return f"/kind/{matter.uuid}/new/"


@pytest.fixture
def worker(client, cast):
    client.force_login(cast.worker)
    return client


def hidden(response, name):
    return re.search(rf'name="{name}" value="([^"]*)"', response.content.decode()).group(1)


def test_the_page_shows_every_box_under_its_heading_in_order(worker, new):
    text = worker.get(new).content.decode()
    order = ["filled_on", "way", "topics", "urgent", "next_on", "summary", "goals-0-goal", "scan"]
    places = [text.index(f'name="{name}"') for name in order]
    assert places == sorted(places)
    assert "multipart/form-data" in text
    assert Draft.objects.count() == 0  # GET writes nothing


def test_a_complete_form_is_filed_and_a_second_press_has_no_second_effect(worker, new):
    data = {**FORM, "once": "key-1"}
    first, second = worker.post(new, data), worker.post(new, data)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert Note.objects.count() == 1


def test_wrong_input_comes_back_with_a_summary_and_nothing_typed_is_lost(worker, new):
    response = worker.post(new, {**FORM, "next_on": "", "summary": ""})
    text = response.content.decode()
    assert 'id="errors"' in text
    assert 'href="#id_no_next_reason"' in text
    assert 'href="#id_summary"' in text
    assert "每周五晚睡六小时" in text
    assert "每周五晚睡六小时" in worker.get(new).content.decode()  # kept as the draft
    assert Note.objects.count() == 0


def test_without_javascript_a_draft_is_saved_and_a_line_added_by_buttons(worker, new):
    assert worker.post(new, {**FORM, "summary": "half", "_save": "1"}).status_code == 302
    text = worker.get(new).content.decode()
    assert "half" in text
    version = str(Draft.objects.get().version)
    worker.post(new, {**FORM, "_version": version, "_add": "goals"})
    assert 'name="goals-1-goal"' in worker.get(new).content.decode()


def autosave(client, page, **data):
    return client.post("/drafts/", {"_draft": hidden(page, "_draft"), **data}, headers={"accept": "application/json"})


def test_autosave_answers_with_a_version_and_409_with_both_texts(worker, new):
    page = worker.get(new)
    first = autosave(worker, page, _version="0", _window="w1", summary="one")
    assert (first.status_code, first.json()["version"]) == (200, 1)
    stale = autosave(worker, page, _version="0", _window="w1", summary="two")
    assert stale.status_code == 409
    assert "one" in stale.json()["html"]
    assert "two" in stale.json()["html"]
    elsewhere = autosave(worker, page, _version="1", _window="w2", summary="three")
    assert (elsewhere.status_code, elsewhere.json()["kind"]) == (409, "window")
    assert autosave(worker, page, _window="w2", _takeover="1").status_code == 200
    assert autosave(worker, page, _version="1", _window="w2", summary="three").status_code == 200


def test_a_draft_belongs_to_whoever_was_offered_the_form(worker, new, client, cast):
    page = worker.get(new)
    client.force_login(cast.worker2)
    assert autosave(client, page, _version="0", summary="x").status_code == 404
    assert client.post("/drafts/", {"_draft": "made up", "summary": "x"}).status_code == 404
    assert Draft.objects.count() == 0


def test_hostile_text_is_shown_as_text(worker, new):
    evil = '<script>alert(1)</script>{{ 7 }}" onmouseover="x'
    worker.post(new, {**FORM, "summary": evil})
    note = Note.objects.get()
    for url in (f"/kind/{note.matter.uuid}/{note.pk}/", f"/kind/{note.matter.uuid}/{note.pk}/print/"):
        text = worker.get(url).content.decode()
        assert "<script>alert" not in text
        assert "&lt;script&gt;" in text


@pytest.fixture
def note(worker, new):
    worker.post(new, FORM)
    return Note.objects.get()


def test_reading_is_on_the_log_before_it_is_shown_and_refused_when_it_cannot_be(worker, note, monkeypatch):
    url = f"/kind/{note.matter.uuid}/{note.pk}/"
    assert "她睡得好些了" in worker.get(url).content.decode()
    assert AuditEvent.objects.filter(verb="read", about=note.ref).count() == 1

    def broken(*args, **kwargs):
        from django.db import OperationalError

        raise OperationalError("disk full")

    monkeypatch.setattr("archives.views.sheets.record_before_serving", broken)
    response = worker.get(url)
    assert response.status_code == 503
    assert "她睡得好些了" not in response.content.decode()


def test_a_print_carries_who_when_and_a_code_that_can_be_checked(worker, note, cast, client):
    text = worker.get(f"/kind/{note.matter.uuid}/{note.pk}/print/").content.decode()
    for piece in ("T-01", "017SG03-2026C001", "2026年3月2日", cast.worker.name, "每周五晚睡六小时"):
        assert piece in text
    event = AuditEvent.objects.get(verb="print")
    code = printing.check_code(event)
    assert code in text
    client.force_login(cast.outsider)
    page = client.get(f"/verify/{code}/").content.decode()
    assert cast.worker.name in page
    assert "她睡得好些了" not in page
    assert "017SG03" not in page


def test_made_up_check_codes_are_not_ours(worker, note):
    worker.get(f"/kind/{note.matter.uuid}/{note.pk}/print/")
    code = printing.check_code(AuditEvent.objects.get(verb="print"))
    other = ("A" if code[0] != "A" else "B") + code[1:]
    for wrong in (other, "AAAA-AAAA", "x", "'; --", "0" * 40):
        assert printing.seq_of(wrong) is None
    assert printing.seq_of(code.lower()) is not None


def test_the_pdf_is_the_same_table_and_never_cached_under_a_name(worker, note):
    response = worker.get(f"/kind/{note.matter.uuid}/{note.pk}/print.pdf")
    assert response.content[:5] == b"%PDF-"
    assert "林" not in response["Content-Disposition"]
    assert AuditEvent.objects.filter(verb="print").count() == 1


def test_what_one_may_not_see_does_not_exist(client, cast, note):
    client.force_login(cast.worker2)
    for end in ("", "print/", "print.pdf"):
        assert client.get(f"/kind/{note.matter.uuid}/{note.pk}/{end}").status_code == 404
    assert client.get(f"/kind/{note.matter.uuid}/new/").status_code == 404
