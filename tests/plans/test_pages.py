"""The pages: filling in, reading, lists; with a constant number of queries and for whom they are."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archives.models import Draft
from core import clock
from people.models import Role
from staff.plans.choices import State
from staff.plans.models import WorkReport
from staff.plans.sheets import WeeklyReport
from tests.factories.people import appoint, person
from tests.plans.helpers import at, open_at, read, report_of, submit

pytestmark = pytest.mark.django_db
WEEK = "2026-W20"


@pytest.fixture
def monday():
    with clock.standing_at(at("2026-05-11 09:30")) as moment:
        yield moment


def page(client, user, name, *args, query="", lang="en"):
    client.force_login(user)
    client.cookies["language"] = lang
    return client.get(reverse(name, args=args) + query, headers={"accept-language": "en"})


def data(box, *lines, least=1):
    found = {f"{box}-TOTAL_FORMS": len(lines), f"{box}-INITIAL_FORMS": 0, f"{box}-MIN_NUM_FORMS": least,
             f"{box}-MAX_NUM_FORMS": 200}  # fmt: skip
    for number, line in enumerate(lines):
        found |= {f"{box}-{number}-{name}": value for name, value in line.items()}
    return found


def filled(**more):
    return {
        **data("last_week", {"day": "2026-05-06", "item": "case", "content": "面谈", "hours": "1.5"}),
        **data("this_week", {"day": "2026-05-12", "item": "meeting", "content": "例会", "place": "办公室"}),
        **data("outings", least=0), "not_done": "", "support": "", **more,
    }  # fmt: skip


@pytest.mark.rule("PLAN-01")
def test_a_worker_fills_in_keeps_a_draft_copies_and_hands_in(opened, client, monday):
    client.force_login(opened.worker)
    url = reverse("plans:weekly_edit", args=[WEEK])
    body = client.get(url).content.decode()
    assert opened.sa.name in body
    assert not WeeklyReport.objects.exists()
    client.post(url, filled(_save="1", support="要场地"))
    draft = Draft.objects.get(owner=opened.worker)
    assert "要场地" in draft.text()
    assert "要场地" in client.get(url).content.decode()
    answer = client.post(url, filled(_version=draft.version))
    assert answer.status_code == 302, answer.content.decode()[:2000]
    assert report_of(opened.worker).state == State.SUBMITTED
    shown = client.get(answer["Location"]).content.decode()
    assert "例会" in shown
    assert client.get(url).status_code == 404  # handed in


def test_last_weeks_plan_is_copied_into_the_draft(opened, client):
    submit(opened.worker, "2026-05-11 09:00")
    open_at("2026-05-18 00:10")
    url = reverse("plans:weekly_edit", args=["2026-W21"])
    client.force_login(opened.worker)
    with clock.standing_at(at("2026-05-18 09:00")):
        empty = {"day": "", "item": "", "content": "", "place": ""}
        sent = filled(_save="copy") | data("this_week", empty)
        assert client.post(url, sent).status_code == 302
        text = Draft.objects.get(owner=opened.worker, about=report_of(opened.worker, "2026-05-18").ref).text()
        assert "小组第二节" in text
        assert "2026-05-19" in text
        body = client.get(url).content.decode()
        assert "小组第二节" in body
        refilled = client.post(url, filled(_save="refill", _version=1))
        assert refilled.status_code == 302


@pytest.mark.rule("PLAN-02")
def test_the_superior_reads_one_after_another(opened, client, monday):
    first = submit(opened.worker, "2026-05-11 09:00")
    second = submit(opened.worker2, "2026-05-11 09:10")
    body = page(client, opened.sa, "plans:people", WEEK).content.decode()
    assert body.index(opened.worker.name) < body.index(opened.worker2.name)
    assert opened.worker_other.name not in body  # not the own group
    answer = client.post(reverse("plans:read", args=[first.uuid]), {"comment": "辛苦了"})
    assert answer["Location"] == second.get_absolute_url()
    answer = client.post(reverse("plans:return", args=[second.uuid]), {"reason": "短"})
    assert answer.status_code == 422
    answer = client.post(reverse("plans:return", args=[second.uuid]), {"reason": "请补写外出"})
    assert answer["Location"].endswith(f"/plans/weekly/{WEEK}/people/")
    assert report_of(opened.worker2).state == State.RETURNED
    shown = page(client, opened.worker2, "plans:weekly", WEEK).content.decode()
    assert "请补写外出" in shown


@pytest.mark.rule("ATT-09")
def test_an_outing_is_verified_on_the_page(opened, client, monday):
    outing = {"day": dt.date(2026, 5, 7), "at": "14:00", "place": "街道办", "purpose": "协调会"}
    report = submit(opened.worker, "2026-05-11 09:00", outings=[outing])
    row = WeeklyReport.objects.get().outings.get()
    url = reverse("plans:verify", args=[report.uuid, row.pk])
    assert url in page(client, opened.sa, "plans:detail", report.uuid).content.decode()
    assert client.post(url).status_code == 302
    row.refresh_from_db()
    assert row.verified
    client.post(url, {"undo": "1"})
    row.refresh_from_db()
    assert not row.verified
    client.force_login(opened.supervisor)
    assert client.post(url).status_code == 403


@pytest.mark.rule("PLAN-01")
@pytest.mark.rule("PLAN-06")
def test_punctuality_shows_in_time_late_missing_by_group(opened, client):
    submit(opened.worker, "2026-05-11 09:00")
    submit(opened.worker2, "2026-05-11 12:30")
    with clock.standing_at(at("2026-05-11 13:00")):
        lines = page(client, opened.ddg, "plans:punctuality").context["groups"]
        assert {(one.label, one.total, one.in_time, one.late, one.missing) for one in lines} >= {("一组", 3, 1, 1, 1)}
        mine = page(client, opened.sa, "plans:punctuality").context["groups"]
        assert [one.label for one in mine] == ["一组"]
        assert page(client, opened.worker, "plans:punctuality").status_code == 403
        people = page(client, opened.sa, "plans:people", WEEK, query="?show=missing")
        assert [row.owner for row in people.context["rows"]] == [opened.assistant]


def test_others_reports_do_not_exist_for_a_colleague(opened, client, monday):
    report = submit(opened.worker, "2026-05-11 09:00")
    for who, code in (("worker2", 404), ("worker_other", 404), ("sa2", 404), ("supervisor", 200), ("hr", 200),
                      ("leader_post", 404), ("service", 404), ("admin", 404), ("dg", 200)):  # fmt: skip
        assert page(client, getattr(opened, who), "plans:detail", report.uuid).status_code == code, who
    assert page(client, opened.worker2, "plans:weekly", "2026-W99").status_code == 404
    assert page(client, opened.worker2, "plans:weekly", "nonsense").status_code == 404


def test_it_prints_with_the_superiors_words(opened, client, monday):
    report = submit(opened.worker, "2026-05-11 09:00")
    read(report, opened.sa, "2026-05-11 10:00", comment="注意休息")
    body = page(client, opened.worker, "plans:print", report.uuid).content.decode()
    assert "F-P01" in body
    assert "注意休息" in body
    assert "2026-W20" in body


@pytest.mark.rule("PLAN-06")
def test_hr_archives_from_its_page(opened, client):
    client.cookies["lang"] = "en"
    report = submit(opened.worker, "2026-05-11 09:00")
    read(report, opened.sa, "2026-05-11 10:00")
    with clock.standing_at(at("2026-06-02 09:00")):
        assert page(client, opened.sa, "plans:archive").status_code == 403
        assert "Archive them now" in page(client, opened.hr, "plans:archive").content.decode()
        client.post(reverse("plans:archive"))
        body = page(client, opened.hr, "plans:archive").content.decode()
        assert "P202605-g1" in body
        volume = page(client, opened.hr, "archives:room")
        assert volume.status_code == 200


@pytest.mark.parametrize("name", ["plans:mine", "plans:people", "plans:punctuality", "notifications:today"])
def test_lists_cost_the_same_for_two_and_for_many(name, opened, world, client, monday):
    args = [WEEK] if name == "plans:people" else []

    def queries():
        page(client, opened.sa, name, *args)
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(reverse(name, args=args)).status_code == 200
        return len(found)

    submit(opened.worker, "2026-05-11 09:00")
    before = queries()
    for number in range(40):
        new = person(f"M{number}", f"新{number}")
        appoint(new, Role.SOCIAL_WORKER, point=world.post, group=world.group)
    open_at("2026-05-11 00:20")
    for report in WorkReport.objects.filter(owner__staff_no__startswith="M")[:20]:
        submit(report.owner, "2026-05-11 09:00")
    for week in ("2026-05-18", "2026-05-25", "2026-06-01"):
        open_at(f"{week} 00:10")
    assert queries() <= before + 1  # the pager's
