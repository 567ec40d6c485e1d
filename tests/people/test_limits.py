"""Numbers of the rulebook in the rooms that may not import it, or that once kept their own (law 6)."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from core import clock
from notifications import badges, times
from people import actions
from tests.factories.rulebook import set_rule

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 3, 2)


def stands_in(cast, days):
    until = MONDAY + dt.timedelta(days=days - 1)
    return actions.stand_in(
        by=cast.hr, absent=cast.worker, cover=cast.worker2, kinds=["service"], since=MONDAY, until=until, reason="进修"
    )


@pytest.mark.rule("ORG-09")
def test_a_stand_in_lasts_as_long_as_the_rulebook_says(cast):
    assert stands_in(cast, 60).pk
    with pytest.raises(ValidationError):
        stands_in(cast, 61)
    set_rule(cast, "standin.longest_days", 30)
    with pytest.raises(ValidationError):
        stands_in(cast, 31)


@pytest.mark.rule("DATE-08")
def test_quiet_hours_are_those_of_the_rulebook(cast):
    late = clock.moment(MONDAY, dt.time(19))
    assert not times.is_quiet(late)
    set_rule(cast, "notice.mail_hours", "09:00-18:00")
    assert times.is_quiet(late)
    assert times.after_quiet_hours(late) == clock.moment(MONDAY + dt.timedelta(days=1), dt.time(9))


@pytest.mark.rule("DATE-08")
def test_a_badge_counts_the_days_left_only_as_far_as_the_rulebook_says(cast):
    with clock.standing_at(MONDAY):
        due = clock.end_of(dt.date(2026, 3, 11))  # seven working days ahead
        assert "7" in badges.badge(due).text.split(" · ")[0]
        set_rule(cast, "notice.far_workdays", 5)
        assert len(badges.badge(due).text.split(" · ")) == 1


def test_the_page_of_notices_names_the_hours(client, cast):
    set_rule(cast, "notice.mail_hours", "09:00-18:00")
    client.force_login(cast.worker)
    text = client.get("/notifications/settings/").content.decode()
    assert "09:00" in text
    assert "18:00" in text
