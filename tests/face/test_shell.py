"""The shell: navigation by role, language, appearance, help, error pages."""

import re

import pytest

from swcenter.help import TOPICS
from swcenter.views.errors import server_error


@pytest.fixture
def visit(client, cast):
    def get(who, path, **cookies):
        client.force_login(getattr(cast, who))
        for name, value in cookies.items():
            client.cookies[name] = value
        return client.get(path)

    return get


def test_the_settings_page_names_what_the_person_holds(visit, cast):
    answer = visit("sa", "/me/")
    assert answer.status_code == 200
    assert answer.context["shell"]["seat"] == "sa"


def test_every_entry_of_the_navigation_leads_to_an_existing_page(visit, cast):
    for who in ("worker", "sa", "supervisor", "dg", "hr", "admin", "auditor", "outsider"):
        for item in visit(who, "/me/").context["shell"]["nav"]:
            assert item.url.startswith("/")


def test_the_chosen_theme_is_drawn_by_the_server_so_that_nothing_flashes(visit):
    assert 'data-bs-theme="dark"' in visit("worker", "/me/", theme="dark").content.decode()


def test_a_theme_that_does_not_exist_is_ignored(visit):
    assert 'data-bs-theme="light"' in visit("worker", "/me/", theme="pink").content.decode()


def test_the_language_of_the_page_is_declared_and_follows_the_cookie(visit):
    assert '<html lang="en"' in visit("worker", "/me/", lang="en").content.decode()
    assert '<html lang="zh-CN"' in visit("worker", "/me/", lang="zh-hans").content.decode()


def test_setting_the_language_leads_back_to_the_page_and_never_to_another_host(client, db):
    assert client.post("/language/", {"language": "en", "next": "/help/"}).url == "/help/"
    assert client.post("/language/", {"language": "en", "next": "https://elsewhere.example/"}).url == "/"


def test_somebody_works_only_in_a_capacity_that_is_theirs(client, cast):
    client.force_login(cast.worker)
    assert client.post("/seat/", {"seat": "deputy"}).status_code == 404


def test_help_needs_no_sign_in(client, db):
    assert client.get("/help/").status_code == 200


def test_what_is_missing_and_what_may_not_be_seen_look_the_same(visit):
    assert visit("worker", "/no/such/page/").status_code == 404


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_every_topic_of_help_is_written_in_both_languages(client, db, topic, lang):
    client.cookies["lang"] = lang
    words = client.get(f"/help/{topic}/").content.decode()
    assert ("工作日" in words or "密码" in words or "意见" in words or "封存" in words) == (lang == "zh-hans")


@pytest.mark.parametrize("path", ["/login/", "/password/forgotten/"])
def test_the_pages_before_signing_in_are_our_own(client, db, path):
    words = client.get(path).content.decode()
    assert "login-art" in words


@pytest.mark.parametrize("path", ["/2fa/", "/me/devices/", "/me/", "/more/"])
def test_ones_own_settings_stand_in_the_shell(visit, path):
    answer = visit("worker", path)
    assert answer.status_code in (200, 302)
    if answer.status_code == 200:
        assert "at-top-in" in answer.content.decode()


def test_a_failure_is_answered_without_shell_and_with_a_code_that_the_log_has(client, rf, caplog):
    answer = server_error(rf.get("/cases/"))
    code = re.search(r"E-[0-9A-F]{4}", answer.content.decode()).group()
    assert answer.status_code == 500
    assert code in caplog.text


def test_a_page_beside_the_list_still_marks_the_entry_it_belongs_to(visit):
    nav = visit("worker", "/attendance/").context["shell"]["nav"]
    assert [item.key for item in nav if item.active] == ["leave"]
