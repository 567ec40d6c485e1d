"""The shell in a browser: keyboard, language, theme, without JavaScript, nothing refused by the content policy."""

import pytest

from tests.browser.conftest import DESKTOP, PHONE

PUBLIC = ("/login/", "/password/forgotten/", "/help/", "/help/case/")
OWN = (
    "/me/",
    "/more/",
    "/new/",
    "/me/devices/",
    "/2fa/",
    "/today/",
    "/today/week/",
    "/today/later/",
    "/notifications/",
)
MISSING = "/no/such/page/"


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_of_the_shell_has_a_barrier(visitor, cast, size, theme):
    found = {}
    for user, paths in ((None, PUBLIC), (cast.worker, OWN)):
        one = visitor(user, size=size, theme=theme)
        for path in paths:
            one.open(path)
            if trouble := one.violations():
                found[path] = trouble
        assert one.trouble == []
    assert found == {}


@pytest.mark.parametrize("width", [320, 390, 768, 1200])
def test_no_page_of_the_shell_scrolls_sideways(visitor, cast, width):
    wide = {}
    for user, paths in ((None, PUBLIC), (cast.supervisor, OWN)):
        for lang in ("zh-hans", "en"):
            one = visitor(user, size=(width, 844), lang=lang)
            for path in paths:
                one.open(path)
                if one.sideways() > 0:
                    wide[path, lang] = one.sideways()
    assert wide == {}


def test_somebody_signs_in_without_javascript(visitor, cast):
    cast.worker.set_password("a long enough sentence")
    cast.worker.save()
    one = visitor(js=False)
    page = one.open("/login/")
    page.fill("[name=login]", cast.worker.staff_no)
    page.fill("[name=password]", "a long enough sentence")
    page.click("button.btn-primary")
    assert page.locator(".at-me").count() == 1
    assert page.locator(".needs-js").first.is_hidden() if page.locator(".needs-js").count() else True


def test_a_wrong_password_is_told_beside_the_form_and_not_which_half_was_wrong(visitor, cast):
    one = visitor(js=False)
    page = one.open("/login/")
    page.fill("[name=login]", cast.worker.staff_no)
    page.fill("[name=password]", "wrong")
    page.click("button.btn-primary")
    assert page.locator("[role=alert]").inner_text().strip()


def test_the_keys_g_t_lead_to_today_and_single_keys_rest_while_typing(visitor, cast):
    one = visitor(cast.worker)
    page = one.open("/me/")
    page.keyboard.press("g")
    with page.expect_navigation():
        page.keyboard.press("t")
    assert page.url.endswith("/today/")


def test_shortcuts_can_be_switched_off(visitor, cast):
    one = visitor(cast.worker)
    page = one.open("/me/")
    one.submit("shortcuts", "off")
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_timeout(300)
    assert page.url.endswith("/me/")


def test_the_language_switch_leads_back_to_the_same_page_in_the_other_language(visitor, cast):
    one = visitor(cast.worker)
    page = one.open("/me/")
    page.locator("footer button[name=language]").click()
    page.wait_for_load_state()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.url.endswith("/me/")


def test_following_the_system_is_dark_where_the_system_is(visitor, cast):
    one = visitor(cast.worker, theme="auto")
    one.page.emulate_media(color_scheme="dark")
    page = one.open("/me/")
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"


def test_the_account_menu_opens_by_keyboard_and_gives_the_focus_back(visitor, cast):
    one = visitor(cast.worker)
    page = one.open("/me/")
    page.locator(".at-me").focus()
    page.keyboard.press("Enter")
    assert page.locator(".at-menu").is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".at-menu").is_hidden()
    assert page.evaluate("document.activeElement.classList.contains('at-me')")


def test_the_first_tab_stop_skips_to_the_content(visitor, cast):
    one = visitor(cast.worker)
    page = one.open("/me/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
