"""Evidence from outside: phone, paper, and the one-time link that shows nothing but its question (LEAVE-01)."""

import datetime as dt
import io
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from approvals import actions
from approvals.models import OutsideLink, Step, hash_of
from core import clock
from files.models import Attachment

pytestmark = [pytest.mark.django_db, pytest.mark.rule("LEAVE-01")]


@pytest.fixture
def asked(cast, world, paper):
    return paper(cast.worker, "leave", point=world.post, days=2, text="母亲手术")


@pytest.fixture
def consent(asked, step_of):
    return step_of(asked, "consent")


@pytest.fixture
def token(consent, cast):
    return actions.make_link(step_id=consent.pk, by=cast.worker)[1]


def page(client, token):
    return client.get(reverse("approvals:consent", args=[token]))


def reply(client, token, answer="yes", name="刘主任"):
    return client.post(reverse("approvals:consent", args=[token]), {"answer": answer, "name": name})


def test_nothing_inside_is_asked_before_the_consent_is_recorded(asked, step_of):
    assert step_of(asked, "sa_opinion").state == Step.State.WAITING


def test_an_answer_by_phone_is_written_down_by_the_worker(client, cast, asked, consent, step_of):
    client.force_login(cast.worker)
    data = {"outcome": "ok", "way": "phone", "name": "刘主任", "on": clock.today().isoformat(), "comment": "电话同意"}
    assert client.post(reverse("approvals:act", args=[consent.uuid]), data).status_code == 302
    step = step_of(asked, "consent")
    assert (step.outcome, step.by, step.evidence["way"], step.evidence["name"]) == (
        "ok",
        cast.worker,
        "phone",
        "刘主任",
    )
    assert step_of(asked, "sa_opinion").is_open


def test_paper_needs_a_scan_and_tomorrow_has_not_come(client, cast, consent):
    client.force_login(cast.worker)
    tomorrow = (clock.today() + dt.timedelta(days=1)).isoformat()
    data = {"outcome": "ok", "way": "paper", "name": "刘主任", "on": tomorrow}
    answer = client.post(reverse("approvals:act", args=[consent.uuid]), data)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"scan", "on"}


def test_evidence_without_a_name_is_refused_by_the_engine(cast, consent):
    with pytest.raises(ValidationError):
        actions.act(step_id=consent.pk, by=cast.worker, outcome="ok", evidence={"way": "phone"})


def test_the_link_shows_the_question_only(client, cast, world, asked, token):
    shown = page(client, token).content.decode()
    assert "Do you agree to this absence?" in shown
    assert cast.worker.name in shown
    for hidden in (
        "母亲手术",
        cast.sa.name,
        cast.ddg.name,
        world.post.name,
        asked.ref,
        str(asked.uuid),
        "/inbox/",
        "at-nav",
    ):
        assert hidden not in shown


def test_the_link_itself_says_nothing_and_only_its_hash_is_kept(cast, asked, token):
    assert len(token) >= 40
    link = OutsideLink.objects.get()
    assert link.token_hash == hash_of(token)
    assert token not in str(link.__dict__)


def test_agreeing_by_the_link_moves_the_request_on_with_the_name_given(client, asked, token, step_of):
    assert reply(client, token).status_code == 200
    step = step_of(asked, "consent")
    assert (step.outcome, step.by, step.evidence["way"], step.evidence["name"]) == ("ok", None, "link", "刘主任")
    assert step_of(asked, "sa_opinion").is_open


@pytest.mark.example("EX-08")
def test_refusing_by_the_link_ends_the_request(client, asked, token):
    reply(client, token, answer="no")
    asked.refresh_from_db()
    assert asked.state == "rejected"


def test_the_link_works_once(client, asked, token, step_of):
    reply(client, token)
    assert page(client, token).status_code == 404
    assert reply(client, token, answer="no").status_code == 404
    assert step_of(asked, "consent").outcome == "ok"


def test_the_link_expires_to_the_second(client, consent, cast):
    with clock.standing_at(dt.date(2026, 3, 2)):
        link, token = actions.make_link(step_id=consent.pk, by=cast.worker)
    with clock.standing_at(link.expires_at - dt.timedelta(seconds=1)):
        assert page(client, token).status_code == 200
    with clock.standing_at(link.expires_at):
        assert page(client, token).status_code == 404
        assert reply(client, token).status_code == 404
    consent.refresh_from_db()
    assert consent.is_open


def test_a_new_link_ends_the_old_one_and_a_revoked_one_is_dead(client, consent, cast, token):
    newer = actions.make_link(step_id=consent.pk, by=cast.worker)[1]
    assert page(client, token).status_code == 404
    assert page(client, newer).status_code == 200
    actions.revoke_links(step_id=consent.pk, by=cast.worker)
    assert page(client, newer).status_code == 404


def test_the_link_dies_with_the_request(client, asked, cast, token):
    actions.withdraw(approval=asked.approval, by=cast.worker)
    assert page(client, token).status_code == 404


def test_only_whoever_brings_the_evidence_makes_links(consent, cast):
    for stranger in (cast.sa, cast.ddg, cast.outsider):
        with pytest.raises(PermissionDenied):
            actions.make_link(step_id=consent.pk, by=stranger)


def test_a_link_needs_an_answer_and_a_name(client, asked, token, step_of):
    assert reply(client, token, name="  ").status_code == 422
    assert reply(client, token, answer="").status_code == 422
    assert step_of(asked, "consent").is_open


def test_guessing_links_is_slowed_down(client, token):
    answers = {page(client, f"wrong-{n}").status_code for n in range(25)}
    assert answers == {404, 429}
    assert page(client, token).status_code == 429


def test_the_page_is_kept_by_no_cache_and_sends_no_referrer_to_other_sites(client, token):
    shown = page(client, token)
    assert "no-store" in shown.headers["Cache-Control"]
    assert shown.headers["Referrer-Policy"] == "same-origin"


def test_the_answer_passes_the_check_against_forgery_that_a_browser_meets(asked, token, step_of):
    browser = Client(enforce_csrf_checks=True)
    key = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page(browser, token).content.decode())[1]
    data = {"answer": "yes", "name": "刘主任", "csrfmiddlewaretoken": key}
    url = reverse("approvals:consent", args=[token])
    assert browser.post(url, data, headers={"origin": "null"}).status_code == 403  # what "no-referrer" would send
    assert browser.post(url, data, headers={"origin": "http://testserver"}).status_code == 200
    assert asked.approval.steps.get(key="consent").outcome == "ok"


def test_the_worker_gets_the_link_once_on_the_page(client, cast, consent):
    client.force_login(cast.worker)
    shown = client.post(reverse("approvals:link", args=[consent.uuid]))
    assert shown.status_code == 200
    assert "/consent/" in shown.content.decode()
    assert "/consent/" not in client.get(reverse("approvals:decide", args=[consent.uuid])).content.decode()


def test_a_scan_of_the_paper_stays_with_the_document(client, cast, asked, consent, step_of):
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(picture, "PNG")
    client.force_login(cast.worker)
    scan = SimpleUploadedFile("同意书.png", picture.getvalue(), content_type="image/png")
    data = {"outcome": "ok", "way": "paper", "name": "刘主任", "on": clock.today().isoformat(), "scan": scan}
    assert client.post(reverse("approvals:act", args=[consent.uuid]), data).status_code == 302
    assert step_of(asked, "consent").evidence["way"] == "paper"
    kept = Attachment.objects.get()
    assert (kept.document, kept.kind, kept.uploaded_by) == (asked, "consent", cast.worker)
