"""A group and an event with their papers, people, money and opinions, and one of each whose file is sealed."""

import datetime as dt

from archives.models import AccessGrant, Volume
from archives.sheets import AccessRequest
from clients.models import Client
from community.models import Event, Preparation
from community.sheets import CommunityStudy, EventPlan
from community.sheets import FinancialReport as EventMoney
from community.sheets import Registration as EventRegistration
from core import clock
from gatherings.sheets import Opinion
from groups.models import Member, Programme, Session
from groups.sheets import FinancialReport, GroupPlan, Registration, RollCall, SessionRecord
from tests.policy.plant import Plant, fill


def groups(cast, world):
    """A running group with plan, members, a session and its papers, and one whose file is sealed."""
    fixed = {"worker": cast.worker, "point": world.post, "field": "02", "service_type": "post"}
    fixed |= {"first_day": clock.today(), "approved_on": clock.today()}
    group = Programme(name="CIRCLEOPEN", state="running", file_no="NUMBERGROUP1", **fixed)
    group.save()
    inside = {"programme": group, "filled_by": cast.worker}
    plan = fill(GroupPlan, "CANARYPLAN", **inside)
    client = Client(alias="ALIASMEMBER", identity={"name": "钱NAMEMEMBER"}, registered_by=cast.worker)
    client.save()
    member = Member(programme=group, client=client, state="confirmed", confirmed_on=clock.today())
    member.save()
    registration = fill(Registration, "CANARYMEMBER", member=member, **inside)
    now = clock.now()
    session = Session(
        programme=group, number=1, day=clock.today(), starts=dt.time(9), ends=dt.time(10), held_on=clock.today(),
        roll_called_at=now,
    )  # fmt: skip
    session.save()
    held = {"session": session, "session_no": 1, "held_at": now, **inside}
    RollCall(present_count=1, **held).save()
    record = fill(SessionRecord, "CANARYMEMBER", present_count=1, **held)
    money = fill(FinancialReport, "CANARYGROUPMONEY", fund_source="none", **inside)
    sealed = Programme(
        name="CIRCLESEALED", state="archived", file_no="NUMBERGROUP2", completed_on=clock.today(), **fixed
    )
    sealed.save()
    secret = fill(GroupPlan, "CANARYSEALEDPLAN", programme=sealed, filled_by=cast.worker)
    volume = Volume(
        kind="group", subject_ref=sealed.ref, title_ref=sealed.ref, file_no=sealed.file_no, worker=cast.worker,
        point=world.post, group=world.group, finished_on=clock.today(), month=clock.today().replace(day=1),
        state="sealed",
    )  # fmt: skip
    volume.save()
    sealed.volume = volume
    sealed.save()
    asked = fill(AccessRequest, "PURPOSEGRANTED", filled_by=cast.granted, volume=volume, kinds=["read"], days=7)
    AccessGrant(
        user=cast.granted, content_object=volume, request=asked, starts=now - dt.timedelta(hours=1),
        ends=now + dt.timedelta(hours=1), purpose="work", kinds=["read"], requested_by=cast.granted,
        approved_by=cast.ddg, permission=AccessGrant.permission_to_read(),
    ).save()  # fmt: skip
    rows = {"group": group, "member": member, "session": session}
    return {
        "group": Plant(rows | {"plan": plan}, {"CANARYPLAN": "content"}),
        "group_members": Plant(
            rows | {"registration": registration, "record": record},
            {"CANARYMEMBER": "content", "NAMEMEMBER": "content"},
        ),
        "group_money": Plant(rows | {"money": money}, {"CANARYGROUPMONEY": "content", "CIRCLEOPEN": "content"}),
        "group_opinions": _opinion(cast, "group", group, "CANARYGROUPWORDS"),
        "group_sealed": Plant(
            {"group": sealed, "plan": secret}, {"CANARYSEALEDPLAN": "content", "CIRCLESEALED": "line"}
        ),
    }


def events(cast, world):
    """An event that was held, with its papers and who came, one whose file is sealed, and the study behind both."""
    today = clock.today()
    fixed = {"worker": cast.worker, "point": world.post, "day": today, "starts": dt.time(9), "ends": dt.time(11)}
    fixed |= {"place": "PLACE", "held_on": today, "agreed_on": today}
    hours = {"starts": dt.time(9), "ends": dt.time(11)}
    study = fill(CommunityStudy, "CANARYSTUDY", point=world.post, filled_by=cast.worker)
    event = Event(title="FESTOPEN", state="held", file_no="NUMBEREVENT1", source="sponsor", **fixed)
    event.save()
    inside = {"event": event, "filled_by": cast.worker}
    plan = fill(EventPlan, "CANARYEVENTPLAN", study=study, fund_source="sponsor", **hours, **inside)
    line = Preparation(event=event, item="publicity", due_on=today, responsible=cast.worker)
    line.save()
    client = Client(alias="ALIASGUEST", identity={"name": "钱NAMEGUEST"}, registered_by=cast.worker)
    client.save()
    guest = EventRegistration(client=client, note="CANARYGUEST", **inside)
    guest.save()
    money = fill(EventMoney, "CANARYEVENTMONEY", fund_source="sponsor", **inside)
    sealed = Event(title="FESTSEALED", state="archived", file_no="NUMBEREVENT2", confirmed_at=clock.now(), **fixed)
    sealed.save()
    secret = fill(EventPlan, "CANARYSEALEDEVENT", event=sealed, filled_by=cast.worker, fund_source="none", **hours)
    volume = Volume(
        kind="event", subject_ref=sealed.ref, title_ref=sealed.ref, file_no=sealed.file_no, worker=cast.worker,
        point=world.post, group=world.group, finished_on=today, month=today.replace(day=1), state="sealed",
    )  # fmt: skip
    volume.save()
    sealed.volume = volume
    sealed.save()
    asked = fill(AccessRequest, "PURPOSEGRANTED", filled_by=cast.granted, volume=volume, kinds=["read"], days=7)
    now = clock.now()
    AccessGrant(
        user=cast.granted, content_object=volume, request=asked, starts=now - dt.timedelta(hours=1),
        ends=now + dt.timedelta(hours=1), purpose="work", kinds=["read"], requested_by=cast.granted,
        approved_by=cast.ddg, permission=AccessGrant.permission_to_read(),
    ).save()  # fmt: skip
    rows = {"event": event, "line": line, "guest": guest}
    return {
        "event": Plant(rows | {"plan": plan}, {"CANARYEVENTPLAN": "content"}),
        "event_people": Plant(rows, {"CANARYGUEST": "content", "NAMEGUEST": "content"}),
        "event_money": Plant(rows | {"money": money}, {"CANARYEVENTMONEY": "content", "FESTOPEN": "content"}),
        "event_opinions": _opinion(cast, "event", event, "CANARYEVENTWORDS"),
        "event_sealed": Plant(
            {"event": sealed, "plan": secret}, {"CANARYSEALEDEVENT": "content", "FESTSEALED": "line"}
        ),
        "study": Plant({"study": study}, {"CANARYSTUDY": "content"}),
    }


def _opinion(cast, name, about, canary):
    """What somebody thought of a group or an event, anonymously."""
    label, _colon, uuid = about.ref.partition(":")
    given = fill(Opinion, canary, about_label=label, about_uuid=uuid, filled_by=cast.worker)
    return Plant({name: about, "opinion": given}, {canary: "content"})
