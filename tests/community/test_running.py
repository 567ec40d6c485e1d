"""Preparation, the day, what follows, the archive (COM-07..17, 19, 22, 23, 26; ARCH-11)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from archives import actions as archives
from archives.sheets import Filled, boxes, row_model
from community import actions, checklist, checks, facts, statistics
from community.choices import Item, Result, Size
from community.models import State
from community.sheets import MaterialsList, News, Registration, SiteVisit, StaffAssignment
from community.sizes import size_of, why_not
from core import clock
from groups.sheets import Registration as GroupRegistration
from notifications.models import Deadline, Engagement, Notification
from people.models import Role
from tests.factories import community as make
from tests.factories.people import appoint
from tests.factories.rulebook import set_rule

pytestmark = pytest.mark.django_db
DAY = make.DAY


def owed(event, item):
    row = event.preparations.get(item=item)
    found = Deadline.objects.open().filter(about=row.ref).first()
    return found and (clock.day_of(found.due_at - dt.timedelta(seconds=1)), found.owner)


@pytest.mark.rule("COM-08")
@pytest.mark.rule("COM-09")
@pytest.mark.rule("COM-12")
def test_the_preparation_is_counted_back_from_the_day(cast):
    event = make.agreed(cast)
    due = {row.item: row.due_on for row in event.preparations.all()}
    assert due[Item.SITE_VISIT] == due[Item.PUBLICITY] == dt.date(2026, 3, 14)
    assert due[Item.MATERIALS] == due[Item.VENUE] == dt.date(2026, 3, 20)
    assert due[Item.ARRIVAL] == due[Item.DEBRIEF] == DAY
    assert owed(event, Item.SITE_VISIT) == (dt.date(2026, 3, 14), cast.worker)
    assert owed(event, Item.MATERIALS) == (dt.date(2026, 3, 20), cast.worker)
    assert owed(event, Item.NEWS) is None


@pytest.mark.rule("COM-11")
def test_whoever_is_responsible_owes_the_line_and_ticks_it(cast):
    event = make.agreed(cast)
    row = event.preparations.get(item=Item.PUBLICITY)
    with make.at(dt.date(2026, 3, 4)):
        actions.assign(preparation=row, by=cast.worker, responsible=cast.worker2)
        assert owed(event, Item.PUBLICITY) == (dt.date(2026, 3, 14), cast.worker2)
        assert Engagement.objects.filter(about=event.ref, owner=cast.worker2).exists()
        with pytest.raises(PermissionDenied):
            actions.tick(preparation=row, by=cast.worker_other)
        actions.tick(preparation=row, by=cast.worker2)
        assert actions.tick(preparation=row, by=cast.worker2).is_done
    assert owed(event, Item.PUBLICITY) is None


@pytest.mark.rule("COM-11")
def test_the_four_duties_are_missed_until_somebody_has_them(cast):
    event = make.agreed(cast)
    assert len(list(checks.duties(None))) == 4
    line = row_model(StaffAssignment, "duties")
    rows = [line(duty=duty, person="林晓岚") for duty in ("sign_in", "questionnaires", "equipment", "photos")]
    with make.at(dt.date(2026, 3, 18)):
        sheet = StaffAssignment(briefing_at=clock.now())
        sheet = actions.FILES[sheet.NAME](event=event, filled=Filled(sheet, rows={"duties": rows}), by=cast.worker)
    missing = list(checks.duties(sheet))
    assert [one.rule for one in missing] == ["COM-11"]
    assert event.preparations.get(item=Item.BRIEFING).is_done


@pytest.mark.rule("COM-07")
@pytest.mark.rule("COM-08")
def test_a_site_visit_records_the_venue_and_meets_its_deadline(cast):
    event = make.agreed(cast)
    with make.at(dt.date(2026, 3, 10)):
        sheet = SiteVisit(
            visited_on=clock.today(), checklist=["power", "exits"], capacity=80, risks="台阶", emergency_note="侧门"
        )
        actions.FILES[sheet.NAME](event=event, filled=Filled(sheet), by=cast.worker)
    assert facts.sheet(event, SiteVisit.NAME).checklist == ["power", "exits"]
    row = event.preparations.get(item=Item.SITE_VISIT)
    met = Deadline.objects.get(about=row.ref)
    assert (bool(met.met_at), met.days_late or 0, row.done_by) == (True, 0, cast.worker)


@pytest.mark.rule("COM-09")
@pytest.mark.rule("COM-12")
@pytest.mark.rule("COM-14")
def test_the_materials_list_settles_posters_materials_and_site(cast):
    event = make.agreed(cast)
    line = row_model(MaterialsList, "items")
    with make.at(dt.date(2026, 3, 20)):
        sheet = MaterialsList(posters_up_on=dt.date(2026, 3, 13), site_ready_on=dt.date(2026, 3, 20))
        rows = {"items": [line(item="横幅", quantity="1", ready=True)]}
        actions.FILES[sheet.NAME](event=event, filled=Filled(sheet, rows=rows), by=cast.worker)
    done = set(event.preparations.filter(done_at__isnull=False).values_list("item", flat=True))
    assert done == {Item.PUBLICITY, Item.MATERIALS, Item.VENUE}


@pytest.mark.rule("COM-10")
def test_people_register_from_submission_on_and_once(cast):
    event = make.ready(cast.worker)
    person = {"name": "张桂芳", "phone": "13900000001", "birth_year": 1950}
    with make.at(make.BEGUN, 11), pytest.raises(ValidationError):
        actions.register(event=event, by=cast.worker, person=person)
    with make.at(make.BEGUN, 12):
        event = make.submit(event)
        kept = actions.register(event=event, by=cast.worker, person=person, volunteer=True)
        with pytest.raises(ValidationError):
            actions.register(event=event, by=cast.worker, person=person)
        actions.withdraw(registration=kept, by=cast.worker)
        again = actions.register(event=event, by=cast.worker, person=person)
    assert (again.pk, again.withdrawn_on) == (kept.pk, None)


@pytest.mark.rule("COM-10")
def test_a_minor_registers_with_a_guardian(cast):
    event = make.submitted(cast.worker)
    child = {"name": "张小明", "birth_year": 2015}
    with make.at(make.BEGUN, 12):
        with pytest.raises(ValidationError) as refused:
            actions.register(event=event, by=cast.worker, person=child)
        assert "guardian_name" in refused.value.message_dict
        actions.register(event=event, by=cast.worker, person=child | {"guardian_name": "张父", "guardian_phone": "139"})


@pytest.mark.rule("COM-13")
def test_sign_in_by_list_and_by_heads_makes_the_event_held(cast):
    event = make.held(cast, here=3, heads=50)
    assert (event.state, event.named, event.heads, event.participants) == (State.HELD, 3, 50, 53)
    assert event.minutes == 150
    assert owed(event, Item.SIGN_IN) is None
    assert owed(event, Item.DEBRIEF)[0] == DAY
    assert owed(event, Item.NEWS)[0] == dt.date(2026, 3, 25)
    assert owed(event, Item.REPORT)[0] == dt.date(2026, 3, 30)


@pytest.mark.rule("COM-13")
def test_the_sign_in_is_not_written_before_the_day_and_not_empty(cast):
    event = make.agreed(cast)
    with make.at(dt.date(2026, 3, 20)), pytest.raises(ValidationError):
        actions.hold(event=event, by=cast.worker, heads=10)
    with make.at(DAY, 17):
        with pytest.raises(ValidationError):
            actions.hold(event=event, by=cast.worker)
        actions.hold(event=event, by=cast.worker, heads=10)
        actions.hold(event=event, by=cast.worker, heads=12)
    assert make.again(event).heads == 12


@pytest.mark.rule("COM-15")
def test_the_debrief_belongs_to_the_day(cast):
    event = make.held(cast)
    assert [one.rule for one in checks.report(event).warnings] == ["COM-15"]
    event = make.debriefed(event)
    done = set(event.preparations.filter(done_at__isnull=False).values_list("item", flat=True))
    assert {Item.DEBRIEF, Item.CLEAR_UP} <= done
    assert not checks.report(event).warnings


@pytest.mark.rule("COM-16")
def test_photographs_leave_only_with_consent(cast):
    appoint(cast.outsider, Role.PUBLICITY_OFFICER)
    event = make.held(cast)
    photo = SimpleUploadedFile("1.jpg", b"\xff\xd8\xff\xe0" + b"0" * 64, content_type="image/jpeg")
    with make.at(dt.date(2026, 3, 23)):
        found = checks.news(News(event=event, title="t", body="b"), new_photos=[photo])
        assert [one.field for one in found.blocks] == ["photo_consent"]
        assert not checks.news(News(event=event, photo_consent="adults"), new_photos=[photo]).blocks
        none = {"photo_consent": "without"}
        assert checks.news(News(event=event, **none), new_photos=[photo]).blocks
        with pytest.raises(ValidationError) as refused:
            make.write(event, "event_news_release", title="邻里一家宴", body="六十位居民同桌")
        assert "photo_consent" in refused.value.message_dict
        make.write(event, "event_news_release", title="邻里一家宴", body="六十位居民同桌", **none)
    assert owed(event, Item.NEWS) is None
    assert Notification.objects.get(key__startswith=f"news:{event.uuid}").to == cast.outsider


@pytest.mark.rule("COM-13")
def test_heads_without_a_picture_are_said_beside_the_report(cast):
    event = make.reported(cast, heads=55)
    assert any("55" in one.text for one in checks.report_findings(facts.report(event)))
    assert "14:00" in facts.report(event).held_at


@pytest.mark.rule("COM-17")
@pytest.mark.rule("COM-22")
def test_the_report_needs_opinions_or_a_reason_and_the_supervisors_signature(cast):
    event = make.debriefed(make.held(cast))
    with make.at(DAY, 18):
        make.write(event, "event_evaluation", process="顺利", outcome="好", efficiency="好")
        make.write(event, "event_report", make.REACHED, summary="如期", problems="无")
        with pytest.raises(ValidationError):
            actions.submit_report(event=make.again(event), by=cast.worker)
        make.opinions(event)
        actions.submit_report(event=make.again(event), by=cast.worker)
        report = facts.report(event)
        assert (report.participants, report.forms, report.size_class) == (60, 20, Size.MEDIUM)
        assert make.again(event).state == State.REPORTED
        make.decide(report, cast.supervisor, "supervisor")
    event = make.again(event)
    assert event.state == State.COMPLETED
    assert event.volume is not None
    assert Deadline.objects.open().filter(rule="event.archive", about=event.ref).exists()


@pytest.mark.rule("COM-17")
def test_a_returned_report_is_owed_as_before(cast):
    event = make.reported(cast)
    assert owed(event, Item.REPORT) is None
    with make.at(DAY, 20):
        make.decide(
            facts.report(event), cast.supervisor, "supervisor", outcome="returned", comment="请补充目标达成情况"
        )
    assert (make.again(event).state, owed(event, Item.REPORT)[0]) == (State.HELD, dt.date(2026, 3, 30))


@pytest.mark.rule("COM-19")
@pytest.mark.example("EX-41")
@pytest.mark.parametrize(
    ("people", "size"), [(49, Size.NONE), (50, Size.MEDIUM), (99, Size.MEDIUM), (100, Size.MEDIUM), (101, Size.LARGE)]
)
def test_the_size_follows_from_who_signed_in(people, size):
    assert size_of(people) == size


@pytest.mark.rule("COM-19")
@pytest.mark.example("EX-41")
def test_fifty_people_are_no_size_where_the_setting_says_fifty_one(cast):
    set_rule(cast, "event.medium_min", 51)
    assert size_of(50) == Size.NONE


@pytest.mark.rule("COM-19")
def test_a_lecture_needs_twenty_people_and_forty_minutes():
    assert why_not("lecture", 19, 60) == "few_people"
    assert why_not("lecture", 20, 39) == "short"
    assert why_not("lecture", 20, 40) == ""
    assert why_not("publicity", 5, 10) == ""
    assert why_not("other", 49, 90) == "small"


@pytest.mark.rule("COM-23")
@pytest.mark.example("EX-43")
def test_rain_moves_everything_without_a_new_approval(cast):
    planned, rain, new = dt.date(2026, 6, 20), dt.date(2026, 6, 19), dt.date(2026, 6, 27)
    event = make.ready(cast.worker, on=dt.date(2026, 5, 11), day=planned)
    with make.at(dt.date(2026, 5, 11), 11):
        event = make.submit(event)
        actions.register(event=event, by=cast.worker, person={"name": "张桂芳", "birth_year": 1950})
        for key, who in (("supervisor", cast.supervisor), ("forward", cast.sa), ("head", cast.service)):
            make.decide(facts.plan(event), who, key)
    with make.at(rain):
        event = actions.postpone(event=make.again(event), by=cast.worker, reason="暴雨橙色预警")
        assert event.state == State.POSTPONED
        assert not Engagement.objects.filter(about=event.ref, off_at__isnull=True).exists()
        assert owed(event, Item.TELL_PEOPLE) == (rain, cast.worker)
        assert owed(event, Item.TELL_HOST) == (rain, cast.worker)
        assert owed(event, Item.MATERIALS) is None
        event = actions.resume(event=event, by=cast.worker, day=new)
    assert (event.state, event.day) == (State.PREPARING, new)
    assert facts.plan(event).approval.state == "approved"
    assert owed(event, Item.MATERIALS)[0] == dt.date(2026, 6, 26)
    with make.at(new, 17):
        actions.hold(event=event, by=cast.worker, heads=60)
    assert owed(event, Item.REPORT)[0] == dt.date(2026, 7, 6)


@pytest.mark.rule("COM-23")
def test_an_approval_holds_three_months(cast):
    event = make.agreed(cast)
    with make.at(dt.date(2026, 3, 20)):
        actions.postpone(event=event, by=cast.worker, reason="场地停电")
        with pytest.raises(ValidationError):
            actions.resume(event=event, by=cast.worker, day=dt.date(2026, 6, 22))
        assert actions.resume(event=event, by=cast.worker, day=dt.date(2026, 6, 21)).state == State.PREPARING


@pytest.mark.rule("COM-23")
def test_an_approval_is_not_drawn_out_by_postponing_twice(cast):
    event = make.agreed(cast)
    for day in (dt.date(2026, 3, 20), dt.date(2026, 6, 20)):
        with make.at(day, 9):
            actions.postpone(event=make.again(event), by=cast.worker, reason="台风预警")
        with make.at(day, 10):
            if day.month == 6:
                with pytest.raises(ValidationError) as refused:
                    actions.resume(event=make.again(event), by=cast.worker, day=dt.date(2026, 6, 27))
                assert "day" in refused.value.message_dict
            else:
                actions.resume(event=make.again(event), by=cast.worker, day=dt.date(2026, 6, 20))


def test_a_cancelled_event_owes_nothing_but_the_word(cast):
    event = make.agreed(cast)
    with make.at(dt.date(2026, 3, 4)):
        event = actions.cancel(event=event, by=cast.supervisor, reason="社区改造")
    assert event.state == State.CANCELLED
    assert owed(event, Item.MATERIALS) is None
    assert owed(event, Item.TELL_HOST) is not None


@pytest.mark.rule("COM-23")
def test_whoever_registered_for_a_cancelled_event_is_told_the_same_day_wherever_its_plan_was(client, cast):
    event = make.submitted(cast.worker)
    with make.at(make.BEGUN, 14):
        person = {"name": "张桂芳", "birth_year": 1950, "phone": "13800000088"}
        actions.register(event=make.again(event), by=cast.worker, person=person)
        event = actions.cancel(event=make.again(event), by=cast.supervisor, reason="社区改造")
    assert owed(event, Item.TELL_PEOPLE) == (make.BEGUN, cast.worker)
    client.force_login(cast.worker)
    people = reverse("community:people", args=[event.uuid])
    assert people in client.get(reverse("community:prep", args=[event.uuid])).content.decode()
    shown = client.get(people).content.decode()
    assert "张桂芳" in shown
    assert "13800000088" in shown
    with make.at(make.BEGUN, 15):
        actions.tick(preparation=event.preparations.get(item=Item.TELL_PEOPLE), by=cast.worker)
    assert owed(event, Item.TELL_PEOPLE) is None


@pytest.mark.rule("COM-26")
@pytest.mark.rule("ARCH-11")
def test_the_archive_set_is_complete_only_with_what_the_rule_names(cast):
    event = make.completed(cast)
    states = {line.name: line.state for line in checklist.lines(event)}
    needed = ("event_plan", "event_emergency_plan", "host_unit_consent", "event_sign_in", "participant_feedback",
              "event_news_release", "event_evaluation", "event_report")  # fmt: skip
    assert {states[name] for name in needed} == {"present"}
    assert states["event_financial_report"] == "not_applicable"
    entries = checklist.entries(event)
    assert not [entry for entry in entries if entry.required and entry.state == "missing"]
    assert event.volume.kind == "event"
    with make.at(dt.date(2026, 3, 24)):
        archives.submit(volume=event.volume, by=cast.worker)
    assert not Deadline.objects.open().filter(rule="event.archive", about=event.ref).exists()


@pytest.mark.rule("COM-26")
def test_money_of_the_organization_brings_its_accounts_into_the_file(cast):
    event = make.agreed(cast)
    event.source = "host_unit"
    assert {line.name: line.state for line in checklist.lines(event)}["event_financial_report"] == "later"


@pytest.mark.rule("KPI-09")
def test_an_event_counts_once_its_report_is_signed(cast):
    event = make.reported(cast, heads=60)
    month = (dt.date(2026, 3, 1), dt.date(2026, 3, 31))
    (record,) = statistics.events(*month)
    assert (record.why_not, record.person_times, record.clients) == ("no_report", 60, ())
    with make.at(DAY, 20):
        make.decide(facts.report(event), cast.supervisor, "supervisor")
    (record,) = statistics.events(*month)
    assert (record.counts, record.marks) == (True, ("activity", "medium"))


@pytest.mark.rule("COM-10")
@pytest.mark.rule("GRP-09")
def test_whoever_misses_the_conditions_waits_for_the_supervisors_exception(cast, client):
    event = make.agreed(cast)
    with make.at(make.BEGUN, 14):
        guest = actions.register(
            event=event, by=cast.worker, person={"name": "张桂兰", "phone": "13900001111", "birth_year": 1950},
            in_area=False, expectations="想认识邻居", health_note="花生过敏",
        )  # fmt: skip
        assert guest.result == Result.WAITING
        assert Notification.objects.filter(to=cast.supervisor, about=event.ref).exists()
        with pytest.raises(ValidationError) as refused:
            actions.select(registration=guest, by=cast.worker, result=Result.ACCEPTED)
        assert refused.value.code == "exception"
        with pytest.raises(PermissionDenied):
            actions.select(registration=guest, by=cast.sa, result=Result.ACCEPTED)
        client.force_login(cast.supervisor)
        page = reverse("community:select", args=[event.uuid, guest.uuid])
        people = reverse("community:people", args=[event.uuid])
        assert page in client.get(people).content.decode()
        assert client.get(page).status_code == 200
        assert client.post(page, {"result": "accepted"}).status_code == 302
        guest.refresh_from_db()
        assert (guest.result, guest.exception_by) == (Result.ACCEPTED, cast.supervisor)
        assert list(facts.coming(event)) == [guest]
        assert page not in client.get(people).content.decode()
        with pytest.raises(PermissionDenied):  # no exception is asked any more: it is the worker's
            actions.select(registration=guest, by=cast.supervisor, result=Result.WAITING)
        with pytest.raises(ValidationError):
            actions.select(registration=guest, by=cast.worker, result=Result.REFUSED)
        actions.select(registration=guest, by=cast.worker, result=Result.REFUSED, reason="名额已满")
    assert list(facts.coming(event)) == []
    with make.at(event.day, 15), pytest.raises(ValidationError):
        actions.hold(event=event, by=cast.worker, here=[guest.pk], heads=1)


@pytest.mark.rule("COM-10")
def test_an_event_asks_of_a_registration_what_a_group_asks(cast):
    """F-E04: "fields as group_registration"."""
    asked = set(boxes(GroupRegistration)) - {"conditions", "filled_on", "withdrawn"}
    assert asked <= set(boxes(Registration)) | {"conditions"}
    assert {"in_area", "meets_conditions", "withdrawn_on"} <= set(boxes(Registration))
    event = make.agreed(cast)
    with make.at(make.BEGUN, 14):
        person = {"name": "张桂兰", "phone": "13900001111", "birth_year": 1950, "sex": "f"}
        guest = actions.register(event=event, by=cast.worker, person=person, way="invited", in_area=False)
    assert (guest.result, guest.in_area) == (Result.ACCEPTED, True)
    assert (guest.person, guest.phone) == ("张桂兰", "13900001111")
