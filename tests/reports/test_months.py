"""The months are summed from the rooms, assembled, checked, confirmed, decided, submitted and frozen."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from archives.models import Volume
from core import clock
from groups import actions as group_actions
from notifications.models import Deadline, Notification
from reports import actions, counting, queries, reading, snapshots
from reports.models import Month, MonthlyReport, Tally
from reports.sheets import PointStatistics, WorkerStatistics
from tests.factories import groups
from tests.reports import made

pytestmark = pytest.mark.django_db
State = MonthlyReport.State


def figure(key, scope="organization", pk=0, month=made.MARCH):
    return reading.counted(month).get((scope, pk, key), reading.NOTHING).value


@pytest.mark.rule("KPI-09")
def test_a_month_is_summed_into_rows_that_equal_a_recount(cast):
    made.busy_march(cast)
    with clock.standing_at(made.noon(dt.date(2026, 4, 1))):
        assert made.MARCH in actions.refresh()
        assert reading.counted(made.MARCH) == counting.count(made.MARCH)
    assert (figure("case.opened"), figure("case.completed"), figure("case.contacts")) == (2, 1, 3)
    assert figure("case.home_visits") == 1
    assert figure("service.persons") == 2
    assert figure("case.contacts", "worker", cast.worker2.pk) == 1
    assert figure("case.contacts", "point", cast.worker2.appointments.first().point_id) == 1


@pytest.mark.rule("KPI-09")
def test_summing_twice_changes_no_row_and_a_new_record_makes_its_month_dirty(cast):
    _first, second = made.busy_march(cast)
    with clock.standing_at(made.noon(dt.date(2026, 4, 1))):
        actions.refresh()
        contacts = figure("case.contacts")
        before = list(Tally.objects.values_list()), list(Month.objects.values_list())
        assert actions.refresh() == []
        assert (list(Tally.objects.values_list()), list(Month.objects.values_list())) == before
    with clock.standing_at(made.noon(dt.date(2026, 4, 2))):
        made.make.record(second, dt.date(2026, 3, 20))  # written late
        made.read_all(second, cast.supervisor, dt.date(2026, 4, 2))
        assert made.MARCH in actions.refresh()
    assert figure("case.contacts") == contacts + 1


@pytest.mark.rule("KPI-02")
@pytest.mark.rule("KPI-01")
def test_the_first_of_the_month_assembles_reports_and_says_who_owes_what_by_the_fifth(cast):
    made.busy_march(cast)
    report = made.assembled()
    points = {row.point for row in MonthlyReport.objects.of_points()}
    assert len(points) == 3
    owed = Deadline.objects.open().filter(rule="kpi.point_report")
    assert set(owed.values_list("owner", flat=True)) == {cast.service.pk, cast.leader.pk, cast.leader_post.pk}
    # Sunday 5 April is in the holiday, Monday 6 too: the internal report rolls, the external package does not.
    assert {clock.day_of(one.due_at - dt.timedelta(seconds=1)) for one in owed} == {dt.date(2026, 4, 7)}
    package = Deadline.objects.open().get(rule="kpi.package")
    assert (package.owner, clock.day_of(package.due_at - dt.timedelta(seconds=1))) == (cast.hr, dt.date(2026, 4, 5))
    assert report.state == State.COLLECTING
    told = Notification.objects.filter(key__startswith="figures:")
    assert {one.to for one in told} == {cast.worker, cast.worker2, cast.worker_other, cast.assistant}
    made.assembled(on=dt.date(2026, 4, 2))
    assert MonthlyReport.objects.count() == 4


@pytest.mark.rule("KPI-01")
def test_the_package_is_reminded_on_the_third_and_on_the_last_working_day_before():
    from rulebook import deadlines

    due = deadlines.due("kpi.package", dt.date(2026, 6, 30))
    assert due.day == dt.date(2026, 7, 5)  # a Sunday; an external day does not roll
    days = deadlines.reminder_days(deadlines.RULES["kpi.package"], due.at)
    assert days == [dt.date(2026, 7, 3)]  # the 3rd is also the last working day before
    later = deadlines.due("kpi.package", dt.date(2026, 10, 31))
    days = deadlines.reminder_days(deadlines.RULES["kpi.package"], later.at)
    assert days == [dt.date(2026, 11, 3), dt.date(2026, 11, 4), dt.date(2026, 11, 5)]


@pytest.mark.rule("KPI-02")
def test_workers_say_whether_their_figures_are_right_and_a_difference_needs_words(cast):
    made.busy_march(cast)
    made.assembled()
    report = MonthlyReport.objects.get(point__code="post")
    with clock.standing_at(made.noon(dt.date(2026, 4, 2))):
        with pytest.raises(ValidationError):
            actions.check(report=report, by=cast.worker, right=False, text="少")
        actions.check(report=report, by=cast.worker, right=False, text="三月少算一次家访")
        said = actions.check(report=report, by=cast.worker, right=True)
        with pytest.raises(PermissionDenied):
            actions.check(report=report, by=cast.worker2, right=True)
    assert (report.checks.count(), said.right, said.words) == (1, True, "")


@pytest.mark.rule("GRP-19")
def test_leaders_confirm_or_are_listed_as_missing(cast):
    made.busy_march(cast)
    report = made.assembled()
    centre = MonthlyReport.objects.get(point__code="centre")
    with clock.standing_at(made.noon(dt.date(2026, 4, 2))):
        with pytest.raises(PermissionDenied):
            actions.hand_in(report=centre, by=cast.leader_post)
        actions.hand_in(report=centre, by=cast.leader)
        with pytest.raises(ValidationError, match="2 service points"):
            actions.confirm(report=report, by=cast.service)
        actions.confirm(report=report, by=cast.service, accept_missing=True)
    report.refresh_from_db()
    assert report.state == State.CONFIRMED
    assert report.snapshot.data["missing"] == ["市一院社工站", "晨光青少年项目"]
    assert not Deadline.objects.open().filter(about=centre.ref).exists()


@pytest.mark.rule("GRP-19")
def test_a_point_given_back_is_owed_again_and_the_month_is_open_again(cast):
    made.busy_march(cast)
    report = made.assembled()
    with clock.standing_at(made.noon(dt.date(2026, 4, 2))):
        for code, leader in (("centre", cast.leader), ("post", cast.leader_post)):
            actions.hand_in(report=MonthlyReport.objects.get(point__code=code), by=leader)
        project = MonthlyReport.objects.get(point__code="project")
        made_leader = cast.leader
        from tests.factories.people import appoint

        appoint(made_leader, "project_director", point=project.point)
        actions.hand_in(report=project, by=made_leader)
        report.refresh_from_db()
        assert report.state == State.COMPILED
        with pytest.raises(ValidationError):
            actions.give_back(report=project, by=cast.service, text="再看")
        actions.give_back(report=project, by=cast.service, text="请核对活动人次")
    project.refresh_from_db()
    report.refresh_from_db()
    assert (project.state, project.return_words, report.state) == ("collecting", "请核对活动人次", "collecting")
    assert Deadline.objects.open().filter(about=project.ref, owner=made_leader).exists()


@pytest.mark.rule("KPI-02")
def test_the_service_director_confirms_the_deputy_and_the_director_decide_then_it_is_submitted(cast):
    made.busy_march(cast)
    report = made.assembled()
    with clock.standing_at(made.noon(dt.date(2026, 4, 2))):
        with pytest.raises(PermissionDenied):
            actions.confirm(report=report, by=cast.ddg, accept_missing=True)
        actions.confirm(report=report, by=cast.service, accept_missing=True)
        report.refresh_from_db()
        with pytest.raises(PermissionDenied):
            actions.submit(report=report, by=cast.service)
        made.decide(report, cast.ddg)
        made.decide(report, cast.dg)
        report.refresh_from_db()
        with pytest.raises(PermissionDenied):
            actions.submit(report=report, by=cast.dg)
        actions.submit(report=report, by=cast.service)
    report.refresh_from_db()
    assert (report.state, report.submitted_by) == (State.SUBMITTED, cast.service)
    assert {row.state for row in MonthlyReport.objects.of_month(made.MARCH)} == {State.SUBMITTED}
    assert not Deadline.objects.open().filter(rule="kpi.point_report").exists()
    assert snapshots.is_whole(report.snapshot)


@pytest.mark.rule("KPI-02")
def test_a_returned_report_is_counted_again_before_it_is_confirmed_once_more(cast):
    made.busy_march(cast)
    report = made.assembled()
    with clock.standing_at(made.noon(dt.date(2026, 4, 2))):
        actions.confirm(report=report, by=cast.service, accept_missing=True)
        made.decide(report, cast.ddg, "returned", "请说明家访为什么少")
    report.refresh_from_db()
    assert report.state == State.COMPILED
    made.make.planned(cast.worker2, cast.supervisor, on=dt.date(2026, 3, 20))
    with clock.standing_at(made.noon(dt.date(2026, 4, 3))):
        actions.confirm(report=report, by=cast.service, accept_missing=True)
        report.refresh_from_db()
        found = reading.values(report.month, report)
        assert found["organization", 0, "case.opened"].value == 3
        made.decide(report, cast.ddg)


@pytest.mark.rule("KPI-02")
def test_a_month_that_is_not_over_cannot_be_confirmed(cast):
    made.busy_march(cast)
    report = made.assembled()
    with clock.standing_at(made.noon(dt.date(2026, 3, 31))), pytest.raises(ValidationError, match="not over"):
        actions.confirm(report=report, by=cast.service, accept_missing=True)


@pytest.mark.rule("KPI-01")
def test_hr_sends_the_package_after_submission_and_late_is_reported(cast):
    made.busy_march(cast)
    report = made.submitted(cast)
    with clock.standing_at(made.noon(dt.date(2026, 4, 8))):
        with pytest.raises(PermissionDenied):
            actions.send(report=report, by=cast.service, on=dt.date(2026, 4, 8), parts=MonthlyReport.Part.values)
        with pytest.raises(ValidationError):
            actions.send(report=report, by=cast.hr, on=dt.date(2026, 4, 9), parts=MonthlyReport.Part.values)
        with pytest.raises(ValidationError) as refused:
            actions.send(report=report, by=cast.hr, on=dt.date(2026, 4, 8), parts=["plans", "staff"])
        assert "lacking" in refused.value.message_dict
        words = "义工服务记录：中心义工站停电，下周补报"
        actions.send(report=report, by=cast.hr, on=dt.date(2026, 4, 8), parts=["plans", "staff"], lacking=words)
    report.refresh_from_db()
    assert (report.sent_parts, report.sent_lacking) == (["plans", "staff"], words)
    owed = Deadline.objects.get(rule="kpi.package", about=report.ref)
    assert owed.met_at is not None
    assert owed.days_late == 2  # 7 and 8 April; 6 April is a holiday


@pytest.mark.rule("ARCH-02")
def test_a_submitted_month_leaves_its_forms_in_a_volume(cast):
    made.busy_march(cast)
    report = made.submitted(cast)
    workers = WorkerStatistics.objects.get(report=report)
    line = workers.rows.get(worker=cast.worker.name)
    assert (line.opened, line.completed, line.contacts) == (1, 1, 2)
    assert PointStatistics.objects.count() == 3
    volume = Volume.objects.get(kind="monthly_report")
    assert (volume.missing, volume.wanted, volume.worker) == (0, 2, cast.service)


@pytest.mark.rule("GRP-19")
def test_the_leader_sees_which_groups_of_the_month_wait_for_confirmation(cast):
    programme = groups.running(cast, held=2)
    with clock.standing_at(made.noon(dt.date(2026, 4, 1))):
        actions.monthly_round()
        report = MonthlyReport.objects.get(point=programme.point)
        assert queries.unconfirmed_groups(report) == [programme]
        group_actions.confirm_month(programme=programme, by=cast.leader_post, month=made.MARCH)
        assert queries.unconfirmed_groups(report) == []
