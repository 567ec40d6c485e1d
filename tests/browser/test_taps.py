"""Taps on a phone: none is lost to a dead network, a closed tab or a second phone; and a device in strange hands."""

import pytest

from gatherings.models import Tap
from gatherings.sheets import Opinion
from gatherings.standing import counted, held
from tests.browser.conftest import PHONE
from tests.gatherings import trial
from tests.gatherings.trial import HEADS, LIST, PEOPLE

ABOUT = f"tests.list:{LIST}"


@pytest.fixture(autouse=True)
def room(settings, cast):
    settings.ROOT_URLCONF = "tests.gatherings.trial"
    trial.finished.clear()
    trial.offer(worker=cast.worker)
    yield
    trial.withdraw()


def tap(page, who, mark):
    page.locator(f"[name='mark-{who}'][value={mark}]").check(force=True)


def marks():
    return {who: one.mark for who, one in held(Tap.objects.on(ABOUT)).items()}


def kept(page):
    return page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('taps:')).length")


def saved(page):
    page.wait_for_selector("form[data-kind=saved]")


@pytest.mark.rule("GRP-10")
def test_taps_outlive_a_lost_network_and_a_closed_tab(visitor, cast):
    one = visitor(cast.worker, size=PHONE)
    page = one.open("/trial/")
    tap(page, PEOPLE[0], "present")
    saved(page)
    page.context.set_offline(True)
    tap(page, PEOPLE[1], "late")
    tap(page, PEOPLE[1], "absent")
    tap(page, PEOPLE[2], "leave")
    page.wait_for_selector("form[data-kind=waiting], form[data-kind=offline]")
    assert "3" in page.locator("[data-state]").inner_text()
    assert marks() == {PEOPLE[0]: "present"}
    assert kept(page) == 3
    assert not any(name in page.evaluate("JSON.stringify(localStorage)") for name in trial.NAMES)
    page.close()

    again = page.context.new_page()
    again.context.set_offline(False)
    again.goto(one.base + "/trial/")
    saved(again)
    assert marks() == {PEOPLE[0]: "present", PEOPLE[1]: "absent", PEOPLE[2]: "leave"}
    assert kept(again) == 0
    assert again.locator(f"[name='mark-{PEOPLE[1]}'][value=absent]").is_checked()


@pytest.mark.rule("GRP-10")
def test_an_answer_that_got_lost_on_the_way_changes_nothing(visitor, cast):
    """The server has the taps, the phone never hears of it and sends them again."""
    one = visitor(cast.worker, size=PHONE)
    page = one.open("/trial/")
    lost = []

    def swallow(route):
        route.fetch()
        lost.append(1)
        route.abort()

    page.route("**/trial/send/", swallow)
    tap(page, PEOPLE[0], "present")
    page.wait_for_selector("form[data-kind=waiting]")
    assert Tap.objects.count() == 1
    assert kept(page) == 1
    page.unroute("**/trial/send/")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    saved(page)
    assert lost
    assert Tap.objects.count() == 1
    assert kept(page) == 0


@pytest.mark.rule("GRP-10")
def test_two_phones_are_merged_and_a_contradiction_is_seen_on_both(visitor, cast):
    first, second = visitor(cast.worker, size=PHONE), visitor(cast.worker2, size=PHONE)
    one, two = first.open("/trial/"), second.open("/trial/")
    one.context.set_offline(True)
    tap(one, PEOPLE[0], "present")
    tap(two, PEOPLE[0], "absent")
    tap(two, PEOPLE[1], "late")
    saved(two)
    one.context.set_offline(False)
    saved(one)
    assert one.locator(f"[name='mark-{PEOPLE[1]}'][value=late]").is_checked()
    assert one.locator(f"[data-who='{PEOPLE[0]}'] + [data-against]").is_visible()
    two.evaluate("window.dispatchEvent(new Event('online'))")
    two.wait_for_selector(f"[data-who='{PEOPLE[0]}'] + [data-against]:not([hidden])")
    tap(two, PEOPLE[0], "late")
    saved(two)
    assert marks()[PEOPLE[0]] == "late"
    assert not two.locator(f"[data-who='{PEOPLE[0]}'] + [data-against]").is_visible()


@pytest.mark.rule("GRP-10")
def test_a_roll_call_is_not_finished_while_somebody_is_not_tapped(visitor, cast):
    one = visitor(cast.worker, size=PHONE, lang="en")
    page = one.open("/trial/")
    tap(page, PEOPLE[0], "late")
    page.locator("button[value=finish]").click()
    assert "3" in page.locator("[data-state]").inner_text()
    assert page.locator("li.todo0").count() == 3
    assert not trial.finished
    page.locator("button[value=rest]").click()
    assert page.locator("[data-sum=present]").inner_text() == "3"
    with page.expect_navigation():
        page.locator("button[value=finish]").click()
    assert trial.finished
    assert marks() == {PEOPLE[0]: "late", **dict.fromkeys(PEOPLE[1:], "present")}


def test_finishing_without_a_network_says_so_and_leaves_the_page(visitor, cast):
    page = visitor(cast.worker, size=PHONE).open("/trial/")
    page.locator("button[value=rest]").click()
    saved(page)
    page.context.set_offline(True)
    page.locator("button[value=finish]").click()
    page.wait_for_timeout(600)
    assert page.url.endswith("/trial/")
    assert page.locator("[data-taps]").is_visible()
    assert not trial.finished


@pytest.mark.rule("COM-13")
def test_heads_are_counted_offline_on_two_phones_and_added_up(visitor, cast):
    one = visitor(cast.worker, size=PHONE).open("/trial/")
    two = visitor(cast.worker2, size=PHONE).open("/trial/")
    for page in (one, two):
        page.context.set_offline(True)
        for step in ("+1", "+1", "+5", "-1"):
            page.locator(f"button[value='count {HEADS} {step}']").click()
        assert page.locator(f"[data-counter='{HEADS}'] output").inner_text() == "6"
    for page in (one, two):
        page.context.set_offline(False)
        saved(page)
    assert counted(Tap.objects.on(ABOUT)) == {HEADS: 12}
    assert two.locator(f"[data-counter='{HEADS}'] output").inner_text() == "12"


def test_taps_wait_for_whoever_made_them_when_the_session_ended(visitor, cast):
    one = visitor(cast.worker, size=PHONE)
    page = one.open("/trial/")
    cookies = page.context.cookies()
    page.context.clear_cookies()
    tap(page, PEOPLE[0], "late")
    page.wait_for_selector("[data-trouble]:not([hidden])")
    assert kept(page) == 1
    page.context.add_cookies(cookies)
    one.open("/help/")
    assert page.locator("#unsent").is_visible()
    with page.expect_navigation():
        page.locator("#unsent a").click()
    saved(page)
    assert marks() == {PEOPLE[0]: "late"}


def test_somebody_else_on_the_same_phone_neither_sends_nor_sees_them(visitor, cast):
    one = visitor(cast.worker, size=PHONE)
    page = one.open("/trial/")
    page.context.set_offline(True)
    tap(page, PEOPLE[0], "late")
    page.close()
    context = page.context
    context.set_offline(False)
    context.add_cookies(visitor(cast.worker2).page.context.cookies())
    page = context.new_page()
    page.goto(one.base + "/trial/")
    saved(page)
    assert not Tap.objects.exists()
    page.goto(one.base + "/help/")
    assert not page.locator("#unsent").is_visible()


@pytest.mark.parametrize(("lang", "theme"), [("zh-hans", "light"), ("en", "dark")])
def test_lists_and_opinions_are_accessible_on_a_phone(visitor, cast, lang, theme):
    one = visitor(cast.worker, size=PHONE, lang=lang, theme=theme)
    page = one.open("/trial/")
    tap(page, PEOPLE[0], "late")
    saved(page)
    assert one.violations() == []
    assert one.sideways() <= 0
    for path in ("/trial/opinions/tally/", "/trial/opinions/"):
        one.open(path)
        assert one.violations() == [], path
        assert one.sideways() <= 0, path
    with page.expect_navigation():
        page.locator("form[action$='hand-over/'] button").click()
    assert one.violations() == []
    assert one.sideways() <= 0
    assert one.trouble == []


def choose(page, **answers):
    for question in ("content", "form", "staff", "time_place", "gain", "overall"):
        page.locator(f"[name={question}][value='{answers.get(question, 5)}']").check(force=True)


@pytest.mark.rule("GRP-12")
def test_from_a_handed_over_device_nobody_gets_into_the_account(visitor, cast):
    one = visitor(cast.worker, size=PHONE)
    page = one.open("/today/")
    one.open("/trial/opinions/")
    with page.expect_navigation():
        page.locator("form[action$='hand-over/'] button").click()
    device = page.url
    assert page.locator("nav, .at-tabbar, .at-me").count() == 0
    for _person in range(2):
        choose(page)
        with page.expect_navigation():
            page.locator("form[data-opinion] .btn-primary").click()
        with page.expect_navigation():
            page.locator(".handed-thanks .btn-primary").click()
        assert page.locator("form[data-opinion] input:checked").count() == 2  # who answers: the defaults, nothing else
    assert Opinion.objects.count() == 2
    for _step in range(8):
        page.go_back()
        assert not page.locator(".at-nav, .at-me").count()
        assert cast.worker.name not in page.locator("body").inner_text()
    for path in ("/today/", "/trial/opinions/", "/me/", "/cases/"):
        page.goto(one.base + path)
        assert "/login/" in page.url
    page.goto(device)
    page.locator(".handed-back a").click()
    page.wait_for_url("**/login/**")
    assert page.locator("[type=password]").is_visible()


def test_answers_stay_on_the_page_while_there_is_no_network(visitor, cast):
    one = visitor(cast.worker, size=PHONE)
    page = one.open("/trial/opinions/")
    with page.expect_navigation():
        page.locator("form[action$='hand-over/'] button").click()
    choose(page, overall=3)
    page.context.set_offline(True)
    page.locator("form[data-opinion] .btn-primary").click()
    assert page.locator("[data-offline-note]").is_visible()
    page.context.set_offline(False)
    with page.expect_navigation():
        page.locator("form[data-opinion] .btn-primary").click()
    assert Opinion.objects.get().overall == 3
