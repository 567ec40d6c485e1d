"""A whole group by clicking, from the first date to the volume in the archive; registration, roll and record on a phone."""

import datetime as dt

import pytest
from django.urls import reverse

from archives.models import Volume
from clients.models import Client
from core import clock
from groups import actions, facts
from groups.choices import State
from groups.models import Programme
from rulebook.dates import DAY
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_case_flow import approve, put, send, shot
from tests.factories import groups as make


def address(name, programme, *more):
    return reverse(f"groups:{name}", args=[programme.uuid, *more])


def begin(desk):
    """Name and first day; what is too early is said at once, without leaving the page."""
    page = desk.open(reverse("groups:new"))
    put(page, "name", "银龄暖心小组")
    put(page, "sessions", "5")
    put(page, "first_day", clock.today() + DAY * 5)
    page.wait_for_selector("#group-dates .note.bad")
    assert page.locator("#group-dates .due-over").count() >= 1
    put(page, "first_day", clock.today() + DAY * 28)
    page.wait_for_selector("#group-dates ol:not(:has(.due-over))")
    shot(page, "group-new")
    send(page)
    return Programme.objects.get()


def plan(desk, programme):
    page = desk.open(address("fill", programme, "group_plan"))
    values = {name: given for name, given in make.PLAN.items() if name != "name"}
    for number in range(5):
        for box in ("theme", "goal", "content"):
            values[f"session_plans-{number}-{box}"] = "彼此认识"
    values |= {f"process_goals-0-{box}": given for box, given in make.GOALS[0].items()}
    values |= {f"staff-0-{box}": given for box, given in make.STAFF[0].items()}
    for name, value in values.items():
        put(page, name, value)
    shot(page, "group-plan")
    send(page)


def register(phone, programme):
    """One by hand on the phone, the others as they come."""
    page = phone.open(address("register", programme))
    for name, value in {"name": "陈桂兰", "phone": "13800000000", "sex": "f", "birth_year": "1950"}.items():
        put(page, name, value)
    assert phone.sideways() == 0
    shot(page, "group-register")
    send(page)
    for number in range(1, 8):
        actions.register(programme=make.again(programme), by=programme.worker, person=make.person(number))
    page.reload()
    page.locator("a[href$='/confirm/']").first.click()
    page.wait_for_load_state()
    send(page)
    for member in programme.members.exclude(confirmed_on__isnull=False):
        actions.confirm(member=member, by=programme.worker)
    assert programme.members.filter(in_count=True).count() == 8


def weeks_pass(programme):
    """The approval and the sessions lie in the past days, the last one is today; four of them were held."""
    first = clock.today() - DAY * 4
    for member in programme.members.all():
        member.confirmed_on = first
        member.save()
    for session in programme.sessions.in_order():
        session.day = first + DAY * (session.number - 1)
        session.starts, session.ends = dt.time(0, 5), dt.time(0, 35)
        session.save()
    programme = make.again(programme)
    programme.first_day, programme.last_day, programme.approved_on = first, clock.today(), first
    programme.save()
    for number in range(1, 5):
        session = programme.sessions.get(number=number)
        marks = {member.pk: "present" for member in actions.on_the_list(session)}
        actions.call_roll(session=session, marks=marks, by=programme.worker)
        session.refresh_from_db()
        actions.write_record(session=session, by=programme.worker, **make.RECORD)


def call_the_roll(phone, programme):
    session = programme.sessions.get(number=5)
    page = phone.open(reverse("groups:roll", args=[session.uuid]))
    assert phone.sideways() == 0
    rest = page.locator("button[name=do][value=rest]")
    if rest.count():
        rest.click()
        page.wait_for_timeout(800)
    else:
        for radio in page.locator("input[value=present]").all():
            radio.check(force=True)
    shot(page, "group-roll")
    with page.expect_navigation():
        page.locator("main .btn-primary").last.click()
    assert programme.sessions.get(number=5).roll.present_count == 8


def record(phone, superior, programme):
    page = phone.open(address("record", programme, 5))
    for name, value in make.RECORD.items():  # the page has another box named theme, in the menu
        page.locator(f"#form-main [name='{name}']").fill(str(value))
    assert phone.sideways() == 0
    shot(page, "group-record")
    send(page)
    sheet = facts.records(programme).last()
    page = superior.open(sheet.get_absolute_url())
    put(page, "comment", "写得清楚")
    with page.expect_navigation():
        page.locator("main .btn-primary").last.click()
    assert programme.sessions.get(number=5).confirmed_at


def report(desk, programme):
    page = desk.open(programme.get_absolute_url())
    page.locator(f"a[href='{address('end', programme)}']").click()
    page.wait_for_load_state()
    send(page)
    make.opinions(programme)
    page = desk.open(address("fill", programme, "group_report"))
    values = {**make.REPORT, "goals_reached-0-goal": "彼此认识", "goals_reached-0-result": "reached"}
    for name, value in values.items():
        put(page, name, value)
    send(page)
    page = desk.open(address("fill", programme, "group_financial_report"))
    send(page)
    page = desk.open(address("report", programme))
    shot(page, "group-report")
    assert page.locator(".st-ok").count() >= 3
    with page.expect_navigation():
        page.locator("main form .btn-primary").last.click()
    assert make.again(programme).state == State.REPORT_SUBMITTED


def sign(one, programme, key):
    step = facts.report(programme).approval.steps.get(key=key)
    page = one.open(reverse("approvals:decide", args=[step.uuid]))
    page.fill("#opinion", "看过，同意")
    with page.expect_navigation():
        page.locator("button[name=outcome][value=ok]").first.click()


@pytest.mark.rule("GRP-14", "GRP-17")
def test_a_group_is_clicked_through_from_the_first_date_to_the_archive(visitor, cast):
    desk, phone = visitor(cast.worker), visitor(cast.worker, size=PHONE)
    superior, head, assistant, deputy = (visitor(one) for one in (cast.supervisor, cast.service, cast.sa, cast.ddg))
    programme = begin(desk)
    plan(desk, programme)
    approve(superior, "目标清楚，同意开展")
    approve(head, "看过，同意")
    programme = make.again(programme)
    assert programme.state == State.APPROVED
    register(phone, programme)
    weeks_pass(programme)
    call_the_roll(phone, programme)
    record(phone, superior, programme)
    report(desk, programme)
    for one, key in ((assistant, "lead"), (deputy, "organization"), (superior, "supervisor")):
        sign(one, programme, key)
    programme = make.again(programme)
    assert programme.state == State.COMPLETED
    page = desk.open(reverse("archives:volume", args=[programme.volume.uuid]))
    shot(page, "group-volume")
    with page.expect_navigation():
        page.locator("form[action$='/submit/'] button").click()
    page = assistant.open(reverse("archives:volume", args=[programme.volume.uuid]))
    with page.expect_navigation():
        page.locator("main .btn-primary").first.click()
    assert Volume.objects.get(pk=programme.volume.pk).state == Volume.State.VERIFIED
    assert Client.objects.count() == 8
    for one in (desk, phone, superior, head, assistant, deputy):
        assert one.trouble == []


def pages(programme, draft):
    yield reverse("groups:list")
    yield reverse("groups:new")
    yield address("fill", draft, "group_plan")
    yield address("session", programme, 2)
    yield address("record", programme, 2)
    yield address("fill", programme, "group_financial_report")
    for tab in (
        "detail",
        "members",
        "register",
        "sessions",
        "budget",
        "report",
        "attachments",
        "cancel",
        "session_new",
    ):
        yield address(tab, draft if tab == "cancel" else programme)


@pytest.mark.parametrize(("size", "theme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop", "phone"])
def test_no_page_of_groups_has_a_barrier(visitor, cast, live_server, size, theme):
    programme, draft = make.running(cast, held=1), make.draft(cast.worker)
    make.hold(programme, 2, record=False)
    one, found, wide = visitor(cast.worker, size=size, theme=theme), {}, {}
    for path in pages(programme, draft):
        one.open(path)
        if barriers := one.violations():
            found[path] = barriers
        if over := one.sideways():
            wide[path] = over
    assert found == {}, found
    assert wide == {}, wide
    assert one.trouble == []
