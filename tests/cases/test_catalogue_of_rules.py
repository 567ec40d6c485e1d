"""Rules of casework that belong to no single step: free of charge, order of the file, alerts, originals, rights."""

import datetime as dt

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.urls import get_resolver
from django.utils import translation

from archives.models import Volume
from cases import actions, checklist, checks, choices, tasks
from cases.models import Case
from core import clock
from notifications.actions import owe
from notifications.models import Deadline
from rulebook import deadlines
from tests.factories import cases as factory
from tests.factories.rulebook import set_rule

pytestmark = pytest.mark.django_db
MARCH = dt.date(2026, 3, 2)
MONEY = {"fee", "fees", "price", "charge", "payment", "paid", "amount", "donation", "gift", "loan", "yuan"}
FOR_CLIENTS = ("cases", "clients", "groups", "community")


def money_fields():
    """Fields of the rooms that serve clients which could hold what a client pays."""
    for label in FOR_CLIENTS:
        for model in apps.get_app_config(label).get_models():
            names = {field.name for field in model._meta.get_fields()}
            towards_client = {
                "case",
                "client",
                "member",
                "registration",
            } & names or model._meta.label == "clients.Client"
            for field in model._meta.concrete_fields:
                if towards_client and set(field.name.split("_")) & MONEY:
                    yield f"{model._meta.label}.{field.name}"


@pytest.mark.rule("CASE-03")
def test_nothing_about_a_client_holds_a_fee_and_one_asks_by_phone_mail_or_in_person():
    assert not list(money_fields())
    assert {"phone", "mail", "visit"} <= {value.replace("email", "mail") for value in choices.Channel.values}


@pytest.mark.rule("CASE-17")
def test_no_page_takes_money_from_a_client():
    patterns = [str(pattern.pattern) for pattern in _patterns(get_resolver())]
    served = [one for one in patterns if one.startswith(("cases/", "intakes/", "clients/"))]
    assert served
    assert not [one for one in served if any(word in one for word in ("pay", "fee", "charge", "donat"))]


def _patterns(resolver):
    for pattern in resolver.url_patterns:
        yield from _patterns(pattern) if hasattr(pattern, "url_patterns") else [pattern]


@pytest.mark.rule("CASE-13")
@pytest.mark.parametrize("box", ["start_notified_on", "start_notified_way"])
def test_when_and_how_the_start_was_told_is_written_before_the_case_opens(cast, box):
    case = factory.screening(cast.worker)
    factory.fill(case, "inquiry_intake_visit_record")
    factory.fill(case, "intake_info")
    with pytest.raises(ValidationError) as refused:
        factory.fill(case, "case_basic_info", **{box: None if box.endswith("_on") else ""})
    assert box in refused.value.message_dict
    with pytest.raises(ValidationError):
        actions.submit_opening(case=factory.again(case), by=cast.worker)


@pytest.mark.rule("CASE-32")
def test_the_file_keeps_its_order_and_the_latest_record_lies_on_top(client, cast):
    case = factory.planned(cast.worker, cast.supervisor, on=MARCH)
    for day in (3, 10):
        with clock.standing_at(factory.moment(dt.date(2026, 3, day), 15)):
            factory.record(case, dt.date(2026, 3, day))
    names = [line.name.partition(":")[0] for line in checklist.lines(factory.again(case))]
    assert [name for name in names if name in checklist.ORDER] == list(checklist.ORDER)
    assert [entry.code.partition(":")[0] for entry in checklist.entries(factory.again(case))] == names
    client.force_login(cast.worker)
    rows = client.get(f"/cases/{case.uuid}/records/").context["contacts"]
    assert [row.number for row in rows] == [2, 1]


@pytest.mark.rule("CASE-30")
def test_originals_of_a_point_without_storage_are_owed_by_the_tenth_after_the_quarter(cast, world):
    assert [deadlines.due("case.deposit", dt.date(2026, month, 15)).day for month in (1, 3, 4, 11)] == [
        dt.date(2026, 4, 10), dt.date(2026, 4, 10), dt.date(2026, 7, 10), dt.date(2027, 1, 11)
    ]  # fmt: skip
    kept = factory.closed(cast.worker, cast.supervisor, on=MARCH)
    assert not Deadline.objects.filter(rule="case.deposit", about=kept.ref).exists()
    cast.worker.__dict__.pop("_appointments", None)
    world.post.has_storage = False
    world.post.save()
    case = factory.closed(cast.worker, cast.supervisor, on=MARCH, client=factory.GRANDMOTHER | {"name": "林小妹"})
    owed = Deadline.objects.get(rule="case.deposit", about=case.ref)
    assert (owed.owner, clock.day_of(owed.due_at - dt.timedelta(seconds=1))) == (cast.worker, dt.date(2026, 7, 10))
    assert deadlines.reminder_days(deadlines.RULES["case.deposit"], owed.due_at)[0] == dt.date(2026, 7, 1)


@pytest.mark.rule("CASE-30")
@pytest.mark.parametrize(("originals", "done"), [("original", True), ("copy", False)])
def test_the_originals_are_handed_over_when_the_volume_is_sealed_with_them(cast, world, originals, done):
    world.post.has_storage = False
    world.post.save()
    case = factory.closed(cast.worker, cast.supervisor, on=MARCH)
    models.QuerySet(Volume).filter(pk=case.volume_id).update(originals=originals)
    actions.was_sealed(factory.again(case))
    assert (Deadline.objects.get(rule="case.deposit", about=case.ref).met_at is not None) is done


@pytest.fixture
def quiet_case(cast):
    """In service since March without consent: an alert for its supervisor."""
    return factory.in_service(cast.worker, cast.supervisor, on=MARCH)


@pytest.mark.rule("CASE-34")
def test_on_the_first_every_supervisor_with_an_alert_owes_the_round_by_the_fifth(cast, quiet_case):
    with clock.standing_at(clock.moment(dt.date(2026, 6, 1), dt.time(7))):
        tasks.owe_talks()
        tasks.owe_talks()
        owed = Deadline.objects.get(rule="case.alerts")
    assert owed.owner == cast.supervisor
    assert clock.day_of(owed.due_at - dt.timedelta(seconds=1)) == dt.date(2026, 6, 5)
    with clock.standing_at(clock.moment(dt.date(2026, 6, 20))):
        models.QuerySet(Deadline).filter(pk=owed.pk).delete()
        tasks.owe_talks()  # not in the middle of the month
    assert not Deadline.objects.filter(rule="case.alerts").exists()


@pytest.mark.rule("CASE-34")
def test_the_round_is_done_by_its_supervisor_once(client, cast, quiet_case):
    with clock.standing_at(clock.moment(dt.date(2026, 6, 2), dt.time(7))):
        actions.owe_talks()
        with pytest.raises(PermissionDenied):
            actions.talked_over(by=cast.worker)
        with pytest.raises(ValidationError):
            actions.talked_over(by=cast.supervisor2)
        client.force_login(cast.supervisor)
        assert client.get("/cases/alerts/").context["owed"]
        client.post("/cases/alerts/")
        assert Deadline.objects.get(rule="case.alerts").met_at == clock.now()
        actions.owe_talks()
        assert Deadline.objects.filter(rule="case.alerts").count() == 1
        assert client.get("/cases/alerts/").context["owed"] is None


@pytest.mark.rule("CASE-34")
def test_a_supervisor_without_alerts_owes_nothing(cast):
    with clock.standing_at(clock.moment(dt.date(2026, 6, 1), dt.time(7))):
        assert actions.owe_talks() == 0
    owe("case.alerts", about="cases.alerts:x", owner=cast.supervisor, since=dt.date(2026, 6, 1))
    set_rule(cast, "monthly.package_day", 8)
    assert deadlines.due("case.alerts", dt.date(2026, 6, 1)).day == dt.date(2026, 6, 8)


@pytest.mark.rule("CASE-40")
def test_rights_and_duties_stand_on_the_consent_and_its_edition_is_kept(client, cast):
    case = factory.in_service(cast.worker, cast.supervisor, on=MARCH)
    client.force_login(cast.worker)
    with translation.override("en"):
        page = client.get(f"/cases/{case.uuid}/forms/case_service_consent/", headers={"Accept-Language": "en"})
        words = " ".join(str(hint) for hint in page.context["hints"])
    for point in RIGHTS_AND_DUTIES:
        assert point in words
    consent = factory.fill(case, "case_service_consent")
    assert (consent.notice_version, consent.edition) == (factory.clients.NOTICE, type(consent).EDITION)
    with pytest.raises(ValidationError):
        factory.fill(Case.objects.get(pk=case.pk), "case_service_consent", notice_version="")


RIGHTS_AND_DUTIES = ("voluntary", "leave", "true data", "times agreed", "take part")


@pytest.mark.rule("CASE-29")
def test_a_closing_day_before_the_last_contact_is_warned_of(cast):
    case = factory.planned(cast.worker, cast.supervisor, on=MARCH)
    with clock.standing_at(factory.moment(dt.date(2026, 3, 10), 15)):
        factory.record(case, dt.date(2026, 3, 10))
        early = factory.fill(case, "case_closing", closed_on=dt.date(2026, 3, 9))
        found = checks.closing(factory.again(case), early, missing={}).warnings
        assert [one.field for one in found if one.rule == "CASE-29"] == ["closed_on"]
        early.closed_on = dt.date(2026, 3, 10)
        assert not [one for one in checks.closing(factory.again(case), early, missing={}).warnings if one.field]


@pytest.mark.rule("CASE-08")
def test_a_case_opened_first_is_offered_no_forms_of_closing(client, cast):
    case = factory.screening(cast.worker)
    case = actions.open_first(case=case, by=cast.worker, reason="夜间危机，来不及报批") or factory.again(case)
    client.force_login(cast.worker)
    rows = client.get(f"/cases/{case.uuid}/").context["rows"]
    offered = [row.action_url for row in rows if row.action]
    assert offered
    assert not [url for url in offered if "case_closing" in url]
