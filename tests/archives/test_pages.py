"""The archive's own pages: who gets in, what they offer, what they cost."""

import datetime as dt

import pytest
from django.urls import reverse

from access.models import AuditEvent
from archives import actions, shelf
from archives.models import Check, Register, SealedItem, Sealing, Volume
from archives.sheets import AccessRequest, Correction
from core import clock
from notifications import panels
from notifications.models import Notification

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("april")]
SECRET = "她睡得好些了"


@pytest.fixture
def as_(client):
    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in


def url(name, row=None, **kwargs):
    return reverse(f"archives:{name}", kwargs={"uuid": row.uuid, **kwargs} if row else kwargs)


def test_the_room_shows_the_months_gaps_by_their_chinese_names(open_volume, as_, cast):
    open_volume(consent=False)
    text = as_(cast.sa).get("/archive/").content.decode()
    assert "《接受个案服务同意书》" in text
    assert "0 / 1" in text
    assert "017SG03-2026C001" in text
    assert "017SG03-2026C001" not in as_(cast.worker_other).get("/archive/").content.decode()


def test_the_way_of_a_volume_in_a_browser(open_volume, as_, cast):
    volume = open_volume(consent=False)
    page = url("volume", volume)
    blocked = as_(cast.worker).post(url("submit", volume), follow=True)
    assert "《接受个案服务同意书》" in blocked.content.decode()
    as_(cast.supervisor).post(url("waive", volume), {"code": "test_consent", "reason": "服务对象已迁离"})
    as_(cast.worker).post(url("submit", volume))
    as_(cast.sa).post(url("verify_volume", volume))
    seal = {"envelope_no": "D-1", "location": "A 柜", "originals": "original", "password": "wrong"}
    assert as_(cast.archivist).post(url("seal", volume), seal).status_code == 200
    volume.refresh_from_db()
    assert volume.state == Volume.State.VERIFIED
    cast.archivist.set_password("correct horse battery")
    cast.archivist.save()
    done = as_(cast.archivist).post(url("seal", volume), {**seal, "password": "correct horse battery"})
    assert done.status_code == 302
    assert actions.run_sealings() == 1
    text = as_(cast.worker).get(page).content.decode()
    assert "017SG03-2026C001" in text
    assert as_(cast.archivist).get(url("seal", volume)).status_code == 404


def test_a_returned_volume_shows_the_words(open_volume, as_, cast):
    volume = open_volume()
    actions.submit(volume=volume, by=cast.worker)
    as_(cast.sa).post(url("return", volume), {"reason": "缺监护人签名"})
    assert "缺监护人签名" in as_(cast.worker).get(url("volume", volume)).content.decode()


def test_acts_by_those_who_may_not_are_refused(open_volume, as_, cast):
    volume = open_volume()
    assert as_(cast.sa).post(url("submit", volume)).status_code == 403
    assert as_(cast.worker).post(url("verify_volume", volume)).status_code in (302, 403)
    assert as_(cast.worker2).post(url("submit", volume)).status_code == 404
    assert as_(cast.service).post(url("reopen", volume), {"reason": "some reason"}).status_code == 403
    volume.refresh_from_db()
    assert volume.state == Volume.State.ASSEMBLING


@pytest.mark.rule("ARCH-05")
def test_the_verifying_assistant_reads_before_sealing_and_nobody_after(open_volume, as_, cast):
    volume = open_volume()
    actions.submit(volume=volume, by=cast.worker)
    assert SECRET in as_(cast.sa).get(url("read", volume)).content.decode()
    assert AuditEvent.objects.get(verb="read", about=volume.ref).detail["capacity"] == "verify"
    assert as_(cast.worker2).get(url("read", volume)).status_code == 404
    actions.verify(volume=volume, by=cast.sa)
    actions.seal(volume=volume, by=cast.archivist, envelope_no="D-1", location="A1")
    actions.run_sealings()
    everybody = (
        *(cast.worker, cast.worker2, cast.sa, cast.supervisor, cast.service, cast.ddg, cast.dg, cast.archivist),
        *(cast.hr, cast.leader, cast.admin, cast.auditor, cast.board_chair),
    )
    for person in everybody:
        assert as_(person).get(url("read", volume)).status_code == 404, person
    assert AuditEvent.objects.filter(verb="deny", about=volume.ref).count() == len(everybody) + 1


@pytest.mark.rule("ARCH-06")
@pytest.mark.rule("CONF-04")
@pytest.mark.example("EX-73")
def test_asking_deciding_reading_and_no_printing_in_a_browser(sealed, as_, cast):
    asked = as_(cast.worker2).post(
        url("ask"),
        {
            "file_no": sealed.file_no,
            "kinds": ["read"],
            "reason": "跟进同一家庭",
            "starts_on": "2026-04-01",
            "days": "7",
        },
    )
    assert asked.status_code == 302, asked.content.decode()
    request = AccessRequest.objects.get()
    from approvals.actions import act

    act(step_id=request.approval.steps.get(key="opinion").pk, by=cast.sa, outcome="ok")
    granted = as_(cast.ddg).post(url("request", request), {"kinds": ["read"], "comment": ""})
    assert granted.status_code == 302
    reading = as_(cast.worker2)
    assert SECRET in reading.get(url("read", sealed)).content.decode()
    assert SECRET in reading.get(url("read", sealed)).content.decode()
    events = AuditEvent.objects.filter(verb="read", about=sealed.ref)
    assert events.count() == 2  # each view
    assert {event.detail["grant"] for event in events} == {str(request.grants.get().uuid)}
    item = SealedItem.objects.filter(code="test_note").first()
    assert reading.get(url("file", sealed, item=item.pk)).status_code == 404  # no copy was granted
    with clock.standing_at(dt.date(2026, 4, 9)):
        reading.logout()
        assert as_(cast.worker2).get(url("read", sealed)).status_code == 404


@pytest.mark.rule("ARCH-06")
@pytest.mark.example("EX-73")
def test_the_form_is_not_there_for_the_hr_officer(sealed, as_, cast):
    assert as_(cast.hr).get(url("ask")).status_code == 403
    assert as_(cast.worker_other).get(url("ask")).status_code == 200


def test_a_number_that_is_not_in_the_archive_says_so_beside_the_words_typed(open_volume, as_, cast):
    open_volume(file_no="017SG03-2026C777")
    data = {"kinds": ["read"], "reason": "跟进同一家庭", "starts_on": "2026-04-01", "days": "7"}
    for version, number in enumerate(("017SG03-2026C777", "nothing")):
        response = as_(cast.worker2).post(url("ask"), {**data, "file_no": number, "_version": version})
        assert response.status_code == 200
        assert "跟进同一家庭" in response.content.decode()
    assert AccessRequest.objects.count() == 0


def test_a_granted_copy_is_the_sealed_file_and_on_the_log(sealed, as_, cast):
    request = actions.request_access(volume=sealed, by=cast.worker2, reason="出庭需要副本", kinds=["read", "copy"])
    from approvals.actions import act

    act(step_id=request.approval.steps.get(key="opinion").pk, by=cast.sa, outcome="ok")
    step = request.approval.steps.get(key="decision").pk
    actions.decide_access(request=request, step_id=step, by=cast.ddg, kinds=["read", "copy"])
    item = SealedItem.objects.get(code="test_note")
    response = as_(cast.worker2).get(url("file", sealed, item=item.pk))
    assert response.content[:5] == b"%PDF-"
    assert sealed.file_no not in response["Content-Disposition"]
    assert AuditEvent.objects.filter(verb="download", about=sealed.ref).count() == 1


def test_the_register_is_signed_with_the_password_and_verified_on_its_page(sealed, as_, cast):
    cast.archivist.set_password("correct horse battery")
    cast.archivist.save()
    archivist = as_(cast.archivist)
    assert archivist.post(url("registers"), {"month": "2026-04", "password": "no"}).status_code == 200
    assert Register.objects.count() == 0
    archivist = as_(cast.archivist)
    done = archivist.post(url("registers"), {"month": "2026-04", "password": "correct horse battery"})
    assert done.status_code == 302
    page = url("register", Register.objects.get())
    assert "note ok" in archivist.get(f"{page}?verify=1").content.decode()
    assert as_(cast.worker).get(page).status_code == 403
    assert as_(cast.worker).get(url("registers")).status_code == 403


def test_the_drawn_sample_is_read_and_scored_by_the_service_department_only(sealed, as_, cast):
    actions.close_month(month=dt.date(2026, 4, 1), by=cast.archivist)
    check = Check.objects.get(kind="inspection")
    assert as_(cast.worker).get(url("inspect", check)).status_code == 403
    service = as_(cast.service)
    assert SECRET in service.get(url("read", sealed)).content.decode()
    scores = {name: "4" for name in ("completeness", "standard", "professional", "accuracy")}
    assert service.post(url("inspect", check), {**scores, "ok": "yes"}).status_code == 302
    assert service.get(url("read", sealed)).status_code == 404  # the inspection is over


def test_a_correction_is_added_under_its_own_seal(sealed, as_, cast):
    data = {"filled_on": "2026-04-01", "about": "个案记录表", "text": "日期应为3月2日", "reason": "服务对象要求更正"}
    assert as_(cast.worker).post(url("correct", sealed), data).status_code == 404
    assert as_(cast.ddg).post(url("correct", sealed), data).status_code == 302
    assert Correction.objects.get().volume == sealed
    assert Sealing.objects.get(kind="correction").sheets == [Correction.objects.get().ref]
    assert actions.run_sealings() == 1


def test_the_worker_sees_who_opened_the_volume(sealed, as_, cast):
    as_(cast.worker2).get(url("read", sealed))
    assert cast.worker2.name in as_(cast.worker).get(url("readers", sealed)).content.decode()
    assert as_(cast.sa).get(url("readers", sealed)).status_code == 404


def test_reminding_says_it_once_a_day(open_volume, as_, cast):
    volume = open_volume(consent=False)
    for _ in range(2):
        assert as_(cast.sa).post(url("remind", volume)).status_code == 302
    assert Notification.objects.filter(to=cast.worker, key__startswith="remind:").count() == 1


def test_my_day_says_how_much_of_last_month_is_complete(open_volume, cast):
    open_volume()
    open_volume(consent=False, file_no="017SG03-2026C002")
    panel = next(panel for panel in panels.panels_for(cast.sa) if panel.icon == "archive")
    assert panel.bar[:2] == (1, 2)
    assert not [panel for panel in panels.panels_for(cast.outsider) if panel.icon == "archive"]


def test_pages_cost_the_same_for_two_rows_and_for_many(open_volume, as_, cast, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost(page, person):
        signed_in = as_(person)
        signed_in.get(page)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert signed_in.get(page).status_code == 200
        return len(queries)

    for number in range(2):
        open_volume(file_no=f"017SG03-2026C{number:03}", consent=bool(number))
    pages = [("/archive/", cast.sa), ("/archive/2026-03/all/", cast.ddg), ("/archive/", cast.worker)]
    few = [cost(*page) for page in pages]
    for number in range(2, 22):
        open_volume(file_no=f"017SG03-2026C{number:03}", consent=bool(number % 3))
    assert [cost(*page) for page in pages] == few


def test_titles_and_addresses_hold_no_number_and_no_name(sealed, as_, cast):
    import re

    for page in ("/archive/", url("volume", sealed), url("requests"), url("registers")):
        text = as_(cast.ddg).get(page).content.decode()
        title = re.search(r"<title>(.*?)</title>", text, re.S).group(1)
        assert "017SG03" not in title
        assert cast.worker.name not in title
        assert not re.findall(r'href="[^"]*017SG03[^"]*"', text)


def test_the_archivists_room_opens_on_the_month_that_waits_to_be_sealed(open_volume, as_, cast):
    waiting = open_volume(finished_on=dt.date(2026, 2, 20))
    actions.submit(volume=waiting, by=waiting.worker)
    actions.verify(volume=waiting, by=cast.sa)
    open_volume(finished_on=dt.date(2026, 3, 20), file_no="017SG03-2026C002")
    assert shelf.open_month(cast.archivist) == dt.date(2026, 2, 1)
    assert shelf.open_month(cast.dg) == dt.date(2026, 3, 1)


def test_my_day_does_not_say_done_while_volumes_wait_to_be_sealed(open_volume, as_, cast):
    volume = open_volume()
    assert as_(cast.archivist).get("/today/").context["beside"] == 0
    actions.submit(volume=volume, by=volume.worker)
    assert as_(cast.sa).get("/today/").context["beside"] == 1
    actions.verify(volume=volume, by=cast.sa)
    page = as_(cast.archivist).get("/today/", headers={"Accept-Language": "en"})
    assert page.context["beside"] == 1
    assert "work is done" not in page.content.decode()
