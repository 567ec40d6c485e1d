"""The organization keeps its duties in writing, its rules in editions, and every change (ORG-08, ORG-12, ORG-13)."""

import datetime as dt

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import PermissionDenied

from archives.sheets import Sheet
from core import clock
from core.models import Audited
from core.querysets import Unaudited
from people import actions
from people.models import Department
from rulebook.values import value
from tests.factories import cases as factory
from tests.factories.rulebook import set_rule

pytestmark = pytest.mark.django_db
ROOMS = ("people", "cases", "leave", "attendance", "archives", "approvals", "clients")


@pytest.mark.rule("ORG-08")
def test_duties_of_a_department_stand_in_writing_and_their_history_is_kept(cast, world):
    world.service.duties = "受理咨询，安排个案、小组和社区服务。"
    with pytest.raises(PermissionDenied):
        actions.save_structure(by=cast.worker, row=world.service)
    actions.save_structure(by=cast.hr, row=world.service)
    world.service.duties = "受理咨询、安排服务、督导转介。"
    actions.save_structure(by=cast.hr, row=world.service)
    kept = Department.objects.get(pk=world.service.pk).history.order_by("history_id")
    assert [row.duties[:4] for row in kept][-2:] == ["受理咨询", "受理咨询"]
    assert kept.last().duties == "受理咨询、安排服务、督导转介。"
    assert kept.last().history_user == cast.hr


@pytest.mark.rule("ORG-12")
def test_a_form_keeps_the_edition_it_was_written_on(cast, monkeypatch):
    case = factory.screening(cast.worker)
    old = factory.fill(case, "interview_record")
    monkeypatch.setattr(type(old), "EDITION", 2)
    new = factory.fill(case, "interview_record")
    old.refresh_from_db()
    assert (old.edition, new.edition) == (1, 2)


@pytest.mark.rule("ORG-12")
def test_a_revised_rule_holds_from_its_day_and_the_old_one_before(cast):
    today = clock.today()
    set_rule(cast, "case.record_workdays", 4, since=today + dt.timedelta(days=10))
    assert value("case.record_workdays") == 2
    assert value("case.record_workdays", on=today + dt.timedelta(days=10)) == 4
    assert value("case.record_workdays", on=today + dt.timedelta(days=9)) == 2


def audited():
    return [model for label in ROOMS for model in apps.get_app_config(label).get_models() if issubclass(model, Audited)]


@pytest.mark.rule("ORG-13")
def test_every_form_keeps_its_history_and_nothing_audited_is_deleted_in_bulk(cast):
    sheets = [model for model in audited() if issubclass(model, Sheet)]
    assert len(sheets) > 20
    for model in audited():
        assert hasattr(model, "history"), model
        with pytest.raises(Unaudited):
            model.objects.all().delete()


@pytest.mark.rule("ORG-13")
def test_the_admin_deletes_nothing_and_shows_no_case(rf, cast):
    request = rf.get("/admin/")
    request.user = cast.admin
    for model, page in admin.site._registry.items():
        assert not page.has_delete_permission(request), model
        assert model._meta.app_label not in ("cases", "clients", "archives", "approvals"), model
