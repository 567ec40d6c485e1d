"""How dates, days, money and sizes are worded (ui/ia.md 6.4), and what the tags print."""

import datetime as dt
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from core import clock, formats

TODAY = dt.date(2026, 11, 3)


@pytest.fixture(params=["zh-hans", "en"])
def language(request):
    with translation.override(request.param), clock.standing_at(TODAY):
        yield request.param


WORDED = [
    (formats.day, TODAY, "11月3日(周二)", "Tue 3 Nov"),
    (formats.day, dt.date(2025, 11, 3), "2025年11月3日(周一)", "Mon 3 Nov 2025"),
    (formats.day_full, TODAY, "2026年11月3日", "3 Nov 2026"),
    (formats.day_heading, TODAY, "2026年11月3日 星期二", "Tuesday 3 Nov 2026"),
    (formats.day_short, TODAY, "11-03", "11-03"),
    (formats.month, TODAY, "2026年11月", "Nov 2026"),
    (formats.days, Decimal("3.0"), "3 天", "3 days"),
    (formats.days, Decimal("0.5"), "半天", "half a day"),
    (formats.days, Decimal("1.5"), "1.5 天", "1.5 days"),
    (formats.days, 1, "1 天", "1 day"),
    (formats.money, Decimal("2400"), "2,400.00 元", "CNY 2,400.00"),
    (formats.size, 186_368, "182 KB", "182 KB"),
    (formats.size, 1_258_291, "1.2 MB", "1.2 MB"),
]


@pytest.mark.parametrize(("shape", "value", "zh", "en"), WORDED)
def test_a_value_is_worded_in_the_language_of_the_reader(language, shape, value, zh, en):
    assert shape(value) == (en if language == "en" else zh)


def test_a_moment_is_shown_in_the_time_zone_of_the_organization(language):
    instant = dt.datetime(2026, 11, 2, 18, 26, tzinfo=dt.UTC)  # already the 3rd in Shanghai
    assert formats.moment(instant) == ("today 02:26" if language == "en" else "今天 02:26")


def draw(template, **context):
    return Template(template).render(Context(context))


def test_a_deadline_says_its_state_by_shape_and_words_and_not_by_colour_alone():
    drawn = draw("{% due badge %}", badge=("over", "1 working day overdue · was due Mon 2 Nov"))
    assert "due-over" in drawn
    assert "<svg" in drawn
    assert "1 working day overdue" in drawn


def test_words_from_people_are_escaped_in_badges():
    assert "<b>" not in draw("{% due badge %}", badge=("wait", "With <b>x</b>"))
    assert "<script" not in draw("{% status 'done' text %}", text="<script>")


def test_an_icon_is_silent_unless_it_has_a_label():
    assert 'aria-hidden="true"' in draw("{% icon 'lock' %}")
    assert 'aria-label="Locked"' in draw("{% icon 'lock' '' 'Locked' %}")


def test_an_unknown_icon_is_a_fault_of_the_page_and_is_found_at_once():
    with pytest.raises(LookupError):
        draw("{% icon 'no-such-icon' %}")


def test_a_bar_carries_its_share_and_its_sentence():
    drawn = draw("{% bar 12 14 '12 of 14 complete' %}")
    assert 'width="85.7"' in drawn
    assert "12 of 14 complete" in drawn
    assert "style=" not in drawn
