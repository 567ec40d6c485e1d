"""The pages of attendance: who opens them, what they show, what they cost, and that they work without JavaScript."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from archives.sheets import Filled
from core import clock
from people.models import Role
from rulebook.calendars import calendar
from staff.attendance import actions, closing, grid
from staff.attendance.models import AttendanceDay, Half, Mark, Outing
from staff.attendance.sheets import AttendanceCheck, AttendanceRecord
from tests.attendance.conftest import MARCH
from tests.factories.people import appoint, person

DAY = dt.date(2026, 3, 10)
GRID = "/attendance/groups/g1/2026-03/"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def desk(client, settings):
    settings.LANGUAGE_CODE = "en"
    client.cookies["django_language"] = "en"
    return client


def test_the_grid_shows_what_stands_out_first_and_links_each_cell(cast, kept, desk):
    actions.record(by=cast.sa, entries=[actions.Entry(cast.worker, DAY, came=dt.time(9, 17))])
    desk.force_login(cast.sa)
    page = desk.get(GRID).content.decode()
    assert f"/attendance/people/{cast.worker.uuid}/days/2026-03-10/" in page
    assert "came 09:17, 17 minutes late" in page
    assert "mkx late" in page
    desk.force_login(cast.hr)
    assert f"/people/{cast.worker.uuid}/days/2026-03-10/" not in desk.get(GRID).content.decode()


def test_a_spell_of_leave_is_one_line_of_what_stands_out(cast, kept, desk):
    about = "leave.leaverequest:00000000-0000-0000-0000-000000000001"
    for day in (5, 6, 9, 11):
        halves = [(dt.date(2026, 3, day), half) for half in Half]
        actions.mark(person=cast.worker, halves=halves, mark=Mark.LEAVE, about=about, by=cast.sa)
    found = grid.notices(closing.look(kept, MARCH), link="cell")
    assert [one.day.day for one in found] == [11, 5]
    assert " – " not in found[0].text
    assert found[1].text == "Thu 5 Mar – Mon 9 Mar"


def test_a_month_that_is_not_over_says_from_when_it_can_be_reported(cast, kept, desk):
    desk.force_login(cast.sa)
    with clock.standing_at(dt.datetime(2026, 3, 10, 17, 0, tzinfo=dt.UTC)):
        page = desk.get(f"{GRID}close/").content.decode()
    assert "This month is not over. It can be reported from Tue 31 Mar." in page
    assert "to be completed before the report" not in page  # the days to come are no gaps
    assert "Check and report to HR" not in page


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("sa", 200),
        ("hr", 200),
        ("ddg", 200),
        ("dg", 200),
        ("sa2", 403),
        ("worker", 403),
        ("supervisor", 403),
        ("leader", 403),
    ],
)
def test_the_grid_opens_for_those_who_keep_or_verify(cast, kept, desk, who, code):
    desk.force_login(getattr(cast, who))
    assert desk.get(GRID).status_code == code


@pytest.mark.rule("ATT-03")
def test_a_day_is_filled_with_one_button_and_one_person_through_a_cell(cast, world, desk):
    desk.force_login(cast.sa)
    with clock.standing_at(dt.datetime(2026, 3, 10, 17, 0, tzinfo=dt.UTC)):
        page = desk.get("/attendance/groups/g1/days/2026-03-10/").content.decode()
        assert page.count('name="there"') == 3
        desk.post("/attendance/groups/g1/days/2026-03-10/fill/", {"there": [cast.worker.pk, cast.assistant.pk]})
        assert set(AttendanceDay.objects.values_list("person", flat=True)) == {cast.worker.pk, cast.assistant.pk}
        answer = desk.post(
            f"/attendance/people/{cast.worker2.uuid}/days/2026-03-10/",
            {"morning": "late", "afternoon": "present", "came": "09:20", "left": "", "note": ""},
        )
    assert answer.status_code == 302
    assert answer.url == GRID
    row = AttendanceDay.objects.get(person=cast.worker2)
    assert (row.morning, row.late_minutes) == (Mark.LATE, 20)


def test_a_cell_of_somebody_elses_group_does_not_exist(cast, kept, desk):
    desk.force_login(cast.sa2)
    assert desk.get(f"/attendance/people/{cast.worker.uuid}/days/2026-03-10/").status_code == 404
    desk.force_login(cast.hr)
    assert desk.get(f"/attendance/people/{cast.worker.uuid}/days/2026-03-10/").status_code == 403


def test_closing_names_the_holes_then_leads_to_the_record(cast, kept, desk):
    row = AttendanceDay.objects.get(person=cast.worker, day=DAY)
    row.morning = Mark.NONE
    row.save()
    desk.force_login(cast.sa)
    said = {"source": "sa_phone", "remark": ""}
    page = desk.post(f"{GRID}close/", said).content.decode()
    assert "1 day to be completed before the report" in page
    assert not AttendanceRecord.objects.exists()
    actions.fill_present(by=cast.sa, group=kept, days=[DAY])
    answer = desk.post(f"{GRID}close/", said)
    record = AttendanceRecord.objects.get()
    assert answer.url == record.get_absolute_url()
    for url in (answer.url, f"{answer.url}print/", f"/attendance/records/{record.uuid}.pdf"):
        assert desk.get(url).status_code == 200
    cell = desk.get(f"/attendance/people/{cast.worker.uuid}/days/2026-03-10/")
    assert cell.status_code == 302
    assert cell.url.endswith("/correct/")
    assert desk.get(cell.url).status_code == 200
    desk.post(cell.url, {"morning": "absent", "afternoon": "present", "reason": "host unit's letter"})
    assert "host unit&#x27;s letter" in desk.get(answer.url).content.decode()


def test_an_outing_is_announced_ended_and_verified(cast, desk):
    desk.force_login(cast.worker)
    with clock.standing_at(clock.moment(DAY, dt.time(10))):
        assert desk.get("/outings/new/").status_code == 200
        form = {
            "purpose": "liaison",
            "place": "河东街道办",
            "day": "2026-03-10",
            "starts": "10:00",
            "ends": "11:30",
            "note": "",
        }
        answer = desk.post("/outings/new/", form)
        row = Outing.objects.get()
        assert answer.url == row.get_absolute_url()
        assert desk.get(answer.url).status_code == 200
        assert "overlap" not in desk.post("/outings/new/", form).content.decode()
        assert Outing.objects.count() == 1
    with clock.standing_at(clock.moment(DAY, dt.time(11))):
        desk.logout()
        desk.force_login(cast.worker)
        assert "I am back" in desk.get("/outings/").content.decode()
        desk.post(f"/outings/{row.uuid}/back/")
        desk.force_login(cast.sa)
        assert "河东街道办" in desk.get("/outings/?of=others").content.decode()
        desk.post(f"/outings/{row.uuid}/verify/", {"verified_with": "街道办 王主任"})
        desk.force_login(cast.worker2)
        assert desk.get(row.get_absolute_url()).status_code == 404
    row.refresh_from_db()
    assert row.returned_at
    assert row.verified_by == cast.sa


def test_a_check_is_recorded_read_and_printed(cast, desk):
    desk.force_login(cast.sa)
    with clock.standing_at(clock.moment(DAY, dt.time(10))):
        assert desk.get(f"/attendance/checks/new/?who={cast.worker.staff_no}").status_code == 200
        form = {
            "checked": cast.worker.pk,
            "way": "phone",
            "at": "2026-03-10T09:30",
            "result": "present",
            "informant": "刘主任",
            "note": "",
        }
        desk.post("/attendance/checks/new/", form)
    row = AttendanceCheck.objects.get()
    desk.logout()
    desk.force_login(cast.sa)
    for url in (
        "/attendance/checks/",
        row.get_absolute_url(),
        f"{row.get_absolute_url()}print/",
        f"/attendance/checks/{row.uuid}.pdf",
    ):
        assert desk.get(url).status_code == 200
    desk.force_login(cast.worker)
    assert desk.get(row.get_absolute_url()).status_code == 404
    assert desk.get("/attendance/checks/").status_code == 403


def test_the_other_pages_open_for_those_they_are_for(cast, kept, desk):
    with clock.standing_at(dt.date(2026, 3, 2)):
        actions.commit_seed()
    for who, urls in {
        "hr": ("/attendance/groups/?month=2026-03", "/attendance/flags/?month=2026-03", "/attendance/discipline/new/", "/attendance/sample/", "/attendance/checks/plan/"),
        "worker": ("/attendance/", "/attendance/discipline/", "/attendance/sample/", "/outings/"),
        "leader": ("/attendance/people/2026-03/", f"/attendance/people/{cast.worker2.uuid}/2026-03/"),
        "hr_director": ("/attendance/people/2026-03/",),
        "sa": ("/attendance/people/" + f"{cast.worker.uuid}/2026-03/", f"{GRID}?view=days", f"{GRID}?view=people", f"{GRID}?view=outings"),
    }.items():  # fmt: skip
        desk.force_login(getattr(cast, who))
        for url in urls:
            assert desk.get(url).status_code == 200, (who, url)
    desk.force_login(cast.hr)
    assert desk.post("/attendance/sample/2026-03/draw/", {"posted_to": "2026-04-30"}).status_code == 302
    for url in ("/attendance/sample/2026-03/", "/attendance/sample/2026-03/print/", "/attendance/sample/2026-03/pdf/"):
        assert desk.get(url).status_code == 200
    note = {"person": cast.worker.pk, "day": "2026-04-01", "category": "phone", "facts": "x", "talk": ""}
    assert desk.get(desk.post("/attendance/discipline/new/", note).url).status_code == 200
    desk.force_login(cast.sa)
    assert desk.get("/attendance/groups/?month=2026-03").url == GRID


def statements(desk, url):
    desk.get(url)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert desk.get(url).status_code == 200
    return len(caught)


def test_every_list_costs_the_same_for_few_and_for_many(cast, world, kept, desk):
    """40 people and 31 days: the grid, the day, the overview, the checks, the outings, the flags (law 9)."""
    pages = {
        "sa": (GRID, "/attendance/groups/g1/days/2026-03-10/", f"{GRID}close/", "/attendance/checks/", "/outings/?of=others", "/attendance/checks/coverage/?month=2026-03"),
        "hr": (GRID, "/attendance/groups/?month=2026-03", "/attendance/flags/?month=2026-03", "/attendance/checks/"),
        "leader": ("/attendance/people/2026-03/",),
    }  # fmt: skip
    one_of_each(cast, AttendanceDay.objects.filter(person=cast.worker2, day=DAY).select_related("person").get())
    before = {}
    for who, urls in pages.items():
        desk.force_login(getattr(cast, who))
        before |= {(who, url): statements(desk, url) for url in urls}
    many(cast, world, kept)
    for who, urls in pages.items():
        desk.force_login(getattr(cast, who))
        for url in urls:
            assert statements(desk, url) <= before[who, url], url


def one_of_each(cast, row):
    """An outing, a check and a day of absence of one person."""
    with clock.standing_at(clock.moment(DAY, dt.time(12))):
        ends = clock.now() + dt.timedelta(hours=1)
        actions.announce(by=row.person, purpose="errand", place="邮局", starts_at=clock.now(), ends_at=ends)
        sheet = AttendanceCheck(checked=row.person, way="phone", result="present", at=clock.now())
        actions.file_check(filled=Filled(sheet), by=cast.sa)
    actions.record(by=cast.sa, entries=[actions.Entry(row.person, DAY, morning=Mark.ABSENT, afternoon=Mark.ABSENT)])


def many(cast, world, kept):
    for number in range(37):
        one = person(f"M{number:03}", f"员{number}")
        appoint(one, Role.SOCIAL_WORKER, point=world.centre, group=kept)
    actions.fill_present(by=cast.sa, group=kept, days=calendar().working_days(MARCH, dt.date(2026, 3, 31)))
    for row in AttendanceDay.objects.filter(person__staff_no__startswith="M", day=DAY).select_related("person"):
        one_of_each(cast, row)
