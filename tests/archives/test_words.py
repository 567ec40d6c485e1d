"""Free words on a volume's page: who reads them (roles.md 4.1; threat model T18)."""

import datetime as dt

import pytest
from django.utils import translation

from archives import actions, kinds
from archives.models import Volume
from tests.archives.conftest import make_sealed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("april")]


def page(client, user, volume):
    client.force_login(user)
    return client.get(f"/archive/volumes/{volume.uuid}/").content.decode()


@pytest.mark.rule("ARCH-03")
def test_the_leader_of_the_point_has_the_catalogue_without_the_reasons_written_into_it(client, cast, open_volume):
    volume = open_volume(cast.worker2, consent=False)
    actions.waive(volume=volume, code="test_consent", reason="服务对象突然搬走无法补签", by=cast.supervisor)
    assert "突然搬走" in page(client, cast.supervisor, volume)
    assert "突然搬走" in page(client, cast.sa, volume)
    shown = page(client, cast.leader, volume)
    assert volume.file_no in shown
    assert "突然搬走" not in shown


def test_why_reading_is_suspended_is_not_shown_to_whom_it_may_be_about(client, cast, open_volume):
    volume = make_sealed(open_volume(cast.worker2), cast)
    actions.suspend(volume=volume, by=cast.ddg, reason="有人投诉经办社工，正在调查")
    assert "正在调查" in page(client, cast.ddg, volume)
    for who in ("worker2", "supervisor", "sa", "leader", "archivist"):
        shown = page(client, getattr(cast, who), volume)
        assert volume.file_no in shown
        assert "正在调查" not in shown, who


def test_management_papers_are_named_by_kind_and_month_client_files_by_number_only():
    march = dt.date(2026, 3, 1)
    with translation.override("en"):
        assert kinds.named(Volume(kind="attendance", month=march, file_no="ATT-G1")) == "Mar 2026 attendance of a month"
        assert kinds.named(Volume(kind="case", month=march, file_no="017SG03-2026C001")) == "017SG03-2026C001"
