"""The pages of leave: what they show, to whom, and that they cost the same for two rows and two hundred."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archives.models import Draft
from core import clock
from staff.leave import actions
from staff.leave.models import LeaveDates, LeaveRequest, MedicalProof
from tests.leave.helpers import ask, day, fresh

pytestmark = pytest.mark.django_db
TODAY = "2026-03-02"


@pytest.fixture(autouse=True)
def spring():
    with clock.standing_at(day(TODAY)):
        yield


@pytest.fixture
def as_(client):
    def sign_in(user):
        client.force_login(user)
        client.cookies["lang"] = "en"
        return client

    return sign_in


DATES = {"leave_type": "personal", "first": "2026-03-16", "first_part": "am", "last": "2026-03-18", "last_part": "am"}


def form(**more):
    return DATES | {"reason": "家中有事", "late_reason": "", "told_how": "", "cover": "", "handover_note": ""} | more


@pytest.mark.rule("LEAVE-05")
def test_the_form_reckons_while_it_is_filled_in_and_writes_nothing(cast, as_):
    page = as_(cast.worker).get(reverse("leave:new"), DATES).content.decode()
    assert 'id="reckoning"' in page
    assert ">2.5<" in page
    assert "In time: 14 days ahead" in page
    assert str(cast.ddg) in page
    assert str(cast.sa) in page
    assert LeaveRequest.objects.count() == Draft.objects.count() == 0


@pytest.mark.rule("LEAVE-03")
def test_the_form_says_how_much_notice_is_missing_and_the_earliest_start(cast, as_):
    page = as_(cast.worker).get(reverse("leave:new"), DATES | {"first": "2026-03-05", "last": "2026-03-06"})
    assert "Notice is 4 days short" in page.content.decode()
    assert "Mon 9 Mar" in page.content.decode()


def test_a_leave_is_asked_for_without_javascript(cast, as_):
    answer = as_(cast.worker).post(reverse("leave:new"), form())
    request = LeaveRequest.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == request.get_absolute_url()
    assert (request.applicant, request.days) == (cast.worker, dt_half(2.5))


def dt_half(number):
    from decimal import Decimal

    return Decimal(str(number))


def test_what_is_missing_is_said_beside_its_field_and_the_text_is_kept(cast, as_):
    answer = as_(cast.worker).post(reverse("leave:new"), form(first="2026-03-05", last="2026-03-06", reason="急"))
    page = answer.content.decode()
    assert LeaveRequest.objects.count() == 0
    assert "Notice is 4 days short" in page
    assert "急" in page
    assert Draft.objects.get().owner == cast.worker


def test_a_draft_is_saved_and_shown_again(cast, as_):
    as_(cast.worker).post(reverse("leave:new"), form(_save="1", reason="写到一半"))
    page = as_(cast.worker).get(reverse("leave:new")).content.decode()
    assert "写到一半" in page
    assert ">2.5<" in page
    assert "写到一半" not in as_(cast.worker2).get(reverse("leave:new")).content.decode()


@pytest.mark.rule("LEAVE-01")
def test_one_leave_shows_its_way_and_its_buttons(cast, as_):
    request = ask(cast.worker, "2026-03-16", on=TODAY)
    page = as_(cast.worker).get(request.get_absolute_url()).content.decode()
    assert reverse("leave:withdraw", args=[request.uuid]) in page
    assert reverse("leave:return", args=[request.uuid]) not in page
    assert "Host unit" in page or "host unit" in page


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("worker", 200), ("sa", 200), ("hr", 200), ("ddg", 200), ("dg", 200),
        ("worker2", 404), ("sa2", 404), ("supervisor", 404), ("leader_post", 404), ("leader", 404),
        ("finance", 404), ("admin", 404), ("auditor", 404), ("outsider", 404),
    ],
)  # fmt: skip
@pytest.mark.rule("LEAVE-01")
def test_the_reason_is_seen_by_those_the_matrix_names(cast, as_, who, status):
    request = ask(cast.worker, "2026-03-16", on=TODAY)
    assert as_(getattr(cast, who)).get(request.get_absolute_url()).status_code == status


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("worker2", True), ("sa", True), ("supervisor", True), ("leader", True), ("hr", True), ("ddg", True),
        ("worker", False), ("supervisor2", False), ("leader_post", False), ("sa2", False), ("finance", False),
        ("auditor", False),
    ],
)  # fmt: skip
@pytest.mark.rule("LEAVE-07")
def test_the_dates_are_seen_by_superiors_without_type_and_reason(cast, as_, who, sees):
    ask(cast.worker2, "2026-03-16", on=TODAY, reason="离婚诉讼开庭", leave_type="sick")
    page = as_(getattr(cast, who)).get(reverse("leave:away")).content.decode()
    assert (str(cast.worker2) in page and "16 Mar" in page) is sees
    assert "离婚诉讼开庭" not in page
    assert "sick leave" not in page


def test_others_see_the_leave_of_their_group_in_the_list(cast, as_):
    ask(cast.worker, "2026-03-16", on=TODAY)
    mine = as_(cast.sa).get(reverse("leave:list"))
    assert str(cast.worker) not in mine.content.decode().split("<main")[1]
    others = as_(cast.sa).get(reverse("leave:list"), {"of": "others"}).content.decode()
    assert str(cast.worker) in others
    assert "waiting for the host unit" in others


@pytest.mark.rule("LEAVE-15")
def test_withdrawing_by_button(cast, as_):
    request = ask(cast.worker, "2026-03-16", on=TODAY)
    url = reverse("leave:withdraw", args=[request.uuid])
    assert as_(cast.worker).get(url).status_code == 200
    assert fresh(request).state == "pending"
    assert as_(cast.sa).post(url).status_code == 403
    assert as_(cast.worker2).post(url).status_code == 404
    assert as_(cast.worker).post(url).status_code == 302
    assert fresh(request).state == "withdrawn"
    assert as_(cast.worker).post(url).status_code == 403


PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde\x00\x00\x00"
    b"\x0cIDATx\x9cc\xf8\xcf\xc0\x00\x00\x03\x01\x01\x00\xc9\xfe\x92\xef\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.mark.rule("LEAVE-11")
def test_a_certificate_is_filed_and_opened_by_its_own_audience_only(cast, as_):
    request = ask(cast.worker, "2026-03-16", on=TODAY, leave_type="sick")
    upload = SimpleUploadedFile("certificate.png", PNG, "image/png")
    answer = as_(cast.worker).post(reverse("leave:proof", args=[request.uuid]), {"upload": upload, "note": ""})
    assert answer.status_code == 302, answer.content.decode()
    proof = MedicalProof.objects.get()
    url = reverse("leave:proof_files", args=[proof.uuid])
    for who, status in [("worker", 200), ("hr", 200), ("sa", 404), ("ddg", 404), ("supervisor", 404), ("admin", 404)]:
        assert as_(getattr(cast, who)).get(url).status_code == status, who


@pytest.mark.rule("LEAVE-08")
def test_the_handover_sheet_is_filled_in_and_read(cast, as_):
    request = ask(cast.worker, "2026-03-16", "2026-03-18", on=TODAY)
    edit = reverse("leave:handover_edit", args=[request.uuid])
    assert as_(cast.worker).get(reverse("leave:handover", args=[request.uuid])).status_code == 302
    assert as_(cast.worker).get(edit).status_code == 200
    assert as_(cast.sa).get(edit).status_code == 404
    lines = {
        "items-TOTAL_FORMS": "1", "items-INITIAL_FORMS": "0", "items-MIN_NUM_FORMS": "1", "items-MAX_NUM_FORMS": "200",
        "items-0-kind": "case", "items-0-item": "陈女士", "items-0-condition": "稳定", "items-0-next_step": "电访",
        "items-0-receiver": str(cast.worker2.pk), "reason": "leave", "receiver": str(cast.worker2.pk),
    }  # fmt: skip
    answer = as_(cast.worker).post(edit, lines)
    assert answer.status_code == 302, answer.content.decode()
    for who, status in [("worker", 200), ("worker2", 200), ("sa", 200), ("sa2", 404), ("outsider", 404)]:
        found = as_(getattr(cast, who)).get(reverse("leave:handover", args=[request.uuid]))
        assert found.status_code == status, who
    assert as_(cast.worker).get(edit).status_code == 404


def test_the_application_prints(cast, as_):
    request = ask(cast.worker, "2026-03-16", on=TODAY)
    page = as_(cast.worker).get(reverse("leave:print", args=[request.uuid]))
    assert page.status_code == 200
    assert "F-H01" in page.content.decode()
    assert as_(cast.worker2).get(reverse("leave:print", args=[request.uuid])).status_code == 404


def _requests(applicant, number):
    rows = []
    for n in range(number):
        first = day("2026-04-01") + dt.timedelta(days=n)
        row = LeaveRequest(
            applicant=applicant, filled_by=applicant, leave_type="personal", first=first, last=first, days=1,
            merged_days=1, tier="sa", asked_on=first, reason="x",
        )  # fmt: skip
        row.save()
        LeaveDates(
            request=row, person=applicant, first=first, first_part="am", last=first, last_part="pm", days=1
        ).save()
        rows.append(row)
    return rows


def _queries(client, url, data=None):
    client.get(url, data)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(url, data).status_code == 200
    return [query["sql"] for query in caught]


@pytest.mark.parametrize(
    ("name", "who", "data"),
    [("leave:list", "worker", {}), ("leave:list", "sa", {"of": "others"}), ("leave:away", "sa", {})],
)
def test_lists_cost_the_same_for_two_rows_and_two_hundred(cast, as_, name, who, data):
    client = as_(getattr(cast, who))
    _requests(cast.worker, 2)
    few = _queries(client, reverse(name), data)
    _requests(cast.worker, 198)
    many = _queries(client, reverse(name), data)
    assert len(many) == len(few), set(many) - set(few)


def test_every_button_of_somebody_elses_leave_is_closed(cast, as_):
    request = ask(cast.worker, "2026-03-16", on=TODAY, leave_type="sick")
    for name in ("edit", "extend", "withdraw", "return", "proof", "waive", "handover_edit"):
        assert as_(cast.worker2).get(reverse(f"leave:{name}", args=[request.uuid])).status_code == 404, name
        assert as_(cast.sa).get(reverse(f"leave:{name}", args=[request.uuid])).status_code in (403, 404), name


def test_the_subjects_describe_themselves(cast):
    from core.subjects import describe_many

    request = ask(cast.worker, "2026-03-16", on=TODAY)
    assert describe_many(cast.worker, [request.ref])[request.ref].url == request.get_absolute_url()
    assert describe_many(cast.worker2, [request.ref]) == {}
    assert actions.begin_due() == 0
