"""The pages of casework: who gets them, what they show, and a whole case in the browser."""

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse

from access.models import AuditEvent
from cases import actions
from cases.models import Case, State
from core import clock
from tests.factories import cases as make

DAY = make.OPENED
TABS = ("detail", "records", "plan", "attachments", "approvals", "family", "access")


@pytest.fixture(autouse=True)
def today(db):
    with clock.standing_at(make.moment(DAY + dt.timedelta(days=1), 16)):
        yield


@pytest.fixture
def case(cast):
    case = make.planned(cast.worker2, cast.supervisor)
    make.record(case, DAY + dt.timedelta(days=1))
    return make.again(case)


def url(name, case, *more):
    return reverse(f"cases:{name}", args=[case.uuid, *more])


def give_reason(client, case, reason="inspection"):
    client.post(reverse("access:reason"), {"ref": case.ref, "next": url("detail", case), "reason": reason})


@pytest.mark.parametrize("tab", TABS)
def test_the_worker_reads_every_tab_and_each_reading_is_logged(client, case, cast, tab):
    client.force_login(cast.worker2)
    page = client.get(url(tab, case))
    assert page.status_code == 200
    assert "陈桂兰" in page.content.decode()
    assert AuditEvent.objects.about(case.ref).filter(actor=cast.worker2, verb="read").exists()


@pytest.mark.rule("CONF-01")
@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("who", ["worker", "worker_other", "hr", "admin", "auditor", "archivist"])
def test_what_one_may_not_see_does_not_exist(client, case, cast, who, tab):
    client.force_login(getattr(cast, who))
    assert client.get(url(tab, case)).status_code == 404


@pytest.mark.rule("CONF-08")
@pytest.mark.example("EX-76")
@pytest.mark.parametrize("who", ["sa", "leader", "service"])
def test_of_a_high_case_the_line_sees_number_state_and_dates_only(client, case, cast, who):
    actions.set_level(case=case, by=cast.worker2, level="high")
    client.force_login(getattr(cast, who))
    card = client.get(url("detail", case)).content.decode()
    assert case.number in card
    for secret in ("陈桂兰", "陈女士", "怕跌倒", "夜里"):
        assert secret not in card
    for tab in TABS[1:]:
        assert client.get(url(tab, case)).status_code == 404
    listed = client.get(reverse("cases:list")).content.decode()
    assert case.number in listed
    assert "陈" not in listed.replace("陈立", "")


@pytest.mark.example("EX-76")
def test_the_deputy_says_why_first_and_the_reason_is_in_the_log(client, case, cast):
    actions.set_level(case=case, by=cast.worker2, level="high")
    client.force_login(cast.ddg)
    asked = client.get(url("detail", case)).content.decode()
    assert "陈桂兰" not in asked
    give_reason(client, case, "complaint")
    assert "陈桂兰" in client.get(url("detail", case)).content.decode()
    assert AuditEvent.objects.about(case.ref).filter(actor=cast.ddg, reason="complaint").exists()


def test_the_supervisor_is_not_asked_and_supervision_is_logged(client, case, cast):
    client.force_login(cast.supervisor)
    assert "陈桂兰" in client.get(url("detail", case)).content.decode()
    assert AuditEvent.objects.about(case.ref).filter(actor=cast.supervisor, reason="supervision").exists()


def test_titles_and_addresses_say_nothing_about_the_client(client, case, cast):
    client.force_login(cast.worker2)
    for tab in TABS:
        page = client.get(url(tab, case)).content.decode()
        title = page.split("<title>")[1].split("</title>")[0]
        assert case.number not in title
        assert "陈" not in title
    assert case.number not in url("detail", case)


def test_every_form_opens_to_fill_in_read_and_print(client, case, cast):
    client.force_login(cast.worker2)
    for form in ("needs_assessment", "problem_rating_scale", "case_closing_evaluation", "case_closing_report",
                 "case_closing", "recording_consent", "service_agreement", "case_service_consent", "case_service_plan",
                 "case_basic_info", "inquiry_intake_visit_record"):  # fmt: skip
        assert client.get(url("fill", case, form)).status_code == 200, form
    for sheet in (make.sheet_of(case, "intake_info"), make.sheet_of(case, "case_service_plan"),
                  make.sheet_of(case, "case_record_process"), make.sheet_of(case, "problem_rating_scale")):  # fmt: skip
        assert client.get(sheet.get_absolute_url()).status_code == 200
        printed = client.get(url("print", case, sheet.NAME, sheet.uuid))
        assert printed.status_code == 200
        assert sheet.CODE in printed.content.decode()
    assert AuditEvent.objects.about(case.ref).filter(verb="print", actor=cast.worker2).count() == 4


@pytest.mark.rule("CONF-04")
def test_printing_is_for_worker_supervisor_and_heads(client, case, cast):
    sheet = make.sheet_of(case, "intake_info")
    for who, status in (("supervisor", 200), ("sa", 403), ("service", 403), ("leader", 403)):
        user = getattr(cast, who)
        client.force_login(user)
        give_reason(client, case)
        assert client.get(url("print", case, sheet.NAME, sheet.uuid)).status_code == status, who


def test_a_form_of_another_file_is_not_reached_through_this_one(client, case, cast):
    other = make.planned(cast.worker2, cast.supervisor)
    sheet = make.sheet_of(other, "intake_info")
    client.force_login(cast.worker2)
    assert client.get(url("form", case, sheet.NAME, sheet.uuid)).status_code == 404
    assert client.get(url("fill", case, "no_such_form")).status_code == 404


def test_nobody_else_gets_the_forms_to_fill_in(client, case, cast):
    for who in ("supervisor", "sa", "ddg"):
        client.force_login(getattr(cast, who))
        give_reason(client, case)
        assert client.get(url("fill", case, "needs_assessment")).status_code == 403
        for step in ("close", "open", "notice"):
            assert client.get(url(step, case)).status_code == 403


@pytest.mark.rule("CASE-33")
def test_the_supervisor_reads_a_record_on_its_page(client, case, cast):
    sheet = make.sheet_of(case, "case_record_process")
    client.force_login(cast.supervisor)
    assert "comment" in client.get(sheet.get_absolute_url()).content.decode()
    client.post(url("review", case, sheet.NAME, sheet.uuid), {"comment": "进展稳"})
    sheet.refresh_from_db()
    assert (sheet.reviewed_by, sheet.supervisor_comment) == (cast.supervisor, "进展稳")


@pytest.mark.rule("CASE-19")
def test_the_brief_record_is_not_offered_below_two_years(client, case, cast):
    client.force_login(cast.worker2)
    assert "?form=brief" not in client.get(url("record_new", case)).content.decode()
    page = client.get(url("record_new", case) + "?form=brief").content.decode()
    assert 'name="summary"' not in page
    cast.worker2.social_work_start_date = dt.date(2020, 1, 1)
    cast.worker2.save()
    assert 'name="summary"' in client.get(url("record_new", case) + "?form=brief").content.decode()


@pytest.mark.rule("CASE-37")
@pytest.mark.example("EX-62")
def test_uploading_sound_without_consent_is_refused_on_the_page(client, case, cast):
    from tests.cases.test_service import sound

    client.force_login(cast.worker2)
    page = client.post(url("attachments", case), {"kind": "audio", "title": "录音", "upload": sound()})
    assert "《录音录影同意书》" in page.content.decode() or "Consent to audio" in page.content.decode()
    assert not case.attachments.exists()
    make.fill(case, "recording_consent")
    assert (
        client.post(url("attachments", case), {"kind": "audio", "title": "录音", "upload": sound()}).status_code == 302
    )


def posted(form, **boxes):
    """The values of a form as a browser sends them."""
    values = dict(make.VALUES.get(form, {}))
    for box in make.DAYS.get(form, ()):
        values[box] = f"{clock.today()}T10:00" if box.endswith("_at") else clock.today()
    if form == "recording_consent":
        values["keep_until"] = clock.today() + dt.timedelta(days=90)
    data = {name: value for name, value in {**values, **boxes}.items() if value not in (False, None)}
    for name, lines in make.ROWS.get(form, {}).items():
        data |= {f"{name}-TOTAL_FORMS": len(lines), f"{name}-INITIAL_FORMS": 0}
        for number, line in enumerate(lines):
            data |= {f"{name}-{number}-{box}": value for box, value in line.items() if value is not False}
    return data


def test_a_case_from_the_telephone_to_the_closing(client, cast):
    """The story of a case as its worker and supervisor live it, through the pages alone."""
    from approvals.actions import act

    def sign_in():
        client.logout()
        client.force_login(cast.worker)

    def file(form, **boxes):
        answer = client.post(url("fill", case, form), posted(form, **boxes))
        assert answer.status_code == 302, (form, answer.context and answer.context["form"].what_is_wrong())
        assert "login" not in answer.url

    def agree(form):
        step = make.sheet_of(case, form).approval.steps.get(key="supervisor")
        act(step_id=step.pk, by=cast.supervisor, outcome="ok", comment="同意，注意跌倒风险")

    client.force_login(cast.worker)
    person = {"person-name": "陈桂兰", "person-phone": "13800000037", "person-sex": "f", "person-group": "elderly"}
    answer = client.post(reverse("cases:intake_new"), posted("visitor_inquiry_registration") | person)
    assert answer.status_code == 302, answer.context["form"].what_is_wrong()
    case = Case.objects.get()
    assert (case.state, case.client.name) == (State.SCREENING, "陈桂兰")
    assert client.get(case.get_absolute_url()).status_code == 200
    for form in ("inquiry_intake_visit_record", "intake_info", "case_basic_info"):
        file(form)
    assert client.get(url("open", case)).status_code == 200
    assert client.post(url("open", case)).status_code == 302
    assert make.again(case).state == State.OPENING_SUBMITTED
    agree("intake_info")
    for form in ("case_service_consent", "needs_assessment", "problem_rating_scale", "case_service_plan"):
        file(form)
    agree("case_service_plan")
    tomorrow = clock.today() + dt.timedelta(days=1)
    for day in (tomorrow, tomorrow + dt.timedelta(days=1)):
        with clock.standing_at(make.moment(day, 16)):
            record = posted("case_record_process") | {
                "starts_at": f"{day}T10:00", "ends_at": f"{day}T10:50", "way": "home", "place": "家中",
                "participants": "陈桂兰", "goal": "睡眠", "handling": "肯定", "evaluation": "好转",
                "no_next_reason": "住院期间暂停",
            }  # fmt: skip
            sign_in()
            answer = client.post(url("record_new", case), record)
            assert answer.status_code == 302, answer.context["form"].what_is_wrong()
    with clock.standing_at(make.moment(tomorrow + dt.timedelta(days=30), 16)):
        sign_in()
        file("problem_rating_scale", occasion="closing")
        file("case_closing_evaluation")
        file("case_closing")
        page = client.post(url("close", case))
        assert page.status_code == 200
        assert client.get(url("close", case)).status_code == 200
        answer = client.post(url("close", case), {"missing_case_closing_report": "由督导代写，随后补"})
        assert answer.status_code == 302, answer.context["form"].errors
        agree("case_closing")
    case = make.again(case)
    assert (case.state, case.contacts.count()) == (State.CLOSED, 2)
    assert case.history.count() >= 6


def test_the_duplicate_hint_says_no_more_than_maybe(client, case, cast):
    client.force_login(cast.worker_other)
    page = client.post(reverse("cases:duplicate"), {"person-name": "陈桂兰", "person-phone": "13800000037"})
    text = page.content.decode()
    assert "督导" in text or "supervisor" in text
    assert case.number not in text
    assert "陈桂兰" not in text
    assert cast.worker2.name not in text


@pytest.mark.parametrize("who", ["hr", "finance", "admin", "auditor", "outsider", "archivist"])
def test_lists_of_cases_are_for_those_who_work_with_them(client, cast, who):
    client.force_login(getattr(cast, who))
    for name in ("list", "intakes", "intake_new", "alerts"):
        assert client.get(reverse(f"cases:{name}")).status_code == 403


@pytest.mark.parametrize("who", ["worker", "supervisor", "sa", "leader", "service", "ddg"])
def test_the_lists_open(client, case, cast, who):
    client.force_login(getattr(cast, who))
    for name in ("list", "intakes"):
        for query in ("", "?state=served", "?state=closed&of=all", "?state=nonsense"):
            assert client.get(reverse(f"cases:{name}") + query).status_code == 200


@pytest.mark.parametrize("name", ["list", "intakes", "alerts"])
def test_lists_cost_the_same_for_two_rows_and_for_twenty(client, cast, name):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(cast.supervisor)
    make.in_service(cast.worker, cast.supervisor)
    make.inquiry(cast.worker)
    with CaptureQueriesContext(connection) as few:
        client.get(reverse(f"cases:{name}"))
    for _ in range(18):
        make.inquiry(cast.worker)
    for number in range(18):
        copy = Case.objects.filter(state="in_service").first()
        copy.pk, copy.uuid, copy.file_no = None, uuid4(), f"X{number}"
        copy.save()
    with CaptureQueriesContext(connection) as many:
        client.get(reverse(f"cases:{name}"))
    assert len(many) <= len(few)


def test_the_inbox_and_my_day_name_the_case_and_mask_the_client(client, cast):
    from approvals.queries import open_steps_for
    from core.subjects import describe_many

    case = make.submitted(cast.worker)
    intake = make.sheet_of(case, "intake_info")
    shown = describe_many(cast.supervisor, [case.ref, intake.ref])
    assert set(shown) == {case.ref, intake.ref}
    facts = dict(shown[intake.ref].facts)
    assert "怕跌倒" in facts.values()
    assert "陈桂兰" not in repr(shown[case.ref])
    for who in (cast.hr, cast.admin, cast.worker_other):
        assert describe_many(who, [case.ref, intake.ref]) == {}
    client.force_login(cast.supervisor)
    assert client.get(reverse("approvals:inbox")).status_code == 200
    step = open_steps_for(cast.supervisor).get(key="supervisor")
    assert client.get(reverse("approvals:decide", args=[step.uuid])).status_code == 200
    client.force_login(cast.worker)
    assert client.get(reverse("notifications:today")).status_code == 200


@pytest.mark.rule("LEAVE-07")
def test_leave_sees_the_open_cases_of_its_days(case, cast):
    from core import workload

    make.record(case, clock.today(), hour=12, next_at=make.moment(DAY + dt.timedelta(days=5), 15))
    found = workload.open_work(cast.worker2, DAY + dt.timedelta(days=4), DAY + dt.timedelta(days=6))
    assert [(work.kind, work.day) for work in found] == [("case", DAY + dt.timedelta(days=5))]
    assert "陈桂兰" not in found[0].title
    assert not workload.open_work(cast.worker, DAY, DAY)


@pytest.mark.rule("CASE-09")
def test_the_midnight_job_may_run_twice(cast):
    from cases.tasks import ask_to_convert
    from notifications.models import Notification

    case = actions.open_first(case=make.inquiry(cast.worker), by=cast.worker, kind="consultation")
    ask_to_convert()
    assert not Notification.objects.filter(about=case.ref).exists()
    with clock.standing_at(make.moment(DAY + dt.timedelta(days=2), 0, 1)):
        ask_to_convert()
        ask_to_convert()
    assert Notification.objects.filter(about=case.ref, to=cast.worker).count() == 1
