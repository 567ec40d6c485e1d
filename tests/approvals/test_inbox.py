"""The inbox and the decision page: what they show, what a press of a button does, and what it costs."""

import datetime as dt

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import pgettext

from access.models import AuditEvent
from approvals import actions
from approvals.models import Step
from approvals.queries import average_workdays
from core import clock
from notifications.actions import engage
from notifications.models import Deadline
from people.models import StandIn
from tests.approvals.paperwork.models import Paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_sa(client, cast):
    client.force_login(cast.sa)
    return client


def page_of(step):
    return reverse("approvals:decide", args=[step.uuid])


def press(client, step, **data):
    return client.post(reverse("approvals:act", args=[step.uuid]), data)


def test_the_inbox_names_title_act_and_deadline_oldest_due_first(as_sa, paper):
    with clock.standing_at(dt.date(2026, 3, 3)):
        paper(chain="short", text="second")
    with clock.standing_at(dt.date(2026, 3, 2)):
        paper(chain="short", text="first")
    with clock.standing_at(dt.date(2026, 3, 3)):
        page = as_sa.get(reverse("approvals:inbox")).content.decode()
    assert page.index("何家明 · first") < page.index("何家明 · second")
    assert 'class="due due-' in page


def test_the_empty_inbox_says_so_with_the_true_average(as_sa, cast, paper, step_of):
    with clock.standing_at(dt.date(2026, 3, 2)):
        one, two = paper(chain="short"), paper(chain="short")
    with clock.standing_at(dt.date(2026, 3, 3)):
        actions.act(step_id=step_of(one, "decide").pk, by=cast.sa, outcome="ok")
    with clock.standing_at(dt.date(2026, 3, 5)):
        actions.act(step_id=step_of(two, "decide").pk, by=cast.sa, outcome="ok")
        assert average_workdays(cast.sa) == 2.0
        page = as_sa.get(reverse("approvals:inbox"))
    assert page.context["average"] == 2.0
    assert not page.context["items"]


def test_the_average_counts_working_days_only(cast, paper, step_of):
    with clock.standing_at(dt.date(2026, 4, 3)):
        document = paper(chain="short")
    with clock.standing_at(dt.date(2026, 4, 7)):  # 4-6 April is a holiday
        actions.act(step_id=step_of(document, "decide").pk, by=cast.sa, outcome="ok")
    assert average_workdays(cast.sa) == 1.0


def test_chips_filter_by_kind_in_the_query_string(as_sa, paper, cast):
    paper(chain="short", text="plain one")
    paper(chain="leave", text="leave one")
    page = as_sa.get(reverse("approvals:inbox"), {"kind": "paper.leave"})
    assert [item.title for item in page.context["items"]] == ["何家明 · leave one"]
    assert [chip.count for chip in page.context["chips"]][:1] == [2]


def test_agreeing_goes_to_the_next_item_and_says_what_was_done(as_sa, paper, step_of):
    first, second = paper(chain="short", text="first"), paper(chain="short", text="second")
    answer = press(as_sa, step_of(first, "decide"), outcome="ok", seen=first.content_hash())
    assert answer.status_code == 302
    assert answer.url == page_of(step_of(second, "decide"))
    assert "何家明 · first" in as_sa.get(answer.url).content.decode()
    assert step_of(first, "decide").outcome == "ok"


def test_a_second_press_gets_the_first_result_and_changes_nothing(as_sa, paper, step_of):
    document = paper(chain="short")
    step = step_of(document, "decide")
    first, again = press(as_sa, step, outcome="ok"), press(as_sa, step, outcome="ok")
    assert (first.status_code, again.status_code) == (302, 302)
    document.refresh_from_db()
    assert document.log == ["decide:ok", "approved"]


def test_somebody_elses_decision_is_shown_with_name_and_time(client, as_sa, cast, paper, step_of):
    document = paper(chain="short")
    StandIn.objects.create(
        absent=cast.sa, cover=cast.sa2, since=clock.today(), until=clock.today(), kinds=["approvals"], reason="会议"
    )
    actions.refresh_all()
    actions.act(step_id=step_of(document, "decide").pk, by=cast.sa2, outcome="ok")
    answer = press(as_sa, step_of(document, "decide"), outcome="rejected", comment="不同意这一件")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "罗颖" in page
    assert "周启明" in page
    assert '<form class="dec"' not in page


def test_a_document_changed_meanwhile_is_shown_again_and_not_decided(as_sa, paper, step_of):
    document = paper(chain="short")
    seen = document.content_hash()
    document.text = "changed text"
    document.save()
    answer = press(as_sa, step_of(document, "decide"), outcome="ok", seen=seen, comment="我的意见")
    assert answer.status_code == 409
    assert answer.context["changed"]
    assert "我的意见" in answer.content.decode()
    assert document.content_hash() in answer.content.decode()
    assert step_of(document, "decide").is_open


def test_missing_words_and_a_missing_tick_are_said_beside_their_fields(as_sa, paper, step_of):
    document = paper(chain="short", short_notice=True)
    step = step_of(document, "decide")
    answer = press(as_sa, step, outcome="returned", comment="短")
    assert answer.status_code == 422
    assert 'id="opinion-e"' in answer.content.decode()
    answer = press(as_sa, step, outcome="ok")
    assert answer.status_code == 422
    assert 'id="accept-e"' in answer.content.decode()
    assert press(as_sa, step, outcome="ok", accept_exception="1").status_code == 302


def test_an_opinion_giver_sees_no_button_to_refuse(as_sa, paper, step_of):
    page = as_sa.get(page_of(step_of(paper(chain="leave", days=2), "sa_opinion"))).content.decode()
    assert 'value="rejected"' not in page
    assert 'value="returned"' in page


@pytest.mark.rule("SOD-01")
def test_strangers_get_404_and_the_applicant_gets_a_page_without_an_answer(client, cast, paper, step_of):
    step = step_of(paper(chain="short"), "decide")
    for stranger in (cast.outsider, cast.admin, cast.worker, cast.sa2, cast.hr):
        client.force_login(stranger)
        assert client.get(page_of(step)).status_code == 404
        assert press(client, step, outcome="ok").status_code == 404
    client.force_login(cast.worker2)
    page = client.get(page_of(step)).content.decode()
    assert '<form class="dec"' not in page
    assert press(client, step, outcome="ok").status_code == 403
    assert step_of(Paper.objects.get(), "decide").is_open


def test_the_applicant_reminds_from_the_page_once_a_day(client, cast, paper, step_of):
    step = step_of(paper(chain="short"), "decide")
    client.force_login(cast.worker2)
    chase = reverse("approvals:chase", args=[step.uuid])
    assert client.get(chase).status_code == 405
    assert client.post(chase).url == page_of(step)
    client.post(chase)
    client.force_login(cast.outsider)
    assert client.post(chase).status_code == 404


@pytest.mark.rule("LEAVE-07")
def test_the_decision_shows_the_appointments_that_fall_inside(as_sa, cast, paper, step_of, monkeypatch):
    first = dt.date(2026, 3, 11)
    monkeypatch.setattr(Paper, "decision_window", lambda self: (first, first), raising=False)
    document = paper(chain="short")
    start = clock.moment(first, dt.time(10))
    engage(about="x:1", owner=cast.worker2, what="家访", starts_at=start, ends_at=start + dt.timedelta(hours=1))
    before = clock.moment(dt.date(2026, 3, 9), dt.time(14))
    engage(about="x:2", owner=cast.worker2, what="例会", starts_at=before, ends_at=before + dt.timedelta(hours=1))
    week = as_sa.get(page_of(step_of(document, "decide"))).context["week"]
    assert [(one["what"], one["inside"]) for one in week] == [("例会", False), ("家访", True)]


def test_earlier_rounds_stay_on_the_stepper(as_sa, cast, paper, step_of):
    document = paper(chain="short")
    actions.act(step_id=step_of(document, "decide").pk, by=cast.sa, outcome="returned", comment="请写明交接安排")
    document.refresh_from_db()
    actions.start(subject=document, chain="paper.short", by=cast.worker2)
    page = as_sa.get(page_of(step_of(document, "decide")))
    states = [line.state for line in page.context["lines"]]
    assert states == ["ok", "back", "ok", "now"]
    assert "请写明交接安排" in page.content.decode()


def test_the_stepper_names_who_comes_next_and_why_somebody_was_passed_over(as_sa, cast, paper, step_of):
    lines = as_sa.get(page_of(step_of(paper(chain="leave", days=2), "sa_opinion"))).context["lines"]
    assert [(line.who, line.state, line.cc) for line in lines[:4]] == [
        ("何家明", "ok", False),
        ("周启明", "now", False),
        (pgettext("between names", ", ").join(["吴佳", "郑爱华"]), "", True),
        ("陈立", "", False),
    ]
    assert [line.number for line in lines[:4]] == ["1", "2", "", "3"]


def test_what_was_decided_is_listed_with_its_outcome(as_sa, cast, paper, step_of):
    document = paper(chain="short", text="decided one")
    actions.act(step_id=step_of(document, "decide").pk, by=cast.sa, outcome="ok")
    page = as_sa.get(reverse("approvals:inbox"), {"state": "done"})
    assert [item.title for item in page.context["items"]] == ["何家明 · decided one"]


@pytest.mark.rule("ORG-07")
@pytest.mark.example("EX-92")
def test_the_sa_gets_the_copy_at_once_the_supervisor_does_not_wait_and_the_stamp_is_the_reading(
    client, cast, paper, step_of, seated
):
    with clock.standing_at(dt.date(2026, 3, 9)):
        document = paper(chain="opening")
        copy, decision = step_of(document, "copy"), step_of(document, "supervisor")
        assert copy.opened_at == decision.opened_at
        assert seated(document, "copy") == {cast.sa}
        actions.act(step_id=decision.pk, by=cast.supervisor, outcome="ok")
        document.refresh_from_db()
        assert document.state == "approved"
        assert actions.stamp_views() == 0
    read_at = clock.moment(dt.date(2026, 3, 10), dt.time(11))
    with clock.standing_at(read_at):
        client.force_login(cast.sa)
        assert client.get(page_of(copy)).status_code == 200
        assert AuditEvent.objects.about(document.ref).filter(actor=cast.sa, verb="read").count() == 1
    with clock.standing_at(dt.date(2026, 3, 20)):
        assert actions.stamp_views() == 1
        assert actions.stamp_views() == 0
    copy.refresh_from_db()
    assert (copy.by, copy.first_opened_at) == (cast.sa, read_at)
    owed = Deadline.objects.get(rule="approval.cc_unread", about=copy.ref)
    assert (owed.met_at, owed.days_late) == (read_at, None)


def test_reading_alone_closes_no_step_that_holds_the_run(client, cast, paper, step_of):
    document = paper(chain="held")
    client.force_login(cast.hr)
    client.get(page_of(step_of(document, "filing")))
    assert actions.stamp_views() == 0
    assert step_of(document, "filing").is_open


@pytest.mark.rule("ORG-07")
def test_the_list_does_not_open_a_copy_by_itself(client, cast, paper):
    document = paper(chain="opening")
    client.force_login(cast.sa)
    assert len(client.get(reverse("approvals:inbox")).context["items"]) == 1
    assert not AuditEvent.objects.about(document.ref).exists()
    assert actions.stamp_views() == 0


@pytest.mark.rule("ORG-07")
@pytest.mark.example("EX-92")
def test_a_copy_unread_for_three_working_days_is_late(cast, paper, step_of):
    with clock.standing_at(dt.date(2026, 3, 9)):
        document = paper(chain="opening")
    owed = Deadline.objects.get(rule="approval.cc_unread", about=step_of(document, "copy").ref)
    assert owed.owner == cast.sa
    assert owed.due_at == clock.end_of(dt.date(2026, 3, 12))


def test_opening_the_list_writes_nothing_but_the_read_log(as_sa, paper):
    paper(chain="short")
    as_sa.get(reverse("approvals:inbox"))  # the first page of a session notes the session itself
    with CaptureQueriesContext(connection) as queries:
        as_sa.get(reverse("approvals:inbox"))
    writes = [q["sql"] for q in queries if q["sql"].split(" ")[0] in ("INSERT", "UPDATE", "DELETE")]
    assert all("access_audit" in sql for sql in writes)
    assert writes


@pytest.mark.parametrize("state", ["open", "done"])
def test_the_inbox_costs_the_same_for_2_and_for_200(as_sa, cast, paper, step_of, state):
    def cost():
        counts = []  # the navigation's counters are looked up anew now and then: the cheaper of two is the page's own
        for _n in range(2):
            with CaptureQueriesContext(connection) as queries:
                page = as_sa.get(reverse("approvals:inbox"), {"state": state, "all": "1"})
            counts.append(len(queries))
        return min(counts), len(page.context["items"])

    def more(count):
        for _n in range(count):
            document = paper(chain="short")
            if state == "done":
                actions.act(step_id=step_of(document, "decide").pk, by=cast.sa, outcome="ok")

    more(2)
    few, shown = cost()
    assert shown == 2
    more(198)
    many, shown = cost()
    assert shown == (200 if state == "open" else 25)
    assert many == few


def test_titles_of_pages_name_nobody(as_sa, paper, step_of):
    page = as_sa.get(page_of(step_of(paper(chain="short"), "decide"))).content.decode()
    title = page[page.index("<title>") : page.index("</title>")]
    assert "何家明" not in title
    assert Step.objects.get().ref not in title


def test_the_stepper_on_a_documents_own_page_leads_to_the_step_and_lets_the_applicant_remind(
    rf, cast, world, paper, step_of
):
    def shown(user, document):
        request = rf.get("/")
        request.user = user
        return render_to_string("approvals/_trail.html", {"approval": document.approval, "user": user}, request)

    asked = paper(cast.worker, "leave", point=world.post)
    consent = step_of(asked, "consent")
    assert page_of(consent) in shown(cast.worker, asked)
    assert page_of(consent) not in shown(cast.sa, asked)
    actions.act(
        step_id=consent.pk,
        by=cast.worker,
        outcome="ok",
        evidence={"way": "phone", "name": "刘主任", "on": "2026-03-10"},
    )
    decision = step_of(asked, "sa_decides")
    assert reverse("approvals:chase", args=[decision.uuid]) in shown(cast.worker, asked)
    assert page_of(decision) in shown(cast.sa, asked)
    assert reverse("approvals:chase", args=[decision.uuid]) not in shown(cast.hr, asked)


@pytest.mark.rule("CONF-08", "ORG-07")
def test_opening_a_form_here_stands_in_the_log_of_the_file_it_lies_in(client, cast, paper, step_of):
    document = paper(chain="filed")  # its file is, in this test, the author
    for reader, path in ((cast.supervisor, reverse("approvals:inbox")), (cast.sa, page_of(step_of(document, "copy")))):
        client.force_login(reader)
        assert client.get(path).status_code == 200
        event = AuditEvent.objects.about(cast.worker2.ref).filter(actor=reader).get()
        assert (event.verb, event.reason) == ("read", "supervision")
    assert actions.stamp_views() == 1
    client.force_login(cast.worker2)
    client.get(page_of(step_of(document, "decide")))
    assert AuditEvent.objects.about(cast.worker2.ref).filter(actor=cast.worker2).get().reason == ""
