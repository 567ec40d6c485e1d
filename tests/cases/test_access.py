"""Who sees that a case exists, who reads its file (roles.md 4.1, 4.3; CONF-01, CONF-08; ARCH-06)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cases import actions, policy
from cases.models import Case, CaseAttachment, Contact, FollowUp, Reopening, Transfer
from cases.sheets import FORMS
from clients.models import Client
from core import clock
from people.models import StandIn
from tests.factories import cases as make

DAY = make.OPENED
# who -> (sees the case in lists, reads an ordinary file, reads a file of level high); the centre's worker2 has the case
TRUTH = {
    "worker": (False, False, False),
    "worker2": (True, True, True),
    "worker_other": (False, False, False),
    "assistant": (False, False, False),
    "sa": (True, True, False),
    "sa2": (False, False, False),
    "supervisor": (True, True, True),
    "supervisor2": (False, False, False),
    "leader": (True, True, False),
    "leader_post": (False, False, False),
    "service": (True, True, False),
    "hr": (False, False, False),
    "hr_director": (False, False, False),
    "finance": (False, False, False),
    "archivist": (False, False, False),
    "ddg": (True, True, True),
    "dg": (True, True, True),
    "board_chair": (False, False, False),
    "auditor": (False, False, False),
    "admin": (False, False, False),
    "outsider": (False, False, False),
}


@pytest.fixture
def case(cast):
    case = make.in_service(cast.worker2, cast.supervisor)
    with clock.standing_at(make.moment(DAY + dt.timedelta(days=1), 15)):
        make.record(case, DAY + dt.timedelta(days=1))
    return make.again(case)


def sees(user, case):
    return Case.objects.visible_to(user).filter(pk=case.pk).exists()


def reads(user, case):
    """The same answer from every way into the file."""
    answers = {Case.objects.content_open_to(user).filter(pk=case.pk).exists()}
    for name in ("intake_info", "case_basic_info", "case_record_process"):
        answers.add(FORMS[name].objects.visible_to(user).filter(case=case).exists())
    answers.add(Contact.objects.visible_to(user).filter(case=case).exists())
    assert len(answers) == 1
    return answers.pop()


@pytest.mark.rule("CONF-01")
@pytest.mark.rule("SOD-08")
@pytest.mark.parametrize("who", TRUTH)
def test_an_ordinary_case_is_seen_and_read_by_those_the_matrix_names(case, cast, who):
    user = getattr(cast, who)
    with clock.standing_at(DAY):
        assert (sees(user, case), reads(user, case)) == TRUTH[who][:2]


@pytest.mark.rule("CONF-08")
@pytest.mark.example("EX-76")
@pytest.mark.parametrize("who", TRUTH)
def test_a_case_of_level_high_is_read_by_worker_supervisor_and_heads_only(case, cast, who):
    user = getattr(cast, who)
    with clock.standing_at(DAY):
        actions.set_level(case=case, by=cast.worker2, level="high")
        assert (sees(user, case), reads(user, case)) == (TRUTH[who][0], TRUTH[who][2])


@pytest.mark.rule("CONF-08")
def test_only_the_supervisor_lowers_the_level_high(case, cast):
    with clock.standing_at(DAY):
        actions.set_level(case=case, by=cast.worker2, level="high")
        with pytest.raises(ValidationError):
            actions.set_level(case=case, by=cast.worker2, level="medium")
        for who in (cast.sa, cast.leader, cast.ddg):
            with pytest.raises(PermissionDenied):
                actions.set_level(case=case, by=who, level="low")
        assert actions.set_level(case=case, by=cast.supervisor, level="medium").conf_level == "medium"


@pytest.mark.example("EX-76")
def test_everybody_but_worker_and_supervisor_says_why_before_the_file_opens(case, cast):
    with clock.standing_at(DAY):
        asked = {who: policy.needs_reason(getattr(cast, who), case) for who in ("worker2", "supervisor", "ddg", "sa")}
        assert asked == {"worker2": False, "supervisor": True, "ddg": True, "sa": True}
        assert policy.preset_reason(cast.supervisor, case) == "supervision"
        assert policy.preset_reason(cast.ddg, case) == ""


@pytest.mark.parametrize(("kinds", "opens"), [(["service"], True), (["approvals"], False), (["attendance"], False)])
def test_a_stand_in_reads_for_the_kind_and_the_days_named(case, cast, kinds, opens):
    StandIn.objects.create(
        absent=cast.worker2, cover=cast.worker, kinds=kinds, since=DAY, until=DAY + dt.timedelta(days=2), reason="请假"
    )
    for day, holds in ((DAY, opens), (DAY + dt.timedelta(days=2), opens), (DAY + dt.timedelta(days=3), False)):
        with clock.standing_at(day):
            assert (sees(cast.worker, case), reads(cast.worker, case)) == (holds, holds)


def test_who_is_asked_to_decide_may_read_what_is_decided(cast):
    StandIn.objects.create(
        absent=cast.supervisor, cover=cast.supervisor2, kinds=["approvals"], since=DAY, until=DAY, reason="出差"
    )
    with clock.standing_at(DAY):
        case = make.submitted(cast.worker)
        assert Case.objects.content_open_to(cast.supervisor2).filter(pk=case.pk).exists()
        make.decide(make.sheet_of(case, "intake_info"), cast.supervisor2)
    with clock.standing_at(DAY + dt.timedelta(days=1)):
        assert not Case.objects.content_open_to(cast.supervisor2).filter(pk=case.pk).exists()


def test_leaving_the_group_ends_access_the_same_day(case, cast, world):
    appointment = cast.supervisor.appointments.get()
    appointment.until = DAY
    appointment.save()
    with clock.standing_at(DAY):
        assert reads(cast.supervisor, case)
    with clock.standing_at(DAY + dt.timedelta(days=1)):
        assert not reads(cast.supervisor, case)


@pytest.mark.rule("ARCH-06")
def test_after_sealing_the_catalogue_line_remains_and_nobody_reads(cast):
    sealed = under_seal(cast)
    with clock.standing_at(dt.date(2026, 9, 3)):
        for who in ("worker2", "supervisor", "sa", "service", "ddg", "dg", "leader"):
            user = getattr(cast, who)
            assert (sees(user, sealed), reads(user, sealed)) == (True, False), who


def under_seal(cast):
    """A closed case whose volume is sealed, without rendering its pages."""
    case = make.closed(cast.worker2, cast.supervisor, on=dt.date(2026, 7, 1), closed_on=dt.date(2026, 8, 31))
    case.volume.state = "sealed"
    case.volume.save()
    actions.was_sealed(case)
    return make.again(case)


@pytest.mark.rule("ARCH-06")
def test_a_live_grant_opens_a_sealed_file_and_its_end_closes_it(cast):
    from archives import actions as archives
    from archives.models import Volume

    closed = under_seal(cast)
    grant_for(archives, Volume.objects.get(pk=closed.volume_id), cast)
    with clock.standing_at(dt.date(2026, 9, 5)):
        assert (sees(cast.worker, closed), reads(cast.worker, closed)) == (True, True)
        assert not reads(cast.worker2, closed)
    with clock.standing_at(dt.date(2026, 9, 30)):
        assert (sees(cast.worker, closed), reads(cast.worker, closed)) == (False, False)


def grant_for(archives, volume, cast):
    from archives.models import AccessGrant
    from archives.sheets import AccessRequest

    with clock.standing_at(make.moment(dt.date(2026, 9, 4), 9)):
        now = clock.now()
        asked = AccessRequest(volume=volume, filled_by=cast.worker, kinds=["read"], days=7, reason="后续服务需要参考")
        asked.save()
        AccessGrant.objects.create(
            content_object=volume, request=asked, user=cast.worker, starts=now, ends=now + dt.timedelta(days=7),
            purpose="后续服务", kinds=["read"], requested_by=cast.worker, approved_by=cast.ddg,
            permission=AccessGrant.permission_to_read(),
        )  # fmt: skip


@pytest.mark.rule("CONF-01")
@pytest.mark.parametrize(
    ("who", "full", "seen"),
    [("worker2", True, True), ("supervisor", True, True), ("ddg", True, True), ("sa", False, True),
     ("leader", False, True), ("service", False, True), ("assistant", False, True), ("worker", False, False),
     ("admin", False, False), ("hr", False, False)],
)  # fmt: skip
def test_how_much_of_a_client_is_seen_follows_from_the_cases(case, cast, who, full, seen):
    user = getattr(cast, who)
    with clock.standing_at(DAY):
        assert Client.objects.visible_to(user).filter(pk=case.client_id).exists() is seen
        assert Client.objects.open_to(user).filter(pk=case.client_id).exists() is full


def test_colleagues_at_the_point_see_name_and_contact_unless_the_case_is_high(case, cast):
    with clock.standing_at(DAY):
        assert Client.objects.open_to(cast.assistant, "contact").filter(pk=case.client_id).exists()
        actions.set_level(case=case, by=cast.worker2, level="high")
        assert not Client.objects.visible_to(cast.assistant).filter(pk=case.client_id).exists()


@pytest.mark.parametrize("model", [CaseAttachment, Contact, FollowUp, Reopening, Transfer, *FORMS.values()])
def test_whatever_lies_in_a_file_has_the_files_audience(model, cast):
    assert set(model.objects.arms(cast.sa)) == set(policy.content_arms(cast.sa))
    with clock.standing_at(DAY):
        assert not model.objects.visible_to(cast.admin).exists()


def test_list_pages_agree_with_the_one_row_answer(case, cast):
    with clock.standing_at(DAY):
        for who in TRUTH:
            user = getattr(cast, who)
            assert [row.pk for row in Case.objects.visible_page(user)] == ([case.pk] if TRUTH[who][0] else [])


@pytest.mark.rule("CONF-10")
def test_no_free_text_of_a_form_lies_in_the_database_in_plain_text(case):
    from django.db import connection

    secrets = ["夜里不敢起身", "怕跌倒", "陈桂兰", "13800000037", "昨晚睡得好些", "河东路", "陈强"]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if table.startswith(("cases_", "clients_")):
                cursor.execute(f"SELECT * FROM {table}")
                text = repr(cursor.fetchall())
                assert not [secret for secret in secrets if secret in text], table


@pytest.mark.rule("CONF-08")
def test_a_name_does_not_lead_to_a_case_of_level_high_for_who_may_not_read_it(case, cast):
    with clock.standing_at(DAY):
        found = {who: Case.objects.findable_by_name(getattr(cast, who)).exists() for who in ("sa", "leader", "worker2")}
        assert found == {"sa": True, "leader": True, "worker2": True}
        actions.set_level(case=case, by=cast.worker2, level="high")
        for who in ("sa", "leader", "service", "worker"):
            assert not Case.objects.findable_by_name(getattr(cast, who)).exists(), who
        for who in ("worker2", "supervisor", "ddg"):
            assert Case.objects.findable_by_name(getattr(cast, who)).exists(), who
