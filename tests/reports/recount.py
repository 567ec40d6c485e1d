"""The figures counted a second time, straight from the tables, without a line of the code that makes them.

`recount(month)` gives {(scope, pk, key): (value, whole)} of what it knows; `compare(month)` the differences to the sums.
Used on a small organization built in a test and on the seeded demo.
"""

import datetime as dt
from collections import defaultdict
from decimal import Decimal

from django.apps import apps
from django.utils import timezone

from archives.models import Volume
from cases.models import Case, Contact
from cases.sheets import CaseBasicInfo, ClosingReport, RecordBrief, RecordProcess
from core import clock
from groups.models import Member, Programme, Session
from groups.sheets import GroupReport, Presence
from notifications.models import Deadline
from people.models import Appointment
from reports.models import Tally
from rulebook.calendars import calendar
from rulebook.values import value
from staff.attendance.models import AttendanceDay, GroupMonth
from staff.attendance.sheets import AttendanceCheck
from staff.leave.models import LeaveRequest

POSTS = ("social_worker", "social_work_assistant", "nurse")
PAPERS = (
    "case.plan", "case.record", "case.stage_review", "case.scale", "case.follow_up", "group.session_record",
    "group.report", "group.archive", "event.news", "event.report", "plan.weekly", "plan.monthly", "archive.month",
)  # fmt: skip
HERE = ("present", "late", "left_early")


class Heap:
    """Numbers, persons and rates of every worker, point and the organization."""

    def __init__(self):
        self.sums, self.people, self.parts = defaultdict(Decimal), defaultdict(set), defaultdict(lambda: [0, 0])

    def places(self, worker, point):
        yield ("organization", 0)
        if point:
            yield ("point", point)
        if worker:
            yield ("worker", worker)

    def add(self, key, worker, point, number=1):
        for place in self.places(worker, point):
            self.sums[(*place, key)] += number

    def meet(self, key, worker, point, clients):
        for place in self.places(worker, point):
            self.people[(*place, key)] |= set(clients)

    def rate(self, key, worker, point, hit):
        for place in self.places(worker, point):
            self.parts[(*place, key)][0] += bool(hit)
            self.parts[(*place, key)][1] += 1

    def all(self):
        found = {key: (number, None) for key, number in self.sums.items() if number}
        found |= {key: (Decimal(len(people)), None) for key, people in self.people.items() if people}
        found |= {key: (Decimal(part), Decimal(whole)) for key, (part, whole) in self.parts.items()}
        return found


def recount(month):
    end = (month + dt.timedelta(days=32)).replace(day=1)
    heap, minutes = Heap(), defaultdict(int)
    contacts(heap, minutes, month, end)
    cases(heap, month, end)
    sessions(heap, minutes, month, end)
    programmes(heap, month, end)
    events(heap, minutes, month, end)
    staff(heap, month, end)
    attendance(heap, month, end)
    documents(heap, month, end)
    for place, total in minutes.items():
        heap.sums[(*place, "service.hours")] += (Decimal(total) / 60).quantize(Decimal("0.1"))
    return heap.all()


def local(moment):
    return timezone.localtime(moment).date()


def serve(heap, minutes, worker, point, clients, times, long):
    heap.meet("service.persons", worker, point, clients)
    heap.add("service.person_times", worker, point, times)
    for place in heap.places(worker, point):
        minutes[place] += long


def contacts(heap, minutes, month, end):
    read = set()
    for model in (RecordBrief, RecordProcess):
        read |= set(model.objects.exclude(reviewed_at=None).values_list("contact_id", flat=True))
    for one in Contact.objects.select_related("case"):
        if not month <= local(one.starts_at) < end:
            continue
        case, long = one.case, int((one.ends_at - one.starts_at).total_seconds()) // 60
        clients = [case.client_id] if case.client_id else []
        if case.kind == "consultation":
            if case.state in ("closed", "archived"):
                heap.add("case.consultations", one.worker_id, case.point_id)
                serve(heap, minutes, one.worker_id, case.point_id, clients, 1, long)
        elif one.pk in read:
            heap.add("case.contacts", one.worker_id, case.point_id)
            if one.way == "home":
                heap.add("case.home_visits", one.worker_id, case.point_id)
            serve(heap, minutes, one.worker_id, case.point_id, clients, 1, long)
    for case in Case.objects.filter(state="not_accepted", inquired_on__gte=month, inquired_on__lt=end):
        if case.told_on:
            heap.add("case.consultations", case.worker_id, case.point_id)
            serve(heap, minutes, case.worker_id, case.point_id, [case.client_id] if case.client_id else [], 1, 0)


def cases(heap, month, end):
    least = value("kpi.case_min_contacts")
    for case in Case.objects.exclude(kind="consultation"):
        if case.opened_on and month <= case.opened_on < end and case.approved_on:
            filed = bool(case.file_no) and CaseBasicInfo.objects.filter(case=case).exists()
            heap.add("case.opened", case.worker_id, case.point_id)
            heap.rate("case.filing_rate", case.worker_id, case.point_id, filed)
            heap.add("case.filed", case.worker_id, case.point_id, int(filed))
        ended = case.closed_on and month <= case.closed_on < end and case.state in ("closed", "archived")
        if ended and case.contacts.exclude(recorded_at=None).count() >= least:
            heap.add("case.completed", case.worker_id, case.point_id)
            report = ClosingReport.objects.filter(case=case).exists()
            heap.add("case.reports", case.worker_id, case.point_id, int(report))


def sessions(heap, minutes, month, end):
    for one in Session.objects.filter(held_on__gte=month, held_on__lt=end, confirmed_at__isnull=False):
        group = one.programme
        rows = Presence.objects.filter(session=one, mark__in=HERE, removed=False)
        clients = [row.member.client_id for row in rows]
        long = (one.ends.hour - one.starts.hour) * 60 + one.ends.minute - one.starts.minute
        heap.add("group.sessions", group.worker_id, group.point_id)
        heap.add("group.person_times", group.worker_id, group.point_id, len(clients))
        heap.meet("group.persons", group.worker_id, group.point_id, clients)
        serve(heap, minutes, group.worker_id, group.point_id, clients, len(clients), long)


def programmes(heap, month, end):
    for group in Programme.objects.filter(ended_on__gte=month, ended_on__lt=end, state__in=("completed", "archived")):
        members = Member.objects.filter(programme=group, in_count=True).count()
        held = Session.objects.filter(programme=group).exclude(held_on=None).count()
        came = Presence.objects.filter(session__programme=group, mark__in=HERE, removed=False).count()
        point = group.point
        enough = members >= value("group.min_members", point=point) and held >= value("group.min_sessions", point=point)
        if enough and came * 100 >= value("group.min_attendance", point=point) * members * held:
            heap.add("group.completed", group.worker_id, group.point_id)
        assert GroupReport.objects.filter(programme=group).exists()


def events(heap, minutes, month, end):
    try:
        held = apps.get_model("community.Event").objects.filter(held_on__gte=month, held_on__lt=end)
    except LookupError:
        return
    signed_in = apps.get_model("community.Registration").objects.exclude(signed_in_at=None)
    for event in held.filter(state__in=("completed", "archived")):
        who, people = (event.worker_id, event.point_id), event.named + event.heads
        heap.add("event.volunteers", *who, event.volunteers)
        if not big_enough(event, people):
            continue
        clients = set(signed_in.filter(event=event, volunteer=False).values_list("client", flat=True))
        heap.add("event.held", *who)
        heap.add("event.person_times", *who, people)
        heap.meet("event.persons", *who, clients)
        size = "large" if people > 100 else "medium" if people >= 50 else ""
        if size:
            heap.add(f"event.{size}", *who)
        serve(heap, minutes, *who, clients, people, event.minutes)


def big_enough(event, people):
    """COM-19 with the numbers it came with."""
    if event.kind == "lecture":
        return people >= 20 and event.minutes >= 40
    return event.kind in ("publicity", "family_education", "volunteer") or people >= 50


def staff(heap, month, end):
    day = min(end - dt.timedelta(days=1), clock.today())
    posted = defaultdict(set)
    for held in Appointment.objects.filter(role__in=POSTS):
        if held.since <= day and (held.until is None or held.until >= day):
            posted["organization", 0].add(held.person_id)
            posted["point", held.point_id].add(held.person_id)
            posted["worker", held.person_id].add(held.person_id)
    for (scope, pk), people in posted.items():
        heap.sums[scope, pk, "staff.workers"] += len(people)
    for leave in LeaveRequest.objects.filter(state__in=("approved", "on_leave", "closed")):
        days = working_days_in(leave, month, end)
        if days:
            heap.add("staff.leave", leave.applicant_id, leave.point_id)
            heap.add("staff.leave_days", leave.applicant_id, leave.point_id, days)
    for volume in Volume.objects.filter(
        finished_on__gte=month, finished_on__lt=end, kind__in=("case", "group", "event")
    ):
        shut = volume.state in ("sealing", "sealed", "inspected", "access_suspended")
        heap.add("archive.volumes", volume.worker_id, volume.point_id)
        heap.rate("archive.sealed", volume.worker_id, volume.point_id, shut)


def front_line(person, day):
    """(point, group) of the front-line appointment of somebody on a day."""
    for held in Appointment.objects.filter(person=person, role__in=POSTS).order_by("-since", "-pk"):
        if held.since <= day and (held.until is None or held.until >= day):
            return held.point_id, held.group_id
    return None, None


def attendance(heap, month, end):
    """Lateness and absence of months that were reported, and checks (ATT-02, ATT-03, ATT-06)."""
    reported = set(GroupMonth.objects.filter(month=month).exclude(state__in=("open", "returned")).values_list("group"))
    for row in AttendanceDay.objects.filter(day__gte=month, day__lt=end):
        marks = [row.morning, row.afternoon]
        point, group = front_line(row.person_id, row.day)
        if (group,) not in reported:
            continue
        if late := sum(mark in ("late", "early_leave") for mark in marks):
            heap.add("staff.late", row.person_id, point, late)
        if absent := marks.count("absent"):
            heap.add("staff.absent_days", row.person_id, point, Decimal(absent) / 2)
    for check in AttendanceCheck.objects.all():
        if month <= local(check.at) < end:
            heap.add("staff.checks", check.checked_id, front_line(check.checked_id, local(check.at))[0])


def documents(heap, month, end):
    """What fell due in the month: in time, late, or still open (QM-07)."""
    last_post = {}
    for held in Appointment.objects.filter(role__in=POSTS).order_by("since", "pk"):
        if held.since < end and (held.until is None or held.until >= month):
            last_post[held.person_id] = held.point_id
    for owed in Deadline.objects.filter(rule__in=PAPERS, dropped_at=None):
        if owed.due_at > clock.now() or not month <= local(owed.due_at - dt.timedelta(seconds=1)) < end:
            continue
        who = owed.owner_id, owed.point_id or last_post.get(owed.owner_id)
        met = owed.met_at is not None
        heap.rate("document.on_time", *who, met and not owed.days_late)
        if met and owed.days_late:
            heap.add("document.late", *who)
        elif not met:
            heap.add("document.open", *who)


def working_days_in(leave, month, end):
    (start, stop), total = leave.used_span, Decimal(0)
    day = month
    while day < end:
        for half in (0, 1):
            number = day.toordinal() * 2 + half
            if start <= number <= stop and calendar().is_workday(day):
                total += Decimal("0.5")
        day += dt.timedelta(days=1)
    return total


KNOWN = {
    "service.persons", "service.person_times", "service.hours", "case.contacts", "case.home_visits",
    "case.consultations", "case.opened", "case.completed", "case.filing_rate", "case.filed", "case.reports",
    "group.sessions", "group.person_times", "group.persons", "group.completed", "staff.workers", "staff.leave",
    "staff.leave_days", "archive.volumes", "archive.sealed", "event.held", "event.large", "event.medium",
    "event.person_times", "event.persons", "event.volunteers", "staff.late", "staff.absent_days", "staff.checks",
    "document.on_time", "document.late", "document.open",
}  # fmt: skip


def counted(month):
    """The sums as the reports keep them, of the figures known here; groups are left out."""
    rows = Tally.objects.filter(month=month, figure__in=KNOWN).exclude(scope="group")
    return {(row.scope, row.of, row.figure): (row.value, row.whole) for row in rows if row.value or row.whole}


def compare(month):
    """Lines of what differs: {key: (counted, recounted)}."""
    mine, theirs = recount(month), counted(month)
    return {key: (theirs.get(key), mine.get(key)) for key in {*mine, *theirs} if theirs.get(key) != mine.get(key)}


def months():
    return sorted(set(Tally.objects.values_list("month", flat=True)))
