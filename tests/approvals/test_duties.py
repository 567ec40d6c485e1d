"""Separation of duties and standing in: SOD-01..04, ORG-06, ORG-09, LEAVE-14 (roles.md sections 5 and 6)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from approvals import actions
from approvals.models import Step
from approvals.queries import open_steps_for
from core import clock
from people.models import Appointment, Role, StandIn
from tests.factories.people import appoint, person

pytestmark = pytest.mark.django_db
OK = Step.Outcome.OK


def decide(step, by, outcome=OK, **more):
    return actions.act(step_id=step.pk, by=by, outcome=outcome, **more)


def stand_in(absent, cover, *, days=7, kinds=("approvals",), since=None):
    since = since or clock.today()
    row = StandIn(
        absent=absent, cover=cover, since=since, until=since + dt.timedelta(days=days), kinds=list(kinds), reason="休假"
    )
    row.full_clean()
    row.save()
    return row


def end(appointment_of, role):
    for held in Appointment.objects.filter(person=appointment_of, role=role):
        held.until = clock.today() - dt.timedelta(days=1)
        held.save()
    appointment_of.__dict__.pop("_appointments", None)


@pytest.mark.rule("SOD-01", "LEAVE-14")
@pytest.mark.example("EX-10")
def test_an_sa_asking_half_a_day_goes_to_the_ddg_and_cannot_decide_it(paper, cast, step_of, seated):
    document = paper(cast.sa, "leave", days=1)
    assert seated(document, "sa_decides") == {cast.ddg}
    assert not open_steps_for(cast.sa).exists()
    with pytest.raises(PermissionDenied):
        decide(step_of(document, "sa_decides"), cast.sa)


@pytest.mark.rule("SOD-01", "LEAVE-14")
def test_an_sa_who_also_works_at_the_front_line_of_the_own_group_goes_one_level_up(paper, cast, world, step_of, seated):
    appoint(cast.sa, Role.SOCIAL_WORKER, point=world.centre, group=world.group)
    document = paper(cast.sa, "leave", days=1)
    assert seated(document, "sa_decides") == {cast.ddg}
    assert step_of(document, "sa_decides").passed_over == [{"role": "supervision_assistant", "why": "applicant"}]


@pytest.mark.rule("SOD-01", "LEAVE-14")
@pytest.mark.example("EX-11")
def test_the_ddg_asks_the_dg_and_the_dg_asks_the_board_chair(paper, cast, step_of, seated):
    ddg = paper(cast.ddg, "leave", days=2)
    assert seated(ddg, "ddg_decides") == {cast.dg}
    dg = paper(cast.dg, "leave", days=5)
    assert step_of(dg, "sa_opinion").outcome == Step.Outcome.PASSED  # nobody below the DG is asked about the DG
    assert seated(dg, "dg_decides") == {cast.board_chair}


@pytest.mark.rule("SOD-01")
def test_two_holders_of_one_post_do_not_decide_for_each_other(paper, cast, world, seated):
    second = person("S900", "第二助理")
    appoint(second, Role.SUPERVISION_ASSISTANT, group=world.group)
    appoint(cast.sa, Role.SOCIAL_WORKER, point=world.centre, group=world.group)
    assert seated(paper(cast.sa, "short"), "decide") == {cast.ddg}


@pytest.mark.rule("SOD-01")
def test_whom_the_document_concerns_does_not_decide_it_either(paper, cast, seated):
    document = paper(cast.sa)
    actions.start(subject=document, chain="paper.barred", by=cast.worker2)  # written by the SA, submitted by another
    assert seated(document, "decide") == {cast.ddg}


@pytest.mark.rule("SOD-01")
def test_whoever_submitted_for_somebody_else_does_not_decide_it(paper, cast, step_of, seated):
    document = paper(cast.worker2)
    actions.start(subject=document, chain="paper.for_author", by=cast.sa)
    assert step_of(document, "decide").applicant == cast.worker2
    assert seated(document, "decide") == {cast.ddg}
    row = step_of(document, "decide")
    row.state, row.outcome, row.by = Step.State.CLOSED, OK, cast.sa
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.rule("SOD-01")
def test_the_database_refuses_the_applicant_and_the_applicants_stand_in(paper, cast, step_of):
    step = step_of(paper(chain="short"), "decide")
    for fields in ({"by": cast.worker2}, {"by": cast.dg, "on_behalf_of": cast.worker2}):
        row = Step.objects.get(pk=step.pk)
        for name, who in fields.items():
            setattr(row, name, who)
        row.state, row.outcome = Step.State.CLOSED, OK
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


@pytest.mark.rule("SOD-03")
def test_the_database_refuses_two_decisions_of_one_person_in_a_run(paper, cast, step_of):
    document = paper(chain="fund")
    for key in ("supervisor", "organization"):
        row = step_of(document, key)
        row.state, row.outcome, row.by = Step.State.CLOSED, OK, cast.ddg
        if key == "supervisor":
            row.save()
            continue
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


@pytest.mark.rule("SOD-03")
def test_the_database_refuses_deciding_twice_for_one_absent_person_and_on_ones_own_behalf(paper, cast, step_of):
    document = paper(chain="fund")
    first, second = step_of(document, "supervisor"), step_of(document, "organization")
    first.state, first.outcome, first.by, first.on_behalf_of = Step.State.CLOSED, OK, cast.ddg, cast.dg
    first.save()
    second.state, second.outcome, second.by, second.on_behalf_of = Step.State.CLOSED, OK, cast.sa, cast.dg
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()
    second.by = second.on_behalf_of = cast.sa
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


@pytest.mark.rule("SOD-04")
def test_a_supervisor_who_runs_a_case_is_approved_by_another_supervisor(paper, cast, world, seated):
    appoint(cast.supervisor, Role.SOCIAL_WORKER, point=world.centre, group=world.group)
    assert seated(paper(cast.supervisor, "opening"), "supervisor") == {cast.supervisor2}


@pytest.mark.rule("ORG-06", "SOD-01", "SOD-03")
@pytest.mark.example("EX-74")
def test_a_designated_sa_acts_for_the_missing_supervisor_and_the_next_in_order_for_the_sas_own(
    paper, cast, world, step_of, seated
):
    with clock.standing_at(dt.date(2026, 3, 10)):
        end(cast.supervisor2, Role.SUPERVISOR)
        appoint(
            cast.sa2,
            Role.SUPERVISOR,
            group=world.group2,
            acting=True,
            since=dt.date(2026, 3, 1),
            until=dt.date(2026, 5, 31),
        )
        plan = paper(cast.worker_other, "opening")
        decide(step_of(plan, "supervisor"), cast.sa2)
        step = step_of(plan, "supervisor")
        assert (step.by, step.acting_for, step.outcome) == (cast.sa2, "supervisor", OK)

        director = person("S901", "项目主任")
        appoint(director, Role.PROJECT_DIRECTOR, point=world.project)
        appoint(cast.sa2, Role.SOCIAL_WORKER, point=world.project, group=world.group2)
        own = paper(cast.sa2, "opening")
        assert seated(own, "supervisor") == {director}
        assert step_of(own, "supervisor").acting_for == "supervisor"

        fund = paper(cast.worker_other, "fund")
        leader = person("S902", "组长")
        appoint(leader, Role.TEAM_LEADER, point=world.project)
        decide(step_of(fund, "supervisor"), cast.sa2)
        assert step_of(fund, "forward").outcome == Step.Outcome.PASSED  # forwarding happens by itself
        assert cast.sa2 not in seated(fund, "business_lead")
        assert leader in seated(fund, "business_lead")
        with pytest.raises(PermissionDenied):
            decide(step_of(fund, "business_lead"), cast.sa2)


@pytest.mark.rule("ORG-06")
def test_without_a_designation_the_order_of_the_rulebook_names_the_acting_supervisor(paper, cast, step_of, seated):
    end(cast.supervisor, Role.SUPERVISOR)
    document = paper(chain="opening")
    assert seated(document, "supervisor") == {cast.sa}
    step = step_of(document, "supervisor")
    assert (step.capacity, step.acting_for) == ("supervision_assistant", "supervisor")
    assert step.passed_over == [{"role": "supervisor", "why": "vacant"}]


@pytest.mark.rule("ORG-06")
def test_an_acting_appointment_that_ends_while_the_step_is_open_hands_it_to_the_next(
    paper, cast, world, step_of, seated
):
    with clock.standing_at(dt.date(2026, 3, 10)):
        end(cast.supervisor, Role.SUPERVISOR)
        appoint(
            cast.leader, Role.SUPERVISOR, group=world.group, acting=True, since=dt.date(2026, 3, 1), until=clock.today()
        )
        document = paper(chain="opening")
        assert seated(document, "supervisor") == {cast.leader}
    with clock.standing_at(dt.date(2026, 3, 11)):
        with pytest.raises(PermissionDenied):  # at once, also before the job has run
            decide(step_of(document, "supervisor"), cast.leader)
        assert actions.refresh_all() >= 1
        assert actions.refresh_all() == 0
        assert seated(document, "supervisor") == {cast.sa}


@pytest.mark.rule("ORG-04")
def test_a_vacant_post_goes_one_level_up_and_says_so(paper, cast, step_of, seated):
    end(cast.ddg, Role.DEPUTY_DIRECTOR_GENERAL)
    document = paper(chain="leave", days=2)
    decide(step_of(document, "sa_opinion"), cast.sa)
    assert seated(document, "ddg_decides") == {cast.dg}
    assert step_of(document, "ddg_decides").passed_over == [{"role": "deputy_director_general", "why": "vacant"}]


def test_an_opinion_that_only_the_later_decider_could_give_passes_on_by_itself(paper, cast, step_of):
    end(cast.sa, Role.SUPERVISION_ASSISTANT)
    document = paper(chain="leave", days=2)
    assert step_of(document, "sa_opinion").outcome == Step.Outcome.PASSED
    assert step_of(document, "ddg_decides").is_open


def test_with_nobody_at_all_the_step_stays_open_and_is_seated_when_somebody_is_appointed(paper, cast, step_of, seated):
    end(cast.board_chair, Role.BOARD_CHAIR)
    document = paper(cast.dg, "short")
    assert step_of(document, "decide").is_open
    assert seated(document, "decide") == set()
    appoint(cast.board_chair, Role.BOARD_CHAIR)
    actions.refresh_all()
    assert seated(document, "decide") == {cast.board_chair}


@pytest.mark.rule("ORG-09")
def test_a_stand_in_decides_and_both_names_are_kept(paper, cast, step_of):
    document = paper(chain="short")
    stand_in(cast.sa, cast.sa2)
    assert open_steps_for(cast.sa2).get() == step_of(document, "decide")  # at once, before the job has run
    decide(step_of(document, "decide"), cast.sa2)
    step = step_of(document, "decide")
    assert (step.by, step.on_behalf_of) == (cast.sa2, cast.sa)


@pytest.mark.rule("ORG-09")
@pytest.mark.parametrize(
    ("offset", "kinds"), [(1, ["approvals"]), (-8, ["approvals"]), (0, ["service"]), (0, ["attendance"])]
)
def test_a_stand_in_acts_only_between_the_days_and_for_the_named_work(paper, cast, step_of, offset, kinds):
    document = paper(chain="short")
    stand_in(cast.sa, cast.sa2, since=clock.today() + dt.timedelta(days=offset), kinds=kinds)
    actions.refresh_all()
    assert not open_steps_for(cast.sa2).exists()
    with pytest.raises(PermissionDenied):
        decide(step_of(document, "decide"), cast.sa2)


@pytest.mark.rule("ORG-09")
def test_a_stand_in_that_ended_loses_the_step_to_the_minute(paper, cast, step_of):
    with clock.standing_at(dt.date(2026, 3, 10)):
        stand_in(cast.sa, cast.sa2, days=1)
        document = paper(chain="short")
        assert open_steps_for(cast.sa2).exists()
    with clock.standing_at(clock.end_of(dt.date(2026, 3, 11)) - dt.timedelta(seconds=1)):
        assert open_steps_for(cast.sa2).exists()
    with clock.standing_at(clock.end_of(dt.date(2026, 3, 11))):
        assert not open_steps_for(cast.sa2).exists()
        with pytest.raises(PermissionDenied):
            decide(step_of(document, "decide"), cast.sa2)
        decide(step_of(document, "decide"), cast.sa)


def test_standing_in_is_not_passed_on(paper, cast, step_of):
    stand_in(cast.sa, cast.sa2)
    stand_in(cast.sa2, cast.outsider)
    document = paper(chain="short")
    actions.refresh_all()
    assert not open_steps_for(cast.outsider).exists()
    with pytest.raises(PermissionDenied):
        decide(step_of(document, "decide"), cast.outsider)


@pytest.mark.rule("SOD-01")
def test_an_applicant_who_stands_in_for_the_decider_does_not_decide_the_own_request(paper, cast, step_of, seated):
    stand_in(cast.sa, cast.worker2)
    document = paper(cast.worker2, "short")
    assert cast.worker2 not in seated(document, "decide")
    assert not open_steps_for(cast.worker2).exists()
    with pytest.raises(PermissionDenied):
        decide(step_of(document, "decide"), cast.worker2)


@pytest.mark.rule("SOD-01")
def test_where_only_the_applicant_stands_in_it_goes_one_level_up(paper, cast, seated, step_of):
    stand_in(cast.sa, cast.worker2)
    document = paper(cast.worker2, "short")
    assert seated(document, "decide") == {cast.ddg}
    assert step_of(document, "decide").passed_over == [{"role": "supervision_assistant", "why": "absent"}]


@pytest.mark.rule("SOD-01")
def test_somebody_led_by_the_applicant_does_not_stand_in_over_the_applicant(paper, cast, seated):
    stand_in(cast.ddg, cast.worker2)
    document = paper(cast.sa, "leave", days=1)
    assert cast.worker2 not in seated(document, "sa_decides")


@pytest.mark.rule("SOD-03")
def test_nobody_decides_twice_in_a_run_also_not_by_standing_in(paper, cast, step_of, seated):
    stand_in(cast.ddg, cast.supervisor)
    document = paper(chain="fund")
    decide(step_of(document, "supervisor"), cast.supervisor)
    decide(step_of(document, "forward"), cast.sa)
    decide(step_of(document, "business_lead"), cast.sa)
    assert cast.supervisor not in seated(document, "organization")
    with pytest.raises(PermissionDenied):
        decide(step_of(document, "organization"), cast.supervisor)


@pytest.mark.rule("SOD-03")
def test_whoever_was_decided_for_does_not_decide_a_later_step(paper, cast, step_of, seated):
    stand_in(cast.supervisor, cast.supervisor2)
    appoint(cast.supervisor, Role.DEPUTY_DIRECTOR_GENERAL)
    document = paper(chain="fund")
    decide(step_of(document, "supervisor"), cast.supervisor2)
    decide(step_of(document, "forward"), cast.sa)
    decide(step_of(document, "business_lead"), cast.sa)
    assert cast.supervisor not in seated(document, "organization")
    assert cast.ddg in seated(document, "organization")


def test_a_decider_who_left_is_no_longer_seated(paper, cast, step_of, seated):
    document = paper(chain="short")
    cast.sa.is_active = False
    cast.sa.save()
    with pytest.raises(PermissionDenied):
        decide(step_of(document, "decide"), cast.sa)
    actions.refresh_all()
    assert seated(document, "decide") == {cast.ddg}


def test_a_step_that_has_been_dealt_with_is_refused_also_to_strangers(paper, cast, step_of):
    document = paper(chain="short")
    decide(step_of(document, "decide"), cast.sa)
    with pytest.raises(ValidationError):
        decide(step_of(document, "decide"), cast.outsider)


@pytest.mark.rule("SOD-01", "SOD-03", "LEAVE-14")
def test_no_route_leads_to_ones_own_request(paper, cast):
    """Everybody asks along every chain, alone and as stand-in of every possible decider, also as superuser."""
    everybody = [user for user in vars(cast).values() if user != cast.board_chair]
    deciders = [cast.sa, cast.supervisor, cast.service, cast.hr, cast.ddg, cast.dg, cast.board_chair]
    routes = 0
    for asker in everybody:
        asker.is_superuser = True
        asker.save()
        for absent in deciders:
            if absent != asker:
                stand_in(absent, asker)
        for chain in ("leave", "short", "fund", "opening"):
            document = paper(asker, chain, days=2 if chain == "leave" else 1)
            rows = Step.objects.filter(approval=document.approval, kind__in=["decide", "opinion"])
            for row in rows:
                assert not row.permissions.filter(user=asker).exists()
                if row.is_open:
                    routes += 1
                    with pytest.raises(PermissionDenied):
                        decide(row, asker)
            actions.withdraw(approval=document.approval, by=asker)
        StandIn._base_manager.all().delete()
    assert routes >= 60
