"""Every URL x everybody: it opens for whom the truth table says, and shows nobody what is not theirs (T1, C1 to C6).

The oracle is content: a canary that somebody may not see must be nowhere in an answer, whatever its status. The same
walk proves that looking writes nothing but the read log (law 2) and that confidential content is never shown
without a line in it (D1).
"""

import io
import re

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from access.checks import patterns
from access.models import AuditEvent
from tests.policy import truth
from tests.policy.kinds import Page, PostOnly, Thing
from tests.policy.surfaces import SURFACES

WRITABLE_BY_A_LOOK = {"access_auditevent", "access_audithead", "django_session"}
WRITE = re.compile(r'^\s*(INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)', re.IGNORECASE)
LOGGED = ("case", "case_high", "case_sealed", "client", "client_high", "volume", "proof")  # content needs a log line
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


ASKED = re.compile(UUID.pattern + r"|\b20\d\d-\d\d\b")  # what an address may name: a row, a month


def url_names():
    return {name for name, _entry in patterns() if not name.startswith("admin:")}


def test_every_url_stands_in_the_table_of_surfaces():
    assert url_names() - set(SURFACES) == set(), "say in tests/policy/surfaces.py who may open these"
    assert set(SURFACES) - url_names() == set(), "gone from the URLconf"


def text_of(response):
    """Everything an answer tells: status line apart, headers, body, the text inside a PDF."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    told = str(response.headers)
    if body.startswith(b"%PDF-"):
        return told + "".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    return told + body.decode("utf-8", "replace")


class Visitor:
    """Somebody who looks at addresses; collects what was wrong."""

    def __init__(self, who, user, planted):
        self.who, self.user, self.planted = who, user, planted
        self.client = Client(raise_request_exception=False)
        if user is not None:
            self.client.force_login(user)
        self.canaries = {}  # canary: [(thing, level)], any of which allows it
        for thing, plant in planted.items():
            for canary, level in plant.canaries.items():
                self.canaries.setdefault(canary, []).append((thing, level))
        self.wrong = []

    def look(self, url, **extra):
        """GET; on the question for a reason, gives one and looks again."""
        seen = self._get(url, **extra)
        if "access/reason.html" in {template.name for template in getattr(seen, "templates", [])}:
            self.judge_canaries(url, seen)
            form = {"ref": seen.context["ref"], "next": url, "reason": "inspection"}
            self.client.post(reverse("access:reason"), form)
            seen = self._get(url, **extra)
        self.judge_canaries(url, seen)
        return seen

    def _get(self, url, **extra):
        written = []

        def guard(execute, sql, params, many, context):
            if (match := WRITE.match(sql)) and match.group(2) not in WRITABLE_BY_A_LOOK:
                written.append(match.group(2))
            return execute(sql, params, many, context)

        self.logged_before = AuditEvent.objects.count()
        with connection.execute_wrapper(guard):
            response = self.client.get(url, **extra)
        response.told = text_of(response)
        if written:
            self.wrong.append(f"{url}: looking wrote to {sorted(set(written))}")
        if response.status_code >= 500:
            self.wrong.append(f"{url}: {response.status_code}")
        return response

    def judge_canaries(self, url, response):
        """Nothing that is not theirs anywhere; nothing of anybody in the title or the address (G3)."""
        title = re.search(r"<title>(.*?)</title>", response.told, re.DOTALL)
        for canary in self.canaries:
            if canary in url or (title and canary in title.group(1)):
                self.wrong.append(f"{url}: {canary} stands in the title or the address")
        logged = AuditEvent.objects.count() > self.logged_before
        for canary, places in self.canaries.items():
            if canary not in response.told:
                continue
            if self.user is None or not any(truth.may(self.who, *place) for place in places):
                self.wrong.append(f"{url}: shows {canary} {places} to {self.who}")
            elif not logged and any(thing in LOGGED and level == truth.LEVELS[thing][0] for thing, level in places):
                self.wrong.append(f"{url}: shows {canary} {places} without a line in the log")

    def expect(self, url, response, codes):
        if response.status_code not in codes:
            self.wrong.append(f"{url}: {response.status_code} for {self.who}, expected {sorted(codes)}")


def walk(visitor):
    for name, surface in SURFACES.items():
        for url, thing, level in surface.visits(name, visitor.planted):
            response = visitor.look(url)
            visitor.expect(url, response, expected(visitor, surface, thing, level))
            if isinstance(surface, Thing) and expected(visitor, surface, thing, level) == {404}:
                same_as_missing(visitor, url, response, surface.missing(name, visitor.planted))
            if thing is None:
                visitor.look(url, headers={"HX-Request": "true"})


def expected(visitor, surface, thing, level):
    if isinstance(surface, Page) and surface.public:
        return {200}
    if visitor.user is None:
        return {302}
    if thing is None:
        opened = {200, 302} if surface.moves else {204} if surface.empty else {200}
        return opened if visitor.who in surface.opens_for else {403}
    return surface.codes if truth.may(visitor.who, thing, level) else {404}


def same_as_missing(visitor, url, refused, missing_url):
    """What one may not see does not exist: the two answers differ in nothing but the id that was asked for (C5)."""
    missing = visitor.look(missing_url)
    strip = [ASKED.sub("", re.sub(r"csrfmiddlewaretoken[^>]*>|csrf[^>]*>", "", one.told)) for one in (refused, missing)]
    if missing.status_code != 404 or strip[0] != strip[1]:
        visitor.wrong.append(f"{url}: differs from the answer for something that does not exist")


GATHERINGS = ("circle", "fest", "numbergroup1", "numbergroup2", "numberevent1", "numberevent2")


def search_for_everything(visitor):
    """What somebody types into the search box: names, numbers, phones of people that are not theirs."""
    of_cases = [
        f"{what}{thing}"
        for thing in ("CASEOPEN", "CASEHIGH", "CASESEALED")
        for what in ("钱NAME", "PHONE", "ID", "NUMBER")
    ]
    for text in (*of_cases, *GATHERINGS):
        answer = visitor.client.post(reverse("search"), {"q": text})
        answer.told = text_of(answer).replace(text, "")
        visitor.logged_before = 0
        visitor.judge_canaries("the search", answer)


def report(visitor):
    assert not visitor.wrong, "\n".join(visitor.wrong)


@pytest.mark.parametrize("who", truth.SAMPLE)
def test_what_a_sample_of_people_meets_behind_every_url(cast, planted, who):
    visitor = Visitor(who, getattr(cast, who), planted)
    walk(visitor)
    search_for_everything(visitor)
    report(visitor)


@pytest.mark.matrix
@pytest.mark.rule("SOD-08")
@pytest.mark.parametrize("who", [who for who in truth.WHO if who not in truth.SAMPLE])
def test_what_everybody_meets_behind_every_url(cast, planted, who):
    visitor = Visitor(who, getattr(cast, who), planted)
    walk(visitor)
    report(visitor)


def test_without_signing_in_nothing_is_met(cast, planted):
    visitor = Visitor("anonymous", None, planted)
    walk(visitor)
    for name, surface in SURFACES.items():
        if isinstance(surface, PostOnly):
            for kwargs in surface.paths:
                response = visitor.client.post(reverse(name, kwargs=kwargs))
                public = name in ("language", "theme")
                visitor.expect(name, response, {302})
                if not public and not response.url.startswith("/login/"):
                    visitor.wrong.append(f"{name}: takes a form from a stranger")
    report(visitor)


@pytest.mark.parametrize("name", [name for name, surface in SURFACES.items() if isinstance(surface, PostOnly)])
def test_what_takes_forms_shows_nothing(cast, planted, name):
    visitor = Visitor("worker_other", cast.worker_other, planted)
    for kwargs in SURFACES[name].paths:
        url = reverse(name, kwargs=kwargs)
        visitor.expect(url, visitor.look(url), {405, 404, 403})
    report(visitor)


def admin_urls(planted):
    yield reverse("admin:index")
    for model in admin.site._registry:
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{base}_changelist")
        yield reverse(f"{base}_add")
        if (row := model._base_manager.first()) is not None:
            yield reverse(f"{base}_change", args=[row.pk])
            yield reverse(f"{base}_history", args=[row.pk])
            yield reverse(f"{base}_delete", args=[row.pk])


@pytest.mark.rule("SOD-08")
@pytest.mark.parametrize("who", ["worker", "worker_other", "hr", "hr_director", "admin", "auditor", "dg", "superuser"])
def test_the_django_admin_opens_for_hr_and_administrators_and_shows_nobody_a_client(cast, planted, who):
    visitor = Visitor(who, getattr(cast, who), planted)
    runs_the_house = who in ("hr", "hr_director", "admin")
    for url in admin_urls(planted):
        response = visitor.look(url)
        if not runs_the_house:
            visitor.expect(url, response, {302, 403})
        elif url.endswith("/delete/"):
            visitor.expect(url, response, {403, 404, 302})
    report(visitor)
