"""The one-time set-up link: who gets in, once, and for how long."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command

from people import actions, roles
from people.invitations import link_for, token_for
from people.models import Department, Role, User

pytestmark = pytest.mark.django_db
PASSWORD = "a long walk by the river"


def path_of(person):
    return f"/setup/{token_for(person)}/"


def choose(client, path, password=PASSWORD):
    return client.post(path, {"password": password, "again": password})


def test_the_first_administrator_comes_in_by_a_link_and_nobody_knows_the_password(nobody_yet, client, capsys):
    call_command("first_admin")
    person = User.objects.get()
    assert not person.has_usable_password()
    assert [held.role for held in roles.appointments_of(person)] == [Role.SYSTEM_ADMIN]
    assert not person.is_superuser
    assert "/setup/" in capsys.readouterr().out
    choose(client, path_of(person))
    assert User.objects.get().check_password(PASSWORD)
    assert Department.objects.filter(code="hr_admin").exists()


def test_no_second_first_administrator_is_ever_made(nobody_yet, client):
    call_command("first_admin")
    choose(client, path_of(User.objects.get()))
    with pytest.raises(CommandError):
        call_command("first_admin")
    assert User.objects.count() == 1


def test_a_link_works_once(client, cast):
    path = path_of(cast.outsider)
    assert client.get(path).status_code == 200
    assert choose(client, path).status_code == 302
    assert client.get(path).status_code == 410
    assert choose(client, path, "another password entirely").status_code == 410
    cast.outsider.refresh_from_db()
    assert cast.outsider.check_password(PASSWORD)


def test_a_link_is_void_after_48_hours(client, cast):
    path = path_of(cast.outsider)
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(hours=47, minutes=59), tick=False):
        assert client.get(path).status_code == 200
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(hours=48, minutes=1), tick=False):
        assert client.get(path).status_code == 410


def test_a_mangled_link_and_that_of_a_closed_account_show_nothing(client, cast):
    path = path_of(cast.outsider)
    assert client.get("/setup/x" + path[8:]).status_code == 410
    cast.outsider.is_active = False
    cast.outsider.save()
    assert client.get(path).status_code == 410


def test_the_page_shows_no_name(client, cast):
    page = client.get(path_of(cast.outsider)).content.decode()
    assert cast.outsider.staff_no in page
    assert cast.outsider.name not in page


def test_a_weak_password_is_refused(client, cast):
    answer = choose(client, path_of(cast.outsider), "12345678")
    assert answer.status_code == 200
    cast.outsider.refresh_from_db()
    assert not cast.outsider.has_usable_password()


def test_a_new_link_ends_the_old_password_and_every_session(client, cast):
    actions.set_first_password(person=cast.outsider, password=PASSWORD)
    client.force_login(cast.outsider)
    actions.invite(by=cast.hr, person=cast.outsider)
    assert not cast.outsider.has_usable_password()
    assert client.get("/me/").status_code == 302
    assert "/setup/" in link_for(cast.outsider)


def test_only_hr_and_system_administrators_hand_out_links(cast):
    with pytest.raises(PermissionDenied):
        actions.invite(by=cast.ddg, person=cast.outsider)
    actions.invite(by=cast.admin, person=cast.outsider)


def test_a_closed_account_gets_no_link(cast):
    actions.deactivate(by=cast.hr, person=cast.outsider, last_day=dt.date(2026, 1, 31), reason="离职")
    with pytest.raises(ValidationError):
        actions.invite(by=cast.hr, person=cast.outsider)
