"""My day, the notices and their settings: everybody sees their own, at the same cost for 2 rows and for 200."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from core import clock
from notifications import actions, agenda, panels
from notifications.models import Notification, Preference
from notifications.names import first_name

TUESDAY = clock.moment(dt.date(2026, 11, 3), dt.time(9))
PAGES = ["today", "later", "done", "list", "week"]


@pytest.fixture(autouse=True)
def tuesday():
    with clock.standing_at(TUESDAY):
        yield


@pytest.fixture
def client(client, cast):
    client.force_login(cast.worker)
    client.cookies["lang"] = "en"
    return client


def fill(cast, paper, number):
    """Overdue, today, this week, later, done; notices and engagements."""
    for n in range(number):
        for since in (dt.date(2026, 10, 28), dt.date(2026, 10, 30), dt.date(2026, 11, 3), dt.date(2026, 11, 20)):
            actions.owe("case.record", about=paper.ref(), owner=cast.worker, since=since)
        done = paper.ref()
        actions.owe("case.record", about=done, owner=cast.worker, since=dt.date(2026, 11, 2))
        actions.met("case.record", about=done)
        actions.tell(cast.worker, "Hello", key=f"{number}:{n}", about=paper.ref())
        start = TUESDAY + dt.timedelta(hours=1)
        actions.engage(about=paper.ref(), owner=cast.worker, what="会谈", starts_at=start, ends_at=start)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_costs_the_same_for_2_rows_and_for_200(client, cast, paper, page):
    def cost():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(reverse(f"notifications:{page}")).status_code == 200
        return len(seen)

    fill(cast, paper, 2)
    cost()  # warms what is remembered per process
    two = cost()
    fill(cast, paper, 48)
    assert cost() == two


def test_the_first_line_names_the_reader_and_how_much_is_first(client, cast, paper):
    fill(cast, paper, 1)
    page = client.get(reverse("notifications:today")).content.decode()
    assert "晓岚, 2 things first today" in page
    assert page.count("btn-primary") == 1
    assert "陈女士的申请" in page


def test_the_schedule_speaks_the_readers_language_and_says_with_whom(cast, paper):
    start = TUESDAY + dt.timedelta(hours=1)
    actions.engage(about=paper.ref(), owner=cast.worker, what="Today", starts_at=start, ends_at=start)
    with translation.override("zh-hans"):
        (entry,) = agenda.schedule(cast.worker, TUESDAY.date(), TUESDAY.date())
        assert entry.title == f"{gettext('Today')}：陈女士的申请"


def test_after_twelve_rows_the_rest_is_folded(client, cast, paper):
    fill(cast, paper, 10)
    folded = client.get(reverse("notifications:today")).content.decode()
    assert folded.count('<article class="todo') == 12
    assert "18 more" in folded
    opened = client.get(reverse("notifications:today") + "?all=1").content.decode()
    assert opened.count('<article class="todo') == 30


def test_without_work_the_page_says_so_and_what_comes_next(client, cast, paper):
    actions.owe("case.record", about=paper.ref(), owner=cast.worker, since=dt.date(2026, 11, 20))
    page = client.get(reverse("notifications:today")).content.decode()
    assert "work is done" in page
    assert "by Tue 24 Nov" in page


def test_work_on_something_one_may_no_longer_see_stays_without_its_name(client, cast, paper):
    actions.owe("case.record", about=paper.ref(), owner=cast.worker, since=dt.date(2026, 10, 30))
    paper.barred.add(cast.worker.pk)
    page = client.get(reverse("notifications:today")).content.decode()
    assert "Record of a contact" in page
    assert "陈女士" not in page


def test_nobody_sees_what_another_owes_or_was_told(client, cast, paper):
    actions.owe("case.record", about=paper.ref(), owner=cast.worker2, since=dt.date(2026, 10, 30))
    actions.tell(cast.worker2, "Secret", key="k", about=paper.ref())
    for page in PAGES:
        content = client.get(reverse(f"notifications:{page}")).content.decode()
        assert "陈女士" not in content
        assert "Secret" not in content
    other = Notification.objects.get()
    for method in (client.get, client.post):
        assert method(reverse("notifications:go", args=[other.uuid])).status_code == 404
    client.post(reverse("notifications:read_all"))
    assert Notification.objects.unread().filter(to=cast.worker2).count() == 1


def test_only_the_button_marks_a_notice_as_read(client, cast, paper):
    actions.tell(cast.worker, "Hello", key="k", about=paper.ref())
    row = Notification.objects.get()
    address = reverse("notifications:go", args=[row.uuid])
    assert client.get(address)["Location"].startswith("/papers/")
    assert Notification.objects.unread().count() == 1
    assert client.post(address)["Location"].startswith("/papers/")
    assert Notification.objects.unread().count() == 0


def test_all_read(client, cast):
    for key in "abc":
        actions.tell(cast.worker, "Hello", key=key)
    assert "3 notices" in client.get(reverse("notifications:list")).content.decode()
    client.post(reverse("notifications:read_all"))
    assert not Notification.objects.unread().exists()


def test_the_settings_are_ones_own(client, cast):
    client.post(reverse("notifications:settings"), {"mail": "none", "language": "en"})
    assert Preference.objects.get().user == cast.worker
    assert Preference.objects.get().mail == "none"


def test_rooms_put_their_panels_and_offers_on_my_day(client, cast, monkeypatch):
    monkeypatch.setattr(panels, "_panels", {})
    monkeypatch.setattr(panels, "_offers", {})
    lines = [panels.Line("Half a day", "with the assistant", "/x/", "remind")]
    panels.register("waiting", lambda user: panels.Panel("Waiting for others", bar=(12, 14, "12 of 14"), lines=lines))
    panels.register("none", lambda user: None)
    panels.offer("settings", "Something new", "notifications:settings", lambda user: user == cast.worker)
    page = client.get(reverse("notifications:today")).content.decode()
    for words in ("Waiting for others", "12 of 14", "Half a day", "Something new"):
        assert words in page


@pytest.mark.parametrize(
    ("name", "called"), [("林晓岚", "晓岚"), ("欧阳明远", "明远"), ("王芳", "王芳"), ("陈立", "陈立")]
)
def test_people_are_called_by_their_given_name(cast, name, called):
    cast.worker.name = name
    assert first_name(cast.worker) == called
