"""With a set-up link one becomes the owner of an account: nobody opens an account in use alone (T24, H7)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from access.models import AuditEvent
from core import clock
from people import actions
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db


def has_password(*people):
    for person in people:
        person.set_password(PASSWORD)
        person.save()


@pytest.fixture
def in_use(cast):
    has_password(cast.hr, cast.admin, cast.supervisor)
    return cast.supervisor


def sign_in(client, person):
    client.post("/login/", {"login": person.staff_no, "password": PASSWORD})
    return client


def confirmed(client):
    """Password given again just now."""
    client.post("/login/again/", {"password": PASSWORD})
    return client


def page_of(person):
    return f"/admin/people/user/{person.pk}/link/"


def test_nobody_issues_a_link_to_an_account_in_use_alone(in_use, cast):
    with pytest.raises(PermissionDenied):
        actions.invite(by=cast.hr, person=in_use)
    ask = actions.ask_for_link(by=cast.hr, person=in_use, reason="手机丢失")
    with pytest.raises(PermissionDenied):
        actions.confirm_link(by=cast.hr, ask=ask)
    with pytest.raises(PermissionDenied):
        actions.confirm_link(by=cast.ddg, ask=ask)
    assert in_use.has_usable_password()
    actions.confirm_link(by=cast.admin, ask=ask)
    in_use.refresh_from_db()
    assert not in_use.has_usable_password()


def test_a_request_for_a_link_holds_two_days_and_once(in_use, cast):
    ask = actions.ask_for_link(by=cast.hr, person=in_use, reason="手机丢失")
    with pytest.raises(ValidationError):
        actions.ask_for_link(by=cast.admin, person=in_use, reason="再来一次")
    with clock.standing_at(clock.now() + dt.timedelta(hours=49)), pytest.raises(ValidationError):
        actions.confirm_link(by=cast.admin, ask=ask)
    actions.confirm_link(by=cast.admin, ask=ask)
    with pytest.raises(ValidationError):
        actions.confirm_link(by=cast.admin, ask=ask)


def test_a_new_account_needs_one_person_and_nobody_invites_oneself(in_use, cast):
    actions.invite(by=cast.hr, person=cast.outsider)
    with pytest.raises(PermissionDenied):
        actions.invite(by=cast.hr, person=cast.hr)


def test_where_nobody_else_keeps_people_one_does_it_alone(in_use, cast):
    cast.admin.set_unusable_password()
    cast.admin.save()
    actions.invite(by=cast.hr, person=in_use)


def test_the_page_shows_the_link_to_the_second_person_only_and_the_auditor_sees_both(client, in_use, cast):
    first = confirmed(sign_in(client, cast.hr)).post(page_of(in_use), {"reason": "手机丢失"})
    assert "/setup/" not in first.content.decode()
    assert "/setup/" not in client.post(page_of(in_use), {"reason": "手机丢失"}).content.decode()
    assert "/setup/" in confirmed(sign_in(Client(), cast.admin)).post(page_of(in_use)).content.decode()
    events = AuditEvent.objects.about(in_use.ref).filter(verb="account").order_by("seq")
    assert [(event.actor, event.detail["what"]) for event in events] == [
        (cast.hr, "set-up link asked for"), (cast.admin, "set-up link confirmed and issued")
    ]  # fmt: skip


def test_closing_an_account_asks_for_the_password_again(client, in_use, cast):
    sign_in(client, cast.hr)
    form = {"last_day": "2026-03-02", "reason": "离职"}
    path = f"/admin/people/user/{cast.outsider.pk}/leave/"
    answer = client.post(path, form)
    assert answer.url.startswith("/login/again/")
    cast.outsider.refresh_from_db()
    assert cast.outsider.is_active
    client.post(answer.url, {"password": PASSWORD, "next": path})
    cast.outsider.refresh_from_db()
    assert not cast.outsider.is_active
