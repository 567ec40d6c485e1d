"""Reopening what is sealed and granting its use ask for the password once more (H7)."""

import pytest

from archives import actions
from archives.models import AccessGrant
from tests.factories.people import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("april")]


@pytest.fixture
def deputy(client, cast):
    cast.ddg.set_password(PASSWORD)
    cast.ddg.save()
    client.post("/login/", {"login": cast.ddg.staff_no, "password": PASSWORD})
    return client


def again(client):
    return client.post("/login/again/", {"password": PASSWORD})


@pytest.mark.rule("ARCH-06")
def test_reopening_asks_for_the_password(deputy, sealed):
    path, why = f"/archive/volumes/{sealed.uuid}/reopen/", {"reason": "第三页漏扫了一张"}
    assert deputy.post(path, why).url.startswith("/login/again/")
    sealed.refresh_from_db()
    assert sealed.state == "sealed"
    again(deputy)
    deputy.post(path, why)
    sealed.refresh_from_db()
    assert sealed.state == "assembling"


@pytest.mark.rule("ARCH-06")
@pytest.mark.parametrize("where", ["the page of the request", "the inbox"])
def test_granting_the_use_of_a_sealed_file_asks_for_the_password(deputy, sealed, cast, where):
    from approvals.actions import act

    asked = actions.request_access(volume=sealed, by=cast.worker2, reason="跟进同一家庭，需要了解前期工作")
    act(step_id=asked.approval.steps.get(key="opinion").pk, by=cast.sa, outcome="ok", comment="同意查阅")
    step = asked.approval.steps.get(key="decision")
    path, form = {
        "the page of the request": (f"/archive/access/{asked.uuid}/", {"kinds": ["read"], "comment": "同意"}),
        "the inbox": (f"/inbox/{step.uuid}/act/", {"outcome": "ok", "comment": "同意"}),
    }[where]
    assert deputy.post(path, form).url.startswith("/login/again/")
    assert not AccessGrant.objects.exists()
    again(deputy)
    deputy.post(path, form)
    assert AccessGrant.objects.get().user == cast.worker2
