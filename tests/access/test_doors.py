"""The doors: what one may not see does not exist, and nothing confidential is shown without a line in the log."""

import uuid
from types import SimpleNamespace

import pytest
from django.contrib import admin
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import DatabaseError
from django.http import Http404, HttpResponse
from django.urls import path
from django.views import View

from access import actions, checks, doors
from access.models import AuditEvent
from people.models import Department, User


class OwnFile:
    """A confidential model in small: everybody sees the row that is themselves."""

    _meta = SimpleNamespace(label_lower="people.user")
    objects = SimpleNamespace(visible_to=lambda user: User.objects.filter(pk=user.pk))


class Page(View):
    def get(self, request, **kwargs):
        return HttpResponse(f"secret of {self.object.pk}")

    post = get


class ObjectPage(doors.ObjectDoor, Page):
    model = OwnFile


class ConfidentialPage(doors.ConfidentialObjectDoor, Page):
    model = OwnFile


class OthersFile(ConfidentialPage):
    def needs_reason(self, user, obj):
        return True


@pytest.fixture
def ask(rf):
    def ask(view, user, target, method="get", session=None):
        request = getattr(rf, method)("/somewhere/")
        request.user = user
        request.session = session if session is not None else SessionStore()
        request.resolver_match = None
        return view.as_view()(request, uuid=target)

    return ask


def test_an_object_door_opens_for_what_is_visible(ask, cast):
    assert ask(ObjectPage, cast.worker, cast.worker.uuid).status_code == 200


@pytest.mark.parametrize("method", ["get", "head", "post", "options", "delete"])
def test_the_foreign_and_the_missing_row_are_the_same_404_for_every_method(ask, cast, method):
    for target in (cast.worker2.uuid, uuid.uuid4()):
        with pytest.raises(Http404):
            ask(ObjectPage, cast.worker, target, method)


def test_opening_writes_one_event_before_the_content(ask, cast):
    response = ask(ConfidentialPage, cast.worker, cast.worker.uuid)
    assert response.content == f"secret of {cast.worker.pk}".encode()
    (event,) = AuditEvent.objects.all()
    assert (event.actor, event.verb, event.about) == (cast.worker, "read", cast.worker.ref)


def test_posting_is_logged_as_a_change(ask, cast):
    ask(ConfidentialPage, cast.worker, cast.worker.uuid, "post")
    assert AuditEvent.objects.get().verb == "change"


def test_a_refused_opening_is_logged_whether_the_row_exists_or_not(ask, cast):
    for target in (cast.worker2.uuid, uuid.uuid4()):
        with pytest.raises(Http404):
            ask(ConfidentialPage, cast.worker, target)
    assert [event.verb for event in AuditEvent.objects.all()] == ["deny", "deny"]


def test_nothing_is_shown_when_the_log_cannot_be_written(ask, cast, monkeypatch, settings):
    def broken(*args, **kwargs):
        raise DatabaseError("disk full")

    monkeypatch.setattr(actions, "record", broken)
    for target in (cast.worker.uuid, cast.worker2.uuid):
        response = ask(ConfidentialPage, cast.worker, target)
        assert response.status_code == 503
        assert b"secret" not in response.content


@pytest.mark.rule("CONF-08")
def test_somebody_elses_file_asks_for_a_reason_before_it_opens(ask, cast):
    session = SessionStore()
    response = ask(OthersFile, cast.worker, cast.worker.uuid, session=session)
    assert b"secret" not in response.content
    assert not AuditEvent.objects.exists()
    session["reading_reasons"] = {cast.worker.ref: ["inspection", 4102444800]}
    assert b"secret" in ask(OthersFile, cast.worker, cast.worker.uuid, session=session).content
    assert AuditEvent.objects.get().reason == "inspection"


def test_a_reason_given_for_one_file_does_not_open_another(ask, cast):
    session = SessionStore()
    session["reading_reasons"] = {cast.worker2.ref: ["inspection", 4102444800]}
    assert b"secret" not in ask(OthersFile, cast.worker, cast.worker.uuid, session=session).content


def test_a_reason_wears_off(ask, cast):
    session = SessionStore()
    session["reading_reasons"] = {cast.worker.ref: ["inspection", 1]}
    assert b"secret" not in ask(OthersFile, cast.worker, cast.worker.uuid, session=session).content


def test_the_reason_is_picked_on_a_page_that_sends_back_inside_only(client, cast):
    client.force_login(cast.worker)
    form = {"reason": "handover", "ref": "cases.case:1"}
    assert client.post("/access/reason/", {**form, "next": "/cases/1/"}).url == "/cases/1/"
    for outside in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        assert client.post("/access/reason/", {**form, "next": outside}).url == "/"
    assert client.post("/access/reason/", {**form, "reason": "curiosity"}).status_code == 400


def test_role_doors_refuse_with_403(ask, cast):
    class Closed(doors.RoleOnly, Page):
        allowed = staticmethod(lambda user: False)

    class ClosedForm(doors.FormDoor, Page):
        def door_allows(self, user):
            return False

    class Forgotten(doors.RoleOnly, Page):
        pass

    for view in (Closed, ClosedForm):
        with pytest.raises(PermissionDenied):
            ask(view, cast.worker, cast.worker.uuid)
    with pytest.raises(ImproperlyConfigured):
        ask(Forgotten, cast.worker, cast.worker.uuid)


class Bare(View):
    pass


def bare(request):
    return HttpResponse()


@pytest.mark.parametrize("view", [Bare.as_view(), bare])
def test_the_start_is_refused_with_a_view_that_declares_no_door(settings, view):
    settings.ROOT_URLCONF = (path("bare/", view, name="bare"),)
    errors = checks.every_url_declares_its_door(None)
    assert [error.id for error in errors] == ["access.E001"]


def test_every_url_of_the_house_declares_its_door():
    assert checks.every_url_declares_its_door(None) == []


def test_the_start_is_refused_with_a_confidential_model_in_the_admin():
    assert checks.admin_shows_only_its_list(None) == []
    admin.site.register(AuditEvent)
    try:
        assert [error.id for error in checks.admin_shows_only_its_list(None)] == ["access.E002"]
    finally:
        admin.site.unregister(AuditEvent)
    assert Department._meta.label_lower in checks.ADMIN_MODELS
