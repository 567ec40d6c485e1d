"""A first start that was cut short begins again; a real organization never gets the demo."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from access.actions import record
from clients.actions import NOTICE, register
from core import clock
from swcenter import first_start


@pytest.fixture
def half_built(settings):
    for name in ("store/aa", "volumes/2026-10", "keys"):
        (settings.DATA_DIR / name).mkdir(parents=True)
    (settings.DATA_DIR / "db.sqlite3").touch()
    (settings.DATA_DIR / "keys" / "identity_keys").touch()
    first_start.write_profile(first_start.BUILDING)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a server database is emptied by its owner")
def test_what_was_half_built_goes_and_the_keys_stay(settings, half_built):
    first_start.discard_half_built()
    assert {place.name for place in settings.DATA_DIR.iterdir()} == {"keys", "profile"}
    assert (settings.DATA_DIR / "keys" / "identity_keys").exists()


def test_a_folder_with_the_demo_is_never_taken_for_a_real_organization(half_built):
    with pytest.raises(CommandError, match="another DATA_DIR"):
        first_start.prepare(empty=True, say=print)


def test_the_demo_password_is_made_once_and_for_nobody_else_to_read(settings):
    first = first_start.demo_password()
    assert first_start.demo_password() == first
    assert len(first) >= 12
    assert (settings.DATA_DIR / "demo_password").stat().st_mode & 0o077 == 0


def test_nothing_starts_on_a_clock_behind_the_read_log(cast, settings):
    record(cast.worker, "read", "cases.case:1")
    with clock.standing_at(clock.now() - dt.timedelta(minutes=1)):
        first_start.refuse_clock_set_back()  # machines of one installation differ by seconds
    with clock.standing_at(clock.now() - dt.timedelta(hours=1)):
        with pytest.raises(CommandError, match="clock"):
            first_start.refuse_clock_set_back()
        said = StringIO()
        with pytest.raises(SystemExit):
            call_command("doctor", stdout=said)
    assert "!!  clock: behind the read log" in said.getvalue()


@pytest.mark.rule("DATE-01")
@pytest.mark.parametrize(
    ("day", "mark"), [(dt.date(2026, 11, 30), "ok  calendar"), (dt.date(2026, 12, 1), "!!  calendar: 2027")]
)
def test_the_doctor_asks_for_next_years_calendar_from_december_on(db, day, mark):
    said = StringIO()
    with clock.standing_at(day), pytest.raises(SystemExit):
        call_command("doctor", stdout=said)
    assert mark in said.getvalue()


@pytest.mark.rule("CONF-10")
@pytest.mark.parametrize(
    ("setting", "other"),
    [("IDENTITY_KEYS", "k1:" + "2e" * 32), ("LOOKUP_KEY", "another"), ("AUDIT_KEY", "another")],
)
def test_nothing_starts_with_keys_that_did_not_write_the_data(cast, settings, setting, other):
    first_start.refuse_wrong_keys()  # nothing is written yet
    record(cast.worker, "read", "cases.case:1")
    register(by=cast.worker, name="陈桂兰", phones=["13800000037"], notice_version=NOTICE)
    first_start.refuse_wrong_keys()
    setattr(settings, setting, other)
    with pytest.raises(CommandError, match=setting.lower()):
        first_start.refuse_wrong_keys()
