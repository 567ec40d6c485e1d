"""Reports, signatures, money, confirmation, volume (GRP-12, 14, 15, 17..19; ARCH-10; SOD-03)."""

import datetime as dt
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from PIL import Image

from approvals.actions import act
from archives import actions as archives
from archives.sheets import Filled
from core import clock
from files.models import Attachment
from groups import actions, checklist, facts
from groups.choices import State
from groups.models import Programme
from groups.sheets import FinancialReport, MoneyLine
from notifications.models import Deadline
from projects.funds.signing import financial_signer
from rulebook import deadlines
from tests.factories import groups as make
from tests.factories.rulebook import set_rule

pytestmark = pytest.mark.django_db


def last_day(rule, ref):
    owed = Deadline.objects.open().get(rule=rule, about=ref)
    return clock.day_of(owed.due_at - dt.timedelta(seconds=1))


def upload(name="photo.png"):
    body = BytesIO()
    Image.new("RGB", (4, 4)).save(body, "PNG")
    return SimpleUploadedFile(name, body.getvalue(), "image/png")


@pytest.mark.rule("GRP-14")
@pytest.mark.example("EX-29")
def test_the_reports_are_due_three_days_after_the_last_session():
    assert deadlines.due("group.report", dt.date(2026, 9, 30)).day == dt.date(2026, 10, 8)


@pytest.mark.rule("GRP-14")
@pytest.mark.example("EX-29")
def test_counted_in_working_days_the_make_up_saturday_is_one(cast):
    with make.at(make.BEGUN):
        set_rule(cast, "group.report_unit", "workday")
        assert deadlines.due("group.report", dt.date(2026, 9, 30)).day == dt.date(2026, 10, 10)


@pytest.mark.rule("GRP-14")
def test_a_group_is_ended_by_the_worker_or_by_the_night(cast):
    programme = make.running(cast, held=5)
    last = facts.last_session(programme).held_on
    with make.at(last, 18):
        assert actions.end_finished() == 0
    with make.at(last + dt.timedelta(days=1), 0):
        assert actions.end_finished() == 1
        assert actions.end_finished() == 0
    programme = make.again(programme)
    assert (programme.state, programme.ended_on) == (State.ENDED, last)
    assert last_day("group.report", programme.ref) == dt.date(2026, 4, 20)  # Wednesday 15 April + 3, rolled


@pytest.mark.rule("GRP-14")
def test_a_group_with_sessions_ahead_is_not_ended(cast):
    programme = make.running(cast, held=3)
    with make.at(dt.date(2026, 4, 2)), pytest.raises(ValidationError):
        actions.end(programme=programme, by=cast.worker)


@pytest.mark.rule("GRP-12")
def test_no_report_without_an_opinion_unless_there_is_a_reason(cast):
    programme = make.ended(cast)
    with make.at(programme.ended_on, 19):
        actions.write_report(programme=programme, by=cast.worker, rows={"goals_reached": make.REACHED}, **make.REPORT)
        actions.write_money_report(programme=programme, by=cast.worker)
        with pytest.raises(ValidationError) as refused:
            actions.submit_reports(programme=programme, by=cast.worker)
        assert "no_feedback_reason" in refused.value.message_dict
        actions.submit_reports(programme=programme, by=cast.worker, no_feedback_reason="组员均不识字，改为口头访谈")
    assert make.again(programme).state == State.REPORT_SUBMITTED


@pytest.mark.rule("GRP-11")
def test_no_report_while_a_session_has_no_record(cast):
    programme = make.running(cast, held=4)
    make.hold(programme, 5, record=False)
    day = facts.last_session(programme).held_on
    with make.at(day, 18):
        actions.end(programme=programme, by=cast.worker)
        make.opinions(programme)
        actions.write_report(programme=programme, by=cast.worker, rows={"goals_reached": make.REACHED}, **make.REPORT)
        actions.write_money_report(programme=programme, by=cast.worker)
        with pytest.raises(ValidationError):
            actions.submit_reports(programme=make.again(programme), by=cast.worker)


@pytest.mark.rule("GRP-14", "GRP-16")
def test_the_figures_of_the_report_are_reckoned(cast):
    programme = make.reported(cast, members=8, sessions=5, present=6)
    report = facts.report(programme)
    assert (report.sessions_held, report.members, report.person_times) == (5, 8, 30)
    assert (str(report.attendance_rate), report.counts) == ("75.0", True)
    assert (report.opinions, str(report.satisfaction)) == (8, "5.00")


@pytest.mark.rule("GRP-14")
def test_three_sign_beside_each_other_in_any_order(cast):
    programme = make.reported(cast)
    steps = facts.report(programme).approval.steps
    assert set(steps.filter(state="open").values_list("key", flat=True)) == {"lead", "organization", "supervisor"}
    with make.at(programme.ended_on, 20):
        make.sign(programme, cast.supervisor, "supervisor")
        make.sign(programme, cast.sa, "lead")
        assert make.again(programme).state == State.REPORT_SUBMITTED
        make.sign(programme, cast.ddg, "organization")
    programme = make.again(programme)
    assert programme.state == State.COMPLETED
    assert programme.volume is not None
    assert last_day("group.archive", programme.ref) == dt.date(2026, 4, 29)


@pytest.mark.rule("GRP-14")
def test_one_of_the_three_sends_the_reports_back(cast):
    programme = make.reported(cast)
    with make.at(programme.ended_on, 20):
        make.sign(programme, cast.supervisor, "supervisor")
        make.sign(programme, cast.ddg, "organization", outcome="returned", comment="成效请写具体")
    programme = make.again(programme)
    assert programme.state == State.ENDED
    with make.at(programme.ended_on, 21):
        actions.submit_reports(programme=programme, by=cast.worker)
    assert facts.report(programme).approval.steps.filter(state="open").count() == 3


@pytest.mark.rule("SOD-03", "GRP-14")
def test_an_acting_supervisor_signs_once_and_the_other_signature_is_the_leaders(cast):
    programme = make.reported(cast)
    held = cast.supervisor.appointments.first()
    held.until = dt.date(2026, 3, 31)
    held.save()
    from approvals.actions import refresh_all

    with make.at(programme.ended_on, 20):
        refresh_all()
        make.sign(programme, cast.sa, "supervisor")
        lead = facts.report(programme).approval.steps.get(key="lead")
        assert list(lead.permissions.values_list("user", flat=True)) == [cast.leader_post.pk]
        with pytest.raises(PermissionDenied):
            act(step_id=lead.pk, by=cast.sa, outcome="ok", comment="同意")
        make.sign(programme, cast.leader_post, "lead")


@pytest.mark.rule("GRP-15")
@pytest.mark.example("EX-32")
def test_who_signs_as_financial_officer_follows_from_the_money(cast, world):
    point, worker = world.post, cast.worker
    assert financial_signer("none").text == "无"
    assert financial_signer("host_unit", point=point, worker=worker).text == "刘主任"
    assert financial_signer("sponsor", point=point, worker=worker).text == "林晓岚"
    assert financial_signer("org_pool").people == (cast.finance,)


@pytest.mark.rule("GRP-15")
@pytest.mark.example("EX-32")
@pytest.mark.parametrize(("source", "name"), [("none", "无"), ("host_unit", "刘主任"), ("sponsor", "林晓岚")])
def test_the_financial_report_carries_that_name_and_no_other(cast, source, name):
    programme = make.reported(cast, fund_source=source)
    money = facts.money_report(programme)
    assert money.finance_name == name
    assert not money._meta.get_field("finance_name").editable
    steps = facts.report(programme).approval.steps
    assert not steps.filter(key="finance").exists()


@pytest.mark.rule("GRP-15", "FUND-05")
@pytest.mark.example("EX-32")
def test_for_organization_money_the_accountant_signs_and_it_is_settled(cast):
    programme = make.reported(cast, fund_source="project")
    assert facts.money_report(programme).finance_name == ""
    with make.at(programme.ended_on, 20):
        for person, key in ((cast.sa, "lead"), (cast.ddg, "organization"), (cast.supervisor, "supervisor")):
            make.sign(programme, person, key)
        assert make.again(programme).state == State.REPORT_SUBMITTED
        make.sign(programme, cast.finance, "finance")
    assert make.again(programme).state == State.COMPLETED
    assert facts.money_report(programme).finance_name == cast.finance.name


@pytest.mark.rule("FUND-05")
@pytest.mark.rule("GRP-15")
def test_the_invoices_lie_with_the_accounts_and_finance_opens_them(cast, client):
    programme = make.ended(cast, fund_source="sponsor")
    with make.at(programme.ended_on, 19):
        lines = [MoneyLine(item="茶点", budget="160", actual=Decimal("150"), voucher_no="1")]
        sheet = FinancialReport(programme=programme)
        filled = Filled(sheet, rows={"lines": lines}, files={"invoices": [upload("发票.png")]})
        sheet = actions.file_money_report(programme=programme, filled=filled, by=cast.worker)
        (invoice,) = Attachment.objects.of(sheet)
        address = reverse("files:download", args=[invoice.uuid])
        for person, status in ((cast.finance, 200), (cast.supervisor, 200), (cast.hr, 404), (cast.worker_other, 404)):
            client.force_login(person)
            assert client.get(address).status_code == status, person


@pytest.mark.rule("GRP-15")
def test_a_group_without_cost_has_no_money_lines(cast):
    programme = make.ended(cast)
    with make.at(programme.ended_on, 19), pytest.raises(ValidationError):
        actions.write_money_report(programme=programme, by=cast.worker, rows={"lines": make.MONEY})


def submit_volume(programme):
    volume = make.again(programme).volume
    return archives.submit(volume=volume, by=programme.worker)


@pytest.mark.rule("GRP-17", "ARCH-10")
def test_a_complete_file_is_handed_in_verified_and_sealed(cast):
    programme = make.completed(cast)
    with make.at(dt.date(2026, 4, 30)):
        volume = submit_volume(programme)
        assert Deadline.objects.get(rule="group.archive", about=programme.ref).days_late == 1
        archives.verify(volume=volume, by=cast.sa)
        volume.refresh_from_db()
        archives.seal(volume=volume, by=cast.archivist, envelope_no="X-1", location="A 柜")
        archives.run_sealings()
    programme = make.again(programme)
    assert programme.state == State.ARCHIVED
    with make.at(dt.date(2026, 5, 4)):
        assert not Programme.objects.content_open_to(cast.worker).filter(pk=programme.pk).exists()
        assert Programme.objects.visible_to(cast.worker).filter(pk=programme.pk).exists()
        with pytest.raises(PermissionDenied):
            actions.add_attachment(programme=programme, by=cast.worker, kind="letter", upload=upload())


@pytest.mark.rule("ARCH-10")
def test_the_catalogue_names_what_a_group_needs(cast):
    programme = make.completed(cast)
    state = {line.name: line.state for line in checklist.lines(programme)}
    assert [name for name, one in state.items() if one == "present"] == [
        "group_plan", "group_registration", "group_roll_call", "group_session_record", "participant_feedback",
        "group_report", "group_financial_report",
    ]  # fmt: skip
    assert state["activity_fund_application"] == state["volunteer_signup_attendance"] == "not_applicable"


@pytest.mark.rule("GRP-18", "ARCH-10")
@pytest.mark.example("EX-34")
def test_volunteers_without_their_form_block_the_archive_by_name(cast):
    programme = make.running(cast, held=4)
    make.hold(programme, 5, read_by=cast.supervisor, volunteers=3)
    day = facts.last_session(programme).held_on
    with make.at(day, 18):
        actions.end(programme=programme, by=cast.worker)
        make.opinions(programme)
        actions.write_report(programme=programme, by=cast.worker, rows={"goals_reached": make.REACHED}, **make.REPORT)
        actions.write_money_report(programme=programme, by=cast.worker)
        actions.submit_reports(programme=make.again(programme), by=cast.worker)
        for person, key in ((cast.sa, "lead"), (cast.ddg, "organization"), (cast.supervisor, "supervisor")):
            make.sign(programme, person, key)
        with translation.override("en"), pytest.raises(ValidationError) as refused:
            submit_volume(programme)
        assert refused.value.code == "missing"
        assert "义工报名签到表" in str(refused.value.params["forms"])  # as the organization calls it
        actions.add_attachment(programme=programme, by=cast.worker, kind="volunteer_form", upload=upload())
        assert submit_volume(programme).missing == 0


@pytest.mark.rule("COM-26")
def test_photos_are_kept_only_when_people_agreed(cast):
    programme = make.running(cast)
    with make.at(make.FIRST, 18):
        with pytest.raises(ValidationError):
            actions.add_attachment(programme=programme, by=cast.worker, kind="photo", upload=upload())
        actions.add_attachment(programme=programme, by=cast.worker, kind="photo", upload=upload(), consent_ok=True)


@pytest.mark.rule("GRP-19")
def test_the_leader_confirms_the_months_group_work_by_the_fifth(cast):
    programme = make.running(cast, held=2)
    with make.at(dt.date(2026, 4, 1), 6):
        assert actions.ask_leaders() == 1
        assert actions.ask_leaders() == 1  # the same debt, stored once
        assert Deadline.objects.filter(rule="group.month_confirm").count() == 1
    assert last_day("group.month_confirm", programme.ref) == dt.date(2026, 4, 7)  # the 5th is Qingming Sunday
    with make.at(dt.date(2026, 4, 2)):
        with pytest.raises(PermissionDenied):
            actions.confirm_month(programme=programme, by=cast.worker, month=dt.date(2026, 3, 1))
        actions.confirm_month(programme=programme, by=cast.leader_post, month=dt.date(2026, 3, 1))
        actions.confirm_month(programme=programme, by=cast.leader_post, month=dt.date(2026, 3, 1))
    assert programme.confirmations.count() == 1
    assert not Deadline.objects.open().filter(rule="group.month_confirm").exists()
