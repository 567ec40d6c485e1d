"""The Django admin of people: rights from appointments, writes through actions, no side door."""

import datetime as dt
import io

import pytest
import xlsxwriter
from django.contrib import admin
from python_calamine import CalamineWorkbook

from access.models import AuditEvent
from people import actions, lists
from people.models import Appointment, Role, User

pytestmark = pytest.mark.django_db
STAFF = "/admin/people/user/"


@pytest.fixture
def hr(client, cast):
    client.force_login(cast.hr)
    return client


def person_data(**changes):
    return {"staff_no": "T100", "name": "单晓燕", **changes}


def test_only_hr_and_system_administrators_come_in(client, cast):
    for person, status in ((cast.hr, 200), (cast.hr_director, 200), (cast.admin, 200)):
        client.force_login(person)
        assert client.get(STAFF).status_code == status
    for person in (cast.dg, cast.ddg, cast.sa, cast.auditor, cast.outsider):
        client.force_login(person)
        for path in ("/admin/", STAFF, f"{STAFF}export/", f"{STAFF}import/", f"{STAFF}add/"):
            assert client.get(path, follow=True).status_code == 403, (person, path)


def test_the_admin_has_no_sign_in_of_its_own(client, cast):
    actions.set_first_password(person=cast.hr, password="a long walk by the river")
    answer = client.post("/admin/login/", {"username": cast.hr.staff_no, "password": "a long walk by the river"})
    assert answer.headers["Location"].startswith("/login/")
    assert client.get("/admin/").status_code == 302
    client.force_login(cast.outsider)
    assert client.get("/admin/login/").status_code == 403
    client.force_login(cast.hr)
    assert client.get("/admin/password_change/").headers["Location"] == "/password/"


def test_a_superuser_is_nobody_in_here(client, cast):
    cast.outsider.is_superuser = True
    cast.outsider.save()
    client.force_login(cast.outsider)
    assert client.get(STAFF, follow=True).status_code == 403


def test_a_new_member_of_staff_is_made_by_the_action(hr, cast):
    answer = hr.post(f"{STAFF}add/", person_data())
    assert answer.status_code == 302, answer.context["errors"]
    person = User.objects.get(staff_no="T100")
    assert person.pinyin == "shanxiaoyan"
    assert not person.has_usable_password()
    assert person.history.first().history_user == cast.hr


def test_a_change_is_made_by_the_action_with_history(hr, cast):
    answer = hr.post(f"{STAFF}{cast.worker.pk}/change/", person_data(staff_no=cast.worker.staff_no, name="仇英"))
    assert answer.status_code == 302
    cast.worker.refresh_from_db()
    assert (cast.worker.name, cast.worker.pinyin) == ("仇英", "qiuying")
    assert cast.worker.history.count() == 2


def test_flags_of_power_are_no_fields(hr, cast):
    page = hr.get(f"{STAFF}{cast.worker.pk}/change/").content.decode()
    for field in ("is_superuser", "is_active", "groups", "user_permissions", "password"):
        assert f'name="{field}"' not in page
    hr.post(f"{STAFF}{cast.worker.pk}/change/", person_data(staff_no=cast.worker.staff_no, is_superuser="on"))
    cast.worker.refresh_from_db()
    assert not cast.worker.is_superuser


def test_what_the_action_refuses_stands_beside_the_field(hr, cast, world):
    data = {
        "person": cast.outsider.pk,
        "role": Role.SUPERVISION_ASSISTANT,
        "group": world.group.pk,
        "since": "2026-03-02",
    }
    answer = hr.post("/admin/people/appointment/add/", data)
    assert answer.status_code == 200
    assert "group" in answer.context["adminform"].form.errors
    assert not Appointment.objects.filter(person=cast.outsider).exists()


def test_hr_gives_a_role_and_ends_it_without_rewriting_it(hr, cast, world):
    data = {"person": cast.outsider.pk, "role": Role.ARCHIVIST, "since": "2026-03-02"}
    assert hr.post("/admin/people/appointment/add/", data).status_code == 302
    held = Appointment.objects.get(person=cast.outsider)
    assert held.appointed_by == cast.hr
    end = {**data, "role": Role.DIRECTOR_GENERAL, "until": "2026-06-30", "reason": "届满"}
    assert hr.post(f"/admin/people/appointment/{held.pk}/change/", end).status_code == 302
    held.refresh_from_db()
    assert (held.role, held.until) == (Role.ARCHIVIST, dt.date(2026, 6, 30))


def test_nobody_appoints_oneself_through_the_admin(hr, cast):
    data = {"person": cast.hr.pk, "role": Role.DIRECTOR_GENERAL, "since": "2026-03-02"}
    assert hr.post("/admin/people/appointment/add/", data).status_code == 403
    assert not Appointment.objects.filter(person=cast.hr, role=Role.DIRECTOR_GENERAL).exists()


def test_nothing_can_be_deleted_and_there_are_no_bulk_actions(hr, cast):
    for model, page in admin.site._registry.items():
        info = model._meta
        assert hr.get(f"/admin/{info.app_label}/{info.model_name}/1/delete/").status_code in (302, 403), model
        assert not page.actions
    answer = hr.post(STAFF, {"action": "delete_selected", "_selected_action": [cast.worker.pk]})
    assert answer.status_code in (200, 302)
    assert User.objects.filter(pk=cast.worker.pk).exists()


def test_every_list_of_the_admin_costs_the_same_for_many_rows(hr, cast, django_assert_max_num_queries):
    for number in range(60):
        actions.create_person(by=cast.hr, staff_no=f"M{number}", name="某某", department=cast.service.department)
    for page in ("user", "appointment", "department", "servicepoint", "standin"):
        with django_assert_max_num_queries(16):
            assert hr.get(f"/admin/people/{page}/").status_code == 200


def test_a_set_up_link_is_shown_once_after_a_click(hr, cast):
    path = f"{STAFF}{cast.outsider.pk}/link/"
    assert "/setup/" not in hr.get(path).content.decode()
    assert "/setup/" in hr.post(path).content.decode()
    event = AuditEvent.objects.about(cast.outsider.ref).get(verb="account")
    assert (event.actor, event.detail["what"]) == (cast.hr, "set-up link issued")


def test_somebody_leaves_and_comes_back_through_the_pages(hr, cast):
    path = f"{STAFF}{cast.worker.pk}/"
    assert hr.post(f"{path}leave/", {"last_day": "2026-03-02", "reason": "离职"}).status_code == 302
    assert not User.objects.get(pk=cast.worker.pk).is_active
    assert hr.post(f"{path}return/", {"reason": "返聘"}).status_code == 302
    assert User.objects.get(pk=cast.worker.pk).is_active


def test_a_transfer_through_the_page(hr, cast, world):
    data = {"on": "2030-01-07", "point": world.project.pk, "group": world.group2.pk, "reason": "调岗"}
    assert hr.post(f"{STAFF}{cast.worker.pk}/transfer/", data).status_code == 302
    assert Appointment.objects.filter(person=cast.worker, point=world.project, since=dt.date(2030, 1, 7)).exists()


# --- Excel


def xlsx(*rows, headings=None):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for at, cells in enumerate([headings or list(lists.Staff().headings().values()), *rows]):
            sheet.write_row(at, 0, cells)
    buffer.seek(0)
    buffer.name = "staff.xlsx"
    return buffer


def row(staff_no, name="张三", department="", phone="", joined="", worker_no=""):
    return [staff_no, name, "", department, phone, "", joined, "", "", worker_no]


def table(content):
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


@pytest.fixture(autouse=True)
def english(client):
    client.cookies["lang"] = "en"


@pytest.fixture
def in_english():
    from django.utils import translation

    with translation.override("en"):
        yield


@pytest.mark.usefixtures("in_english")
class TestExcel:
    def test_a_file_is_tried_first_and_saved_in_the_second_step(self, hr, cast, world):
        file = xlsx(row("T1", "单晓燕", "服务部", "138", "2026-03-01", "301"), row(cast.worker.staff_no, "曾立"))
        answer = hr.post(f"{STAFF}import/", {"file": file})
        assert not User.objects.filter(staff_no="T1").exists()
        assert (answer.context["added"], answer.context["changed"]) == (1, 1)
        assert hr.post(f"{STAFF}import/", {"rows": answer.context["rows"]}).status_code == 302
        person = User.objects.get(staff_no="T1")
        assert (person.pinyin, person.department, person.joined_on) == (
            "shanxiaoyan",
            world.service,
            dt.date(2026, 3, 1),
        )
        assert person.worker_no == 301
        assert person.history.first().history_user == cast.hr
        cast.worker.refresh_from_db()
        assert (cast.worker.name, cast.worker.joined_on) == ("曾立", dt.date(2020, 1, 1))  # empty cells change nothing

    def test_errors_name_row_and_column_and_nothing_is_saved(self, hr):
        file = xlsx(
            row("T1"),
            row("T2", department="没有部"),
            row("T3", joined="昨天"),
            row("T4", worker_no="1000"),
            row("T5", name=""),
        )
        errors = hr.post(f"{STAFF}import/", {"file": file}).context["errors"]
        assert {(e.row, e.column) for e in errors} == {
            (3, "Department"),
            (4, "Joined on"),
            (5, "Worker number"),
            (6, "Name"),
        }
        assert not User.objects.filter(staff_no__startswith="T").exists()

    def test_a_staff_number_that_stands_twice_is_named(self, hr):
        file = xlsx(row("T1"), row("T1"), row("T2", department="没有部"))
        errors = hr.post(f"{STAFF}import/", {"file": file}).context["errors"]
        assert [(e.row, e.column) for e in errors] == [(3, "Staff number"), (4, "Department")]

    @pytest.mark.parametrize("content", [b"not excel", b"PK\x03\x04broken"])
    def test_another_file_is_refused_in_words(self, hr, content):
        file = io.BytesIO(content)
        file.name = "staff.xlsx"
        assert "Excel" in hr.post(f"{STAFF}import/", {"file": file}).context["problem"]

    def test_unknown_and_missing_columns_are_named(self, hr):
        problem = hr.post(f"{STAFF}import/", {"file": xlsx(headings=["Staff number", "Salary"])}).context["problem"]
        assert "Salary" in problem
        assert "Name" in problem

    def test_a_forged_second_step_imports_nothing(self, hr):
        answer = hr.post(f"{STAFF}import/", {"rows": "W1sx:forged:signature"})
        assert answer.context["problem"]
        assert not User.objects.filter(staff_no="T1").exists()

    def test_an_export_can_be_imported_again_and_is_in_the_read_log(self, hr, cast):
        content = hr.get(f"{STAFF}export/").content
        assert len(table(content)) == User.objects.count() + 1
        event = AuditEvent.objects.latest("seq")
        assert (event.actor, event.verb) == (cast.hr, "export")
        file = io.BytesIO(content)
        file.name = "staff.xlsx"
        answer = hr.post(f"{STAFF}import/", {"file": file})
        assert answer.context["errors"] == []
        assert answer.context["added"] == 0

    def test_a_name_that_looks_like_a_formula_stays_text(self, hr, cast):
        evil = '=HYPERLINK("http://x","y")'
        actions.create_person(by=cast.hr, staff_no="T9", name=evil[:40])
        content = hr.get(f"{STAFF}export/").content
        assert evil in [cell for line in table(content) for cell in line]
        import zipfile

        sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet.lower()
