"""Using what is sealed: ARCH-06, CONF-04, SOD-01, EX-73."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models

from access.models import AuditEvent
from archives import actions, policy, verifying
from archives.models import AccessGrant, Volume
from archives.sheets import AccessRequest
from core import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("april")]


def step_of(request, key):
    return request.approval.steps.get(key=key)


def act(request, key, by, **kwargs):
    from approvals.actions import act

    request.refresh_from_db()
    return act(step_id=step_of(request, key).pk, by=by, outcome=kwargs.pop("outcome", "ok"), **kwargs)


@pytest.fixture
def asked(sealed, cast):
    """A colleague's sealed volume: she asks to read and copy, seven days from 1 April."""
    return actions.request_access(
        volume=sealed, by=cast.worker2, reason="跟进同一家庭，需要了解前期工作", kinds=["read", "copy"]
    )


def decided(request, cast, kinds=("read",)):
    act(request, "opinion", cast.sa, comment="同意查阅")
    request.refresh_from_db()
    actions.decide_access(request=request, step_id=step_of(request, "decision").pk, by=cast.ddg, kinds=kinds)
    return AccessGrant.objects.get(request=request)


def can(user, volume, kind="read"):
    return policy.live_grant(user, Volume.objects.get(pk=volume.pk), kind) is not None


@pytest.mark.rule("ARCH-06")
@pytest.mark.example("EX-73")
def test_seven_days_from_the_first_of_april_end_on_the_eighth_at_midnight(asked, sealed, cast):
    assert not can(cast.worker2, sealed)
    grant = decided(asked, cast)
    assert can(cast.worker2, sealed)
    assert not can(cast.worker2, sealed, "copy")
    assert grant.ends == clock.moment(dt.date(2026, 4, 9))
    with clock.standing_at(clock.moment(dt.date(2026, 4, 8), dt.time(23, 59, 59))):
        assert can(cast.worker2, sealed)
    with clock.standing_at(clock.moment(dt.date(2026, 4, 9))):
        assert not can(cast.worker2, sealed)
        assert not Volume.objects.visible_to(cast.worker2).exists()


@pytest.mark.rule("ARCH-06")
@pytest.mark.example("EX-73")
def test_only_social_workers_and_supervisors_may_ask(sealed, cast):
    for person in (
        cast.hr,
        cast.finance,
        cast.archivist,
        cast.admin,
        cast.auditor,
        cast.outsider,
        cast.sa,
        cast.service,
    ):
        assert policy.may_ask(person) is not None
        with pytest.raises(PermissionDenied):
            actions.request_access(volume=sealed, by=person, reason="for my work here")
    for person in (cast.worker, cast.worker_other, cast.assistant, cast.supervisor, cast.ddg):
        assert policy.may_ask(person) is None


@pytest.mark.rule("ARCH-06")
@pytest.mark.example("EX-73")
def test_the_files_own_former_worker_needs_a_request_too(sealed, cast):
    assert not can(cast.worker, sealed)
    assert policy.capacity_to_read(cast.worker, sealed) == ""
    request = actions.request_access(volume=sealed, by=cast.worker, reason="家属来电询问后续安排")
    decided(request, cast)
    assert can(cast.worker, sealed)


@pytest.mark.rule("SOD-01")
@pytest.mark.example("EX-73")
def test_the_deputys_own_request_goes_to_the_director_general(sealed, cast):
    request = actions.request_access(volume=sealed, by=cast.ddg, reason="上级来函核查个案处理情况")
    assert not request.approval.steps.filter(key="opinion").exclude(state="dropped").exists()
    with pytest.raises(PermissionDenied):
        act(request, "decision", cast.ddg)
    act(request, "decision", cast.dg)
    assert can(cast.ddg, sealed)


@pytest.mark.rule("ARCH-06")
def test_uses_are_decided_one_by_one_and_nothing_unasked_is_granted(asked, sealed, cast):
    act(asked, "opinion", cast.sa)
    step = step_of(asked, "decision").pk
    for kinds in ((), ("take",), ("read", "take")):
        with pytest.raises(ValidationError):
            actions.decide_access(request=asked, step_id=step, by=cast.ddg, kinds=kinds)
    actions.decide_access(request=asked, step_id=step, by=cast.ddg, kinds=["read", "copy"])
    assert can(cast.worker2, sealed, "copy")


@pytest.mark.rule("ARCH-06")
def test_decided_in_the_inbox_without_a_choice_it_is_reading_only(asked, sealed, cast):
    act(asked, "opinion", cast.sa)
    act(asked, "decision", cast.ddg)
    assert AccessGrant.objects.get().kinds == ["read"]


def test_an_opinion_alone_opens_nothing_and_a_refusal_needs_words(asked, sealed, cast):
    act(asked, "opinion", cast.sa)
    assert not can(cast.worker2, sealed)
    with pytest.raises(ValidationError):
        act(asked, "decision", cast.ddg, outcome="rejected")
    act(asked, "decision", cast.ddg, outcome="rejected", comment="没有工作上的必要")
    assert AccessGrant.objects.count() == 0


@pytest.mark.rule("SOD-01")
def test_nobody_decides_the_own_request_or_somebody_elses_step(asked, cast):
    act(asked, "opinion", cast.sa)
    for person in (cast.worker2, cast.sa, cast.supervisor, cast.archivist, cast.admin):
        with pytest.raises(PermissionDenied):
            actions.decide_access(request=asked, step_id=step_of(asked, "decision").pk, by=person, kinds=["read"])


def test_a_late_decision_gives_the_full_days_from_then(asked, cast):
    with clock.standing_at(dt.date(2026, 4, 3)):
        grant = decided(asked, cast)
        assert grant.starts == clock.moment(dt.date(2026, 4, 3))
        assert grant.ends == clock.end_of(dt.date(2026, 4, 10))


def test_revoked_is_over_at_once_and_on_the_log(asked, sealed, cast):
    grant = decided(asked, cast)
    for person in (cast.worker2, cast.sa, cast.archivist):
        with pytest.raises(PermissionDenied):
            actions.revoke_access(grant=grant, by=person, reason="no longer needed")
    actions.revoke_access(grant=grant, by=cast.ddg, reason="工作已经完成")
    assert not can(cast.worker2, sealed)
    assert AuditEvent.objects.filter(verb="revoke", about=sealed.ref).count() == 1
    assert AuditEvent.objects.filter(verb="grant", about=sealed.ref).count() == 1


def test_suspended_reading_stops_every_grant_and_resuming_gives_it_back(asked, sealed, cast):
    decided(asked, cast)
    volume = Volume.objects.get(pk=sealed.pk)
    with pytest.raises(PermissionDenied):
        actions.suspend(volume=volume, by=cast.archivist, reason="complaint about it")
    actions.suspend(volume=volume, by=cast.ddg, reason="收到投诉，暂停查阅")
    assert not can(cast.worker2, sealed)
    actions.resume(volume=volume, by=cast.ddg)
    assert can(cast.worker2, sealed)


def test_one_request_a_file_at_a_time_and_only_for_what_is_sealed(asked, sealed, open_volume, cast):
    with pytest.raises(ValidationError):
        actions.request_access(volume=sealed, by=cast.worker2, reason="the same again")
    open_one = open_volume(file_no="017SG03-2026C009")
    with pytest.raises(ValidationError):
        actions.request_access(volume=open_one, by=cast.worker2, reason="not yet sealed")


def test_no_grant_lasts_longer_than_thirty_days(sealed, cast):
    with pytest.raises(ValidationError):
        actions.request_access(volume=sealed, by=cast.worker2, reason="a long project", days=30)
    request = actions.request_access(volume=sealed, by=cast.worker2, reason="a long project", days=29)
    assert (decided(request, cast).ends - clock.moment(dt.date(2026, 4, 1))).days == 30


def test_a_paper_that_was_taken_comes_back_to_the_archivist(sealed, cast):
    request = actions.request_access(volume=sealed, by=cast.worker2, reason="出庭需要原件", kinds=["read", "take"])
    decided(request, cast, ["read", "take"])
    request.refresh_from_db()
    with pytest.raises(PermissionDenied):
        actions.give_back(request=request, by=cast.worker2)
    actions.give_back(request=request, by=cast.archivist)
    assert AccessRequest.objects.get().returned_on == clock.today()


def test_requests_are_seen_by_those_concerned_only(asked, cast):
    yes = (cast.worker2, cast.sa, cast.ddg, cast.dg, cast.archivist)
    no = (cast.worker, cast.worker_other, cast.sa2, cast.supervisor, cast.hr, cast.admin, cast.service)
    assert [AccessRequest.objects.visible_to(person).count() for person in yes] == [1] * len(yes)
    assert [AccessRequest.objects.visible_to(person).count() for person in no] == [0] * len(no)


def resealed(volume, cast):
    with clock.standing_at(clock.moment(dt.date(2026, 4, 2))):
        actions.reopen(volume=volume, by=cast.ddg, reason="第三页漏扫了一张")
        actions.submit(volume=volume, by=volume.worker)
        actions.verify(volume=volume, by=cast.sa)
        actions.seal(volume=volume, by=cast.archivist, envelope_no="D-2026-001", location="档案室 A 柜 3 层")
        assert actions.run_sealings() == 1
    return Volume.objects.get(pk=volume.pk)


@pytest.mark.rule("ARCH-06")
def test_a_grant_for_the_old_edition_does_not_open_the_new_one(asked, sealed, cast):
    grant = decided(asked, cast)
    volume = resealed(Volume.objects.get(pk=sealed.pk), cast)
    assert (volume.state, volume.edition) == ("sealed", 2)
    grant.refresh_from_db()
    assert grant.revoked_by == cast.ddg
    with clock.standing_at(clock.moment(dt.date(2026, 4, 3))):
        assert not can(cast.worker2, volume)
    assert AuditEvent.objects.about(volume.ref).filter(verb="revoke").exists()


def named(grant):
    return [fault.text for fault in verifying.verify() if str(grant.uuid) in fault.where]


def by_sql(grant, **columns):
    models.QuerySet(AccessGrant).filter(pk=grant.pk).update(**columns)


def test_verify_archive_finds_nothing_in_a_grant_as_it_was_decided(asked, cast):
    assert named(decided(asked, cast)) == []


@pytest.mark.rule("ARCH-06")
@pytest.mark.parametrize("column", ["ends", "kinds", "user_id", "approved_by_id"])
def test_verify_archive_names_a_grant_that_was_changed_behind_its_back(asked, cast, column):
    grant = decided(asked, cast)
    values = {"ends": grant.ends + dt.timedelta(days=20), "kinds": ["read", "copy"], "user_id": cast.worker_other.pk,
              "approved_by_id": cast.dg.pk}  # fmt: skip
    by_sql(grant, **{column: values[column]})
    assert len(named(grant)) == 1


@pytest.mark.rule("ARCH-06")
def test_verify_archive_names_a_withdrawn_grant_that_lives_again(asked, cast):
    grant = decided(asked, cast)
    actions.revoke_access(grant=grant, by=cast.ddg, reason="工作已完成")
    by_sql(grant, revoked_at=None)
    assert named(grant) == ["it was withdrawn, and is live again"]


@pytest.mark.rule("ARCH-06")
def test_verify_archive_names_a_grant_that_nobody_gave(asked, cast):
    grant = decided(asked, cast)
    grant.pk, grant.uuid = None, uuid.uuid4()
    models.QuerySet(AccessGrant).bulk_create([grant])
    assert named(grant) == ["nobody gave it: the read log knows nothing of it"]
