"""Half a year of weekly and monthly reports for everybody: handed in, late, missing, read, returned, archived.

Dice of its own, so that what the other rooms play is not moved by it.
"""

import datetime as dt
import random

from archives import actions as archives
from archives.models import Volume
from archives.sheets import Filled
from core import clock
from people import roles
from people.models import Role
from rulebook import dates
from staff.leave import actions as leave
from staff.leave.weekly import WeeklyLeaveReport
from staff.plans import actions, prefill
from staff.plans.choices import TO_WRITE, Kind, State
from staff.plans.line import line
from staff.plans.models import Round, WorkReport
from staff.plans.sheets import FORMS, DoneRow, OutingRow, PlanItem, PlannedRow, SummaryRow, sheet_of
from swcenter.demo.people import SEED

ROWS = {
    "last_week": DoneRow, "this_week": PlannedRow, "outings": OutingRow, "items": PlanItem, "done": SummaryRow
}  # fmt: skip
FROM_RECORDS = 6  # weeks back from today that are filled in from the records; earlier ones from these words
DESK = (
    "整理服务档案，核对到期事项",
    "撰写活动方案，联系场地",
    "核对经费单据，登记台账",
    "接待来访，答复咨询",
    "筹备培训，通知同工",
)
PLANS = ("走访服务点，听取意见", "完成月度资料归档", "组织业务学习", "更新制度汇编，征求意见", "跟进上月未办结事项")
RESULTS = ("完成", "按计划完成", "完成，已登记", "")
SUPPORT = ("请协调活动室使用时间。", "个案较复杂，希望本周安排一次督导。", "志愿者不足，请协助招募。")
NOT_DONE = ("原定家访改期，对方临时外出。", "问卷回收不齐，延到本周。")
COMMENTS = ("安排得当，注意劳逸结合。", "家访请两人同去。", "活动前再核对一次物资。", "数字清楚，继续保持。")
BACK = ("外出没有写明去哪里，请补上再交。", "本周计划太笼统，请按天写。")
PROBLEMS = ("记录有两次晚写，下月当天完成。", "参加人数比预计少，下月提前一周通知。", "协调时间长，下月先和单位约好。")
PUNCTUAL, LATE, NEVER = 86, 11, 3  # of a hundred
RECENT = 28  # days: what is older came in after all


class Plans:
    """Plans the rounds of everybody into `days`."""

    def __init__(self, made, days):
        self.made, self.days, self.rng = made, days, random.Random(SEED + 5)
        self.cal, self.lines = days.calendar, {}

    def plan(self, first):
        self.first = day = first
        while day <= self.made.today:
            self.days.at(clock.moment(day, dt.time(0, 10)), self.morning)
            day += dates.DAY

    def morning(self):
        """What the schedule does at night, and what people will do of it in the days to come."""
        today = clock.today()
        actions.open_rounds()
        actions.close_missing()
        leave.make_weekly()
        for found in Round.objects.filter(due_at__gt=clock.now(), due_at__lte=clock.end_of(today)):
            self._plan_round(found)
        for report in WeeklyLeaveReport.objects.filter(monday=today - dates.DAY * today.weekday(), state="made"):
            if report.due_at.date() == today or today == self.first:
                self.days.at(self._at(today, 9, 11), self.confirm_leave, report.pk)
        if today.day == 1:
            self.days.at(clock.moment(today, dt.time(6, 30)), actions.archive_months)
            self.days.at(self._at(self.cal.add_workdays(today, 2), 9, 11), self.hand_over_volumes)

    def line(self):
        """The management line of the day, looked up once."""
        today = clock.today()
        if today not in self.lines:
            self.lines = {today: line()}
        return self.lines[today]

    def _at(self, day, first, last):
        return clock.moment(day, dt.time(self.rng.randrange(first, last), self.rng.randrange(60)))

    def _plan_round(self, found):
        """Most hand in the same morning, some late, a few never; superiors read in the afternoon and the next day."""
        day = clock.today()
        piles = {}
        for report in found.reports.filter(state__in=TO_WRITE).select_related("owner"):
            roll = self.rng.randrange(100)
            if roll < PUNCTUAL:
                moment = self._at(day, 8, 12)
            elif roll < PUNCTUAL + LATE:
                moment = self._at(self.cal.add_workdays(day, self.rng.choice((0, 1, 1, 3))), 12, 17)
            elif (self.made.today - report.first).days > RECENT:  # the superior was told, and asked for it
                moment = self._at(self.cal.add_workdays(day, self.rng.choice((6, 7))), 9, 16)
            else:
                continue
            piles.setdefault(moment.replace(minute=moment.minute // 20 * 20), []).append(report.pk)
        for moment, pile in piles.items():
            self.days.at(moment, self.hand_in, pile)
        for after, hour in ((0, 15), (1, 10), (4, 16), (8, 16)):
            self.days.at(self._at(self.cal.add_workdays(day, after), hour, hour + 2), self.read, found.pk)

    def hand_in(self, pile):
        for report in WorkReport.objects.filter(pk__in=pile, state__in=TO_WRITE).select_related("owner", "round"):
            actions.submit(report=report, filled=self._filled(report), by=report.owner, found=self.line())

    def _filled(self, report):
        recent = (self.made.today - report.first).days < FROM_RECORDS * 7
        rows = prefill.rows_of(report) if recent else {}
        texts = {}
        if report.kind == Kind.WEEKLY:
            rows = self._weekly(report, rows)
            texts = {"support": self._perhaps(SUPPORT, 12), "not_done": self._perhaps(NOT_DONE, 10)}
        elif report.kind == Kind.MONTHLY_PLAN:
            rows = {"items": rows.get("items") or [self._item() for _n in range(2)]}
        else:
            row = {"item": "admin", "content": self.rng.choice(DESK), "number": self.rng.randrange(1, 9)}
            rows, texts = {"done": rows.get("done") or [row]}, {"problems": self.rng.choice(PROBLEMS)}
        sheet = FORMS[report.kind](**texts)
        return Filled(sheet, rows={box: [ROWS[box](**row) for row in found] for box, found in rows.items()})

    def _weekly(self, report, rows):
        done = rows.get("last_week", [])
        for row in done:
            row["result"] = self.rng.choice(RESULTS)
        planned = rows.get("this_week", [])
        back = self.cal.roll_back(report.first - dates.DAY)
        done.append({"day": back, "item": "admin", "content": self.rng.choice(DESK), "hours": 3})
        done.sort(key=lambda row: row["day"])
        ahead = self.cal.roll(report.first + dates.DAY)
        if report.first <= ahead <= report.last:
            planned.append({"day": ahead, "item": "admin", "content": self.rng.choice(PLANS)})
        elif not planned:
            planned.append({"day": report.last, "item": "admin", "content": self.rng.choice(PLANS)})
        return {"last_week": done, "this_week": planned, "outings": rows.get("outings", [])}

    def _item(self):
        return {"item": self.rng.choice(PLANS), "target": "按时完成", "date": "月内"}

    def _perhaps(self, words, percent):
        return self.rng.choice(words) if self.rng.randrange(100) < percent else ""

    def read(self, pk):
        """Every superior goes through the pile of the round; one assistant never finds the time."""
        found, today = self.line(), self.made.today
        rows = list(WorkReport.objects.filter(round=pk).to_read().select_related("owner", "round").order_by("pk"))
        readers = {person.pk: person for person in self.made.staff.values()}
        for report in rows:
            people = found.superior_of(report.owner_id).people
            reader = readers.get(people[0]) if people else None
            age, roll = (today - report.first).days, self.rng.randrange(100)
            late = (clock.today() - report.first).days > RECENT // 4
            busy = (roll < 12 and not late) or (age < 7 and self.rng.randrange(100) < 45)
            if reader is None or busy:
                continue
            if self.rng.randrange(100) < 3 and report.state == State.SUBMITTED and report.version < 2:
                actions.return_(report=report, by=reader, reason=self.rng.choice(BACK))
                self.days.at(self._at(self.cal.add_workdays(clock.today(), 1), 9, 12), self.again, report.pk)
                continue
            actions.read(report=report, by=reader, comment=self._perhaps(COMMENTS, 15), found=found)

    def again(self, pk):
        report = WorkReport.objects.select_related("owner", "round").get(pk=pk)
        filled = Filled(sheet_of(report))
        if report.state == State.RETURNED:
            actions.submit(report=report, filled=filled, by=report.owner, found=self.line())

    def confirm_leave(self, pk):
        report = WeeklyLeaveReport.objects.select_related("group").get(pk=pk)
        assistant = roles.holders(Role.SUPERVISION_ASSISTANT, group=report.group).first()
        if assistant is None or ((self.made.today - report.monday).days < 7 and assistant == self.made.staff["sa1"]):
            return  # what the sign-in finds to confirm
        leave.confirm_weekly(report=report, by=assistant)
        if (self.made.today - report.monday).days >= 7:
            self.days.at(self._at(clock.today(), 14, 17), self.file_leave, pk)

    def file_leave(self, pk):
        report = WeeklyLeaveReport.objects.select_related("group").get(pk=pk)
        leave.file_weekly(report=report, by=self.made.staff["hr"])

    def hand_over_volumes(self):
        """HR hands in the volumes of the month before last; its director verifies them. Sealing is left to the room."""
        month = dates.add_months(clock.today().replace(day=1), -1)
        for volume in Volume.objects.filter(kind="work_reports", state="assembling", finished_on__lt=month):
            archives.submit(volume=volume, by=self.made.staff["hr"])
            archives.verify(volume=volume, by=self.made.staff["hrhead"], findings="齐全。")
