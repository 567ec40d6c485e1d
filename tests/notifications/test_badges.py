"""The words of the deadline badge (ui/ia.md section 6.2), in both languages."""

import datetime as dt

import pytest
from django.utils import translation

from core import clock
from notifications.badges import badge, waiting

NOW = dt.datetime(2026, 11, 3, 9, 0)  # the Tuesday of the mockups


def on(day):
    return clock.end_of(dt.date.fromisoformat(day))


@pytest.fixture(autouse=True)
def tuesday(db):
    with clock.standing_at(clock.moment(NOW.date(), NOW.time())):
        yield


WORDS = [
    (
        on("2026-11-02"),
        "over",
        "已逾期 1 个工作日 · 应于 11月2日(周一) 前",
        "1 working day overdue · was due Mon 2 Nov",
    ),
    (
        on("2026-10-29"),
        "over",
        "已逾期 3 个工作日 · 应于 10月29日(周四) 前",
        "3 working days overdue · was due Thu 29 Oct",
    ),
    (on("2026-11-03"), "today", "今天截止", "Due today"),
    (clock.moment(dt.date(2026, 11, 3), dt.time(12)), "today", "今天截止 · 12:00 前", "Due today · by 12:00"),
    (on("2026-11-05"), "soon", "还剩 2 个工作日 · 11月5日(周四) 前", "2 working days left · by Thu 5 Nov"),
    (on("2026-11-04"), "soon", "还剩 1 个工作日 · 11月4日(周三) 前", "1 working day left · by Wed 4 Nov"),
    (on("2026-11-10"), "ok", "还剩 5 个工作日 · 11月10日(周二) 前", "5 working days left · by Tue 10 Nov"),
    (on("2026-11-17"), "ok", "还剩 10 个工作日 · 11月17日(周二) 前", "10 working days left · by Tue 17 Nov"),
    (on("2026-11-18"), "ok", "11月18日(周三) 前", "by Wed 18 Nov"),
    (on("2027-01-04"), "ok", "2027年1月4日(周一) 前", "by Mon 4 Jan 2027"),
    (
        clock.moment(dt.date(2026, 11, 9), dt.time(12)),
        "ok",
        "还剩 4 个工作日 · 11月9日(周一) 12:00 前",
        "4 working days left · by Mon 9 Nov 12:00",
    ),
]


@pytest.mark.parametrize(("due", "kind", "chinese", "english"), WORDS)
@pytest.mark.rule("DATE-02")
def test_an_open_deadline_counts_working_days_and_names_the_day(due, kind, chinese, english):
    with translation.override("en"):
        assert badge(due) == (kind, english)
    with translation.override("zh-hans"):
        assert badge(due)[0] == kind
        if translation.gettext("Due today") != "Due today":  # the catalogue is compiled
            assert badge(due).text == chinese


def test_what_is_done_says_whether_it_was_in_time():
    with translation.override("en"):
        assert badge(on("2026-11-03"), clock.moment(dt.date(2026, 11, 2))) == ("done", "On time · Mon 2 Nov")
        late = badge(on("2026-11-02"), clock.moment(dt.date(2026, 11, 3), dt.time(8)))
        assert late == ("late", "1 working day late · Tue 3 Nov")


def test_with_somebody_else_names_them_and_the_days():
    with translation.override("en"):
        assert waiting("He Jingwen", dt.date(2026, 10, 30)) == ("wait", "With He Jingwen · 2 working days")
        assert waiting("He Jingwen", dt.date(2026, 11, 3)) == ("wait", "With He Jingwen · since today")


@pytest.mark.rule("DATE-01")
def test_a_provisional_deadline_says_so():
    with translation.override("en"):
        assert badge(on("2026-11-05"), provisional=True).text.endswith(" · provisional")


def test_a_rest_day_before_the_last_day_is_not_counted():
    with translation.override("en"), clock.standing_at(clock.moment(dt.date(2026, 11, 7), dt.time(9))):  # Saturday
        assert badge(on("2026-11-08")) == ("soon", "by Sun 8 Nov")
        assert badge(on("2026-11-06")) == ("over", "Overdue · was due Fri 6 Nov")


def test_a_time_of_day_that_passed_is_overdue_the_same_day():
    noon = clock.moment(dt.date(2026, 11, 3), dt.time(8))
    with translation.override("en"):
        assert badge(noon) == ("over", "Overdue · was due Tue 3 Nov 08:00")
