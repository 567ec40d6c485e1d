"""A whole event by clicking, from the host unit's word to the volume in the archive; the list and the door on a phone."""

import datetime as dt

import pytest
from django.urls import reverse

from archives.models import Volume
from community import facts
from community.choices import Item
from community.models import Event, State
from core import clock
from rulebook.dates import DAY
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_case_flow import approve, put, send, shot
from tests.factories import community as make


def address(name, event, *more):
    return reverse(f"community:{name}", args=[event.uuid, *more])


def write(desk, event, form, values, rows=()):
    """Open a form of the event, fill it in and send it."""
    page = desk.open(address("form", event, form))
    lines = {f"{name}-{n}-{box}": given for name, found in dict(rows).items() for n, line in enumerate(found)
             for box, given in line.items()}  # fmt: skip
    for name, given in (dict(values) | lines).items():
        put(page, name, given)
    shot(page, f"event-{form}")
    send(page)


def begin(desk):
    """Name, place and day; what is too early is said at once, without leaving the page."""
    page = desk.open(reverse("community:new"))
    for name, given in {"title": "邻里一家宴", "place": "社区广场", "planned_people": 60}.items():
        put(page, name, given)
    put(page, "day", clock.today() + DAY * 5)
    page.wait_for_selector("#event-dates .note.bad")
    put(page, "day", clock.today() + DAY * 24)
    page.wait_for_selector("#event-dates:not(:has(.note.bad))")
    shot(page, "event-new")
    send(page)
    return Event.objects.get()


def ask_the_host(desk, event):
    """The unit is asked, and says yes on the phone."""
    page = desk.open(event.get_absolute_url())
    page.locator(f"a[href='{address('ask_host', event)}']").click()
    page.wait_for_load_state()
    send(page)
    for name, given in {"outcome": "ok", "way": "phone", "name": "陈主任", "on": clock.today()}.items():
        put(page, name, given)
    shot(page, "event-host")
    with page.expect_navigation():
        page.locator("main .btn-primary").last.click()
    assert make.again(event).state == State.AGREED


def prepare(desk, phone, event):
    """The site is visited; posters are ticked and somebody registers on the phone."""
    visit = {"visited_on": clock.today(), "capacity": 80, "checklist": ["power", "exits"], "risks": "一处台阶",
             "emergency_note": "两个出口"}  # fmt: skip
    write(desk, event, "event_site_visit", visit)
    row = event.preparations.get(item=Item.PUBLICITY)
    page = phone.open(address("prep", event))
    assert phone.sideways() <= 0
    assert phone.violations() == []
    with page.expect_navigation():
        page.locator(f"#line-{row.uuid} button").click()
    assert page.locator(f"#line-{row.uuid} button").get_attribute("aria-pressed") == "true"
    shot(page, "event-prep-phone")
    page = phone.open(address("register", event))
    for name, given in {"name": "陈桂兰", "phone": "13800000000", "sex": "f", "birth_year": "1950"}.items():
        put(page, name, given)
    assert phone.sideways() <= 0
    assert phone.violations() == []
    send(page)
    done = set(event.preparations.exclude(done_at=None).values_list("item", flat=True))
    assert done == {Item.SITE_VISIT, Item.PUBLICITY}


def sign_in(phone, event):
    """The day has come; one name is tapped, thirty-one heads are counted."""
    event = make.again(event)
    event.day, event.starts, event.ends = clock.today(), dt.time(0, 5), dt.time(1, 35)
    event.save()
    person = event.registrations.get()
    page = phone.open(address("sign_in", event))
    assert phone.sideways() <= 0
    assert phone.violations() == []
    page.locator(f"[name='mark-{person.uuid}'][value=here]").check(force=True)
    counter = page.locator("[data-counter]").first
    for step in ("+5",) * 6 + ("+1",):
        counter.locator(f"button[value$='{step}']").click()
    page.wait_for_selector("form[data-kind=saved]")
    shot(page, "event-sign-in-phone")
    with page.expect_navigation():
        page.locator("button[value=finish]").click()
    event = make.again(event)
    assert (event.state, event.named, event.heads, event.minutes) == (State.HELD, 1, 31, 90)
    return event


def report(desk, event):
    make.opinions(event)
    today = clock.today()
    write(desk, event, "event_debrief", {"debriefed_on": today, "present": "三人", "good": "准时", "improve": "音响偏小",
                                         "cleared_up": True})  # fmt: skip
    write(desk, event, "event_news_release", {"title": "邻里一家宴", "body": "六十位居民同桌",
                                              "photo_consent": "without"})  # fmt: skip
    write(desk, event, "event_evaluation", {"process": "顺利", "outcome": "认识了新邻居", "efficiency": "投入合理"})
    write(desk, event, "event_report", {"summary": "如期举行", "problems": "场地偏小"}, make.REACHED)
    page = desk.open(address("report", event))
    shot(page, "event-report")
    with page.expect_navigation():
        page.locator("main form .btn-primary").first.click()
    assert make.again(event).state == State.REPORTED


def archive(desk, assistant, event):
    volume = make.again(event).volume
    assert volume.missing == 0
    page = desk.open(reverse("archives:volume", args=[volume.uuid]))
    shot(page, "event-volume")
    with page.expect_navigation():
        page.locator("form[action$='/submit/'] button").click()
    page = assistant.open(reverse("archives:volume", args=[volume.uuid]))
    with page.expect_navigation():
        page.locator("main .btn-primary").first.click()
    assert Volume.objects.get(pk=volume.pk).state == Volume.State.VERIFIED


@pytest.mark.rule("COM-02", "COM-05", "COM-17")
def test_an_event_is_clicked_through_from_the_consent_to_the_archive(visitor, cast):
    desk, phone = visitor(cast.worker), visitor(cast.worker, size=PHONE)
    superior, assistant, head = (visitor(one) for one in (cast.supervisor, cast.sa, cast.service))
    event = begin(desk)
    ask_the_host(desk, event)
    write(desk, event, "event_emergency_plan", make.EMERGENCY, make.TEAM)
    write(desk, event, "event_plan", make.PLAN, make.ROWS)
    approve(superior, "目标清楚，同意开展")
    approve(assistant, "同意，转交机构")
    approve(head, "同意开展")
    event = make.again(event)
    assert (event.state, bool(event.file_no)) == (State.PREPARING, True)
    prepare(desk, phone, event)
    event = sign_in(phone, event)
    report(desk, event)
    approve(superior, "看过，同意")
    event = make.again(event)
    assert event.state == State.COMPLETED
    assert facts.report(event).participants == 32
    archive(desk, assistant, event)
    for one in (desk, phone, superior, assistant, head):
        assert one.trouble == []


def pages(preparing, held, draft):
    for name in ("list", "new", "studies", "study_new"):
        yield reverse(f"community:{name}")
    for name in ("detail", "prep", "people", "register", "budget", "report", "postpone", "cancel"):
        yield address(name, preparing)
    for name in ("detail", "sign_in", "opinions", "tally", "report"):
        yield address(name, held)
    yield address("fill", held, "event_report")
    for form in ("event_plan", "event_emergency_plan"):
        yield address("fill", draft, form)
    for name in ("detail", "change", "ask_host"):
        yield address(name, draft)


@pytest.mark.parametrize(("size", "theme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop", "phone"])
def test_no_page_of_events_has_a_barrier(visitor, cast, size, theme):
    today = clock.today()
    preparing = make.agreed(cast, on=today - DAY * 16, day=today + DAY * 4)
    held = make.held(cast, here=2, on=today - DAY * 25, day=today - DAY)
    draft = make.draft(cast.worker, on=today, day=today + DAY * 30)
    one, found, wide = visitor(cast.worker, size=size, theme=theme), {}, {}
    for path in pages(preparing, held, draft):
        one.open(path)
        if barriers := one.violations():
            found[path] = barriers
        if (over := one.sideways()) > 0:
            wide[path] = over
    assert found == {}, found
    assert wide == {}, wide
    assert one.trouble == []
