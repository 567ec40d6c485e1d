"""The plan: its ten parts, how early it comes, who agrees, the money, the calendar (GRP-01..07, 13, 20)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import translation

from archives.models import Draft
from core import clock
from groups import actions, checks, facts, pages, timing
from groups.choices import State
from notifications.models import Deadline, Engagement, Notification
from people.models import Role
from projects.funds.models import FundRequest
from rulebook.calendars import calendar
from rulebook.models import CalendarDay
from tests.factories import groups as make

pytestmark = pytest.mark.django_db
WEDNESDAY = dt.date(2025, 10, 15)


def last_day(rule, ref):
    owed = Deadline.objects.open().get(rule=rule, about=ref)
    return clock.day_of(owed.due_at - dt.timedelta(seconds=1))


@pytest.mark.rule("GRP-03")
@pytest.mark.example("EX-23")
def test_a_plan_nine_working_days_ahead_over_national_day_is_short_by_one(cast):
    programme = make.draft(cast.worker, on=dt.date(2025, 9, 22), first=WEDNESDAY)
    assert last_day("group.plan", programme.ref) == dt.date(2025, 9, 25)
    with make.at(dt.date(2025, 9, 26)):
        with pytest.raises(ValidationError) as refused:
            make.submit(programme)
        assert "late_reason" in refused.value.message_dict
        programme = make.submit(programme, late_reason="国庆前才确定场地")
        assert (programme.lead_days, programme.lead_short) == (9, 1)
        with pytest.raises(ValidationError) as refused:
            make.decide(make.plan_of(programme), cast.supervisor, "supervisor")
        assert "accept_exception" in refused.value.message_dict
        make.decide(make.plan_of(programme), cast.supervisor, "supervisor", accept_exception=True)
    assert make.again(programme).state == State.ORG_REVIEW


@pytest.mark.rule("GRP-03")
@pytest.mark.example("EX-25")
def test_a_first_session_on_a_saturday_counts_that_saturday_not(cast):
    saturday = dt.date(2026, 3, 21)
    sunday = timing.plan_lead(saturday, dt.date(2026, 3, 8))
    monday = timing.plan_lead(saturday, dt.date(2026, 3, 9))
    assert (sunday.in_time, sunday.latest) == (True, dt.date(2026, 3, 8))
    assert (monday.days, monday.short_by) == (9, 1)
    programme = make.draft(cast.worker, first=saturday)
    assert last_day("group.plan", programme.ref) == dt.date(2026, 3, 8)


@pytest.mark.rule("GRP-06")
@pytest.mark.example("EX-26")
def test_the_plan_reaches_the_department_head_five_working_days_before(cast):
    programme = make.draft(cast.worker, on=dt.date(2025, 9, 1), first=WEDNESDAY)
    assert last_day("group.dept_plan", programme.ref) == dt.date(2025, 10, 9)
    with make.at(dt.date(2025, 9, 1)):
        programme = make.submit(programme)
    with make.at(dt.date(2025, 10, 10)):
        make.decide(make.plan_of(programme), cast.supervisor, "supervisor")
        with pytest.raises(ValidationError) as refused:
            make.decide(make.plan_of(programme), cast.service, "head")
        assert "accept_exception" in refused.value.message_dict
        make.decide(make.plan_of(programme), cast.service, "head", accept_exception=True)
    assert make.again(programme).state == State.APPROVED
    assert Deadline.objects.get(rule="group.dept_plan", about=programme.ref).days_late == 1


@pytest.mark.rule("GRP-03")
def test_another_first_day_moves_every_open_deadline(cast):
    programme = make.draft(cast.worker, first=WEDNESDAY, on=dt.date(2025, 9, 1))
    with make.at(dt.date(2025, 9, 2)):
        actions.choose_first_day(programme=programme, by=cast.worker, day=dt.date(2025, 10, 22))
    assert last_day("group.plan", programme.ref) == dt.date(2025, 10, 9)
    assert last_day("group.dept_plan", programme.ref) == dt.date(2025, 10, 15)


@pytest.mark.rule("GRP-03")
def test_the_page_marks_what_is_past_and_names_the_earliest_day_in_time():
    found = timing.reckon(dt.date(2026, 3, 21), dt.date(2026, 4, 25), today=dt.date(2026, 3, 9))
    by_key = {mark.key: mark for mark in found.marks}
    assert by_key["plan"].past
    assert not by_key["head"].past
    assert (found.short_by, found.earliest) == (1, dt.date(2026, 3, 23))
    assert by_key["report"].day == dt.date(2026, 4, 28)


@pytest.mark.rule("GRP-02")
@pytest.mark.parametrize("box", ["purpose", "overall_goal", "recruitment", "resources", "evaluation", "frequency"])
def test_a_plan_with_a_part_missing_is_not_sent(cast, box):
    programme = make.draft(cast.worker)
    with make.at(make.BEGUN), pytest.raises(ValidationError) as refused:
        make.submit(programme, **{box: "  "})
    assert box in refused.value.message_dict


@pytest.mark.rule("GRP-02")
def test_a_plan_without_session_plans_is_not_sent(cast):
    programme = make.draft(cast.worker)
    rows = {**make.rows_of([]), "session_plans": []}
    with make.at(make.BEGUN), pytest.raises(ValidationError):
        make.submit(programme, rows=rows)


@pytest.mark.rule("GRP-01")
def test_a_plan_rests_on_needs_that_were_found(cast):
    programme = make.draft(cast.worker)
    with make.at(make.BEGUN), pytest.raises(ValidationError) as refused:
        make.submit(programme, needs=" ")
    assert "needs" in refused.value.message_dict


@pytest.mark.rule("GRP-13")
def test_a_plan_without_safety_measures_is_not_sent(cast):
    programme = make.draft(cast.worker)
    with make.at(make.BEGUN), pytest.raises(ValidationError) as refused:
        make.submit(programme, contingency=" ")
    assert "contingency" in refused.value.message_dict


@pytest.mark.rule("GRP-20")
def test_type_and_model_are_kept_as_codes_for_the_figures(cast):
    programme = make.submitted(cast.worker, group_type="mutual_help", model="social_goal")
    assert (programme.group_type, programme.model) == ("mutual_help", "social_goal")
    with make.at(make.BEGUN), pytest.raises(ValidationError):
        make.submit(make.draft(cast.worker, name="另一组"), group_type="choir")


@pytest.mark.rule("GRP-16")
@pytest.mark.example("EX-31")
def test_a_plan_that_is_too_small_warns_and_can_be_approved(cast):
    programme = make.approved(cast, count=4, planned_members=7)
    assert programme.state == State.APPROVED
    with translation.override("en"):
        texts = [one.text for one in checks.size_of_plan(7, 4)]
    assert len(texts) == 2
    assert "8 members" in texts[0]
    assert "5 sessions" in texts[1]


@pytest.mark.rule("GRP-04")
def test_a_refused_group_never_runs(cast):
    programme = make.submitted(cast.worker)
    with make.at(make.BEGUN, 11):
        make.decide(
            make.plan_of(programme), cast.supervisor, "supervisor", outcome="rejected", comment="需求不足，不开展"
        )
    programme = make.again(programme)
    assert programme.state == State.REJECTED
    assert not programme.sessions.exists()
    with make.at(make.BEGUN, 12), pytest.raises(ValidationError):
        actions.register(programme=programme, by=cast.worker, person=make.person(0))
    assert not Deadline.objects.open().filter(about=programme.ref).exists()


@pytest.mark.rule("GRP-04")
def test_the_supervisor_agrees_in_words(cast):
    programme = make.submitted(cast.worker)
    with make.at(make.BEGUN, 11), pytest.raises(ValidationError) as refused:
        make.decide(make.plan_of(programme), cast.supervisor, "supervisor", comment="")
    assert "comment" in refused.value.message_dict


@pytest.mark.rule("GRP-05")
def test_the_organization_comes_after_the_supervisor(cast):
    programme = make.submitted(cast.worker)
    head = make.plan_of(programme).approval.steps.get(key="head")
    assert head.state == "waiting"
    with make.at(make.BEGUN, 11), pytest.raises((ValidationError, PermissionDenied)):
        make.decide(make.plan_of(programme), cast.service, "head")


@pytest.mark.rule("ORG-07")
def test_the_business_lead_gets_a_copy_that_stops_nothing(cast):
    programme = make.approved(cast)
    copy = make.plan_of(programme).approval.steps.get(key="copy")
    assert programme.state == State.APPROVED
    assert list(copy.permissions.values_list("user", flat=True)) == [cast.sa.pk]


@pytest.mark.rule("GRP-04", "ARCH-09")
def test_approval_issues_the_number_and_lays_out_the_sessions(cast):
    programme = make.approved(cast, count=6)
    assert programme.file_no.endswith("-2026G001")
    assert [one.day for one in programme.sessions.in_order()] == make.days(make.FIRST, 6)
    refs = [one.ref for one in programme.sessions.all()]
    assert Engagement.objects.filter(about__in=refs, owner=cast.worker, off_at__isnull=True).count() == 6
    assert Deadline.objects.open().filter(rule="group.roll_call", about__in=refs).count() == 6


@pytest.mark.rule("GRP-07", "GRP-05")
def test_organization_money_goes_with_the_plan_and_waits_for_the_supervisor(cast):
    programme = make.draft(cast.worker)
    with make.at(make.BEGUN):
        with pytest.raises(ValidationError) as refused:
            make.submit(programme, fund_source="org_pool")
        assert "sources_tried" in refused.value.message_dict
        programme = make.submit(programme, fund_source="org_pool", sources_tried="问过医院，没有经费")
    assert programme.fund_request.state == FundRequest.State.DRAFT
    assert actions.money_refusal(programme.ref)
    with make.at(make.BEGUN, 11):
        make.decide(make.plan_of(programme), cast.supervisor, "supervisor")
        make.decide(make.plan_of(programme), cast.service, "head")
    programme = make.again(programme)
    assert programme.state == State.ORG_REVIEW  # read, but the money is not decided
    assert programme.fund_request.state == FundRequest.State.SA


@pytest.mark.rule("GRP-07")
@pytest.mark.parametrize("source", ["none", "host_unit", "sponsor"])
def test_other_sources_need_no_application(cast, source):
    programme = make.approved(cast, fund_source=source)
    assert programme.fund_request is None
    assert programme.state == State.APPROVED


def _money(programme, cast, *steps):
    for person, key in steps:
        make.decide(make.again(programme).fund_request, person, key)


def _pool(cast):
    from projects.funds.actions import record
    from projects.funds.models import PoolEntry

    record(year=2026, kind=PoolEntry.Kind.OPENING, amount="50000", by=cast.finance, note="结转")


@pytest.mark.rule("GRP-05", "FUND-04")
def test_the_group_is_approved_once_the_money_is(cast):
    with make.at(make.BEGUN):
        _pool(cast)
    programme = make.approved(cast, fund_source="org_pool", sources_tried="问过医院，没有经费")
    with make.at(make.BEGUN, 15):
        _money(programme, cast, (cast.sa, "sa"), (cast.service, "department"), (cast.finance, "finance"),
               (cast.ddg, "head"))  # fmt: skip
    programme = make.again(programme)
    assert programme.state == State.APPROVED
    assert programme.file_no
    assert programme.fund_request.activity_approved_on == make.BEGUN


@pytest.mark.rule("GRP-05")
def test_refused_money_sends_the_plan_back_to_the_worker(cast):
    with make.at(make.BEGUN):
        _pool(cast)
    programme = make.approved(cast, fund_source="org_pool", sources_tried="问过医院，没有经费")
    with make.at(make.BEGUN, 15):
        _money(programme, cast, (cast.sa, "sa"))
        make.decide(programme.fund_request, cast.service, "department", outcome="rejected", comment="今年不再支持")
    programme = make.again(programme)
    assert programme.state == State.DRAFT
    assert programme.fund_request is None
    assert "活动室 2" in Draft.objects.get(owner=cast.worker, about=programme.ref).text()  # to be written on
    with make.at(make.BEGUN, 16):
        programme = make.submit(programme, fund_source="none")
    assert programme.state == State.PLAN_SUBMITTED


@pytest.mark.rule("ORG-06", "SOD-01", "SOD-03")
@pytest.mark.example("EX-74")
def test_an_acting_supervisor_leaves_the_next_signature_to_somebody_else(cast, world):
    held = cast.supervisor.appointments.first()
    held.until = dt.date(2026, 2, 28)
    held.save()
    with make.at(make.BEGUN):
        _pool(cast)
    programme = make.submitted(cast.worker, fund_source="org_pool", sources_tried="问过医院，没有经费")
    step = make.plan_of(programme).approval.steps.get(key="supervisor")
    assert step.acting_for == Role.SUPERVISOR
    with make.at(make.BEGUN, 11):
        make.decide(make.plan_of(programme), cast.sa, "supervisor")
    with make.at(make.BEGUN, 12):
        make.decide(make.plan_of(programme), cast.service, "head")
    forwarding = make.again(programme).fund_request.approval.steps.get(key="sa")
    assert list(forwarding.permissions.values_list("user", flat=True)) == [cast.leader_post.pk]


@pytest.mark.rule("DATE-04")
def test_a_returned_plan_keeps_its_day_when_it_comes_back_within_two_working_days(cast):
    first = dt.date(2026, 3, 17)  # ten working days after 3 March
    programme = make.draft(cast.worker, on=dt.date(2026, 3, 2), first=first)
    with make.at(dt.date(2026, 3, 3)):
        programme = make.submit(programme)
        make.decide(make.plan_of(programme), cast.supervisor, "supervisor", outcome="returned", comment="目标写清楚些")
    with make.at(dt.date(2026, 3, 5)):
        assert make.submit(make.again(programme)).lead_short == 0
        make.decide(make.plan_of(programme), cast.supervisor, "supervisor", outcome="returned", comment="再改一改目标")
    with make.at(dt.date(2026, 3, 10)), pytest.raises(ValidationError):
        make.submit(make.again(programme))


@pytest.mark.rule("DATE-01")
@pytest.mark.example("EX-22")
def test_a_plan_is_counted_again_when_next_years_calendar_is_published(cast):
    first = dt.date(2027, 2, 3)
    programme = make.draft(cast.worker, on=dt.date(2026, 12, 20), first=first)
    with make.at(dt.date(2027, 1, 20)):
        programme = make.submit(programme)
        assert programme.lead_provisional
        assert programme.lead_short == 0
        for number in range(1, 6):
            CalendarDay.objects.create(day=dt.date(2027, 1, 24 + number), kind="holiday", name="春节")
        from rulebook import cache, hooks

        cache.forget()
        assert not calendar().is_workday(dt.date(2027, 1, 25))
        hooks.calendar_changed({2027})
    programme = make.again(programme)
    assert programme.lead_short == 5
    told = Notification.objects.filter(to=cast.worker, about=programme.ref)
    assert told.filter(text_key__startswith="The plan of a group of yours now comes too late").count() == 1


@pytest.mark.rule("GRP-03")
def test_an_open_plan_falls_due_earlier_when_the_calendar_takes_days_away(cast):
    programme = make.draft(cast.worker, on=dt.date(2026, 12, 20), first=dt.date(2027, 2, 10))
    owed = Deadline.objects.get(rule="group.plan", about=programme.ref)
    assert owed.provisional
    assert last_day("group.plan", programme.ref) == dt.date(2027, 1, 27)
    CalendarDay.objects.create(day=dt.date(2027, 2, 5), kind="holiday", name="春节")
    from rulebook import cache, hooks

    cache.forget()
    with make.at(dt.date(2026, 12, 21)):
        hooks.calendar_changed({2027})
    assert last_day("group.plan", programme.ref) == dt.date(2027, 1, 26)


@pytest.mark.rule("GRP-04")
def test_a_cancelled_group_owes_nothing_and_frees_its_money(cast):
    programme = make.submitted(cast.worker, fund_source="org_pool", sources_tried="问过医院，没有经费")
    with make.at(make.BEGUN, 12):
        actions.cancel(programme=programme, by=cast.worker, reason="场地被收回")
    request, programme = programme.fund_request, make.again(programme)
    request.refresh_from_db()
    assert programme.state == State.CANCELLED
    assert request.state == FundRequest.State.CANCELLED
    assert not Deadline.objects.open().filter(about=programme.ref).exists()


@pytest.mark.rule("GRP-09")
def test_whoever_registered_for_a_cancelled_group_is_told_the_same_day(client, cast):
    programme = make.approved(cast)
    make.with_members(programme, 3)
    out = programme.members.first()
    with make.at(make.BEGUN, 14):
        actions.withdraw(member=out, by=cast.worker, reason="搬家")
        programme = actions.cancel(programme=make.again(programme), by=cast.supervisor, reason="场地被收回")
        owed = Deadline.objects.open().get(about=programme.ref)
        due = clock.day_of(owed.due_at - dt.timedelta(seconds=1))
        assert (owed.rule, owed.owner, due) == ("group.tell", cast.worker, make.BEGUN)
    client.force_login(cast.worker)
    page = reverse("groups:told", args=[programme.uuid])
    waiting = list(facts.not_told(programme))
    shown = client.get(page).content.decode()
    assert all(member.name in shown for member in waiting)
    assert out.name not in shown
    client.post(page, {"members": [waiting[0].uuid]})
    assert Deadline.objects.open().filter(about=programme.ref).exists()
    client.post(page, {"members": [waiting[1].uuid]})
    assert not Deadline.objects.open().filter(about=programme.ref).exists()
    assert client.get(reverse("groups:members", args=[programme.uuid])).status_code == 200
    client.force_login(cast.supervisor)
    assert client.get(page).status_code == 403


def test_no_exception_is_asked_for_a_cancelled_group(cast):
    programme = make.approved(cast)
    with make.at(make.BEGUN, 14), translation.override("en"):
        guest = {"name": "何秀", "birth_year": 1950}
        actions.register(programme=programme, by=cast.worker, person=guest, in_area=False)
        assert "An exception" in str(pages.notes(make.again(programme), cast.supervisor))
        programme = actions.cancel(programme=make.again(programme), by=cast.supervisor, reason="场地被收回")
        assert "An exception" not in str(pages.notes(programme, cast.supervisor))


def test_only_a_worker_in_post_plans_a_group(cast):
    with make.at(make.BEGUN), pytest.raises(PermissionDenied):
        actions.begin(by=cast.sa, name="小组", first_day=make.FIRST)


def test_a_session_moves_with_what_is_owed_and_the_calendar(cast):
    programme = make.approved(cast)
    session = programme.sessions.get(number=2)
    day = dt.date(2026, 3, 27)
    with make.at(make.BEGUN, 15):
        actions.move_session(session=session, by=cast.worker, day=day, starts=make.START, ends=make.END)
        with pytest.raises(ValidationError):
            first = programme.sessions.get(number=1)
            actions.move_session(
                session=first, by=cast.worker, day=dt.date(2026, 3, 10), starts=make.START, ends=make.END
            )
    assert last_day("group.roll_call", session.ref) == day
    assert clock.day_of(Engagement.objects.get(about=session.ref, off_at__isnull=True).starts_at) == day
