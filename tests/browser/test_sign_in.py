"""An event's door from the worker's phone: names and heads without a network, a wrong tap taken back."""

import datetime as dt

import pytest

from community import actions
from community.models import State
from core import clock
from tests.browser.conftest import PHONE
from tests.factories import community as make


@pytest.fixture
def event(cast):
    """Today, agreed three weeks ago; three people registered."""
    event = make.agreed(cast, on=clock.today() - dt.timedelta(days=25), day=clock.today())
    for number, name in enumerate(["陈桂兰", "郭月娥", "李炳坤"]):
        person = {"name": name, "phone": f"1390000{number:04}", "birth_year": 1950}
        actions.register(event=make.again(event), by=event.worker, person=person)
    return make.again(event)


@pytest.mark.rule("COM-13")
@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_people_are_signed_in_without_a_network_and_a_wrong_tap_is_taken_back(visitor, cast, event, lang):
    people = list(event.registrations.order_by("pk"))
    one = visitor(cast.worker, size=PHONE, lang=lang)
    page = one.open(f"/events/{event.uuid}/sign-in/")
    assert one.violations() == []
    assert one.sideways() <= 0
    page.context.set_offline(True)
    for person in people:
        page.locator(f"[name='mark-{person.uuid}'][value=here]").check(force=True)
    page.locator(f"[name='mark-{people[2].uuid}'][value=away]").check(force=True)
    counter = page.locator("[data-counter]").first
    for step in ("+5", "+5", "+1", "-1"):
        counter.locator(f"button[value$='{step}']").click()
    assert counter.locator("output").inner_text() == "10"
    page.context.set_offline(False)
    page.wait_for_selector("form[data-kind=saved]")
    with page.expect_navigation():
        page.locator("button[value=finish]").click()
    event = make.again(event)
    assert (event.state, event.named, event.heads) == (State.HELD, 2, 10)
    assert [row.signed_in_at is not None for row in event.registrations.order_by("pk")] == [True, True, False]
