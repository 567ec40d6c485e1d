"""Sessions end by themselves, and with the account; the second factor stands before every URL (H4, H8, C9)."""

import datetime as dt
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from access.checks import patterns
from core import clock
from people import actions, roles
from people.middleware import SEEN, SET_UP
from tests.factories.people import PASSWORD, appoint

INSIDE = "/me/"


def give_password(user):
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, user, **extra):
    return client.post("/login/", {"login": user.staff_no, "password": PASSWORD, **extra})


def later(**delta):
    return clock.standing_at(clock.now() + dt.timedelta(**delta))


def test_a_session_ends_after_thirty_idle_minutes(client, cast):
    client.force_login(cast.worker)
    client.get(INSIDE)
    with later(minutes=29):
        assert client.get(INSIDE).status_code == 200
    with later(minutes=58):
        assert client.get(INSIDE).status_code == 200
    with later(minutes=89):
        assert client.get(INSIDE).status_code == 302
    assert client.get(INSIDE).status_code == 302


def test_a_session_ends_after_ten_hours_of_work(client, cast):
    client.force_login(cast.worker)
    for minutes in range(0, 600, 20):
        with later(minutes=minutes):
            assert client.get(INSIDE).status_code == 200
    with later(minutes=601):
        assert client.get(INSIDE).status_code == 302


def test_an_own_device_lifts_the_idle_limit_but_not_the_ten_hours(client, cast):
    sign_in(client, give_password(cast.worker), private="on")
    client.get(INSIDE)
    with later(hours=5):
        assert client.get(INSIDE).status_code == 200
    with later(hours=10, minutes=1):
        assert client.get(INSIDE).status_code == 302


def test_the_last_seen_time_is_stored_at_most_every_five_minutes(client, cast):
    client.force_login(cast.worker)
    client.get(INSIDE)
    first = client.session[SEEN]
    with later(minutes=4):
        client.get(INSIDE)
    assert client.session[SEEN] == first
    with later(minutes=6):
        client.get(INSIDE)
    assert client.session[SEEN] > first


def test_a_lost_cache_signs_nobody_out(client, cast):
    client.force_login(cast.worker)
    client.get(INSIDE)
    cache.clear()
    with later(minutes=10):
        assert client.get(INSIDE).status_code == 200


def test_htmx_is_sent_to_the_sign_in_page_as_a_whole(client, db):
    response = client.get(INSIDE, headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/cases/"})
    assert response.status_code == 204
    assert response["HX-Redirect"] == "/login/?next=%2Fcases%2F"


def test_deactivation_ends_open_sessions_and_a_comeback_does_not_revive_them(client, cast):
    sign_in(client, give_password(cast.worker))
    assert client.get(INSIDE).status_code == 200
    actions.deactivate(by=cast.hr, person=cast.worker, last_day=clock.today(), reason="left")
    assert client.get(INSIDE).status_code == 302
    actions.reactivate(by=cast.hr, person=cast.worker, reason="back")
    assert client.get(INSIDE).status_code == 302


def test_a_new_set_up_link_ends_sessions_and_second_factors(client, cast):
    sign_in(client, give_password(cast.worker))
    TOTP.activate(cast.worker, generate_totp_secret())
    actions.invite(by=cast.hr, person=cast.worker)
    assert client.get(INSIDE).status_code == 302
    assert not Authenticator.objects.filter(user=cast.worker).exists()


# the second factor


@pytest.fixture
def demanded(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def urls():
    """Every URL of the house that takes no argument, by name."""
    for name, entry in patterns():
        if not name.startswith("admin:") and not entry.pattern.converters and "(?P" not in str(entry.pattern):
            yield name
    yield "admin:index"


@pytest.mark.parametrize(
    ("who", "needs"),
    [("worker", False), ("assistant", False), ("outsider", False), ("sa", True), ("supervisor", True), ("leader", True)]
    + [
        (role, True)
        for role in ("service", "hr", "finance", "archivist", "ddg", "dg", "board_chair", "auditor", "admin")
    ],
)
def test_the_second_factor_is_demanded_of_everyone_who_reads_beyond_own_cases(cast, demanded, who, needs):
    assert roles.needs_second_factor(getattr(cast, who)) is needs


def test_it_is_demanded_of_somebody_who_stands_in(cast, demanded):
    actions.stand_in(
        by=cast.hr, absent=cast.worker, cover=cast.worker2, kinds=["service"], reason="leave",
        since=clock.today(), until=clock.today(),
    )  # fmt: skip
    assert roles.needs_second_factor(cast.worker2)


def test_the_first_factor_alone_reaches_nothing_but_the_second_factor_page(client, cast, demanded):
    sign_in(client, give_password(cast.supervisor))
    names = list(urls())
    assert len(names) > 15
    for name in names:
        for method in ("get", "post"):
            if name == "account_logout":
                continue
            response = getattr(client, method)(reverse(name))
            reached = response.status_code == 200 or response.status_code >= 400
            if name not in SET_UP and reached:
                # a page without sign-in shows the same to everybody
                assert getattr(Client(), method)(reverse(name)).status_code == response.status_code, name
    assert client.get(INSIDE).url == reverse("mfa_activate_totp")


def test_whoever_has_set_it_up_is_asked_for_the_code_before_anything(client, cast, demanded):
    secret = generate_totp_secret()
    TOTP.activate(cast.supervisor, secret)
    response = sign_in(client, give_password(cast.supervisor))
    assert response.url.startswith(reverse("mfa_authenticate"))
    assert client.get(INSIDE).status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert client.get(INSIDE).status_code == 200


def test_a_used_code_is_refused(cast, client):
    secret = generate_totp_secret()
    TOTP.activate(cast.supervisor, secret)
    give_password(cast.supervisor)
    code = code_of(secret)
    sign_in(client, cast.supervisor)
    client.post(reverse("mfa_authenticate"), {"code": code})
    other = Client()
    sign_in(other, cast.supervisor)
    other.post(reverse("mfa_authenticate"), {"code": code})
    assert other.get(INSIDE).status_code == 302


def test_guessing_codes_is_stopped(cast, client):
    secret = generate_totp_secret()
    TOTP.activate(cast.supervisor, secret)
    sign_in(client, give_password(cast.supervisor))
    for _ in range(6):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert client.get(INSIDE).status_code == 302


def test_a_session_from_before_the_second_factor_ends_when_it_is_set_up(cast, demanded, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    old = Client()
    sign_in(old, give_password(cast.supervisor))
    settings.SECOND_FACTOR_REQUIRED = True
    TOTP.activate(cast.supervisor, generate_totp_secret())
    assert old.get(INSIDE).status_code == 302
    assert "_auth_user_id" not in old.session


def test_setting_it_up_in_the_browser_opens_the_house(client, cast, demanded):
    sign_in(client, give_password(cast.supervisor))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert Authenticator.objects.filter(user=cast.supervisor, type="totp").exists()
    assert client.get(INSIDE).status_code == 200


def test_secrets_and_recovery_codes_are_ciphertext_in_the_database(cast):
    secret = generate_totp_secret()
    totp = TOTP.activate(cast.supervisor, secret)
    codes = RecoveryCodes.activate(cast.supervisor)
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert not any(code in stored for code in codes.generate_codes())
    assert totp.validate_code(code_of(secret))


def test_whoever_must_have_it_cannot_switch_it_off(client, cast, demanded):
    secret = generate_totp_secret()
    TOTP.activate(cast.supervisor, secret)
    sign_in(client, give_password(cast.supervisor))
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=cast.supervisor, type="totp").exists()


def test_a_role_given_in_the_middle_of_a_session_demands_it_at_once(client, cast, world, demanded):
    sign_in(client, give_password(cast.worker))
    assert client.get(INSIDE).status_code == 200
    appoint(cast.worker, "supervision_assistant", group=world.group2)
    assert client.get(INSIDE).url == reverse("mfa_activate_totp")
