"""Objects with canaries: strings that nobody may ever meet on a page who may not see what they stand in.

Rows are written below the actions, because what is asked here is who sees them, not how they came to be.
"""

import datetime as dt
from dataclasses import dataclass, field

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models

from archives.models import AccessGrant, Volume
from archives.sheets import AccessRequest
from cases.models import Case, Contact
from cases.sheets.intake import IntakeInfo
from cases.sheets.records import RecordBrief
from clients.models import Client
from community.models import Event, Preparation
from community.sheets import CommunityStudy, EventPlan
from community.sheets import FinancialReport as EventMoney
from community.sheets import Registration as EventRegistration
from core import clock
from files import actions as files
from gatherings.sheets import Opinion
from groups.models import Member, Programme, Session
from groups.sheets import FinancialReport, GroupPlan, Registration, RollCall, SessionRecord
from people.models import Role, StandIn
from projects.contracts.models import Target
from projects.funds.models import FundRequest, PoolEntry, PoolYear
from projects.funds.sheets import Advance
from reports.models import MonthlyReport
from staff.attendance.models import AttendanceDay, DisciplineNote, Outing
from staff.attendance.sheets import AttendanceCheck
from staff.leave import actions as leaves
from staff.leave.models import MedicalProof
from staff.leave.weekly import WeeklyLeaveReport
from staff.plans.models import Round, WorkReport
from staff.plans.sheets import WeeklyReport
from tests.factories.people import appoint, person
from tests.files.test_inspect import pdf


@dataclass
class Plant:
    """One object: the rows behind it by name, and {canary: level needed to see it}."""

    rows: dict = field(default_factory=dict)
    canaries: dict = field(default_factory=dict)


def fill(model, canary, **fixed):
    """Save a row of `model` with the canary in every free text and something plausible everywhere else."""
    row = model(**fixed)
    for column in model._meta.concrete_fields:
        if column.name not in fixed and not column.primary_key and _is_empty(row, column):
            setattr(row, column.attname, _something(column, canary))
    row.save()
    return row


def _is_empty(row, column):
    return not column.is_relation and not column.has_default() and not column.null


def _something(column, canary):
    if column.flatchoices:
        return [column.flatchoices[0][0]] if isinstance(column, models.JSONField) else column.flatchoices[0][0]
    if isinstance(column, models.DateTimeField):
        return clock.now()
    if isinstance(column, models.DateField):
        return clock.today()
    if isinstance(column, models.JSONField):
        return []
    if isinstance(column, models.BooleanField):
        return False
    if isinstance(column, models.IntegerField | models.DecimalField):
        return 1
    return canary[: column.max_length or 200]


def extras(cast, world):
    """People of relations that no role gives; added to the cast."""
    for number, name in enumerate(["former", "cover", "granted", "expired", "revoked", "future"]):
        member = person(f"X{number}", f"某{name}")
        appoint(member, Role.SOCIAL_WORKER, point=world.project, group=world.group2)
        setattr(cast, name, member)
    cast.neighbour = person("X8", "同点同工")
    appoint(cast.neighbour, Role.SOCIAL_WORKER, point=world.post, group=world.group2)
    cast.superuser = person("X9", "超级用户", is_superuser=True)
    StandIn(
        absent=cast.worker, cover=cast.cover, kinds=["service", "approvals", "attendance"], since=clock.today(),
        until=clock.today(), reason="leave",
    ).save()  # fmt: skip


def plant(cast, world):
    """{object of the truth table: Plant}."""
    extras(cast, world)
    planted = {}
    for thing, state, level in (
        ("case", "in_service", "medium"),
        ("case_high", "in_service", "high"),
        ("case_sealed", "archived", "medium"),
    ):
        planted[thing], client = _case(cast, world, thing, state, level)
        # the name is no ● field: whoever reads a file meets its client by name (ia.md 5.14)
        planted[thing].canaries |= {word: "content" for word in client.canaries if word.startswith("NAME")}
        planted[thing].canaries |= {word: "line" for word in client.canaries if word.startswith("ALIAS")}
        if state == "archived":
            planted["client"].canaries |= client.canaries
        else:
            planted[thing.replace("case", "client")] = client
    planted["volume"], planted["access_request"] = _volume(cast, world, planted["case_sealed"])
    planted["asked_number"] = Plant({}, {"NUMBERCASESEALED": "line"})
    planted["leave"], planted["proof"] = _leave(cast)
    planted["leave_centre"], planted["step"] = _leave_at_a_centre(cast)
    planted["attendance"] = _attendance(cast)
    planted["attendance_check"], planted["discipline"], planted["outing"] = _around_attendance(cast)
    planted["fund"], planted["ledger"] = _money(cast, world)
    planted["target"] = _target(cast, world)
    planted["report_point"], planted["report_whole"] = _reports(world)
    planted |= _groups(cast, world)
    planted |= _events(cast, world)
    planted |= _weeks(cast, world)
    return planted


def _case(cast, world, thing, state, level):
    tag = {"case": "CASEOPEN"}.get(thing, thing.replace("_", "").upper())  # none the beginning of another
    identity = {
        "name": f"钱NAME{tag}",
        "phones": [f"PHONE{tag}"],
        "addresses": [f"ADDRESS{tag}"],
        "id_number": f"ID{tag}",
    }
    client = Client(alias=f"ALIAS{tag}", identity=identity, sex="f", registered_by=cast.worker)
    client.save()
    closed = {"closed_on": clock.today(), "ground": "goals_met"} if state == "archived" else {}
    case = Case(
        worker=cast.worker, point=world.post, field="02", service_type="post", client=client, state=state,
        conf_level=level, file_no=f"NUMBER{tag}", opened_on=clock.today(), approved_on=clock.today(), **closed,
    )  # fmt: skip
    case.save()
    secret = f"SECRET{tag}"
    starts = clock.now() - dt.timedelta(days=2)
    contact = Contact(
        case=case, number=1, worker=cast.worker, starts_at=starts, ends_at=starts + dt.timedelta(hours=1), way="visit"
    )
    contact.save()
    fixed = {"case": case, "filled_by": cast.worker}
    intake = fill(IntakeInfo, secret, **fixed)
    record = fill(RecordBrief, secret, contact=contact, contact_no=1, experience_years=3, **fixed)
    attached = files.attach(
        document=intake, upload=SimpleUploadedFile(f"FILE{tag}.pdf", pdf()), by=cast.worker, kind="scan"
    )
    rows = {"case": case, "client": client, "intake": intake, "record": record, "contact": contact, "file": attached}
    canaries = {secret: "content", f"FILE{tag}": "content", f"NUMBER{tag}": "line"}
    of_client = {
        f"NAME{tag}": "contact",
        f"PHONE{tag}": "contact",
        f"ADDRESS{tag}": "full",
        f"ID{tag}": "full",
        f"ALIAS{tag}": "masked",
    }
    return Plant(rows, canaries), Plant({"client": client}, of_client)


def _volume(cast, world, case):
    volume = Volume(
        kind="case", subject_ref=case.rows["case"].ref, title_ref=case.rows["case"].ref, file_no="NUMBERCASESEALED",
        worker=cast.worker, point=world.post, group=world.group, finished_on=clock.today(),
        month=clock.today().replace(day=1), state="sealed", location="SHELFVOLUME",
    )  # fmt: skip
    volume.save()
    if hasattr(Case, "volume"):
        case.rows["case"].volume = volume
        case.rows["case"].save()
    now, hour = clock.now(), dt.timedelta(hours=1)
    spans = {
        "granted": (now - hour, now + hour, None),
        "expired": (now - 2 * hour, now - hour, None),
        "revoked": (now - hour, now + hour, now),
        "future": (now + hour, now + 2 * hour, None),
    }
    requests = {}
    for who, (starts, ends, revoked) in spans.items():
        holder = getattr(cast, who)
        asked = fill(AccessRequest, f"PURPOSE{who.upper()}", filled_by=holder, volume=volume, kinds=["read"], days=7)
        requests[who] = asked
        AccessGrant(
            user=holder, content_object=volume, request=asked, starts=starts, ends=ends, revoked_at=revoked,
            purpose="work", kinds=["read"], requested_by=holder, approved_by=cast.ddg,
            permission=AccessGrant.permission_to_read(),
        ).save()  # fmt: skip
    asked = Plant({"request": requests["granted"]}, {"PURPOSEGRANTED": "content"})
    return Plant({"volume": volume}, {"SHELFVOLUME": "line", "NUMBERCASESEALED": "line"}), asked


def _leave(cast):
    leave = ask(cast.worker, "REASONLEAVE", days=3)
    proof = MedicalProof(request=leave, filed_by=cast.worker, note="DIAGNOSISPROOF")
    proof.save()
    scan = files.attach(document=proof, upload=SimpleUploadedFile("SCANPROOF.pdf", pdf()), by=cast.worker, kind="proof")
    return (
        Plant({"leave": leave, "dates": leave.dates}, {"REASONLEAVE": "content"}),
        Plant({"proof": proof, "file": scan}, {"DIAGNOSISPROOF": "content", "SCANPROOF": "content"}),
    )


def _leave_at_a_centre(cast):
    """Half a day of the second worker, waiting for the supervision assistant."""
    leave = ask(cast.worker2, "REASONCENTRE", days=1)
    step = leave.approval.steps.get(state="open", kind="decide")
    rows = {"leave": leave, "dates": leave.dates}
    return Plant(rows, {"REASONCENTRE": "content"}), Plant({"step": step}, {})


def ask(by, reason, *, days):
    """A leave of sickness, asked for well ahead through the action itself: its run, steps and notices are there."""
    first = clock.today() + dt.timedelta(days=35 - clock.today().weekday())  # a Monday
    last = first + dt.timedelta(days=days - 1)
    return leaves.submit(by=by, leave_type="sick", first=first, last=last, reason=reason)


def _around_attendance(cast):
    now = clock.now()
    check = AttendanceCheck(
        checked=cast.worker, filled_by=cast.sa, way="phone", at=now, result="present", informant="INFORMANTCHECK",
        note="NOTECHECK",
    )  # fmt: skip
    note = DisciplineNote(
        person=cast.worker, day=clock.today(), category="phone", facts="FACTSDISCIPLINE", talk="TALKDISCIPLINE",
        written_by=cast.hr,
    )  # fmt: skip
    outing = Outing(
        person=cast.worker, purpose="liaison", place="PLACEOUTING", note="NOTEOUTING", starts_at=now,
        ends_at=now + dt.timedelta(hours=1),
    )  # fmt: skip
    for row in (check, note, outing):
        row.save()
    return (
        Plant({"check": check}, {"INFORMANTCHECK": "content", "NOTECHECK": "content"}),
        Plant({"note": note}, {"FACTSDISCIPLINE": "content", "TALKDISCIPLINE": "content"}),
        Plant({"outing": outing}, {"PLACEOUTING": "content", "NOTEOUTING": "content"}),
    )


def _attendance(cast):
    row = AttendanceDay(
        person=cast.worker, day=clock.today(), morning="late", afternoon="present", note="NOTEATTENDANCE"
    )
    row.save()
    return Plant({"day": row}, {"NOTEATTENDANCE": "content"})


def _money(cast, world):
    """An approved application with cash to be paid, and the ledger of the year."""
    year = clock.today().year
    request = fill(
        FundRequest, "CANARYFUND", applicant=cast.worker, filled_by=cast.worker, point=world.post, state="approved",
        for_ref="tests.activity:1", year=year,
    )  # fmt: skip
    advance = fill(Advance, "CANARYFUND", request=request, filled_by=cast.worker, state="approved")
    pool = PoolYear.objects.create(year=year)
    PoolEntry(pool=pool, kind="fee", amount=1000, share=20, rate=2, by=cast.finance, note="CANARYLEDGER").save()
    PoolEntry(pool=pool, kind="commit", amount=1, by=cast.dg, request=request).save()
    rows = {"request": request, "advance": advance}
    return Plant(rows, {"CANARYFUND": "content"}), Plant({}, {"CANARYLEDGER": "content"})


def _reports(world):
    """The reports of a month that are being checked: of the worker's point, and of the organization."""
    month = dt.date(2026, 10, 1)
    whole = MonthlyReport.objects.create(month=month, notes="CANARYNOTES")
    point = MonthlyReport.objects.create(month=month, point=world.post, return_words="CANARYRETURN")
    return (
        Plant({"report": point, "point": world.post}, {"CANARYRETURN": "own"}),
        Plant({"report": whole}, {"CANARYNOTES": "content"}),
    )


def _target(cast, world):
    target = Target(
        point=world.post, indicator="ind.all.case.intake", first=clock.today(), last=clock.today(), value=40,
        set_by=cast.service, set_on=clock.today(), note="CANARYTARGET",
    )  # fmt: skip
    target.save()
    return Plant({"target": target}, {"CANARYTARGET": "content"})


def _groups(cast, world):
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


def _events(cast, world):
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


def _weeks(cast, world):
    """The worker's week, handed in to be read, and the leave of the group's week."""
    first = dt.date(2026, 11, 16)
    round_ = Round(kind="weekly", first=first, due_at=clock.end_of(first))
    round_.save()
    report = WorkReport(
        round=round_, kind="weekly", first=first, owner=cast.worker, group=world.group, due_at=round_.due_at,
        state="submitted", submitted_at=clock.now(),
    )  # fmt: skip
    report.save()
    fill(WeeklyReport, "CANARYWORKWEEK", report=report, filled_by=cast.worker)
    week = WeeklyLeaveReport(
        group=world.group, monday=first, first=first, last=first + dt.timedelta(days=4), week="2026-W47",
        of_group="CANARYLEAVEWEEK", state="confirmed", confirmed_at=clock.now(), filled_by=cast.sa,
    )  # fmt: skip
    week.save()
    return {
        "work_report": Plant({"report": report}, {"CANARYWORKWEEK": "content"}),
        "leave_week": Plant({"week": week}, {"CANARYLEAVEWEEK": "content"}),
    }
