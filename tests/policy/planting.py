"""Objects with canaries: strings that nobody may ever meet on a page who may not see what they stand in.

Rows are written below the actions, because what is asked here is who sees them, not how they came to be.
"""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from archives.models import AccessGrant, Volume
from archives.sheets import AccessRequest
from cases.models import Case, Contact
from cases.sheets.intake import IntakeInfo
from cases.sheets.records import RecordBrief
from clients.models import Client
from core import clock
from files import actions as files
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
from tests.policy import gatherings
from tests.policy.plant import Plant, fill


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
    planted |= gatherings.groups(cast, world)
    planted |= gatherings.events(cast, world)
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
