"""The pages: each opens for whom it concerns, lists cost the same for many rows, nothing typed is lost."""

import datetime as dt
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from PIL import Image

from archives.sheets import Filled, row_model
from community import actions, facts, pages, panel
from community.models import Event, State
from community.sheets import MaterialsList
from files.models import Attachment
from tests.factories import community as make

pytestmark = pytest.mark.django_db
TABS = ("detail", "prep", "people", "budget", "report", "opinions")


@pytest.fixture(autouse=True)
def english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    with translation.override("en"):
        yield


def picture():
    body = BytesIO()
    Image.new("RGB", (4, 4)).save(body, "PNG")
    return SimpleUploadedFile("现场.png", body.getvalue(), "image/png")


def at(name, event, *more):
    return reverse(f"community:{name}", args=[event.uuid, *more])


@pytest.mark.parametrize("maker", [make.draft, make.ready, make.submitted])
def test_every_page_of_an_event_being_planned_opens_for_its_worker(client, cast, maker):
    event = maker(cast.worker)
    client.force_login(cast.worker)
    with make.at(make.BEGUN, 15):
        for tab in TABS:
            assert client.get(at(tab, event)).status_code == 200, tab
        for form in ("event_plan", "event_emergency_plan"):
            assert client.get(at("form", event, form), follow=True).status_code == 200


def test_every_page_of_a_completed_event_opens_for_its_readers(client, cast):
    event = make.completed(cast, here=2)
    with make.at(event.held_on, 21):
        for who in (cast.worker, cast.supervisor, cast.service, cast.ddg):
            client.force_login(who)
            for tab in TABS if who != cast.service else ("detail", "prep", "budget", "report", "opinions"):
                assert client.get(at(tab, event)).status_code == 200, (who, tab)
            for form in ("event_plan", "event_emergency_plan", "event_sign_in", "event_news_release", "event_report"):
                assert client.get(at("form", event, form)).status_code == 200, (who, form)
                assert client.get(at("print", event, form)).status_code == 200, (who, form)
        client.force_login(cast.service)
        assert client.get(at("people", event)).status_code == 404  # roles.md 4.1: counts, no names


def test_a_stranger_finds_nothing(client, cast):
    event = make.agreed(cast)
    client.force_login(cast.worker_other)
    for tab in TABS:
        assert client.get(at(tab, event)).status_code == 404, tab
    assert client.post(at("cancel", event), {"reason": "no"}).status_code == 404
    client.force_login(cast.admin)
    assert client.get(at("detail", event)).status_code == 404


def test_an_event_begins_with_its_dates_and_keeps_what_was_typed(client, cast):
    client.force_login(cast.worker)
    said = {"title": "邻里一家宴", "kind": "other", "day": "2026-03-21", "starts": "16:30", "ends": "14:00",
            "place": "社区广场", "setting": "indoor", "planned_people": "60"}  # fmt: skip
    with make.at(make.BEGUN):
        answer = client.post(reverse("community:new"), said)
        assert "The end lies before the start." in answer.content.decode()
        assert "邻里一家宴" in answer.content.decode()
        answer = client.post(reverse("community:new"), said | {"ends": "18:30"})
    event = Event.objects.get()
    assert answer.url == event.get_absolute_url()
    assert event.planned_people == 60


def test_the_dates_of_a_day_are_a_part_of_the_page(client, cast):
    client.force_login(cast.worker)
    with make.at(make.BEGUN):
        text = client.get(reverse("community:dates"), {"day": "2026-03-10"}).content.decode()
    assert "The day is too early." in text
    assert "6 days are missing" in text


@pytest.mark.rule("COM-03")
def test_an_event_planned_too_late_opens_for_its_worker_and_for_whoever_decides(client, cast):
    soon = make.BEGUN + dt.timedelta(days=8)
    event = make.ready(cast.worker, day=soon)
    client.force_login(cast.worker)
    with make.at(make.BEGUN, 15):
        assert "The day is too early." in client.get(at("detail", event)).content.decode()
        event = make.submit(event, late_reason="场地刚刚落实")
        step = facts.plan(event).approval.steps.get(key="supervisor")
        client.force_login(cast.supervisor)
        page = client.get(reverse("approvals:decide", args=[step.uuid]))
    assert "came too late" in page.content.decode()


@pytest.mark.rule("COM-04")
def test_the_countdown_no_longer_asks_for_what_the_assistant_forwarded(cast):
    waiting, forwarded = make.submitted(cast.worker), make.forwarded(cast, worker=cast.worker2)
    with make.at(make.BEGUN, 15):
        for event, done in ((waiting, False), (forwarded, True)):
            marks = {mark.key: mark.done for mark in panel.reckoning(event).marks}
            assert marks["forward"] is done
        assert "Next date: Site visit" in panel.countdown(forwarded)[2]


@pytest.mark.rule("COM-08")
def test_the_countdown_follows_the_preparation_list(client, cast):
    event = make.agreed(cast)
    client.force_login(cast.worker)
    with make.at(make.BEGUN, 15):
        assert "Next date: Site visit" in panel.countdown(event)[2]
        actions.tick(preparation=event.preparations.get(item="site_visit"), by=cast.worker)
        assert "Next date: Publicity and posters" in panel.countdown(event)[2]
        line = {"item": "横幅", "quantity": "1"}
        rows = {"items": [row_model(MaterialsList, "items")(**line, ready=ready) for ready in (True, True, False)]}
        actions.FILES[MaterialsList.NAME](event=event, filled=Filled(MaterialsList(), rows=rows), by=cast.worker)
        assert "2 of 3 at hand" in client.get(at("prep", event)).content.decode()


def test_what_has_to_be_written_afterwards_says_by_when(client, cast):
    event = make.held(cast)
    client.force_login(cast.worker)
    with make.at(event.held_on, 18):
        rows = {row.title: row for row in pages.catalogue(event, cast.worker)[0]}
    news = rows["News text and photos"]
    assert (news.state, news.badge.kind) == ("To be written", "ok")


def test_nothing_in_the_head_leads_to_the_page_itself(client, cast):
    event = make.held(cast)
    client.force_login(cast.worker)
    with make.at(event.held_on, 18):
        assert f'btn-primary" href="{at("report", event)}"' in client.get(at("detail", event)).content.decode()
        assert f'btn-primary" href="{at("report", event)}"' not in client.get(at("report", event)).content.decode()


def test_the_host_unit_is_asked_and_its_answer_recorded(client, cast):
    event = make.draft(cast.worker)
    client.force_login(cast.worker)
    with make.at(make.BEGUN, 11):
        answer = client.post(at("ask_host", event))
    consent = facts.consent(event)
    step = consent.approval.steps.get(key="host")
    assert answer.url == reverse("approvals:decide", args=[step.uuid])


def test_names_are_tapped_and_heads_counted_on_the_day(client, cast):
    event = make.agreed(cast)
    client.force_login(cast.worker)
    with make.at(make.BEGUN, 14):
        kept = actions.register(event=event, by=cast.worker, person={"name": "张桂芳", "birth_year": 1950})
    with make.at(event.day, 16):
        page = client.get(at("sign_in", event)).content.decode()
        assert "Finish the sign-in" in page
        heads = facts.counter_of(event, facts.HEADS)
        client.post(at("sign_in", event), {"do": f"count {heads} +5"})
        answer = client.post(at("sign_in", event), {
            f"mark-{kept.uuid}": "here", "do": "finish", "started": "14:05", "ended": "16:00", "staff_count": "3",
            "proof": picture(),
        })  # fmt: skip
    assert answer.url == at("report", event)
    assert [one.kind for one in Attachment.objects.of(facts.sign_in(event))] == ["proof"]
    event = make.again(event)
    assert (event.state, event.named, event.heads, event.minutes) == (State.HELD, 1, 5, 115)


@pytest.mark.rule("COM-13")
def test_correcting_the_sign_in_starts_from_what_was_written(client, cast):
    event = make.agreed(cast)
    client.force_login(cast.worker)
    with make.at(event.day, 17):
        five = {"do": f"count {facts.counter_of(event, facts.HEADS)} +5"}
        for _tap in range(3):
            client.post(at("sign_in", event), five)
        said = {"started": "14:10", "ended": "16:05", "staff_count": "3", "do": "finish"}
        client.post(at("sign_in", event), said)
        assert make.again(event).heads == 15
        page = client.get(at("sign_in", event)).content.decode()
        assert 'value="14:10"' in page
        assert "Correct the sign-in" in page
        client.post(at("sign_in", event), said)
    assert make.again(event).heads == 15


def test_times_that_cannot_be_are_said_beside_the_field_and_kept(client, cast):
    event = make.agreed(cast)
    client.force_login(cast.worker)
    with make.at(event.day, 17):
        said = {"started": "16:10", "ended": "14:05", "staff_count": "3", "do": "finish"}
        answer = client.post(at("sign_in", event), said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The end lies before the start." in page
    assert 'value="16:10"' in page
    assert make.again(event).state == State.PREPARING


def test_a_line_of_the_list_is_ticked_and_unticked(client, cast):
    event = make.agreed(cast)
    line = event.preparations.get(item="publicity")
    client.force_login(cast.worker)
    with make.at(make.BEGUN, 15):
        client.post(at("tick", event, line.uuid), {"done": "1"})
        assert event.preparations.get(pk=line.pk).is_done
        client.post(at("tick", event, line.uuid), {"done": "0"})
        assert not event.preparations.get(pk=line.pk).is_done
        client.post(at("assign", event, line.uuid), {"responsible": cast.worker.pk, "helper": "黄子恒"})
    assert event.preparations.get(pk=line.pk).helper == "黄子恒"


def test_a_report_that_lacks_something_says_what(client, cast):
    event = make.held(cast)
    client.force_login(cast.worker)
    with make.at(event.held_on, 18):
        answer = client.post(at("report", event))
    assert answer.status_code == 422
    assert "The event report is missing." in answer.content.decode()


def test_an_event_is_postponed_and_gets_its_new_day(client, cast):
    event = make.agreed(cast)
    client.force_login(cast.worker)
    with make.at(make.BEGUN, 15):
        assert "Write the reason." in client.post(at("postpone", event), {"reason": "x"}).content.decode()
        client.post(at("postpone", event), {"reason": "暴雨"})
        said = {"day": "2026-03-28", "starts": "14:00", "ends": "16:30", "place": "礼堂"}
        client.post(at("resume", event), said)
    event = make.again(event)
    assert (event.state, str(event.day), event.place) == (State.PREPARING, "2026-03-28", "礼堂")


def test_a_sealed_event_shows_its_card_only(client, cast):
    event = make.completed(cast)
    actions.was_sealed(event, by=cast.archivist)
    client.force_login(cast.worker)
    text = client.get(at("detail", event)).content.decode()
    assert "The file is sealed." in text
    assert f"{reverse('archives:ask')}?volume={event.volume.uuid}" in text
    assert client.get(at("report", event)).status_code == 404


def test_the_list_costs_the_same_for_two_and_for_many(client, cast, django_assert_max_num_queries):
    client.force_login(cast.worker)
    counts = []
    for more in (2, 18):
        for n in range(more):
            make.draft(cast.worker, title=f"活动 {n}")
        client.get(reverse("community:list"))
        with django_assert_max_num_queries(60) as seen:
            assert client.get(reverse("community:list")).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_preparation_costs_the_same_for_few_and_for_many_lines(client, cast, django_assert_max_num_queries):
    event = make.agreed(cast)
    client.force_login(cast.worker)
    counts = []
    with make.at(make.BEGUN, 15):
        for more in (1, 15):
            for n in range(more):
                actions.add_line(event=event, by=cast.worker, what=f"借桌椅 {n}", due_on=event.day)
            client.get(at("prep", event))
            with django_assert_max_num_queries(80) as seen:
                assert client.get(at("prep", event)).status_code == 200
            counts.append(len(seen))
    assert counts[0] == counts[1]


@pytest.mark.rule("COM-22")
def test_counts_that_cannot_be_are_said_beside_the_question_and_kept(client, cast):
    event = make.held(cast)
    client.force_login(cast.worker)
    with make.at(event.held_on, 18):
        page = client.post(
            at("tally", event), {"forms_counted": "5", "content_5": "9", "again_no": "6"}
        ).content.decode()
    assert "9 answers, but only 5 forms." in page
    assert 'href="#id_content_5"' in page
    assert 'aria-describedby="tally-again"' in page
    assert 'value="9"' in page
