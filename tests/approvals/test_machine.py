"""The engine under any order of acts: every step skipped, repeated, after withdrawal, after an edit (hypothesis).

HYPOTHESIS_RUNS sets how many orders are tried.
"""

import os

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from approvals import actions
from approvals.models import Approval, Step, StepPermission
from core import clock
from notifications.models import Deadline
from people.models import StandIn
from tests.approvals.paperwork.models import Paper

pytestmark = [pytest.mark.django_db, pytest.mark.rule("SOD-01", "SOD-03")]
PEOPLE = ["worker2", "sa", "sa2", "supervisor", "hr", "ddg", "dg", "board_chair", "leader", "admin"]
RUNS = int(os.environ.get("HYPOTHESIS_RUNS", "25"))
ENDED = {Approval.State.APPROVED, Approval.State.RETURNED, Approval.State.REJECTED, Approval.State.WITHDRAWN}


class Engine(RuleBasedStateMachine):
    """One document, everybody, in any order; each example is rolled back."""

    cast = None

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.paper = Paper(author=self.cast.worker2, days=1)
        self.paper.save()

    def teardown(self):
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def attempt(self, call, **named):
        """An act may be refused, but only with a reason; a refusal leaves nothing behind."""
        before = self.fingerprint()
        try:
            with transaction.atomic():
                call(**named)
        except (ValidationError, PermissionDenied):
            assert self.fingerprint() == before

    def fingerprint(self):
        return (
            list(Step.objects.order_by("pk").values_list("pk", "state", "outcome", "by", "version")),
            list(Approval.objects.order_by("pk").values_list("pk", "state", "version")),
        )

    def newest(self):
        return Approval.objects.order_by("-pk").first()

    @rule(days=st.integers(1, 5), chain=st.sampled_from(["leave", "fund"]), who=st.sampled_from(PEOPLE[:3]))
    def submit(self, days, chain, who):
        self.paper.refresh_from_db()
        if not (self.newest() and self.newest().is_running):
            self.paper.days = days
            self.paper.save()
        self.attempt(actions.start, subject=self.paper, chain=f"paper.{chain}", by=getattr(self.cast, who))

    @rule(
        at=st.integers(0, 8),
        who=st.sampled_from(PEOPLE),
        outcome=st.sampled_from(["ok", "ok", "ok", "returned", "rejected"]),
        words=st.sampled_from(["", "请补充一下说明"]),
    )
    def act(self, at, who, outcome, words):
        steps = list(Step.objects.order_by("-approval_id", "position"))
        if steps:
            step = steps[at % len(steps)]
            self.attempt(actions.act, step_id=step.pk, by=getattr(self.cast, who), outcome=outcome, comment=words)

    @rule(at=st.integers(0, 3))
    def act_as_seated(self, at):
        seats = list(StepPermission.objects.select_related("user").order_by("content_object_id", "pk"))
        if seats:
            seat = seats[at % len(seats)]
            self.attempt(actions.act, step_id=seat.content_object_id, by=seat.user, outcome="ok")

    @rule(who=st.sampled_from(PEOPLE[:3]))
    def withdraw(self, who):
        if run := self.newest():
            self.attempt(actions.withdraw, approval=run, by=getattr(self.cast, who))

    @rule(absent=st.sampled_from(PEOPLE[1:8]), cover=st.sampled_from(PEOPLE))
    def stand_in(self, absent, cover):
        if absent != cover:
            today = clock.today()
            absent, cover = getattr(self.cast, absent), getattr(self.cast, cover)
            StandIn(absent=absent, cover=cover, since=today, until=today, kinds=["approvals"], reason="x").save()

    @rule()
    def refresh(self):
        actions.refresh_all()

    @invariant()
    def nobody_decides_what_they_asked_for(self):
        for step in Step.objects.filter(kind__in=["decide", "opinion"], by__isnull=False):
            assert step.applicant_id not in (step.by_id, step.on_behalf_of_id)

    @invariant()
    def nobody_decides_twice_in_a_run(self):
        for run in Approval.objects.all():
            rows = run.steps.filter(kind="decide", by__isnull=False).values_list("by", "on_behalf_of")
            voices = [pk for row in rows for pk in row if pk]
            assert len(voices) == len(set(voices))

    @invariant()
    def seats_exist_only_at_open_steps(self):
        assert not StepPermission.objects.exclude(content_object__state=Step.State.OPEN).exists()
        assert (
            not Deadline.objects.open()
            .exclude(about__in=[step.ref for step in Step.objects.filter(state=Step.State.OPEN)])
            .exists()
        )

    @invariant()
    def one_run_at_a_time_and_every_end_told_once(self):
        running = Approval.objects.filter(state=Approval.State.RUNNING)
        assert running.count() <= len({run.chain for run in running})
        self.paper.refresh_from_db()
        ends = [word for word in self.paper.log if ":" not in word]
        assert len(ends) == Approval.objects.filter(state__in=ENDED).count()

    @invariant()
    def approved_means_every_holding_step_was_agreed_in_order(self):
        for run in Approval.objects.all():
            states = list(run.steps.filter(holds=True).order_by("position").values_list("state", "outcome"))
            if run.state == Approval.State.APPROVED:
                assert all(state == "closed" and outcome in ("ok", "passed") for state, outcome in states)
            elif run.state == Approval.State.RUNNING:
                seen = [state for state, _outcome in states]
                assert seen == sorted(seen, key=["closed", "open", "waiting"].index)
                assert seen.count("open") == 1
            else:
                assert not run.steps.filter(state__in=["open", "waiting"]).exists()


def test_no_order_of_acts_reaches_an_illegal_state(cast):
    machine = type("EngineOfThisCast", (Engine,), {"cast": cast})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
