"""While a case is served: consent, plan, records, ratings, stage forms, recordings."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from cases import actions, checklist, facts
from cases.models import Contact, Stage
from core import clock
from notifications.models import Deadline, Engagement
from tests.factories import cases as make

DAY = make.OPENED


@pytest.fixture
def case(cast):
    return make.in_service(cast.worker, cast.supervisor)


def last_day(rule, ref):
    owed = Deadline.objects.open().get(rule=rule, about=ref)
    return clock.day_of(owed.due_at - dt.timedelta(seconds=1))


def at(day, hour=15):
    return clock.standing_at(make.moment(day, hour))


@pytest.mark.rule("CASE-11")
def test_no_plan_without_a_signed_consent(case):
    with at(DAY):
        with pytest.raises(ValidationError, match="《"):
            make.fill(case, "case_service_plan")
        make.fill(case, "case_service_consent", signed_on=None, oral_first=True)
        with pytest.raises(ValidationError):
            make.fill(case, "case_service_plan")
        make.fill(case, "case_service_consent")
        assert make.fill(case, "case_service_plan").approval.is_running


@pytest.mark.rule("CASE-11")
def test_a_plan_is_not_approved_once_the_consent_was_withdrawn(case, cast):
    with at(DAY):
        consent = make.fill(case, "case_service_consent")
        plan = make.fill(case, "case_service_plan")
        consent.withdrawn_on = DAY
        consent.save()
        with pytest.raises(ValidationError):
            make.decide(plan, cast.supervisor)


@pytest.mark.rule("CASE-11")
def test_paper_follows_an_oral_consent_within_seven_days(case):
    with at(DAY):
        make.fill(case, "case_service_consent", signed_on=None, oral_first=True)
        assert last_day("case.consent_oral", case.ref) == dt.date(2026, 3, 9)
        assert facts.consent_holds(case, DAY + dt.timedelta(days=7), oral=True)
        assert not facts.consent_holds(case, DAY + dt.timedelta(days=8), oral=True)
        make.fill(case, "case_service_consent")
    assert not Deadline.objects.open().filter(rule="case.consent_oral").exists()


@pytest.mark.rule("CASE-11")
@pytest.mark.rule("DATE-03")
def test_an_oral_consent_holds_to_the_day_its_paper_is_due(cast):
    case = make.in_service(cast.worker, cast.supervisor, on=dt.date(2026, 9, 28))
    with at(dt.date(2026, 9, 28)):
        make.fill(case, "case_service_consent", signed_on=None, oral_first=True)
        assert last_day("case.consent_oral", case.ref) == dt.date(2026, 10, 8)  # the seventh day is a holiday
    assert facts.consent_holds(case, dt.date(2026, 10, 8), oral=True)
    assert not facts.consent_holds(case, dt.date(2026, 10, 9), oral=True)


@pytest.mark.rule("CASE-11")
def test_the_guardian_signs_for_a_minor(cast):
    client = {"name": "小明", "birth_date": "2010-06-01"}
    basics = {"name": "小明", "birth_date": dt.date(2010, 6, 1), "guardian_name": "李梅"}
    case = make.in_service(cast.worker, cast.supervisor, client=client, basics=basics)
    with at(DAY):
        with pytest.raises(ValidationError) as refused:
            make.fill(case, "case_service_consent")
        assert "signer_relation" in refused.value.message_dict
        make.fill(case, "case_service_consent", signer="李梅", signer_relation="guardian")


@pytest.mark.rule("CASE-24")
def test_consent_is_renewed_every_three_months_as_a_reminder(case):
    with at(DAY):
        first = make.fill(case, "case_service_consent")
        assert last_day("case.consent_renewal", case.ref) == dt.date(2026, 6, 2)
    with at(dt.date(2026, 6, 10)):
        second = make.fill(case, "case_service_consent")
        assert (first.renewal_no, second.renewal_no) == (1, 2)
        assert last_day("case.consent_renewal", case.ref) == dt.date(2026, 9, 10)
    met = Deadline.objects.get(rule="case.consent_renewal", met_at__isnull=False)
    assert met.days_late == 6


@pytest.mark.rule("CASE-15")
def test_the_plan_rests_on_a_diagnosis_in_four_parts(cast):
    with clock.standing_at(DAY):
        case = actions.open_first(case=make.screening(cast.worker), by=cast.worker, reason="夜间危机")
    with at(DAY):
        make.fill(case, "case_service_consent")
        with pytest.raises(ValidationError):
            make.fill(case, "case_service_plan")
        make.fill(case, "needs_assessment")
        make.fill(case, "case_service_plan")


@pytest.mark.rule("CASE-16")
@pytest.mark.rule("CASE-26")
def test_a_plan_has_all_its_contents(case):
    with at(DAY):
        make.fill(case, "case_service_consent")
        for box in ("main_problems", "client_goal", "evaluation", "client_participated"):
            with pytest.raises(ValidationError) as refused:
                make.fill(case, "case_service_plan", **{box: ""})
            assert box in refused.value.message_dict
        with pytest.raises(ValidationError) as refused:
            make.fill(case, "case_service_plan", client_participated="no")
        assert "not_participated_reason" in refused.value.message_dict


@pytest.mark.rule("CASE-16")
def test_an_approved_plan_moves_the_stage_and_meets_its_deadline(case, cast):
    with at(DAY):
        make.fill(case, "case_service_consent")
        plan = make.fill(case, "case_service_plan")
        with pytest.raises(ValidationError) as refused:
            make.decide(plan, cast.supervisor, comment="")
        assert "comment" in refused.value.message_dict
        make.decide(plan, cast.supervisor)
    assert make.again(case).stage == Stage.INTERVENTION
    assert not Deadline.objects.open().filter(rule="case.plan").exists()
    with at(DAY + dt.timedelta(days=30)):
        second = make.fill(case, "case_service_plan", client_goal="自己出门")
    assert second.pk != plan.pk


@pytest.mark.rule("CASE-16")
def test_a_returned_plan_is_owed_again_from_the_opening(case, cast):
    with at(DAY):
        make.fill(case, "case_service_consent")
        plan = make.fill(case, "case_service_plan")
        make.decide(plan, cast.supervisor, "returned", "目标请写具体")
        assert last_day("case.plan", case.ref) == dt.date(2026, 3, 16)


@pytest.mark.rule("CASE-16")
def test_contacts_after_the_second_without_a_plan_are_marked(case):
    for n in range(1, 4):
        day = DAY + dt.timedelta(days=n)
        with at(day):
            make.record(case, day)
    assert list(Contact.objects.values_list("outside_plan", flat=True)) == [False, False, True]


@pytest.mark.rule("CASE-18")
@pytest.mark.rule("CASE-10")
def test_a_contact_owes_its_record_within_two_working_days(case, cast):
    friday = dt.date(2026, 3, 6)
    with at(friday):
        contact = actions.record_contact(
            case=case, by=cast.worker, starts_at=make.moment(friday, 10), ends_at=make.moment(friday, 11), way="home"
        )
        assert last_day("case.record", contact.ref) == dt.date(2026, 3, 10)
        assert facts.unrecorded_contacts(case) == [contact]
    with at(dt.date(2026, 3, 12)):
        sheet = _record_for(contact, case)
    owed = Deadline.objects.get(rule="case.record", about=contact.ref)
    assert (owed.met_at is not None, owed.days_late) == (True, 2)
    assert (sheet.contact, sheet.contact_no, facts.unrecorded_contacts(case)) == (contact, 1, [])


def _record_for(contact, case):
    from archives.forms import Filled
    from cases.sheets import DialogueTurn, RecordProcess

    sheet = RecordProcess(
        case=case, contact=contact, starts_at=contact.starts_at, ends_at=contact.ends_at, way=contact.way, place="家",
        participants="陈", goal="睡眠", handling="肯定", evaluation="好转", no_next_reason="再约",
    )  # fmt: skip
    filled = Filled(sheet, rows={"dialogue": [DialogueTurn(verbal="好些了")]})
    return actions.file_form(case=case, filled=filled, by=case.worker)


@pytest.mark.rule("CASE-19")
@pytest.mark.example("EX-55")
@pytest.mark.parametrize(
    ("who", "since", "day", "open_"),
    [
        ("worker", "2024-05-01", "2026-03-31", False),
        ("worker", "2024-05-01", "2026-04-30", False),
        ("worker", "2024-05-01", "2026-05-01", True),
        ("worker", "2024-02-29", "2026-02-28", True),
        ("worker", None, "2026-05-01", False),
        ("assistant", "2023-03-01", "2026-03-31", True),
        ("assistant", "2025-03-01", "2026-03-31", False),
    ],
)
def test_brief_records_are_for_two_years_and_more(cast, who, since, day, open_):
    writer, day = getattr(cast, who), dt.date.fromisoformat(day)
    writer.social_work_start_date = since and dt.date.fromisoformat(since)
    writer.save()
    case = make.in_service(writer, cast.supervisor, on=dt.date(2026, 2, 27))
    with at(day):
        assert facts.can_write_brief(writer, day) is open_
        if open_:
            assert make.record(case, day, form="case_record_brief").contact_no == 1
        else:
            with pytest.raises(ValidationError) as refused:
                make.record(case, day, form="case_record_brief")
            assert refused.value.code == "brief"
            assert not Contact.objects.exists()
        make.record(case, day, hour=13)


@pytest.mark.parametrize(
    ("since", "day", "years"),
    [("2024-06-15", "2026-10-30", 2.3), ("2024-05-01", "2026-04-30", 1.9), ("2024-05-01", "2026-05-01", 2.0),
     ("2026-05-02", "2026-05-01", 0)],
)  # fmt: skip
def test_years_in_social_work_are_never_rounded_up(cast, since, day, years):
    cast.worker.social_work_start_date = dt.date.fromisoformat(since)
    assert facts.years_in_social_work(cast.worker, dt.date.fromisoformat(day)) == Decimal(str(years))


def test_a_contact_does_not_end_before_it_starts(case):
    day = DAY + dt.timedelta(days=1)
    with at(day):
        with pytest.raises(ValidationError) as refused:
            make.record(case, day, starts_at=make.moment(day, 10, 5), ends_at=make.moment(day, 9, 30))
        assert "ends_at" in refused.value.message_dict
        with pytest.raises(ValidationError):
            make.record(case, day, hour=20)


@pytest.mark.rule("CASE-20")
def test_the_next_contact_is_agreed_on_or_a_reason_given(case, cast):
    day, next_at = DAY + dt.timedelta(days=1), make.moment(DAY + dt.timedelta(days=8), 17)
    with at(day):
        with pytest.raises(ValidationError) as refused:
            make.record(case, day, no_next_reason="")
        assert "next_at" in refused.value.message_dict
        make.record(case, day, next_at=next_at)
    engagement = Engagement.objects.get(about=case.ref, off_at=None)
    assert (engagement.owner, engagement.starts_at) == (cast.worker, next_at)
    assert "陈" not in engagement.what + engagement.place
    assert make.again(case).next_contact_at == next_at
    assert Deadline.objects.open().get(rule="case.appointment", about=case.ref).due_at == next_at
    with at(DAY + dt.timedelta(days=8), 20):
        make.record(case, DAY + dt.timedelta(days=8), hour=17)
    assert make.again(case).next_contact_at is None
    assert not Engagement.objects.filter(about=case.ref, off_at=None).exists()


@pytest.mark.rule("CASE-23")
def test_ratings_keep_their_change_and_ask_for_the_next(case):
    with at(DAY):
        rows = [
            {"problem": "怕跌", "score_before": 8, "score_now": 5},
            {"problem": "失眠", "score_before": 7, "score_now": 6},
        ]
        scale = make.fill(case, "problem_rating_scale", rows={"items": rows})
        assert scale.change == 2
        with pytest.raises(ValidationError):
            make.fill(
                case, "problem_rating_scale", rows={"items": [{"problem": "x", "score_before": 11, "score_now": 0}]}
            )
    with at(dt.date(2026, 4, 1)):
        make.fill(case, "problem_rating_scale", occasion="interim")
        assert last_day("case.scale", case.ref) == dt.date(2026, 7, 1)


@pytest.mark.rule("CASE-22")
@pytest.mark.example("EX-56")
def test_the_stage_form_is_due_on_the_anniversary_and_each_year_after(cast):
    from cases import alerts

    case = make.planned(cast.worker, cast.supervisor, on=dt.date(2025, 1, 10))
    assert last_day("case.stage_review", case.ref) == dt.date(2026, 1, 10)
    with at(dt.date(2026, 1, 10)):
        assert "stage" not in alerts.of(make.again(case))
    with at(dt.date(2026, 1, 11)):
        assert facts.missing_days(case) == [dt.date(2026, 1, 10)]
        assert alerts.of(make.again(case))["stage"].days == 1
    with at(dt.date(2026, 2, 5)):
        listed = {row.case.pk: row for row in alerts.for_supervisor(cast.supervisor)}
        assert "stage" in listed[case.pk].kinds
        line = next(line for line in checklist.lines(case) if line.name == "stage:2026-01-10")
        assert (line.state, line.required) == ("missing", True)
        form = make.fill(case, "case_stage_development")
        assert (form.anniversary, form.period_from) == (dt.date(2026, 1, 10), dt.date(2025, 1, 10))
        assert last_day("case.stage_review", case.ref) == dt.date(2027, 1, 10)
        with pytest.raises(ValidationError) as refused:
            make.fill(case, "case_stage_development")
        assert refused.value.code == "early"
    with at(dt.date(2026, 12, 11)):
        assert make.fill(case, "case_stage_development").anniversary == dt.date(2027, 1, 10)


@pytest.mark.rule("CASE-22")
@pytest.mark.example("EX-56")
def test_a_case_opened_on_29_february_is_reviewed_on_the_28th(cast):
    case = make.in_service(cast.worker, cast.supervisor, on=dt.date(2024, 2, 29))
    with at(dt.date(2026, 3, 1)):
        assert facts.due_days(case) == [dt.date(2025, 2, 28), dt.date(2026, 2, 28)]


@pytest.mark.rule("CASE-25")
def test_the_supervisor_decides_on_the_stage_form(cast):
    case = make.planned(cast.worker, cast.supervisor, on=dt.date(2025, 1, 10))
    with at(dt.date(2026, 1, 9)):
        form = make.fill(case, "case_stage_development")
        make.decide(form, cast.supervisor, "returned", "请补服务对象意见")
        assert last_day("case.stage_review", case.ref) == dt.date(2026, 1, 10)
        again = actions.fill_in(case=case, by=case.worker, form=form.NAME, rows=make.ROWS[form.NAME],
                                **{**make.VALUES[form.NAME], "client_view": "希望继续"})  # fmt: skip
    assert again.anniversary == dt.date(2026, 1, 10)


SOUND = b"ID3\x04\x00\x00\x00\x00\x00\x23TSSE\x00\x00\x00\x0f\x00\x00\x03Lavf58.76.100" + b"\xff\xfb\x90\x64" * 400


def sound(name="interview.mp3"):
    return SimpleUploadedFile(name, SOUND, content_type="audio/mpeg")


@pytest.mark.rule("CASE-37")
@pytest.mark.example("EX-62")
def test_a_recording_is_taken_in_only_with_a_signed_consent(case, cast):
    terms = {"case": case, "by": cast.worker, "kind": "audio", "title": "第一次会谈"}
    with at(DAY):
        with pytest.raises(ValidationError, match="《"):
            actions.add_attachment(**terms, upload=sound())
        with pytest.raises(ValidationError):
            actions.add_attachment(**{**terms, "kind": "other"}, upload=sound())
        make.fill(case, "recording_consent", kinds=["photo"])
        with pytest.raises(ValidationError):
            actions.add_attachment(**terms, upload=sound())
        consent = make.fill(case, "recording_consent")
        kept = actions.add_attachment(**terms, upload=sound())
        assert kept.destroy_on == consent.keep_until
    with at(consent.keep_until + dt.timedelta(days=1)), pytest.raises(ValidationError):
        actions.add_attachment(**terms, upload=sound())


@pytest.mark.rule("CASE-33")
def test_records_wait_for_the_supervisor_to_read_them(case, cast):
    day = DAY + dt.timedelta(days=1)
    with at(day):
        sheet = make.record(case, day)
        owed = Deadline.objects.open().get(rule="case.supervisor_review", about=sheet.ref)
        assert owed.owner == cast.supervisor
        for who in (cast.worker, cast.sa, cast.supervisor2):
            with pytest.raises(PermissionDenied):
                actions.review(sheet=sheet, by=who, comment="好")
        read = actions.review(sheet=sheet, by=cast.supervisor, comment="进展稳")
    assert (read.reviewed_by, read.supervisor_comment) == (cast.supervisor, "进展稳")
    assert not Deadline.objects.open().filter(rule="case.supervisor_review").exists()


def test_nobody_but_the_worker_writes_in_the_file(case, cast):
    with at(DAY):
        for who in (cast.worker2, cast.sa, cast.supervisor, cast.ddg, cast.admin):
            with pytest.raises(PermissionDenied):
                make.fill(case, "needs_assessment", by=who)


def test_a_stand_in_for_service_writes_and_a_stand_in_for_approvals_does_not(case, cast):
    from people.models import StandIn

    for cover, kinds in ((cast.worker2, ["service"]), (cast.assistant, ["approvals"])):
        StandIn.objects.create(
            absent=cast.worker, cover=cover, kinds=kinds, since=DAY, until=DAY + dt.timedelta(days=3), reason="请假"
        )
    with at(DAY):
        make.fill(case, "needs_assessment", by=cast.worker2)
        with pytest.raises(PermissionDenied):
            make.fill(case, "needs_assessment", by=cast.assistant)
    with at(DAY + dt.timedelta(days=4)), pytest.raises(PermissionDenied):
        make.fill(case, "needs_assessment", by=cast.worker2)
