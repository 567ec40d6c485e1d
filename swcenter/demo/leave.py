"""Half a year of leave: asked in time and too late, agreed, refused, returned, withdrawn, taken, still waiting."""

import datetime as dt

from django.core.exceptions import ValidationError

from archives.sheets import Filled
from core import clock
from staff.leave import actions, choices, queries
from staff.leave.actions.taking import blocks_without_proof
from staff.leave.models import FromPart, LeaveRequest, ToPart
from staff.leave.sheets import HandoverItem, HandoverSheet
from staff.leave.types import LeaveType
from swcenter.demo.days import KEEPS
from swcenter.demo.scans import scan

REASONS = {
    LeaveType.ANNUAL: (
        "陪父母回老家。",
        "孩子放假，一家人出门走走。",
        "休整几天。",
        "家里装修，需要在场。",
        "回老家看望老人。",
    ),
    LeaveType.PERSONAL: (
        "办理房屋过户手续。",
        "孩子学校开家长会。",
        "陪家人复诊。",
        "家中水管维修，需要有人在。",
        "参加驾驶证考试。",
    ),
    LeaveType.SICK: ("发热，医生嘱咐休息。", "急性肠胃炎。", "腰伤复发，不能久坐。", "重感冒，怕传给服务对象。"),
    LeaveType.BEREAVEMENT: ("外祖父去世，回乡料理后事。",),
    LeaveType.MARRIAGE: ("领证并办婚礼。",),
    LeaveType.COMPENSATORY: ("补休上月周末社区活动的加班。",),
}
LATE = ("家里临时有事，昨晚才知道。", "医院只约到这一天。", "学校前天才通知。")
NO = (
    "那几天社区活动人手不够，请改到活动之后。",
    "手上有两次会谈已经约好，请先改期再申请。",
    "本月已有两位同工请假，轮不开。",
)
BACK = ("请写明会谈由谁接手，再交上来。", "起止日期和口头说的不一致，请核对。")
ITEMS = (
    ("在跟个案两宗，各有一次电访", "记录已写到上周", "按约定时间电访，有变化及时联系我"),
    ("活动室钥匙和签到册", "齐全", "周五活动前交给值班同工"),
    ("家长小组的报名表", "已收九份", "继续登记，满十二人就停"),
    ("个案的转介回执", "等对方答复", "收到后放入卷宗并告诉督导"),
)
WEIGHTS = {LeaveType.ANNUAL: 42, LeaveType.PERSONAL: 24, LeaveType.SICK: 22, LeaveType.BEREAVEMENT: 3,
           LeaveType.MARRIAGE: 2, LeaveType.COMPENSATORY: 7}  # fmt: skip


FORGETS = 0.05


class Leave:
    """Plans everybody's leave into `days`."""

    def __init__(self, made, days):
        self.made, self.days, self.rng = made, days, made.rng

    def plan(self, first):
        """From the day `first` until some weeks after today."""
        for person in self._people():
            for _time in range(self.rng.choices((0, 1, 2, 3), weights=(15, 40, 32, 13))[0]):
                span = (self.made.today - first).days + 24
                start = self.days.workday(first + dt.timedelta(days=self.rng.randrange(20, span)))
                self._plan_one(person, start)
        self._plan_sign_ins()

    def _people(self):
        skip = ("admin", "chair", "board1", "board2", "auditor")
        return [person for no, person in self.made.staff.items() if no not in skip]

    def _plan_one(self, person, start):
        kind = self.rng.choices(list(WEIGHTS), weights=list(WEIGHTS.values()))[0]
        days = {LeaveType.SICK: (1, 1, 2, 3), LeaveType.MARRIAGE: (3,), LeaveType.BEREAVEMENT: (3,)}
        length = self.rng.choice(days.get(kind, (0.5, 0.5, 1, 1, 1, 2, 2, 3, 4)))
        if kind in (LeaveType.SICK, LeaveType.BEREAVEMENT):
            return self._plan_sudden(person, kind, start, length)
        lead = 2 if length <= 1 else 8 if length <= 3 else 15
        late = self.rng.random() < 0.14
        asked = start - dt.timedelta(days=max(0, lead - self.rng.choice((2, 3))) if late else lead)
        asked = max(self.days.calendar.roll_back(asked), start - dt.timedelta(days=60))
        if asked >= start:
            asked = self.days.calendar.roll_back(start - dt.timedelta(days=1))
        outcome = self.rng.choices(("ok", "refused", "returned", "withdrawn"), weights=(82, 8, 6, 4))[0]
        self.days.at(self.days.moment(asked), self.ask, person, kind, start, length, late, outcome)

    def _plan_sudden(self, person, kind, start, length):
        """Told by phone, filed on the first working day back (LEAVE-13)."""
        back = self.days.workday(self._last(start, length), after=1)
        self.days.at(self.days.moment(back), self.ask, person, kind, start, length, False, "ok")

    def _last(self, start, length):
        return self.days.workday(start, after=int(length) - 1) if length > 1 else start

    def ask(self, person, kind, start, length, late, outcome="ok", cover=None, **answers):
        """Submit; what the rules refuse is not asked for."""
        sudden = kind in (LeaveType.SICK, LeaveType.BEREAVEMENT)
        half = length == 0.5
        part = self.rng.choice((FromPart.AM, FromPart.PM)) if half else FromPart.AM
        try:
            request = actions.submit(
                by=person, leave_type=kind, first=start, last=self._last(start, length),
                first_part=part, last_part=ToPart.AM if part == FromPart.AM and half else ToPart.PM,
                reason=self.rng.choice(REASONS[kind]), late_reason=self.rng.choice(LATE) if late else "",
                told_how="当天早上打电话告诉督导助理和用人单位。" if sudden else "",
                cover=(cover or self._cover(person)) if length > 1 else None,
            )  # fmt: skip
        except ValidationError:
            return None
        self._answer(request, outcome, answers)
        self.days.at(self.days.moment(self.days.workday(request.last, after=1), hour=9), self.come_back, request.pk)
        if not request.after_the_fact:
            eve = self.days.calendar.roll_back(request.first - dt.timedelta(days=1))
            for day in {self.days.workday(request.asked_on, after=1), eve}:
                self.days.at(self.days.moment(day, 14), self.hand_over, request.pk)
        if sudden and self.rng.random() < 0.9:
            day = self.days.workday(request.last, after=self.rng.choice((1, 2, 5)))
            self.days.at(self.days.moment(day), self.bring_proof, request.pk)
        return request

    def _cover(self, person):
        """A colleague of the group, else one who does the same kind of work."""
        group = self.made.group_of.get(person.staff_no)
        if group is not None:
            others = self.made.workers(group)
        else:
            alike = person.staff_no.rstrip("0123456789")
            others = [one for no, one in self.made.staff.items() if no.rstrip("0123456789") == alike]
        others = [one for one in others if one != person]
        if choices.decides_over_others(person):
            others = list(choices.cover_candidates(person))
        return self.rng.choice(others or [self.made.staff["officehead"], self.made.staff["pahead"]])

    def _answer(self, request, outcome, answers):
        first = ("sa", "ddg", "dg")
        if outcome == "refused":
            words = self.rng.choice(NO)
            self.days.answer(request, **{key: ("rejected", words) for key in first})
        elif outcome == "returned":
            words = self.rng.choice(BACK)
            self.days.answer(request, **{key: ("returned", words) for key in first})
            again = self.days.moment(self.days.workday(request.asked_on, after=4))
            self.days.at(again, self.ask_again, request.pk)
        elif outcome == "withdrawn":
            self.days.at(self.days.moment(self.days.workday(request.asked_on, after=1)), self.withdraw, request.pk)
        self.days.answer(request, **answers)

    def ask_again(self, pk):
        request = LeaveRequest.objects.get(pk=pk)
        if request.state == LeaveRequest.State.RETURNED and clock.today() < request.first:
            self.days.answers.pop(request.ref, None)
            said = {
                "handover_note": "会谈由同组同工接手，已说好。",
                "late_reason": "原申请退回补充，重新提交时已不足规定天数。",
            }
            actions.ask_again(request=request, by=request.applicant, **said)

    def withdraw(self, pk):
        request = LeaveRequest.objects.get(pk=pk)
        if request.state == LeaveRequest.State.PENDING:
            actions.withdraw(request=request, by=request.applicant)

    def hand_over(self, pk):
        """The handover sheet, where one is needed and somebody takes over (LEAVE-08)."""
        request = LeaveRequest.objects.get(pk=pk)
        told = HandoverSheet.objects.filter(request=request).exists() or self.rng.random() < FORGETS
        if told or request.state not in ("pending", "approved") or not queries.needs_handover(request):
            return
        rows = [
            HandoverItem(kind=kind, item=item, condition=condition, next_step=step)
            for kind, (item, condition, step) in zip(("case", "material"), self.rng.sample(ITEMS, 2), strict=True)
        ]
        filled = Filled(HandoverSheet(receiver=request.cover or self._cover(request.applicant)), rows={"items": rows})
        sheet = actions.file_handover(filled=filled, request=request, by=request.applicant)
        self.days.answer(sheet, **self.days.answers.get(request.ref, {}))

    def bring_proof(self, pk):
        request = LeaveRequest.objects.get(pk=pk)
        if request.state in LeaveRequest.GRANTED or request.state == LeaveRequest.State.PENDING:
            actions.add_proof(request=request, by=request.applicant, uploads=[scan("诊断证明.jpg", seed=pk)])

    def come_back(self, pk):
        """Back on the first working day; a leave still undecided is looked at again the next day."""
        request = LeaveRequest.objects.get(pk=pk)
        if request.state == LeaveRequest.State.ON_LEAVE and not blocks_without_proof(request):
            actions.file_return(request=request, by=request.applicant, last=request.last, last_part=request.last_part)
        elif request.state in ("pending", "approved", "on_leave"):
            self.days.at(self.days.moment(self.days.workday(clock.today(), after=1)), self.come_back, pk)

    def _plan_sign_ins(self):
        """What the stable sign-ins find today: something to decide, somebody away, something refused."""
        staff, today = self.made.staff, self.made.today
        soon = self.days.workday(today, after=3)
        later = self.days.workday(today + dt.timedelta(days=9))
        far = self.days.workday(today + dt.timedelta(days=17))
        morning = self.days.present - dt.timedelta(minutes=50)
        plan = (
            ("worker1", LeaveType.PERSONAL, soon, 0.5, {"sa": KEEPS}),
            ("worker2", LeaveType.ANNUAL, later, 2, {"ddg": KEEPS}),
            ("worker4", LeaveType.ANNUAL, far, 4, {"forward": KEEPS}),
            ("worker6", LeaveType.PERSONAL, soon, 1, {"sa": KEEPS}),
            ("worker7", LeaveType.ANNUAL, far, 4, {"dg": KEEPS}),
            ("sa1", LeaveType.ANNUAL, later, 1, {"ddg": KEEPS}),
            ("deputy", LeaveType.ANNUAL, later, 1, {"dg": KEEPS}),
            ("leader1", LeaveType.PERSONAL, soon, 0.5, {"sa": KEEPS}),
        )
        for no, kind, start, length, answers in plan:
            asked = morning if no == "worker1" else self.days.moment(self.days.calendar.roll_back(
                today - dt.timedelta(days=2)))  # fmt: skip
            self.days.at(asked, self.ask, staff[no], kind, start, length, False, "ok", **answers)
        late = self.days.moment(self.days.calendar.roll_back(today - dt.timedelta(days=1)))
        self.days.at(late, self.ask, staff["worker3"], LeaveType.ANNUAL, later, 2, True, "ok", forward=KEEPS)
        early = self.days.moment(self.days.calendar.roll_back(today - dt.timedelta(days=8)))
        for no, cover in (("leader3", "leader1"), ("cashier", "finance")):
            answers = {"cover": staff[cover], "accept": KEEPS}
            self.days.at(early, self.ask, staff[no], LeaveType.ANNUAL, later, 2, False, "ok", **answers)
        self.days.at(early, self.ask, staff["worker5"], LeaveType.PERSONAL, soon, 0.5, False, "refused")
