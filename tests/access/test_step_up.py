"""What cannot be undone asks again who is there: password or code, at most ten minutes old (H7)."""

import pytest
from django.http import HttpResponse
from django.urls import include, path
from django.views import View

from access import doors
from tests.factories.people import PASSWORD

done = []


class Irreversible(doors.StepUp, doors.RoleOnly, View):
    allowed = staticmethod(doors.anyone_signed_in)

    def get(self, request):
        return HttpResponse("page")

    def post(self, request):
        done.append(request.POST["what"])
        return HttpResponse("done")


urlpatterns = [path("seal/", Irreversible.as_view(), name="seal"), path("", include("swcenter.urls"))]


@pytest.fixture
def signed_in(client, cast, settings):
    settings.ROOT_URLCONF = __name__
    cast.worker.set_password(PASSWORD)
    cast.worker.save()
    client.post("/login/", {"login": cast.worker.staff_no, "password": PASSWORD})
    done.clear()
    return client


def test_looking_asks_nothing(signed_in):
    assert signed_in.get("/seal/").content == b"page"


def test_acting_asks_for_the_password_and_then_goes_on_with_the_form(signed_in):
    response = signed_in.post("/seal/", {"what": "october"})
    assert response.url.startswith("/login/again/")
    assert not done
    assert signed_in.post(response.url, {"password": PASSWORD, "next": "/seal/"}).content == b"done"
    assert done == ["october"]
    signed_in.post("/seal/", {"what": "november"})
    assert done == ["october", "november"]


def test_a_wrong_password_acts_not(signed_in):
    response = signed_in.post("/seal/", {"what": "october"})
    signed_in.post(response.url, {"password": "wrong", "next": "/seal/"})
    assert not done


def test_the_answer_is_good_for_ten_minutes(signed_in, monkeypatch):
    from allauth.account.internal.flows import reauthentication

    response = signed_in.post("/seal/", {"what": "october"})
    signed_in.post(response.url, {"password": PASSWORD, "next": "/seal/"})
    now = reauthentication.time.time()
    monkeypatch.setattr(reauthentication.time, "time", lambda: now + 601)
    signed_in.post("/seal/", {"what": "november"})
    assert done == ["october"]
