"""Closing, what follows it, reopening, handing over, and sealing."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from archives import actions as archives
from archives.models import Volume
from cases import actions, checklist, facts
from cases.models import Case, FollowUp, State
from core import clock, records
from notifications.models import Deadline, Notification
from tests.factories import cases as make

CLOSED = dt.date(2026, 8, 31)
OPENED = dt.date(2026, 7, 1)


def at(day, hour=15):
    return clock.standing_at(make.moment(day, hour))


@pytest.fixture
def ready(cast):
    return make.ready_to_close(cast.worker, cast.supervisor, on=OPENED, closed_on=CLOSED)


@pytest.fixture
def closed(cast):
    return make.closed(cast.worker, cast.supervisor, on=OPENED, closed_on=CLOSED)


def submit(case, **more):
    with at(CLOSED):
        return actions.submit_closing(case=case, by=case.worker, **more)


@pytest.mark.rule("CASE-27")
def test_a_closing_has_one_of_the_grounds(ready):
    with at(CLOSED):
        for ground in ("", "tired", "referred"):
            with pytest.raises(ValidationError) as refused:
                make.fill(ready, "case_closing", ground=ground)
            assert "ground" in refused.value.message_dict


@pytest.mark.rule("CASE-28")
@pytest.mark.example("EX-58")
@pytest.mark.parametrize("ground", ["relation", "new_need", "unforeseen"])
def test_grounds_three_to_five_need_a_link_to_another_service_or_the_clients_refusal(ready, ground):
    with at(CLOSED):
        make.fill(ready, "case_closing", ground=ground)
    with pytest.raises(ValidationError) as refused:
        submit(ready)
    assert "linkage" in refused.value.message_dict
    with at(CLOSED):
        make.fill(ready, "case_closing", ground=ground, linkage_declined_on=CLOSED)
    assert submit(ready).is_running


@pytest.mark.rule("CASE-28")
@pytest.mark.parametrize("ground", ["goal_met", "self_reliant"])
def test_grounds_one_and_two_need_none(ready, ground):
    with at(CLOSED):
        make.fill(ready, "case_closing", ground=ground)
    assert submit(ready).is_running


@pytest.mark.rule("CASE-29")
def test_each_missing_form_needs_its_own_reason(cast):
    case = make.planned(cast.worker, cast.supervisor, on=OPENED)
    with at(OPENED + dt.timedelta(days=1)):
        make.record(case, OPENED + dt.timedelta(days=1))
    with at(CLOSED):
        make.fill(case, "case_closing", closed_on=CLOSED)
    with pytest.raises(ValidationError) as refused:
        submit(case)
    wanted = {"missing_case_closing_evaluation", "missing_case_closing_report"}
    assert wanted <= set(refused.value.message_dict)
    with pytest.raises(ValidationError) as refused:
        submit(case, missing={"case_closing_report": "社工调离前未写"})
    assert set(refused.value.message_dict) == {"missing_case_closing_evaluation"}
    reasons = {"case_closing_report": "社工调离前未写", "case_closing_evaluation": "服务对象住院，无法填写"}
    assert submit(case, missing=reasons).is_running
    form = make.sheet_of(case, "case_closing")
    assert form.missing == reasons
    assert any("《" in finding.text for finding in form.findings_for_decision(cast.supervisor).warnings)


@pytest.mark.rule("CASE-23")
def test_no_closing_without_a_rating_whatever_the_reason(cast):
    case = make.in_service(cast.worker, cast.supervisor, on=OPENED)
    with at(OPENED + dt.timedelta(days=1)):
        make.record(case, OPENED + dt.timedelta(days=1))
    with at(CLOSED):
        make.fill(case, "case_closing", closed_on=CLOSED)
    reasons = dict.fromkeys((line.name for line in checklist.lacking(make.again(case))), "有原因的")
    with pytest.raises(ValidationError, match=r"评量表|rating scale"):
        submit(case, missing=reasons)


@pytest.mark.rule("CASE-23")
def test_one_rating_only_in_a_long_case_is_warned(cast):
    from cases import checks

    case = make.planned(cast.worker, cast.supervisor, on=dt.date(2026, 3, 2))
    form = checks.Findings(checks._ratings(make.again(case), dt.date(2026, 6, 2)))
    assert not form.warnings
    assert checks.Findings(checks._ratings(make.again(case), dt.date(2026, 6, 3))).warnings


@pytest.mark.rule("CASE-29")
def test_a_case_is_closed_by_approval_only_and_its_clocks_stop(ready, cast):
    submit(ready)
    assert make.again(ready).state == State.CLOSING_SUBMITTED
    with at(CLOSED), pytest.raises(ValidationError):
        make.fill(ready, "case_closing_report")
    with at(CLOSED):
        make.decide(make.sheet_of(ready, "case_closing"), cast.supervisor)
    case = make.again(ready)
    assert (case.state, case.closed_on, case.ground) == (State.CLOSED, CLOSED, "goal_met")
    running = Deadline.objects.open().filter(about=case.ref).values_list("rule", flat=True)
    assert not set(running)
    assert case.volume.finished_on == CLOSED
    assert case.volume.missing == 0


@pytest.mark.rule("CASE-29")
def test_a_returned_closing_goes_back_to_service(ready, cast):
    submit(ready)
    with at(CLOSED):
        make.decide(make.sheet_of(ready, "case_closing"), cast.supervisor, "returned", "结案报告请补成效")
    assert make.again(ready).state == State.IN_SERVICE
    submit(make.again(ready))
    assert make.sheet_of(ready, "case_closing").approval.previous is not None


@pytest.mark.rule("SOD-01")
def test_nobody_closes_their_own_case(ready, cast):
    submit(ready)
    for who in (cast.worker, cast.sa, cast.supervisor2, cast.ddg):
        with at(CLOSED), pytest.raises(PermissionDenied):
            make.decide(make.sheet_of(ready, "case_closing"), who)


def test_the_share_of_goals_reached_is_worked_out(cast):
    case = make.planned(cast.worker, cast.supervisor, on=OPENED)
    with at(CLOSED):
        results = [
            {"goal": "一", "result": "reached"},
            {"goal": "二", "result": "partly"},
            {"goal": "三", "result": "not"},
        ]
        make.fill(case, "case_closing_report", rows={"goals_result": results})
        assert make.fill(case, "case_closing").goals_reached == 50


@pytest.mark.rule("CASE-31")
@pytest.mark.example("EX-61")
def test_follow_ups_are_due_after_six_and_twelve_months(closed):
    rows = FollowUp.objects.of(closed)
    assert [row.due_on for row in rows] == [dt.date(2027, 2, 28), dt.date(2027, 8, 31)]
    owed = Deadline.objects.open().filter(rule="case.follow_up")
    assert {clock.day_of(row.due_at - dt.timedelta(seconds=1)) for row in owed} == {row.due_on for row in rows}


@pytest.mark.rule("CASE-31")
def test_the_worker_reaches_the_follow_up_of_a_sealed_file_and_nobody_else_does(closed, cast, client):
    seal(closed, cast)
    url = reverse("cases:fill", args=[closed.uuid, "case_follow_up_review"])
    with at(dt.date(2027, 2, 20)):
        for user, answer in ((cast.worker, 200), (cast.worker2, 404), (cast.supervisor, 404)):
            client.force_login(user)
            assert client.get(url).status_code == answer
        client.force_login(cast.worker)
        assert client.get(reverse("cases:fill", args=[closed.uuid, "case_closing"])).status_code == 404


@pytest.mark.rule("CASE-31")
@pytest.mark.example("EX-61")
def test_a_follow_up_is_appended_to_the_sealed_volume_without_opening_it(closed, cast):
    sealed = seal(closed, cast)
    with at(dt.date(2027, 2, 20)):
        sheet = make.fill(sealed, "case_follow_up_review")
        archives.run_sealings()
    volume = Volume.objects.get(pk=closed.volume_id)
    assert (sheet.follow_up_no, volume.state, volume.edition) == (1, "sealed", 1)
    assert [seal_.kind for seal_ in volume.seals.all()] == ["volume", "supplement"]
    assert make.again(closed).state == State.ARCHIVED
    assert FollowUp.objects.get(number=1).done_on == dt.date(2027, 2, 20)
    with at(dt.date(2027, 2, 20)), pytest.raises(PermissionDenied):
        make.fill(sealed, "case_closing_report")


def seal(case, cast):
    """Submitted by the worker, verified by the SA, sealed by the archivist."""
    volume = Volume.objects.get(pk=case.volume_id)
    with at(dt.date(2026, 9, 2)):
        archives.submit(volume=volume, by=case.worker)
        volume = archives.verify(volume=Volume.objects.get(pk=volume.pk), by=cast.sa)
        archives.seal(volume=Volume.objects.get(pk=volume.pk), by=cast.archivist, envelope_no="E-1", location="柜 3")
        archives.run_sealings()
    return make.again(case)


@pytest.mark.rule("ARCH-03")
@pytest.mark.example("EX-59")
def test_a_missing_consent_blocks_the_archive_until_it_is_waived(cast):
    case = make.in_service(cast.worker, cast.supervisor, on=OPENED)
    for day in (1, 8):
        with at(OPENED + dt.timedelta(days=day)):
            make.record(case, OPENED + dt.timedelta(days=day))
    with at(CLOSED):
        for form in ("problem_rating_scale", "case_closing_evaluation", "case_closing_report", "case_closing"):
            make.fill(case, form)
    reasons = {"case_service_consent": "服务对象拒绝签名", "case_service_plan": "服务期短"}
    submit(make.again(case), missing=reasons)
    with at(CLOSED):
        make.decide(make.sheet_of(case, "case_closing"), cast.supervisor)
    volume = make.again(case).volume
    with at(dt.date(2026, 9, 2)):
        with pytest.raises(ValidationError, match=r"接受个案服务同意书|Consent to casework service"):
            archives.submit(volume=volume, by=cast.worker)
        for code in ("case_service_consent", "case_service_plan"):
            volume = Volume.objects.get(pk=volume.pk)
            archives.waive(volume=volume, code=code, reason="服务对象始终拒绝签名", by=cast.supervisor)
        archives.submit(volume=Volume.objects.get(pk=volume.pk), by=cast.worker)
    assert Notification.objects.filter(to=cast.ddg, about=volume.ref).exists()


@pytest.mark.rule("CASE-22")
@pytest.mark.rule("ARCH-03")
def test_a_missing_stage_form_blocks_the_archive(cast):
    case = make.closed(cast.worker, cast.supervisor, on=dt.date(2025, 1, 10), closed_on=dt.date(2026, 1, 9))
    assert make.again(case).volume.missing == 0
    late = make.ready_to_close(cast.worker, cast.supervisor, on=dt.date(2025, 1, 10), closed_on=dt.date(2026, 1, 10))
    lacking = [line.name for line in checklist.lacking(late)]
    with at(dt.date(2026, 1, 10)):
        assert "stage:2026-01-10" in [line.name for line in checklist.lacking(late)]
        actions.submit_closing(case=late, by=late.worker, missing={"stage:2026-01-10": "次日结案，未及填写"})
        make.decide(make.sheet_of(late, "case_closing"), cast.supervisor)
    late = make.again(late)
    assert lacking
    assert late.volume.missing == 1
    with at(dt.date(2026, 1, 12)):
        make.fill(late, "case_stage_development")
    assert make.again(late).volume.missing == 0


@pytest.mark.rule("CASE-36")
def test_a_completed_case_has_two_contacts_or_more(closed, cast):
    august = (dt.date(2026, 8, 1), dt.date(2026, 8, 31), ["case.closed"])
    assert [row.counts for row in records.between(*august)] == [True]
    single = make.planned(cast.worker2, cast.supervisor, on=OPENED)
    with at(OPENED + dt.timedelta(days=1)):
        make.record(single, OPENED + dt.timedelta(days=1))
    with at(CLOSED):
        for form in ("problem_rating_scale", "case_closing_evaluation", "case_closing_report", "case_closing"):
            make.fill(single, form)
        actions.submit_closing(case=make.again(single), by=cast.worker2)
        make.decide(make.sheet_of(single, "case_closing"), cast.supervisor)
    assert make.again(single).state == State.CLOSED
    assert sorted(row.why_not for row in records.between(*august)) == ["", "few_contacts"]


def test_a_reopened_case_keeps_its_number_with_a_suffix_and_needs_new_consent(closed, cast):
    with at(dt.date(2026, 10, 12)):
        actions.request_reopening(case=closed, by=cast.worker, reason="再次跌倒，需要支持")
        asked = closed.reopenings.get()
        with pytest.raises(PermissionDenied):
            make.decide(asked, cast.sa)
        make.decide(asked, cast.supervisor)
        case = make.again(closed)
        assert (case.state, case.number) == (State.IN_SERVICE, f"{closed.file_no}-R1")
        assert not facts.consent_holds(case, clock.today())
        assert not Deadline.objects.open().filter(rule="case.follow_up").exists()
        with pytest.raises(ValidationError):
            make.fill(case, "case_service_plan")
        states = {line.name: line.state for line in checklist.lines(case)}
        assert (states["case_service_consent"], states["intake_info"]) == ("missing", "present")


def test_handing_over_moves_access_and_debts_and_keeps_the_number(cast, world):
    case = make.in_service(cast.worker, cast.supervisor, on=OPENED)
    number = case.file_no
    with at(OPENED):
        for who in (cast.worker, cast.worker_other, cast.sa2, cast.hr, cast.admin):
            with pytest.raises(PermissionDenied):
                actions.hand_over(case=case, to=cast.worker_other, by=who, reason="调岗")
        actions.hand_over(case=case, to=cast.worker_other, by=cast.supervisor, reason="调岗")
    case = make.again(case)
    assert (case.worker, case.point, case.file_no) == (cast.worker_other, world.project, number)
    with at(OPENED):
        assert not Case.objects.content_open_to(cast.worker).filter(pk=case.pk).exists()
        assert Case.objects.content_open_to(cast.worker_other).filter(pk=case.pk).exists()
        assert not Case.objects.content_open_to(cast.supervisor).filter(pk=case.pk).exists()
        assert not Deadline.objects.open().filter(owner=cast.worker, about=case.ref).exists()
        assert Deadline.objects.open().filter(owner=cast.worker_other, about=case.ref, rule="case.plan").exists()
        with pytest.raises(PermissionDenied):
            make.fill(case, "needs_assessment", by=cast.worker)
    assert case.history.filter(worker=cast.worker).exists()
