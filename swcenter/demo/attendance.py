"""Half a year of attendance: weeks recorded, outings, checks, months reported, verified, a sample posted each month."""

import contextlib
import datetime as dt
import random

from django.core.exceptions import ValidationError

from archives import actions as archives
from archives.models import Volume
from archives.sheets import Filled
from core import clock
from rulebook.dates import add_months
from staff.attendance import actions, roster
from staff.attendance.models import Mark, Outing
from staff.attendance.sheets import AttendanceCheck, AttendanceRecord

SEED = 20260901
PLACES = {
    Outing.Purpose.HOME_VISIT: ("长桥新村一带", "渡口西片", "临江花园一带"),
    Outing.Purpose.LIAISON: ("南浦街道办事处", "区残联", "社区卫生服务中心"),
    Outing.Purpose.MEETING: ("区民政局会议室", "中心本部三楼"),
    Outing.Purpose.SUPERVISION: ("中心本部督导室",),
    Outing.Purpose.SERVICE: ("社区广场", "临江中学礼堂"),
    Outing.Purpose.ERRAND: ("档案馆", "打印店"),
}
WITH = ("街道办 王主任", "社区居委会值班室", "医患办 汤主任", "学校德育处")
SAID = ("公交晚点，已补足时间。", "送孩子就医，先电话说过。", "早上直接去了街道办，忘了登记外出。")
BACK = "十日那天用人单位说人不在岗，请核实后再报。"
OPEN = 2  # months: what was verified in the last ones waits for the archivist


class Attendance:
    """Plans what the assistants, HR and the workers do about attendance."""

    def __init__(self, made, days):
        self.made, self.days, self.rng = made, days, random.Random(SEED)
        self.hr, self.sealed = made.staff["hr"], 0

    def plan(self, first):
        today = self.made.today
        month = first.replace(day=1)
        while month <= today:
            begins = max(month, first)
            self._plan_month(month, begins)
            following = add_months(month, 1)
            if month >= first:  # what lies before was kept on paper
                self.days.at(clock.moment(month, dt.time(0, 10)), actions.open_months, month)
                self.days.at(clock.moment(month, dt.time(0, 11)), actions.commit_seed, month)
                self._plan_end(month, following)
            month = following
        monday = first - dt.timedelta(days=first.weekday())
        while monday <= today:
            for number in range(len(self.made.groups)):
                self._plan_week(number, monday, first)
            monday += dt.timedelta(days=7)
        self._plan_notes(today)

    def _sa(self, number):
        return self.made.staff[f"sa{number + 1}"]

    def _plan_week(self, number, monday, first):
        """The week is recorded on its last working day; today is still open."""
        week = [monday + dt.timedelta(days=n) for n in range(7)]
        days = [day for day in week if self.days.calendar.is_workday(day) and first <= day < self.made.today]
        if days:
            self.days.at(clock.moment(days[-1], dt.time(17, 40)), self.record, number, days)

    def record(self, number, days):
        group, by = self.made.groups[number], self._sa(number)
        members = roster.members(days[0], days[-1], groups=[group])
        entries = [
            entry
            for member in members
            for day in days
            if member.here(day) and (entry := self._other(member.person, day))
        ]
        with contextlib.suppress(ValidationError):
            actions.record(by=by, entries=entries)
        if number == 0 and days[-1] >= self.made.today - dt.timedelta(days=7):
            self._leave_a_gap(by, group, members, days)
            return
        actions.fill_present(by=by, group=group, days=days)

    def _leave_a_gap(self, by, group, members, days):
        """What the sign-in finds to complete: one person, one day, asked already."""
        whom = members[-1].person
        rest = {member.person.pk for member in members} - {whom.pk}
        actions.fill_present(by=by, group=group, days=days, only=rest)
        actions.fill_present(by=by, group=group, days=days[:-1] or days, only={whom.pk})
        if days[:-1]:
            actions.ask_person(by=by, person=whom, day=days[-1])

    def _other(self, person, day):
        """A day that was not simply worked, or None."""
        throw = self.rng.random()
        if throw < 0.012:
            return actions.Entry(person, day, came=dt.time(9, self.rng.randrange(3, 29)))
        if throw < 0.018:
            return actions.Entry(person, day, left=dt.time(17, self.rng.randrange(32, 58)))
        if throw < 0.030:
            return actions.Entry(person, day, morning=Mark.TRAINING, afternoon=Mark.TRAINING)
        if throw < 0.0315:
            return actions.Entry(person, day, morning=Mark.ABSENT, afternoon=Mark.ABSENT, note="电话未接，未请假")
        return None

    def _plan_month(self, month, begins):
        last = min(roster.last_of(month), self.made.today)
        workdays = self.days.calendar.working_days(begins, last)
        for number in range(len(self.made.groups)):
            for person in self.made.workers(number):
                self._plan_person(number, person, workdays)
        for person in self.rng.sample(self.made.workers(), 3):
            if workdays:
                by = self.made.staff[self.rng.choice(("hr", "hrhead", "deputy", "director"))]
                self.days.at(self.days.moment(self.rng.choice(workdays), 11), self.check, by, person, "visit")

    def _plan_person(self, number, person, workdays):
        if not workdays:
            return
        if self.rng.random() < 0.88:
            day = self.rng.choice(workdays)
            self.days.at(clock.moment(day, dt.time(15, self.rng.randrange(60))), self.check, self._sa(number), person)
        for _n in range(self.rng.choice((0, 1, 1, 2))):
            day, hour = self.rng.choice(workdays), self.rng.choice((9, 10, 14))
            self.days.at(clock.moment(day, dt.time(hour, 5)), self.go_out, number, person, self.rng.choice((1, 2, 3)))

    def check(self, by, person, way="phone"):
        result = self.rng.choices(("present", "outing_ok", "late", "absent"), weights=(82, 12, 4, 2))[0]
        sheet = AttendanceCheck(checked=person, way=way, at=clock.now(), result=result, informant=self.rng.choice(WITH))
        actions.file_check(filled=Filled(sheet), by=by)

    def go_out(self, number, person, hours):
        purpose = self.rng.choice(list(PLACES))
        starts = clock.now() + dt.timedelta(minutes=5)
        try:
            row = actions.announce(
                by=person, purpose=purpose, place=self.rng.choice(PLACES[purpose]), starts_at=starts,
                ends_at=starts + dt.timedelta(hours=hours),
            )  # fmt: skip
        except ValidationError:
            return
        if self.rng.random() < 0.9:
            self.days.at(starts + dt.timedelta(hours=hours, minutes=self.rng.randrange(-20, 20)), self.back, row.pk)
        if self.rng.random() < 0.3:
            asked = starts + dt.timedelta(minutes=30)
            self.days.at(asked, self.verify_outing, row.pk, self._sa(number))

    def back(self, pk):
        row = Outing.objects.get(pk=pk)
        actions.come_back(by=row.person, outing=row)

    def verify_outing(self, pk, by):
        actions.verify_outing(by=by, outing=Outing.objects.get(pk=pk), verified_with=self.rng.choice(WITH))

    def _plan_end(self, month, following):
        """Reported in the first days, verified and archived in the following weeks, the sample in the first week."""
        for number in range(len(self.made.groups)):
            after = self.rng.choice((1, 2, 2, 3)) if number != 4 else 5  # one group is late
            when = self.days.moment(self.days.workday(following - dt.timedelta(days=1), after=after), 10)
            self.days.at(when, self.report, number, month)
        keep = self.days.workday(following, after=8)
        self.days.at(self.days.moment(keep, 16), self.verify, month)
        self.days.at(self.days.moment(self.days.workday(keep, after=1), 15), self.seal, month)
        self.days.at(self.days.moment(self.days.workday(following, after=3), 11), self.draw, month)

    def report(self, number, month, again=False):
        group, by = self.made.groups[number], self._sa(number)
        workdays = [day for day in roster.workdays(month) if day >= month]
        actions.fill_present(by=by, group=group, days=workdays)
        record = actions.report_month(by=by, group=group, month=month, source=AttendanceRecord.Source.SA_PHONE)
        if number == 2 and not again and month == add_months(self.made.today.replace(day=1), -2):
            self.days.answer(record, hr=("returned", BACK))
            self.days.at(self.days.moment(self.days.workday(clock.today(), after=7)), self.report_again, number, month)

    def report_again(self, number, month):
        with contextlib.suppress(ValidationError):
            record = AttendanceRecord.objects.get(period__group=self.made.groups[number], period__month=month)
            self.days.answers.pop(record.ref, None)
            self.report(number, month, again=True)

    def _volumes(self, month, state):
        """Of the groups and, verified by HR's director, the sample posted in the month before."""
        ours = Volume.objects.filter(kind__startswith="attendance", state=state, month__lte=month)
        return ours.select_related("worker").order_by("month", "pk")

    def verify(self, month):
        """Of last month some still wait for HR."""
        rows = list(self._volumes(month, "verification"))
        for volume in rows[:-3] if month >= add_months(self.made.today.replace(day=1), -1) else rows:
            by = self.hr if volume.worker_id != self.hr.pk else self.made.staff["hrhead"]
            archives.verify(volume=volume, by=by, findings="逐日核对，齐全。")

    def seal(self, month):
        if month > add_months(self.made.today.replace(day=1), -OPEN):
            return
        for volume in self._volumes(month, "verified"):
            where = {"envelope_no": f"KQ{month:%Y%m}-{self.sealed + 1:02}", "location": "档案室 1 号柜 1 层"}
            with contextlib.suppress(ValidationError):  # a leave decided meanwhile has changed it
                archives.seal(volume=volume, by=self.made.staff["archivist"], **where)
                self.sealed += 1
        archives.run_sealings(limit=50)

    def draw(self, month):
        actions.draw_sample(by=self.hr, month=month)

    def _plan_notes(self, today):
        person = self.made.workers()[9]
        day = self.days.workday(today - dt.timedelta(days=20))
        self.days.at(self.days.moment(day, 16), self.note, person, day)
        planned = self.days.workday(today, after=2)
        last = self.days.workday(today - dt.timedelta(days=3))
        self.days.at(self.days.moment(last, 9), self.plan_check, self.made.workers()[5], planned)

    def note(self, person, day):
        actions.note_discipline(
            by=self.hr, person=person, day=day, category="phone", facts="上班时间接打私人电话约二十分钟，影响接待。",
            talk="本人说明家中老人住院，以后到走廊简短接听。",
        )  # fmt: skip

    def plan_check(self, person, day):
        actions.plan_check(by=self.hr, person=person, on=day)
