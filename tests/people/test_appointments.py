"""Dated roles with a scope, acting supervisors, stand-ins, transfers and leaving (ORG-01..06, ORG-09; roles.md 1-5)."""

import datetime as dt

import pytest
from django.contrib.auth import get_user
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import RequestFactory
from django.utils import translation

from core import clock
from people import actions, leaving, roles
from people.models import Appointment, Department, Role, StandIn, StandInKind, User
from people.structure import DEPARTMENTS

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def march_in_english():
    with clock.standing_at(DAY), translation.override("en"):
        yield


def staff(users):
    return set(users.values_list("pk", flat=True))


@pytest.mark.rule("ORG-01")
@pytest.mark.rule("ORG-02")
def test_the_default_structure_is_data_laid_out_once(nobody_yet):
    actions.lay_out_departments()
    codes = set(Department.objects.values_list("code", flat=True))
    assert {"board", "supervisory_board", "workers_congress"} <= codes
    assert {"hr_admin", "public_affairs", "service", "development_research", "office"} <= codes
    assert Department.objects.get(code="service").parent.code == "ddg_office"
    actions.lay_out_departments()
    assert Department.objects.count() == len(DEPARTMENTS)


@pytest.mark.rule("ORG-02")
def test_a_department_may_be_renamed_with_history(cast, world):
    world.office.name = "综合管理部"
    actions.save_structure(by=cast.hr, row=world.office)
    assert world.office.history.first().history_user == cast.hr
    with pytest.raises(PermissionDenied):
        actions.save_structure(by=cast.ddg, row=world.office)


@pytest.mark.rule("ORG-04")
def test_who_held_a_role_in_march_is_answerable_in_may(cast):
    held = Appointment.objects.get(person=cast.ddg, role=Role.DEPUTY_DIRECTOR_GENERAL)
    actions.end_appointment(by=cast.hr, appointment=held, until=DAY, reason="届满")
    actions.appoint(by=cast.hr, person=cast.outsider, role=Role.DEPUTY_DIRECTOR_GENERAL, since=DAY + dt.timedelta(1))
    with clock.standing_at(dt.date(2026, 5, 4)):
        assert staff(roles.holders(Role.DEPUTY_DIRECTOR_GENERAL)) == {cast.outsider.pk}
        assert staff(roles.holders(Role.DEPUTY_DIRECTOR_GENERAL, on=DAY)) == {cast.ddg.pk}
        assert not roles.is_ddg(User.objects.get(pk=cast.ddg.pk))


@pytest.mark.rule("ORG-05")
def test_a_group_has_one_supervision_assistant_at_a_time(cast, world):
    with pytest.raises(ValidationError, match="supervision assistant"):
        actions.appoint(by=cast.hr, person=cast.outsider, role=Role.SUPERVISION_ASSISTANT, since=DAY, group=world.group)


@pytest.mark.rule("ORG-05")
def test_membership_of_a_group_is_dated_and_decides_who_manages(cast, world):
    monday = dt.date(2026, 3, 9)
    actions.transfer(by=cast.hr, person=cast.worker, on=monday, reason="调岗", point=world.project, group=world.group2)
    assert staff(roles.supervision_assistants_of(cast.worker)) == {cast.sa.pk}
    with clock.standing_at(monday):
        assert staff(roles.supervision_assistants_of(cast.worker)) == {cast.sa2.pk}
        assert staff(roles.supervisors_of(cast.worker)) == {cast.supervisor2.pk}
        assert cast.worker.pk not in set(roles.group_worker_ids(cast.sa).values_list("person", flat=True))
    assert Appointment.objects.filter(person=cast.worker).count() == 2


def test_nobody_holds_two_posts_at_once(cast, world):
    with pytest.raises(ValidationError, match="another post"):
        actions.appoint(
            by=cast.hr, person=cast.worker, role=Role.NURSE, since=DAY, point=world.centre, group=world.group2
        )


def test_a_role_needs_its_scope(cast, world):
    for role, scope in (
        (Role.SOCIAL_WORKER, {"point": world.post}),
        (Role.SUPERVISION_ASSISTANT, {}),
        (Role.CENTRE_DIRECTOR, {}),
        (Role.DEPARTMENT_DIRECTOR, {}),
        (Role.SUPERVISOR, {}),
        (Role.SUPERVISOR, {"group": world.group, "worker": cast.worker}),
    ):
        with pytest.raises(ValidationError):
            actions.appoint(by=cast.hr, person=cast.outsider, role=role, since=DAY, **scope)


@pytest.mark.rule("SOD-01")
def test_nobody_gives_a_role_to_oneself(cast):
    for person in (cast.hr, cast.admin):
        with pytest.raises(PermissionDenied):
            actions.appoint(by=person, person=person, role=Role.AUDITOR, since=DAY)


@pytest.mark.rule("SOD-02")
def test_the_accountant_is_never_the_cashier(cast):
    with pytest.raises(ValidationError):
        actions.appoint(by=cast.hr, person=cast.finance, role=Role.CASHIER, since=DAY)
    actions.appoint(by=cast.hr, person=cast.outsider, role=Role.CASHIER, since=DAY)


@pytest.mark.rule("SOD-08")
@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.SUPERVISOR, Role.DIRECTOR_GENERAL, Role.AUDITOR])
def test_a_system_administrator_gets_no_role_with_case_content(cast, world, role):
    scope = {Role.SOCIAL_WORKER: {"point": world.post, "group": world.group}, Role.SUPERVISOR: {"group": world.group}}
    with pytest.raises(ValidationError, match="separation of duties"):
        actions.appoint(by=cast.hr, person=cast.admin, role=role, since=DAY, **scope.get(role, {}))


@pytest.mark.rule("ORG-03")
def test_department_functions_follow_from_its_directorship(cast, world):
    assert roles.is_hr(cast.hr_director)
    assert roles.is_service_director(cast.service)
    assert not roles.is_hr(cast.service)
    assert not roles.manages_people(cast.ddg)


@pytest.mark.rule("ORG-06")
def test_an_acting_supervisor_is_designated_for_a_time_where_none_is_appointed(cast, world):
    held = Appointment.objects.get(person=cast.supervisor)
    with pytest.raises(ValidationError, match="appointed there"):
        actions.designate_acting_supervisor(
            by=cast.ddg, person=cast.sa2, since=DAY, until=dt.date(2026, 4, 30), reason="空缺", group=world.group
        )
    actions.end_appointment(by=cast.hr, appointment=held, until=DAY - dt.timedelta(1), reason="离任")
    assert not roles.supervisors_of(cast.worker).exists()
    acting = actions.designate_acting_supervisor(
        by=cast.ddg, person=cast.sa2, since=DAY, until=dt.date(2026, 4, 30), reason="空缺", group=world.group
    )
    assert acting.acting
    assert acting.appointed_by == cast.ddg
    assert staff(roles.supervisors_of(cast.worker)) == {cast.sa2.pk}
    with clock.standing_at(dt.date(2026, 5, 1)):
        assert not roles.supervisors_of(cast.worker).exists()


@pytest.mark.rule("ORG-06")
def test_an_acting_supervisor_has_an_end_and_is_not_named_by_just_anybody(cast, world):
    with pytest.raises(PermissionDenied):
        actions.designate_acting_supervisor(
            by=cast.sa, person=cast.sa2, since=DAY, until=DAY, reason="空缺", group=world.group
        )
    with pytest.raises(ValidationError):
        actions.designate_acting_supervisor(
            by=cast.ddg, person=cast.sa2, since=DAY, until=None, reason="空缺", worker=cast.worker_other
        )


def cover(cast, **changes):
    values = {
        "by": cast.ddg,
        "absent": cast.leader,
        "cover": cast.leader_post,
        "kinds": [StandInKind.APPROVALS],
        "since": DAY,
        "until": DAY + dt.timedelta(9),
        "reason": "外出学习",
    }
    return actions.stand_in(**{**values, **changes})


@pytest.mark.rule("ORG-09")
def test_the_deputy_acts_for_the_head_between_two_days_and_for_the_named_work_only(cast):
    cover(cast)
    assert staff(roles.covers_of(cast.leader, StandInKind.APPROVALS)) == {cast.leader_post.pk}
    assert not roles.covers_of(cast.leader, StandInKind.SERVICE).exists()
    stood_for = User.objects.filter(pk__in=roles.stood_in_for_ids(cast.leader_post, StandInKind.APPROVALS))
    assert staff(stood_for) == {cast.leader.pk}
    with clock.standing_at(DAY + dt.timedelta(10)):
        assert not roles.covers_of(cast.leader, StandInKind.APPROVALS).exists()


def test_standing_in_is_never_handed_on(cast):
    cover(cast)
    cover(cast, absent=cast.leader_post, cover=cast.outsider)
    stood_for = User.objects.filter(pk__in=roles.stood_in_for_ids(cast.outsider, StandInKind.APPROVALS))
    assert staff(stood_for) == {cast.leader_post.pk}


@pytest.mark.parametrize(
    "changes",
    [
        {"kinds": []},
        {"kinds": ["everything"]},
        {"until": None},
        {"until": DAY - dt.timedelta(1)},
        {"until": DAY + dt.timedelta(60)},
    ],
)
def test_a_stand_in_names_its_work_and_its_end_of_sixty_days_at_most(cast, changes):
    with pytest.raises((ValidationError, TypeError)):
        cover(cast, **changes)
    assert not StandIn.objects.exists()


def test_nobody_stands_in_for_oneself_and_nobody_designates_without_authority(cast):
    with pytest.raises(ValidationError):
        cover(cast, cover=cast.leader)
    with pytest.raises(PermissionDenied):
        cover(cast, by=cast.worker)
    cover(cast, by=cast.worker, about="leave.leaverequest:1")  # it follows from an approved leave


def test_whoever_leaves_keeps_nothing(client, cast):
    cover(cast, cover=cast.worker, kinds=[StandInKind.SERVICE])
    client.force_login(cast.worker)
    ended = []
    leaving.register(hook := lambda person, by: ended.append(person))
    try:
        actions.deactivate(by=cast.hr, person=cast.worker, last_day=DAY, reason="离职")
    finally:
        leaving._hooks.remove(hook)
    request = RequestFactory().get("/")
    request.session = client.session
    assert not get_user(request).is_authenticated
    assert ended == [cast.worker]
    with clock.standing_at(DAY + dt.timedelta(1)):
        assert not roles.appointments_of(User.objects.get(pk=cast.worker.pk))
        assert not roles.covers_of(cast.leader, StandInKind.SERVICE).exists()
    assert User.objects.filter(pk=cast.worker.pk, left_on=DAY).exists()  # nothing is deleted


def test_leaving_is_one_transaction(cast):
    def fail(person, by):
        raise RuntimeError

    leaving.register(fail)
    try:
        with pytest.raises(RuntimeError):
            actions.deactivate(by=cast.hr, person=cast.worker, last_day=DAY, reason="离职")
    finally:
        leaving._hooks.remove(fail)
    assert User.objects.get(pk=cast.worker.pk).is_active
    assert roles.post_of(cast.worker)


def test_somebody_who_comes_back_starts_without_a_role(cast):
    actions.deactivate(by=cast.hr, person=cast.worker, last_day=DAY, reason="离职")
    person = actions.reactivate(by=cast.hr, person=User.objects.get(pk=cast.worker.pk), reason="返聘")
    assert person.is_active
    assert not person.has_usable_password()
    with clock.standing_at(DAY + dt.timedelta(1)):
        assert not roles.appointments_of(person)


def test_nobody_closes_the_own_account(cast):
    with pytest.raises(PermissionDenied):
        actions.deactivate(by=cast.hr, person=cast.hr, last_day=DAY, reason="离职")


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [("单晓燕", "shanxiaoyan", "sxy"), ("曾立", "zengli", "zl"), ("仇英", "qiuying", "qy"), ("覃梅", "qinmei", "qm"),
     ("王乐", "wangle", "wl"), ("尉迟恭", "yuchigong", "yg"), ("Li Ming", "liming", "l")],
)  # fmt: skip
def test_surnames_are_read_as_surnames(cast, name, pinyin, initials):
    person = actions.create_person(by=cast.hr, staff_no="T900", name=name)
    assert person.pinyin == pinyin
    assert person.initials.startswith(initials[0])


@pytest.mark.rule("SOD-01")
def test_nobody_designates_oneself(cast):
    for by in (cast.hr, cast.admin, cast.service):
        with pytest.raises(PermissionDenied):
            actions.designate_acting_supervisor(
                by=by, person=by, since=DAY, until=DAY + dt.timedelta(30), reason="代行", worker=cast.worker
            )
    for by in (cast.hr, cast.admin, cast.ddg):
        with pytest.raises(PermissionDenied):
            cover(cast, by=by, cover=by, absent=cast.worker, kinds=[StandInKind.SERVICE])


@pytest.mark.rule("SOD-08")
@pytest.mark.parametrize("who", ["admin", "auditor"])
def test_standing_in_gives_no_case_content_to_administrators_and_auditors(cast, who):
    for by, about in ((cast.hr, ""), (cast.worker, "leave.leaverequest:x")):
        with pytest.raises(ValidationError):
            cover(cast, by=by, about=about, cover=getattr(cast, who), absent=cast.worker, kinds=[StandInKind.SERVICE])


def test_an_appointment_that_ended_is_not_brought_back_by_a_later_last_day(cast, world):
    held = Appointment.objects.get(person=cast.worker, role=Role.SOCIAL_WORKER)
    actions.end_appointment(by=cast.hr, appointment=held, until=DAY, reason="届满")
    actions.appoint(by=cast.hr, person=cast.worker, role=Role.SYSTEM_ADMIN, since=DAY + dt.timedelta(1))
    held.refresh_from_db()
    with pytest.raises(ValidationError):
        actions.end_appointment(by=cast.hr, appointment=held, until=DAY + dt.timedelta(90), reason="改期")
    with pytest.raises(PermissionDenied):
        actions.end_appointment(
            by=cast.worker, appointment=Appointment.objects.get(pk=held.pk), until=DAY, reason="自己改"
        )


def test_a_stand_in_is_ended_earlier_but_never_made_longer(cast):
    row = cover(cast)
    row.until = DAY + dt.timedelta(200)  # as a form of the admin hands it over
    with pytest.raises(ValidationError):
        actions.end_stand_in(by=cast.hr, row=row, until=row.until)
