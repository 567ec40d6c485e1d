"""Pages in Debian's chromium: `visit` opens one as somebody, in a size, language and theme."""

import os
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test import testcases
from playwright.sync_api import sync_playwright

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# pytest-django looks for the app by its own name; ours is a subclass, and files come from the finders all the same.
testcases._StaticFilesHandler = StaticFilesHandler

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
DESKTOP, PHONE = (1440, 900), (390, 844)
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Visitor:
    """One browser of one person; `trouble` collects what the console complained about."""

    page: object
    base: str
    trouble: list = field(default_factory=list)

    def open(self, path):
        answer = self.page.goto(self.base + path)
        assert answer.status < 400, f"{path} answered {answer.status}"
        return self.page

    def submit(self, name, value=None):
        """Press the button of this name (and value)."""
        selector = f"button[name={name}]" + (f"[value={value}]" if value else "")
        with self.page.expect_navigation():
            self.page.click(selector)

    def press(self, words):
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=words).first.click()

    def sideways(self):
        """How many pixels the page scrolls sideways."""
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    def violations(self):
        """What axe finds: [(rule, element), ...]."""
        found = Axe().run(self.page, options={"runOnly": STANDARDS, "resultTypes": ["violations"]})
        return [
            (rule["id"], node["html"][:160], node.get("failureSummary", "")[:200])
            for rule in found.response["violations"]
            for node in rule["nodes"]
        ]


@pytest.fixture
def visitor(chromium, live_server, settings):
    """visitor(user, size=..., lang=..., theme=..., js=...) -> Visitor, signed in unless user is None."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    contexts = []

    def enter(user=None, *, size=DESKTOP, lang="zh-hans", theme="light", js=True):
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, java_script_enabled=js, reduced_motion="reduce"
        )
        contexts.append(context)
        cookies = {"lang": lang, "theme": theme}
        if user is not None:
            cookies[django_settings.SESSION_COOKIE_NAME] = session_of(user)
        context.add_cookies([{"name": k, "value": v, "url": live_server.url} for k, v in cookies.items()])
        page = context.new_page()
        one = Visitor(page, live_server.url)
        page.on("console", lambda line: one.trouble.append(line.text) if line.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: one.trouble.append(str(error)))
        return one

    yield enter
    for context in contexts:
        context.close()


def session_of(user):
    """The key of a fresh session of `user`, as signing in makes it."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = django_settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key
