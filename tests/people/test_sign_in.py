"""Signing in: by number or unique name, one answer for every failure, throttled, logged, with rotated sessions."""

import datetime as dt

import pytest
from django.contrib.auth.hashers import make_password
from django.core import signing
from django.test import Client

from access.models import AuditEvent
from core import clock
from people import invitations
from people.models import User
from tests.factories.people import PASSWORD, person


@pytest.fixture
def li(db):
    return person("S900", "李晓明", password=PASSWORD, name_en="Li Xiaoming")


def sign_in(client, login, password=PASSWORD, **extra):
    return client.post("/login/", {"login": login, "password": password}, **extra)


def signed_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("login", ["S900", "s900", " S900 ", "李晓明", "li xiaoming"])
def test_staff_sign_in_by_number_or_name(client, li, login):
    sign_in(client, login)
    assert client.session["_auth_user_id"] == str(li.pk)


def test_a_name_that_two_people_carry_signs_nobody_in(client, li):
    person("S901", "李晓明", password=PASSWORD)
    sign_in(client, "李晓明")
    assert not signed_in(client)
    sign_in(client, "S901")
    assert signed_in(client)


def close(user, **fields):
    for field, value in fields.items():
        setattr(user, field, value)
    user.save()


@pytest.mark.parametrize(
    "fields",
    [{"is_active": False}, {"left_on": dt.date(2020, 1, 1)}, {"is_system": True}, {"password": make_password(None)}],
)
def test_closed_accounts_get_the_answer_of_a_wrong_password(li, fields):
    wrong = sign_in(Client(), "S900", "not the password")
    unknown = sign_in(Client(), "S999")
    close(li, **fields)
    closed = sign_in(Client(REMOTE_ADDR="10.0.0.9"), "S900")
    answers = {str(answer.context["form"].non_field_errors()) for answer in (wrong, unknown)}
    assert len(answers) == 1
    assert closed.status_code == wrong.status_code == 200
    assert str(closed.context["form"].non_field_errors())[:30] == answers.pop()[:30]


def test_somebody_may_sign_in_on_the_last_day_and_not_after(client, li):
    close(li, left_on=clock.today())
    sign_in(client, "S900")
    assert signed_in(client)
    with clock.standing_at(clock.now() + dt.timedelta(days=1)):
        assert client.get("/me/").status_code == 302


def test_the_answer_says_how_many_attempts_are_left_and_then_closes(client, li):
    said = [str(sign_in(client, "S900", "wrong").context["form"].non_field_errors()) for _ in range(5)]
    assert "4" in said[0]
    assert "3" in said[1]
    assert len(set(said)) == 5
    sign_in(client, "S900")
    assert not signed_in(client)


def test_switching_between_number_and_name_wins_no_attempts(client, li):
    for login in ["S900", "李晓明", "s900", "Li Xiaoming", "S900"]:
        sign_in(client, login, "wrong")
    sign_in(client, "李晓明")
    assert not signed_in(client)


def test_many_addresses_win_no_attempts_at_one_account(li):
    for number in range(5):
        sign_in(Client(REMOTE_ADDR=f"10.0.0.{number}"), "S900", "wrong")
    late = Client(REMOTE_ADDR="10.0.0.99")
    sign_in(late, "S900")
    assert not signed_in(late)


def test_one_address_cannot_try_many_accounts(db):
    for number in range(31):
        sign_in(Client(REMOTE_ADDR="10.0.0.1"), f"X{number}", "wrong")
    someone = person("S950", "王五", password=PASSWORD)
    client = Client(REMOTE_ADDR="10.0.0.1")
    sign_in(client, someone.staff_no)
    assert not signed_in(client)


def test_a_stranger_who_guesses_cannot_lock_out_a_colleague_on_a_known_device(client, li):
    sign_in(client, "S900")
    client.post("/logout/")
    for number in range(6):
        sign_in(Client(REMOTE_ADDR=f"10.1.0.{number}"), "S900", "wrong")
    sign_in(client, "S900")
    assert signed_in(client)


def test_a_device_known_for_one_account_is_strange_for_another(client, li):
    other = person("S901", "王五", password=PASSWORD)
    sign_in(client, "S901")
    client.post("/logout/")
    for number in range(6):
        sign_in(Client(REMOTE_ADDR=f"10.1.0.{number}"), "S900", "wrong")
    sign_in(client, "S900")
    assert not signed_in(client)
    assert other.is_active


def test_the_session_is_new_after_signing_in(client, li):
    client.get("/login/")
    client.session["x"] = 1
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    sign_in(client, "S900")
    assert client.session.session_key != before
    assert not Client(headers={"cookie": f"sid={before}"}).session.get("_auth_user_id")


def test_signing_out_kills_the_session_and_clears_the_browser(client, li):
    sign_in(client, "S900")
    cookie = client.cookies["sid"].value
    client.cookies["lang"], client.cookies["theme"], client.cookies["left"] = "en", "dark", "behind"
    response = client.post("/logout/")
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert {name for name, morsel in response.cookies.items() if morsel["max-age"] == 0} >= {"sid", "left"}
    assert not {"lang", "theme"} & set(response.cookies)
    stolen = Client()
    stolen.cookies["sid"] = cookie
    assert stolen.get("/me/").status_code == 302


def test_signing_out_takes_a_post(client, li):
    sign_in(client, "S900")
    client.get("/logout/")
    assert signed_in(client)


def test_sign_ins_and_failures_are_in_the_log_without_what_was_typed(client, li):
    sign_in(client, "S900", "my secret words")
    sign_in(client, "my secret words", "S900")
    sign_in(client, "S900")
    client.post("/logout/")
    events = list(AuditEvent.objects.order_by("seq").values_list("verb", "about"))
    assert events == [
        ("sign_in_failed", li.ref),
        ("sign_in_failed", ""),
        ("sign_in", li.ref),
        ("sign_out", li.ref),
    ]
    assert not any("secret" in str(event.detail) for event in AuditEvent.objects.all())


def test_signing_in_writes_no_history_of_the_person(client, li):
    before = li.history.count()
    sign_in(client, "S900")
    assert li.history.count() == before


def test_nobody_signs_up(client, db):
    assert client.get("/signup/").status_code == 404
    assert client.post("/accounts/signup/", {"username": "x"}).status_code == 404


@pytest.mark.parametrize(
    "outside", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_signing_in_leads_inside_only(client, li, outside):
    response = client.post(f"/login/?next={outside}", {"login": "S900", "password": PASSWORD, "next": outside})
    assert response.url == "/"


# the first password


def link(user):
    return f"/setup/{invitations.token_for(user)}/"


@pytest.fixture
def newcomer(db):
    return person("S910", "新同事")


def test_a_newcomer_sets_a_password_by_link_and_signs_in(client, newcomer):
    url = link(newcomer)
    assert client.get(url).status_code == 200
    short = "一句记得住的话"
    assert client.post(url, {"password": short, "again": short}).status_code == 200
    long = "一句记得住的长长的话，真的"
    assert client.post(url, {"password": long, "again": long}).url == "/login/"
    sign_in(client, "S910", long)
    assert signed_in(client)


def test_the_link_works_once(client, newcomer):
    url = link(newcomer)
    client.post(url, {"password": PASSWORD, "again": PASSWORD})
    assert client.get(url).status_code == 410
    assert client.post(url, {"password": "x" * 20, "again": "x" * 20}).status_code == 410


def test_the_link_works_for_48_hours(client, newcomer, monkeypatch):
    url = link(newcomer)
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + 47.9 * 3600)
    assert client.get(url).status_code == 200
    monkeypatch.setattr(signing.time, "time", lambda: now + 48.1 * 3600)
    assert client.get(url).status_code == 410


def test_a_changed_link_and_the_link_of_a_closed_account_open_nothing(client, newcomer):
    url = link(newcomer)
    assert client.get(url[:-3] + "x/").status_code == 410
    close(newcomer, left_on=dt.date(2020, 1, 1))
    assert client.get(url).status_code == 410


@pytest.mark.parametrize("password", ["short", "password1234", "123456789012"])
def test_weak_passwords_are_refused(client, newcomer, password):
    client.post(link(newcomer), {"password": password, "again": password})
    assert not User.objects.get(pk=newcomer.pk).has_usable_password()


def test_passwords_are_hashed_with_argon2_in_earnest():
    from swcenter import settings

    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
