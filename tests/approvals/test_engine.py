"""The engine: how a run opens, holds, ends, and what it refuses."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from guardian.shortcuts import get_user_perms

from approvals import actions
from approvals.models import MAY_ACT, Approval, Step, StepPermission
from core import clock
from notifications.actions import remind
from notifications.models import Deadline, Notification

pytestmark = pytest.mark.django_db
OK, RETURNED, REJECTED = Step.Outcome.OK, Step.Outcome.RETURNED, Step.Outcome.REJECTED


def decide(step, by, outcome=OK, **more):
    return actions.act(step_id=step.pk, by=by, outcome=outcome, **more)


def refused(code, step, by, outcome=OK, **more):
    with pytest.raises(ValidationError) as error:
        decide(step, by, outcome, **more)
    found = error.value
    return code in ({each.code for each in found.error_list} if hasattr(found, "error_list") else found.error_dict)


@pytest.mark.rule("LEAVE-01", "CASE-07")
@pytest.mark.example("EX-08")
def test_a_refusal_from_outside_ends_the_request_before_anybody_inside_is_asked(paper, cast, world, step_of, seated):
    document = paper(cast.worker, "leave", point=world.post, days=2)
    step = step_of(document, "consent")
    assert seated(document, "consent") == {cast.worker}
    decide(step, cast.worker, REJECTED, evidence={"way": "phone", "name": "刘主任", "on": "2026-03-10"})
    document.refresh_from_db()
    assert document.state == "rejected"
    assert step_of(document, "sa_opinion").state == Step.State.DROPPED
    assert not StepPermission.history.exclude(user=cast.worker).exists()


@pytest.mark.rule("LEAVE-03")
@pytest.mark.example("EX-01")
def test_the_sa_forwards_hr_is_told_without_holding_and_the_ddg_decides(paper, cast, step_of, seated):
    document = paper(days=2)
    run = actions.start(subject=document, chain="paper.leave", by=cast.worker2)
    opinion = step_of(document, "sa_opinion")
    assert seated(document, "sa_opinion") == {cast.sa}
    assert refused("outcome", opinion, cast.sa, REJECTED, comment="不同意这次请假")
    decide(opinion, cast.sa, comment="已核对交接")
    assert step_of(document, "hr_filing").is_open
    assert seated(document, "hr_filing") == {cast.hr, cast.hr_director}
    assert seated(document, "ddg_decides") == {cast.ddg}
    decide(step_of(document, "ddg_decides"), cast.ddg)
    run.refresh_from_db()
    document.refresh_from_db()
    assert run.state == Approval.State.APPROVED
    assert document.state == "approved"
    assert step_of(document, "hr_filing").is_open  # it does not hold, and can still be noted afterwards
    decide(step_of(document, "hr_filing"), cast.hr)
    decide(step_of(document, "handover"), cast.worker2)
    decide(step_of(document, "handover_seen"), cast.sa)
    document.refresh_from_db()
    assert document.log.count("approved") == 1
    assert not Step.objects.filter(approval=run).exclude(state=Step.State.CLOSED).exists()


def test_steps_are_copied_when_the_run_starts_and_later_changes_do_not_touch_them(paper, step_of):
    document = paper(chain="leave", days=1)
    document.days = 5
    document.save()
    assert list(Step.objects.filter(approval=document.approval).values_list("key", flat=True)) == ["sa_decides"]


def test_the_right_to_act_lives_in_guardian_while_the_step_is_open_and_in_history_afterwards(paper, cast, step_of):
    document = paper(chain="short")
    step = step_of(document, "decide")
    assert MAY_ACT in get_user_perms(cast.sa, step)
    decide(step, cast.sa)
    assert MAY_ACT not in get_user_perms(cast.sa, step)
    assert list(StepPermission.history.order_by("history_id").values_list("user__name", "history_type")) == [
        ("周启明", "+"),
        ("周启明", "-"),
    ]


def test_a_superuser_decides_nothing(paper, cast, step_of):
    document = paper(chain="short")
    cast.admin.is_superuser = True
    cast.admin.save()
    assert cast.admin.has_perm("approvals.may_act", step_of(document, "decide"))
    with pytest.raises(PermissionDenied):
        decide(step_of(document, "decide"), cast.admin)


def test_a_grant_alone_is_not_enough_when_todays_facts_say_no(paper, cast, step_of):
    document = paper(chain="short")
    step = step_of(document, "decide")
    permission = step.permissions.get()
    StepPermission(user=cast.outsider, content_object=step, permission=permission.permission).save()
    with pytest.raises(PermissionDenied):
        decide(step, cast.outsider)


def test_a_second_decision_is_stale_and_changes_nothing(paper, cast, step_of):
    document = paper(chain="short")
    step = step_of(document, "decide")
    decide(step, cast.sa)
    assert refused("stale", step, cast.sa, REJECTED, comment="我改主意了，不同意")
    document.refresh_from_db()
    assert document.log == ["decide:ok", "approved"]


@pytest.mark.parametrize("outcome", [RETURNED, REJECTED])
@pytest.mark.parametrize(
    ("words", "enough"), [("", False), ("请改一改", False), ("    ab    ", False), ("请改一改。", True)]
)
def test_return_and_refusal_need_at_least_five_characters(paper, cast, step_of, outcome, words, enough):
    document = paper(chain="short")
    if enough:
        decide(step_of(document, "decide"), cast.sa, outcome, comment=words)
        assert step_of(document, "decide").comment == words
    else:
        assert refused("comment", step_of(document, "decide"), cast.sa, outcome, comment=words)


@pytest.mark.rule("LEAVE-07")
def test_a_decision_over_work_inside_the_leave_needs_words(paper, cast, step_of):
    document = paper(chain="leave", days=2, work_inside=True)
    decide(step_of(document, "sa_opinion"), cast.sa)
    assert refused("comment", step_of(document, "ddg_decides"), cast.ddg)
    decide(step_of(document, "ddg_decides"), cast.ddg, comment="工作已安排")


@pytest.mark.rule("DATE-08", "LEAVE-02")
def test_an_exception_must_be_accepted_expressly_and_both_are_kept(paper, cast, step_of):
    document = paper(chain="short", short_notice=True)
    step = step_of(document, "decide")
    assert refused("accept_exception", step, cast.sa)
    decide(step, cast.sa, accept_exception=True)
    step.refresh_from_db()
    assert step.exception_accepted
    assert step.outcome == OK


def test_a_document_with_an_exception_can_be_returned_without_accepting_it(paper, cast, step_of):
    document = paper(chain="short", short_notice=True)
    decide(step_of(document, "decide"), cast.sa, RETURNED, comment="请提前一天申请")


def test_a_form_that_shows_an_older_content_is_refused(paper, cast, step_of):
    document = paper(chain="short")
    seen = actions.seen_mark(document)
    document.text = "other"
    document.save()
    assert refused("changed", step_of(document, "decide"), cast.sa, seen=seen)
    step = decide(step_of(document, "decide"), cast.sa, seen=actions.seen_mark(document))
    assert step.seen_hash == document.content_hash()


def test_a_returned_document_starts_a_new_run_that_points_to_the_old_one(paper, cast, step_of):
    document = paper(chain="short")
    first = document.approval
    decide(step_of(document, "decide"), cast.sa, RETURNED, comment="请写明交接安排")
    document.refresh_from_db()
    assert document.state == "returned"
    second = actions.start(subject=document, chain="paper.short", by=cast.worker2)
    assert second.previous == first
    decide(step_of(document, "decide"), cast.sa)  # the same person may decide again: it is another run
    first.refresh_from_db()
    assert first.state == Approval.State.RETURNED
    assert first.steps.get().comment == "请写明交接安排"


def test_a_document_cannot_be_in_two_runs_of_one_chain(paper, cast):
    document = paper(chain="short")
    with pytest.raises(ValidationError):
        actions.start(subject=document, chain="paper.short", by=cast.worker2)


def test_the_applicant_withdraws_while_it_is_pending_and_nobody_else(paper, cast, step_of):
    document = paper(chain="leave", days=2)
    with pytest.raises(PermissionDenied):
        actions.withdraw(approval=document.approval, by=cast.sa)
    actions.withdraw(approval=document.approval, by=cast.worker2)
    document.refresh_from_db()
    assert document.state == "withdrawn"
    assert not StepPermission.objects.exists()
    assert not Deadline.objects.open().exists()
    assert refused("stale", step_of(document, "sa_opinion"), cast.sa)
    with pytest.raises(ValidationError):
        actions.withdraw(approval=document.approval, by=cast.worker2)


def test_a_decided_request_cannot_be_withdrawn_through_the_engine(paper, cast, step_of):
    document = paper(chain="short")
    decide(step_of(document, "decide"), cast.sa)
    with pytest.raises(ValidationError):
        actions.withdraw(approval=document.approval, by=cast.worker2)


def test_every_step_and_run_keeps_its_history_with_the_actor(paper, cast, step_of):
    document = paper(chain="short")
    decide(step_of(document, "decide"), cast.sa)
    step = step_of(document, "decide")
    assert list(step.history.order_by("history_id").values_list("state", flat=True)) == ["waiting", "open", "closed"]
    assert step.history.first().history_user == cast.sa
    assert document.approval.history.first().history_user == cast.sa


@pytest.mark.rule("CASE-07")
def test_a_decision_is_owed_within_three_working_days_and_met_by_whoever_decides(paper, cast, step_of):
    with clock.standing_at(dt.date(2026, 4, 3)):  # Friday; 4-6 April is a holiday
        document = paper(chain="opening")
        step = step_of(document, "supervisor")
        assert clock.day_of(step.due_at - dt.timedelta(seconds=1)) == dt.date(2026, 4, 9)
        owed = Deadline.objects.get(rule="approval.step", about=step.ref)
        assert (owed.owner, owed.due_at) == (cast.supervisor, step.due_at)
    with clock.standing_at(dt.date(2026, 4, 10)):
        decide(step, cast.supervisor)
    owed.refresh_from_db()
    assert owed.met_at is not None
    assert owed.days_late == 1


def test_an_earlier_latest_day_of_the_document_moves_the_deadline_forward(paper, step_of):
    with clock.standing_at(dt.date(2026, 3, 10)):
        document = paper(chain="tomorrow")
    step = step_of(document, "decide")
    assert step.due_at == clock.end_of(dt.date(2026, 3, 11))
    assert Deadline.objects.get(about=step.ref).due_at == step.due_at


def test_the_applicant_reminds_once_a_day(paper, cast, step_of):
    document = paper(chain="short")
    step = step_of(document, "decide")
    with clock.standing_at(dt.date(2026, 3, 10)):
        assert actions.chase(step_id=step.pk, by=cast.worker2)
        assert not actions.chase(step_id=step.pk, by=cast.worker2)
    with clock.standing_at(dt.date(2026, 3, 11)):
        assert actions.chase(step_id=step.pk, by=cast.worker2)
    assert Notification.objects.filter(to=cast.sa, key__startswith="chase:").count() == 2
    with pytest.raises(PermissionDenied):
        actions.chase(step_id=step.pk, by=cast.worker)


def test_time_alone_decides_nothing(paper, cast, step_of):
    with clock.standing_at(dt.date(2026, 3, 10)):
        document = paper(chain="short")
    with clock.standing_at(dt.date(2027, 3, 10)):
        actions.refresh_all()
        actions.stamp_views()
    assert step_of(document, "decide").is_open
    document.refresh_from_db()
    assert document.state == "draft"


@pytest.mark.rule("CASE-07", "ORG-04")
def test_an_overdue_decision_is_told_to_the_superior_and_still_decided_by_nobody(paper, cast, step_of):
    with clock.standing_at(dt.date(2026, 3, 10)):
        document = paper(chain="short")
    with clock.standing_at(dt.date(2026, 3, 20)):
        remind()
        remind()
    told = Notification.objects.filter(to=cast.ddg, about=step_of(document, "decide").ref)
    assert told.count() == 1
    assert step_of(document, "decide").is_open
    assert not step_of(document, "decide").permissions.filter(user=cast.ddg).exists()
