"""Appointments, structure, calendar and settings out of and into Excel: tried first, stored by the actions."""

import datetime as dt
import io

import pytest
import xlsxwriter
from django.utils import translation
from python_calamine import CalamineWorkbook

from access.models import AuditEvent
from core import clock
from notifications.models import Deadline
from people import actions
from people.models import Appointment, Department, HostUnit, ServicePoint, SupervisionGroup
from rulebook.models import CalendarDay

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)
PAGES = {
    "appointments": "/admin/people/appointment/",
    "departments": "/admin/people/department/",
    "host units": "/admin/people/hostunit/",
    "points": "/admin/people/servicepoint/",
    "groups": "/admin/people/supervisiongroup/",
    "days": "/admin/rulebook/calendarday/",
}


@pytest.fixture(autouse=True)
def english(client):
    client.cookies["lang"] = "en"
    with translation.override("en"), clock.standing_at(TODAY):
        yield


@pytest.fixture
def hr(client, cast):
    client.force_login(cast.hr)
    return client


def xlsx(headings, *rows):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, cells in enumerate([headings, *rows]):
            sheet.write_row(at, 0, cells)
    buffer.seek(0)
    buffer.name = "list.xlsx"
    return buffer


def table(content):
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def tried(hr, page, *table):
    return hr.post(f"{PAGES[page]}import/", {"file": xlsx(*table)}).context


def imported(hr, page, *table):
    found = tried(hr, page, *table)
    assert found["errors"] == []
    assert hr.post(f"{PAGES[page]}import/", {"rows": found["rows"]}).status_code == 302
    return found


POST = ["Staff number", "Role", "Service point", "Supervision group", "Since", "Until (last day)", "Reason"]


@pytest.mark.rule("ORG-05")
def test_appointments_are_tried_first_and_stored_by_the_action(hr, cast, world):
    actions.create_person(by=cast.hr, staff_no="T1", name="单晓燕")
    line = ["T1", "social worker", world.centre.name, world.group.code, "2026-03-09", "", "新入职"]
    found = tried(hr, "appointments", POST, line)
    assert (found["added"], found["changed"]) == (1, 0)
    assert not Appointment.objects.filter(person__staff_no="T1").exists()
    hr.post(f"{PAGES['appointments']}import/", {"rows": found["rows"]})
    held = Appointment.objects.get(person__staff_no="T1")
    assert (held.role, held.point, held.group, held.since) == (
        "social_worker", world.centre, world.group, dt.date(2026, 3, 9)
    )  # fmt: skip
    assert held.appointed_by == cast.hr
    line[5] = "2026-12-31"
    assert imported(hr, "appointments", POST, line)["changed"] == 1
    held.refresh_from_db()
    assert held.until == dt.date(2026, 12, 31)


@pytest.mark.rule("ORG-05")
def test_what_is_wrong_with_an_appointment_is_named_by_row_and_column(hr, cast, world):
    group, point = world.group.code, world.centre.code
    errors = tried(
        hr, "appointments", POST,
        ["NOBODY", "social worker", point, group, "2026-03-09", "", ""],
        [cast.outsider.staff_no, "astronaut", point, group, "2026-03-09", "", ""],
        [cast.outsider.staff_no, "social worker", "", group, "2026-03-09", "", ""],
        [cast.outsider.staff_no, "supervision_assistant", "", group, "2026-03-09", "", ""],  # the group has one
        [cast.outsider.staff_no, "social worker", point, group, "", "", ""],
        [cast.hr.staff_no, "cashier", "", "", "2026-03-09", "", ""],  # HR's own
    )["errors"]  # fmt: skip
    assert [(error.row, error.column) for error in errors] == [
        (2, "Staff number"), (3, "Role"), (4, "Service point"), (5, "Supervision group"), (6, "Since"), (7, "")
    ]  # fmt: skip
    assert not Appointment.objects.filter(person=cast.outsider, since=dt.date(2026, 3, 9)).exists()


@pytest.mark.rule("ORG-02")
def test_the_structure_comes_in_from_excel(hr, cast, world):
    imported(hr, "departments", ["Code", "Name", "Reports to"], ["volunteer", "义工部", "dg_office"])
    assert Department.objects.get(code="volunteer").parent.code == "dg_office"
    imported(hr, "host units", ["Name", "Contact person"], ["河西医院", "刘主任"])
    headings = ["Code", "Name", "Service type", "Service field", "Host unit", "Can store closed originals"]
    imported(hr, "points", headings, ["P88", "河西医院岗", "post", "03", "河西医院", "×"])
    point = ServicePoint.objects.get(code="P88")
    assert (point.host_unit, point.has_storage) == (HostUnit.objects.get(name="河西医院"), False)
    imported(hr, "groups", ["Code", "Name"], ["g88", "第八十八小组"], [world.group.code, "改名组"])
    assert SupervisionGroup.objects.get(code="g88").active
    assert SupervisionGroup.objects.get(pk=world.group.pk).name == "改名组"
    errors = tried(hr, "points", headings, ["P89", "某处", "castle", "03", "", ""])["errors"]
    assert [(error.row, error.column) for error in errors] == [(2, "Service type")]


@pytest.mark.rule("DATE-01")
@pytest.mark.example("EX-22")
def test_the_days_of_a_year_come_in_together_and_what_rests_on_them_is_counted_once(hr, cast):
    from notifications.actions import owe

    owed = owe("case.record", about="cases.case:x", owner=cast.worker, since=dt.date(2026, 12, 31))
    assert (clock.day_of(owed.due_at - dt.timedelta(seconds=1)), owed.provisional) == (dt.date(2027, 1, 4), True)
    days = ["2027-01-01", "holiday", "元旦"], ["2027-01-02", "holiday", "元旦"], ["2027-01-09", "workday", ""]
    imported(hr, "days", ["Day", "Kind", "Name"], *days)
    assert CalendarDay.objects.get(day="2027-01-01").edited_by == cast.hr
    moved = Deadline.objects.get(pk=owed.pk)
    assert clock.day_of(moved.due_at - dt.timedelta(seconds=1)) == dt.date(2027, 1, 5)
    errors = tried(hr, "days", ["Day", "Kind", "Name"], ["2027-13-01", "holiday", ""], ["2027-05-01", "feast", ""])
    assert [(error.row, error.column) for error in errors["errors"]] == [(2, "Day"), (3, "Kind")]


@pytest.mark.parametrize("page", PAGES)
def test_an_export_is_logged_and_may_be_imported_again_unchanged(hr, cast, page):
    content = hr.get(f"{PAGES[page]}export/").content
    event = AuditEvent.objects.latest("seq")
    assert (event.actor, event.verb, event.detail["rows"]) == (cast.hr, "export", len(table(content)) - 1)
    file = io.BytesIO(content)
    file.name = "list.xlsx"
    answer = hr.post(f"{PAGES[page]}import/", {"file": file}).context
    assert [str(error) for error in answer["errors"]] == []
    assert answer["added"] == 0
    assert table(hr.get(f"{PAGES[page]}import/template/").content) == table(content)[:1]


def test_settings_are_taken_out_but_not_in_and_nobody_else_does_either(hr, cast, client):
    base = "/admin/rulebook/rulevalue/"
    assert hr.get(f"{base}export/").status_code == 200
    assert "import/" not in hr.get(base).content.decode()
    assert hr.get(f"{base}import/").status_code != 200
    client.force_login(cast.sa)
    for page in PAGES.values():
        for end in ("export/", "import/", "import/template/"):
            assert client.get(f"{page}{end}", follow=True).status_code == 403
