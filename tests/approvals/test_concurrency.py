"""Everybody at once: one effect and 99 clear refusals, on SQLite and on PostgreSQL (threads, real transactions)."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.db.models import Max

from approvals import actions
from approvals.models import Approval, OutsideLink, Step, StepPermission
from notifications.models import Deadline, Notification
from people.models import Role
from tests.factories.people import appoint, person

pytestmark = pytest.mark.django_db(transaction=True)
CROWD, AT_ONCE = 100, 25


def all_at_once(*calls):
    """Run the calls in threads that start together, AT_ONCE at a time; counts of "done" and of why it was refused."""
    barrier = Barrier(AT_ONCE)

    def attempt(call):
        try:
            barrier.wait(timeout=60)
            call()
            return "done"
        except ValidationError as error:
            return error.code
        except PermissionDenied:
            return "denied"
        finally:
            connection.close()

    assert len(calls) % AT_ONCE == 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(attempt, calls))


@pytest.fixture
def crowd(cast, world):
    """Ten supervision assistants of one group: each may decide."""
    people = [cast.sa]
    for number in range(9):
        people.append(person(f"C{number}", f"助理{number}"))
        appoint(people[-1], Role.SUPERVISION_ASSISTANT, group=world.group)
    return people


def decide(step, by, outcome="ok"):
    return lambda: actions.act(step_id=step.pk, by=by, outcome=outcome, comment="大家一起来决定")


def one_end(document):
    document.refresh_from_db()
    return [word for word in document.log if ":" not in word]


def test_a_hundred_simultaneous_deciders_have_one_effect(crowd, paper, step_of):
    document = paper(chain="short")
    step = step_of(document, "decide")
    counted = all_at_once(*(decide(step, crowd[n % 10]) for n in range(CROWD)))
    assert counted == {"done": 1, "stale": 99}
    assert one_end(document) == ["approved"]
    step.refresh_from_db()
    assert step.version == 1
    assert step.history.filter(state=Step.State.CLOSED).count() == 1
    assert not StepPermission.objects.filter(content_object=step).exists()
    assert Notification.objects.filter(key=f"run:{document.approval.uuid}").count() == 1
    assert not Deadline.objects.open().filter(about=step.ref).exists()


def test_agree_return_refuse_and_withdraw_at_once_have_one_effect(crowd, cast, paper, step_of):
    document = paper(chain="short")
    step = step_of(document, "decide")
    outcomes = ["ok", "returned", "rejected"]
    calls = [decide(step, crowd[n % 10], outcomes[n % 3]) for n in range(75)]
    calls += [lambda: actions.withdraw(approval=document.approval, by=cast.worker2)] * 25
    counted = all_at_once(*(calls[n // 4 if n % 4 else 75 + n // 4] for n in range(CROWD)))
    assert counted["done"] == 1
    assert counted["stale"] == 99
    assert len(one_end(document)) == 1
    run = Approval.objects.get()
    assert run.version == 1
    assert run.state != Approval.State.RUNNING


@pytest.mark.parametrize(("key", "who"), [("hr_filing", "hr"), ("handover", "worker2")])
def test_a_hundred_at_once_note_or_finish_a_step_once(cast, paper, step_of, key, who):
    document = paper(chain="leave", days=2)
    actions.act(step_id=step_of(document, "sa_opinion").pk, by=cast.sa, outcome="ok")
    if key == "handover":
        actions.act(step_id=step_of(document, "ddg_decides").pk, by=cast.ddg, outcome="ok")
    step = step_of(document, key)
    counted = all_at_once(*[lambda: actions.act(step_id=step.pk, by=getattr(cast, who), outcome="ok")] * CROWD)
    assert counted == {"done": 1, "stale": 99}


def test_two_steps_of_one_run_at_once_both_count_and_the_run_ends_once(cast, paper, step_of):
    document = paper(chain="leave", days=2)
    actions.act(step_id=step_of(document, "sa_opinion").pk, by=cast.sa, outcome="ok")
    filing, decision = step_of(document, "hr_filing"), step_of(document, "ddg_decides")
    calls = [
        lambda: actions.act(step_id=filing.pk, by=cast.hr, outcome="ok"),
        lambda: actions.act(step_id=decision.pk, by=cast.ddg, outcome="ok"),
    ]
    counted = all_at_once(*[calls[n % 2] for n in range(50)])
    assert counted == {"done": 2, "stale": 48}
    assert one_end(document) == ["approved"]


def test_a_link_used_by_a_hundred_at_once_answers_once(cast, world, paper, step_of):
    document = paper(cast.worker, "leave", point=world.post)
    _link, token = actions.make_link(step_id=step_of(document, "consent").pk, by=cast.worker)
    counted = all_at_once(
        *[lambda n=n: actions.answer(token=token, agree=n % 2 == 0, name="刘主任") for n in range(CROWD)]
    )
    assert counted == {"done": 1, "stale": 99}
    assert OutsideLink.objects.aggregate(Max("version"))["version__max"] == 1


def test_a_document_submitted_by_a_hundred_presses_is_in_one_run(cast, paper):
    document = paper()
    again = type(document).objects.get

    def submit():
        actions.start(subject=again(pk=document.pk), chain="paper.short", by=cast.worker2)

    counted = all_at_once(*[submit] * CROWD)
    assert counted == {"done": 1, "running": 99}
    assert Approval.objects.count() == 1


def test_refreshing_seats_while_somebody_decides_leaves_nobody_seated(crowd, paper, step_of):
    document = paper(chain="short")
    step = step_of(document, "decide")
    calls = [decide(step, crowd[n % 10]) if n % 2 else lambda: actions.refresh(step_id=step.pk) for n in range(50)]
    counted = all_at_once(*calls)
    assert counted["done"] == 26  # one decision, 25 refreshes that may run at any time
    assert not StepPermission.objects.filter(content_object=step).exists()
