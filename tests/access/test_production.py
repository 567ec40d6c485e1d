"""The production profile: Django's own deployment check finds nothing, and answers carry their headers (H9, H10, K1)."""

import os
import subprocess
import sys

import pytest

from swcenter import settings as production
from tests.factories.people import PASSWORD


def test_check_deploy_is_clean_in_the_production_profile(tmp_path):
    keys = {name: f"{name}-" + "x9!Qz-" * 12 for name in ("SECRET_KEY", "LOOKUP_KEY", "AUDIT_KEY")}
    environment = {**os.environ, **keys, "IDENTITY_KEYS": "k1:" + "1f" * 32, "DATA_DIR": str(tmp_path)}
    environment |= {"DEBUG": "0", "SECURE": "1", "DEMO": "0", "DJANGO_SETTINGS_MODULE": "swcenter.settings"}
    for name in ("SECOND_FACTOR_REQUIRED", "DJANGO_ALLOW_ASYNC_UNSAFE"):  # the browser tests set the latter
        environment.pop(name, None)
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    result = subprocess.run(command, env=environment, cwd=production.BASE_DIR, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


def test_cookies_are_bound_to_the_host_and_to_tls_in_production(client, cast, settings):
    settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE = "__Host-sid", True
    cast.worker.set_password(PASSWORD)
    cast.worker.save()
    response = client.post("/login/", {"login": cast.worker.staff_no, "password": PASSWORD}, secure=True)
    session = response.cookies["__Host-sid"]
    assert session["secure"]
    assert session["httponly"]
    assert session["samesite"] == "Lax"
    assert session["path"] == "/"
    assert not session["domain"]
    assert response.cookies["device"]["secure"]


PAGES = ["/login/", "/me/", "/audit/", "/nothing/here/", "/admin/"]


@pytest.mark.parametrize("url", PAGES)
def test_every_answer_carries_the_headers(client, cast, url):
    client.force_login(cast.admin)
    response = client.get(url)
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in response["Permissions-Policy"]
    assert response["X-Frame-Options"] == "DENY"
    assert "no-store" in response["Cache-Control"]


def test_a_foreign_host_name_is_refused(client, settings):
    settings.ALLOWED_HOSTS = ["desk.example"]
    assert client.get("/login/", headers={"host": "evil.example"}).status_code == 400


def test_forms_need_their_token(cast):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.worker)
    assert strict.post("/logout/").status_code == 403
    assert strict.post("/access/reason/", {}).status_code == 403
