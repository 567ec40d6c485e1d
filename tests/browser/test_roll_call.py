"""A session of a group from the worker's phone: the roll without a network, the opinions on the same phone."""

import datetime as dt

import pytest

from core import clock
from gatherings.sheets import Opinion
from groups import actions
from tests.browser.conftest import PHONE
from tests.factories import groups as make


@pytest.fixture
def session(cast):
    """The third session is today; one of eight members left after the second."""
    first = clock.today() - dt.timedelta(days=14)
    programme = make.running(cast, held=2, on=first - dt.timedelta(days=25), first=first, present=6)
    session = programme.sessions.get(number=3)
    gone = actions.on_the_list(session)[5]
    actions.withdraw(member=gone, by=programme.worker, reason="搬家", on=session.day - dt.timedelta(days=1))
    return session


def tap(page, member, mark):
    page.locator(f"[name='mark-{member.uuid}'][value={mark}]").check(force=True)


@pytest.mark.rule("GRP-10")
@pytest.mark.rule("EXIT-09")
def test_a_roll_is_called_in_a_cellar_and_finished_upstairs(visitor, cast, session):
    members = actions.on_the_list(session)
    one = visitor(cast.worker, size=PHONE)
    page = one.open(f"/groups/sessions/{session.uuid}/roll/")
    assert one.violations() == []
    assert one.sideways() <= 0
    page.context.set_offline(True)
    tap(page, members[0], "late")
    tap(page, members[1], "leave")
    page.locator("button[value=finish]").click()
    assert page.locator("li.todo0").count() == 5
    page.locator("button[value=rest]").click()
    page.close()
    session.refresh_from_db()
    assert session.held_on is None

    page = page.context.new_page()
    page.context.set_offline(False)
    page.goto(one.base + f"/groups/sessions/{session.uuid}/roll/")
    page.wait_for_selector("form[data-kind=saved]")
    with page.expect_navigation():
        page.locator("button[value=finish]").click()
    session.refresh_from_db()
    assert session.held_on == session.day
    marks = dict(session.presences.values_list("member", "mark"))
    assert [marks[member.pk] for member in members] == ["late", "leave", *["present"] * 5]


@pytest.mark.rule("GRP-10")
def test_a_roll_is_called_without_javascript(visitor, cast, session):
    members = actions.on_the_list(session)
    page = visitor(cast.worker, size=PHONE, js=False).open(f"/groups/sessions/{session.uuid}/roll/")
    tap(page, members[0], "absent")
    with page.expect_navigation():
        page.locator("button[value=rest]").click()
    with page.expect_navigation():
        page.locator("button[value=finish]").click()
    session.refresh_from_db()
    assert session.roll.present_count == 6


@pytest.mark.rule("GRP-12")
def test_members_answer_on_the_workers_phone_and_the_worker_signs_in_again(visitor, cast, session):
    cast.worker.set_password("a long enough sentence")
    cast.worker.save()
    programme = session.programme
    one = visitor(cast.worker, size=PHONE, lang="en")
    page = one.open(f"/groups/{programme.uuid}/opinions/")
    assert one.violations() == []
    with page.expect_navigation():
        page.locator("form[action$='hand-over/'] button").click()
    assert programme.name in page.locator("main").inner_text()
    assert not any(member.name in page.content() for member in actions.on_the_list(session))
    for question in ("content", "form", "staff", "time_place", "gain", "overall"):
        page.locator(f"[name={question}][value='4']").check(force=True)
    page.fill("[name=suggestion]", "早一点开始")
    with page.expect_navigation():
        page.locator("form[data-opinion] .btn-primary").click()
    assert Opinion.objects.of(programme.ref).count() == 1
    with page.expect_navigation():
        page.locator(".handed-back a").click()
    page.fill("[name=login]", cast.worker.staff_no)
    page.fill("[name=password]", "a long enough sentence")
    with page.expect_navigation():
        page.locator("main form button.btn-primary").click()
    page.wait_for_url(f"**/groups/{programme.uuid}/opinions/")
    assert "早一点开始" in page.content()
    with page.expect_navigation():
        page.locator("form[action$='/end/'] button").click()
    assert page.locator("form[action$='/end/']").count() == 0
