"""The shell: navigation by role, language, appearance, help, error pages."""

import pytest


@pytest.fixture
def page(client, cast):
    def get(who, path, **cookies):
        client.force_login(getattr(cast, who))
        for name, value in cookies.items():
            client.cookies[name] = value
        return client.get(path)

    return get


def test_the_settings_page_names_what_the_person_holds(page, cast):
    answer = page("sa", "/me/")
    assert answer.status_code == 200
    assert answer.context["shell"]["seat"] == "sa"


def test_every_entry_of_the_navigation_leads_to_an_existing_page(page, cast):
    for who in ("worker", "sa", "supervisor", "dg", "hr", "admin", "auditor", "outsider"):
        for item in page(who, "/me/").context["shell"]["nav"]:
            assert item.url.startswith("/")


def test_the_chosen_theme_is_drawn_by_the_server_so_that_nothing_flashes(page):
    assert 'data-bs-theme="dark"' in page("worker", "/me/", theme="dark").content.decode()


def test_a_theme_that_does_not_exist_is_ignored(page):
    assert 'data-bs-theme="light"' in page("worker", "/me/", theme="pink").content.decode()


def test_the_language_of_the_page_is_declared_and_follows_the_cookie(page):
    assert '<html lang="en"' in page("worker", "/me/", lang="en").content.decode()
    assert '<html lang="zh-CN"' in page("worker", "/me/", lang="zh-hans").content.decode()


def test_setting_the_language_leads_back_to_the_page_and_never_to_another_host(client, db):
    assert client.post("/language/", {"language": "en", "next": "/help/"}).url == "/help/"
    assert client.post("/language/", {"language": "en", "next": "https://elsewhere.example/"}).url == "/"


def test_somebody_works_only_in_a_capacity_that_is_theirs(client, cast):
    client.force_login(cast.worker)
    assert client.post("/seat/", {"seat": "deputy"}).status_code == 404


def test_help_needs_no_sign_in(client, db):
    assert client.get("/help/").status_code == 200


def test_what_is_missing_and_what_may_not_be_seen_look_the_same(page):
    assert page("worker", "/no/such/page/").status_code == 404
