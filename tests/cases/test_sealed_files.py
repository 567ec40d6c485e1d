"""A sealed file through the case's own pages: each use by itself, uploads as the file, follow-ups from outside."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from access.models import AuditEvent
from archives import policy as archives
from archives.models import AccessGrant, Volume
from archives.sheets import AccessRequest
from cases import actions
from cases.models import Case
from core import clock
from tests.factories import cases as make
from tests.files.test_inspect import pdf

SEALED = dt.date(2026, 9, 3)


@pytest.fixture
def kept(cast):
    """A case of worker2 with one upload, not sealed yet."""
    case = make.in_service(cast.worker2, cast.supervisor)
    with clock.standing_at(make.OPENED + dt.timedelta(days=1)):
        upload = SimpleUploadedFile("转介信.pdf", pdf())
        kept = actions.add_attachment(case=case, by=cast.worker2, kind="scan", title="来信", upload=upload)
    return kept


@pytest.fixture
def sealed(kept):
    """The same after sealing, without rendering its pages."""
    case = Case.objects.get(pk=kept.case_id)
    volume = Volume.objects.create(
        kind="case", subject_ref=case.ref, worker=case.worker, point=case.point, file_no=case.file_no,
        finished_on=dt.date(2026, 8, 31), month=dt.date(2026, 8, 1), state="sealed",
    )  # fmt: skip
    case.state, case.closed_on, case.ground, case.volume = "archived", dt.date(2026, 8, 31), "goal_met", volume
    case.save()
    return case


def grant(case, user, by, kinds):
    asked = AccessRequest(volume=case.volume, filled_by=user, kinds=kinds, days=7, reason="后续服务需要参考")
    asked.save()
    return AccessGrant.objects.create(
        content_object=case.volume, request=asked, user=user, starts=clock.now(), purpose="后续服务", kinds=kinds,
        ends=clock.now() + dt.timedelta(days=7), requested_by=user, approved_by=by,
        permission=AccessGrant.permission_to_read(),
    )  # fmt: skip


def file_url(kept):
    from files.models import Attachment

    return f"/files/{Attachment.objects.of(kept).get().uuid}/"


def printed(case, name="intake_info"):
    sheet = make.sheet_of(case, name)
    return f"/cases/{case.uuid}/forms/{name}/{sheet.uuid}/print/"


def said_why(client, case):
    session = client.session
    session["reading_reasons"] = {case.ref: ["handover", 4102444800]}
    session.save()


@pytest.mark.rule("ARCH-06")
@pytest.mark.example("EX-73")
@pytest.mark.parametrize("who", ["worker2", "supervisor", "dg"])
def test_reading_a_sealed_file_is_not_copying_it(client, cast, kept, sealed, who):
    reader = getattr(cast, who)
    with clock.standing_at(SEALED):
        client.force_login(reader)
        given = grant(sealed, reader, cast.ddg, ["read"])
        said_why(client, sealed)
        assert client.get(f"/cases/{sealed.uuid}/records/").status_code == 200
        assert client.get(printed(sealed)).status_code == 403
        assert client.get(file_url(kept)).status_code == 404
        given.kinds = ["read", "copy"]
        given.save()
        assert client.get(printed(sealed)).status_code == 200
        assert client.get(file_url(kept)).status_code == 200


@pytest.mark.rule("ARCH-06")
def test_taking_the_paper_away_opens_nothing_on_the_screen(cast, sealed):
    with clock.standing_at(SEALED):
        grant(sealed, cast.supervisor, cast.ddg, ["take"])
        assert not Case.objects.content_open_to(cast.supervisor).exists()
        assert archives.capacity_to_read(cast.supervisor, sealed.volume) == ""


@pytest.mark.rule("CONF-04")
def test_a_file_of_a_case_asks_why_and_is_in_the_log_of_the_case(client, cast, kept):
    case = kept.case
    with clock.standing_at(make.OPENED + dt.timedelta(days=2)):
        client.force_login(cast.ddg)
        assert not hasattr(client.get(file_url(kept)), "streaming_content")
        assert not AuditEvent.objects.about(case.ref).filter(actor=cast.ddg, verb="download").exists()
        said_why(client, case)
        assert hasattr(client.get(file_url(kept)), "streaming_content")
        client.force_login(cast.supervisor)
        assert hasattr(client.get(file_url(kept)), "streaming_content")
    reasons = AuditEvent.objects.about(case.ref).filter(verb="download").values_list("actor", "reason")
    assert set(reasons) == {(cast.ddg.pk, "handover"), (cast.supervisor.pk, "supervision")}


@pytest.mark.rule("CASE-31")
def test_the_worker_adds_a_follow_up_to_a_sealed_file_without_opening_it(client, cast, sealed):
    url = f"/cases/{sealed.uuid}/forms/case_follow_up_review/"
    with clock.standing_at(SEALED):
        client.force_login(cast.worker2)
        assert client.get(url).status_code == 200
        assert client.get(f"/cases/{sealed.uuid}/forms/interview_record/").status_code == 404
        assert client.get(f"/cases/{sealed.uuid}/records/").status_code == 404
        for who in ("worker", "supervisor", "sa", "leader", "hr"):
            client.force_login(getattr(cast, who))
            assert client.get(url).status_code in (403, 404), who


@pytest.mark.rule("ARCH-06")
def test_who_opened_the_file_by_a_grant_stands_in_the_log_of_the_volume(client, cast, sealed):
    with clock.standing_at(SEALED):
        client.force_login(cast.worker)
        grant(sealed, cast.worker, cast.ddg, ["read"])
        said_why(client, sealed)
        assert client.get(f"/cases/{sealed.uuid}/records/").status_code == 200
        client.force_login(cast.worker2)
        page = client.get(f"/archive/volumes/{sealed.volume.uuid}/readers/").content.decode()
    assert str(cast.worker) in page
