"""Half a year of group work: planned in time and late, refused, paid by the organization, held, counted or not, closed.

A stream of dice of its own, so that what other rooms throw stays as it is.
"""

import datetime as dt
import random
from dataclasses import dataclass, field
from decimal import Decimal

from core import clock
from gatherings import actions as gatherings
from groups import actions, facts, prefill
from groups.actions.members import OPEN
from groups.choices import GOING, Result, State
from groups.models import Programme
from people import roles
from rulebook.dates import DAY, add_months
from swcenter.demo import circles, words
from swcenter.demo.days import KEEPS

SEED = 20_260_302
START, END = dt.time(14, 30), dt.time(16, 0)
UNCONFIRMED = "worker5"  # whose last month no leader has looked at yet
LEAD = 11  # working days between the plan and the first session of a plan that is in time, and some more
# (worker, days ago, fate): what the stable sign-ins find
PLANNED = (
    ("worker1", 150, "normal"), ("worker1", 62, "running"), ("worker1", 9, "waiting"), ("worker1", 2, "draft"),
    ("worker2", 135, "normal"), ("worker2", 45, "running"), ("worker3", 120, "pool"), ("worker3", 30, "late"),
    ("worker4", 100, "small"), ("worker5", 80, "normal"), ("worker6", 140, "normal"), ("worker6", 50, "running"),
    ("worker7", 75, "rejected"), ("worker8", 90, "volunteers"), ("worker9", 58, "pool"), ("worker10", 110, "normal"),
    ("worker12", 24, "normal"),
)  # fmt: skip


@dataclass
class Run:
    """One group on its way through the months."""

    pk: int
    circle: circles.Circle
    fate: str
    size: int
    absent: float  # share of absences
    told: list = field(default_factory=list)

    @property
    def programme(self):
        return Programme.objects.select_related("worker", "point", "fund_request", "volume").get(pk=self.pk)


class Groups:
    """Plans the groups of the front line into `days`."""

    def __init__(self, made, days):
        self.made, self.days, self.rng = made, days, random.Random(SEED)
        self.names = words.names(self.rng)

    def plan(self, first):
        self.days.words["groups.plan"] = self.days.words["groups.report"] = (circles.SPEAKS, circles.SPEAKS)
        for no, ago, fate in PLANNED:
            start = self.made.today - DAY * ago
            if no in self.made.staff and start >= first and roles.post_of(self.made.staff[no]):
                self.days.at(self._moment(start, 10), self.begin, self.made.staff[no], fate)
        month = add_months(first, 1).replace(day=1)
        while month <= self.made.today:
            self.days.at(self._moment(month + DAY * 2, 10), self.confirm_months)
            month = add_months(month, 1)

    def _moment(self, day, hour):
        return clock.moment(self.days.workday(day), dt.time(hour, self.rng.randrange(0, 60, 5)))

    def _soon(self, what, *args, after=1, hour=11):
        self.days.at(self._moment(self.days.calendar.add_workdays(clock.today(), after), hour), what, *args)

    def begin(self, worker, fate):
        before = Programme.objects.filter(worker=worker).count()
        circle, name = circles.circle_for(roles.post_of(worker).point.field, before)
        spare = DAY * self.rng.randrange(0, 6) if fate != "late" else DAY * 0
        in_time = self.days.calendar.add_workdays(clock.today(), LEAD) + spare
        first_day = clock.today() + DAY * 9 if fate == "late" else in_time
        programme = actions.begin(by=worker, name=name, group_type=circle.group_type, first_day=first_day)
        run = Run(programme.pk, circle, fate, 7 if fate == "small" else self.rng.randrange(8, 12),
                  0.1 + self.rng.random() * 0.15)  # fmt: skip
        if fate == "draft":
            terms = {"sessions": len(circle.themes), "apart": 7, "starts": START, "ends": END}
            prefill.begin_plan(programme, worker, place=circles.PLACES[0], **terms)
            return
        self.submit(run)

    def submit(self, run):
        programme, circle = run.programme, run.circle
        source = {"pool": "org_pool", "volunteers": "host_unit"}.get(run.fate, "none")
        if source == "host_unit" and not programme.point.host_unit_id:
            source = "none"
        themes = circle.themes
        sessions = [
            {"day": programme.first_day + DAY * 7 * n, "starts": START, "ends": END, "theme": theme,
             "goal": f"围绕“{theme}”，每位组员至少发言一次", "content": circles.SPLIT,
             "materials": "名牌、卡纸、笔"}
            for n, theme in enumerate(themes)
        ]  # fmt: skip
        budget = [
            {"item": item, "unit_price": price, "quantity": n, "amount": None} for item, price, n in circles.SUPPLIES
        ]
        rows = {
            "session_plans": sessions,
            "process_goals": [{"stage": "early", "goal": "彼此认识，订立约定", "indicator": "叫得出五位组员的名字"},
                              {"stage": "late", "goal": circle.goal[:60], "indicator": "前后测"}],
            "staff": [{"person": str(programme.worker), "duty": "带领与记录"}],
            "budget": budget if source != "none" else [],
        }  # fmt: skip
        sheet = actions.write_plan(
            programme=programme, by=programme.worker, rows=rows, name=programme.name, group_type=circle.group_type,
            model="interaction", target_group=circle.target, composition="homogeneous", features=circle.who,
            planned_members=run.size, open_closed="closed", needs=circle.needs, theory="社会支持理论",
            purpose="以小组互助改善共同的困难", overall_goal=circle.goal, first_session=programme.first_day,
            frequency="每周一次，每次 90 分钟", place=self.rng.choice(circles.PLACES),
            recruitment=f"在服务点张贴和电话邀请；条件：{circle.who}，住在本服务区域", resources="活动室、投影、茶水",
            contingency="活动室限 24 人，两个出口保持畅通；急救包随身，组员突发不适时一人陪护、一人联系家属。",
            fund_source=source, sources_tried=circles.TRIED if source == "org_pool" else "",
            evaluation="前后测量表、意见表、社工观察", late_reason=circles.WHY_LATE if run.fate == "late" else "",
        )  # fmt: skip
        if run.fate == "rejected":
            self.days.answer(sheet, supervisor=("rejected", circles.REFUSED))
            return
        if run.fate == "waiting":
            self.days.answer(sheet, supervisor=KEEPS)
        self._soon(self.recruit, run, after=1)

    def recruit(self, run):
        """Somebody registers each day; who does not meet the conditions waits for the supervisor."""
        programme = run.programme
        if programme.state not in OPEN:
            return
        for number in range(run.size + 1):
            name = next(self.names)
            person = {
                "name": name, "phone": f"139{self.rng.randrange(10**8):08}", "sex": self.rng.choice("fm"),
                "birth_year": self.rng.randrange(*run.circle.born), "group": run.circle.target,
            }  # fmt: skip
            way = "phone" if number == 1 else "invited" if number == 2 else "form"
            last = number == run.size
            member = actions.register(
                programme=programme, by=programme.worker, person=person, way=way, in_area=not last,
                expectations="想多认识几个朋友" if number % 3 == 0 else "", photo_consent=number % 4 != 0,
            )  # fmt: skip
            run.told.append(member.pk)
        if run.fate != "waiting":
            eve = dt.time(9, self.rng.randrange(0, 60, 5))  # also of a Sunday: never rolled beyond the first session
            self.days.at(clock.moment(programme.first_day - DAY, eve), self.confirm, run)

    def confirm(self, run):
        """Places are confirmed on the day before; one who does not meet the conditions is turned down."""
        programme = run.programme
        if programme.state not in GOING:
            return
        for member in programme.members.select_related("client"):
            if member.state == Result.REGISTERED:
                actions.confirm(member=member, by=programme.worker)
            elif member.state == Result.EXCEPTION:
                actions.turn_down(member=member, by=programme.worker, reason="不住在本服务区域，已介绍到所在社区的小组")
        for session in programme.sessions.ahead():
            self.days.at(clock.moment(session.day, dt.time(14, 35)), self.hold, run, session.number)

    def hold(self, run, number):
        programme = run.programme
        session = programme.sessions.get(number=number)
        marks = {}
        for member in actions.on_the_list(session):
            absent = self.rng.random() < run.absent
            marks[member.pk] = self.rng.choice(("absent", "leave") if absent else ("present",) * 8 + ("late",))
        actions.call_roll(session=session, marks=marks, by=programme.worker)
        after = self.rng.choices((0, 1, 2, 3), weights=(25, 40, 25, 10))[0]
        if after:
            self._soon(self.record, run, number, after=after)
        else:
            self.days.at(clock.moment(session.day, dt.time(17, 20)), self.record, run, number)
        if number == 3 and run.fate == "normal" and self.rng.random() < 0.5:
            self._soon(self.leave, run, after=1)
        if not programme.sessions.ahead().exists():
            self._soon(self.end, run, after=1, hour=9)

    def confirm_months(self):
        """By the 5th whoever leads a point confirms last month's group work; one of the newest waits (GRP-19)."""
        newest = add_months(clock.today().replace(day=1), 1) > self.made.today
        for programme in Programme.objects.select_related("worker", "point").order_by("pk"):
            leaders = [one for one in roles.leaders_of_point(programme.point) if one.pk != programme.worker_id]
            if not leaders or (newest and programme.worker.staff_no == UNCONFIRMED):
                continue
            for month in actions.months_to_confirm(programme, clock.today()):
                actions.confirm_month(programme=programme, by=leaders[0], month=month)

    def record(self, run, number):
        programme = run.programme
        session = programme.sessions.get(number=number)
        theme = session.theme or run.circle.themes[0]
        sheet = actions.write_record(
            session=session, by=programme.worker, place=session.place, theme=theme, goal=f"围绕“{theme}”，人人发言",
            process=self.rng.choice(circles.PROCESS), goal_reached="基本达到",
            dynamics=self.rng.choice(circles.DYNAMICS), reflection=self.rng.choice(circles.REFLECTION),
            next=self.rng.choice(circles.NEXT),
            volunteers=2 if run.fate == "volunteers" and number == 2 else 0,
        )  # fmt: skip
        self._soon(self.review, run, sheet.pk, after=self.rng.choice((1, 1, 2, 4)), hour=15)

    def review(self, run, pk):
        programme = run.programme
        sheet = facts.records(programme).filter(pk=pk).select_related("programme").first()
        readers = [one for one in roles.supervisors_of(programme.worker) if one.pk != programme.worker_id]
        if sheet and readers and sheet.reviewed_at is None:
            actions.review(sheet=sheet, by=readers[0], comment=self.rng.choice(circles.READS))

    def leave(self, run):
        member = run.programme.members.filter(state=Result.CONFIRMED).order_by("-pk").first()
        if member:
            actions.withdraw(member=member, by=run.programme.worker, reason=self.rng.choice(circles.LEFT))

    def end(self, run):
        programme = run.programme
        if programme.state == State.RUNNING:
            actions.end(programme=programme, by=programme.worker)
        self._opinions(programme)
        self._soon(self.report, run, after=self.rng.choice((1, 2, 4)))

    def _opinions(self, programme):
        came = programme.sessions.filter(roll__isnull=False).order_by("-number").first().roll.present_count
        forms = max(3, came - self.rng.randrange(0, 2))
        good = forms - self.rng.randrange(0, 3)
        questions = ("content", "form", "staff", "time_place", "gain", "overall")
        lines = {one: {5: good - 1, 4: 1, 3: forms - good} for one in questions}
        gatherings.tally(
            about=programme.ref, by=programme.worker, forms=forms, lines=lines, counted_with="同点同工",
            again=(good, forms - good), suggestions="希望再开一期。",
        )  # fmt: skip

    def report(self, run):
        programme = run.programme
        if facts.unrecorded(programme).exists():
            self._soon(self.report, run, after=1)
            return
        goals = [
            {"goal": "彼此认识，订立约定", "result": "reached"},
            {"goal": run.circle.goal[:100], "result": "partly"},
        ]
        measured = [{"item": "量表平均分", "pre": "21.4", "post": "16.8"}]
        actions.write_report(
            programme=programme, by=programme.worker, rows={"goals_reached": goals, "pre_post": measured},
            summary=circles.SUMMARY, goals=circles.EFFECT, problems=circles.PROBLEMS,
        )  # fmt: skip
        spent = [
            {"item": item, "budget": price * n, "actual": price * n - Decimal(1), "voucher_no": str(number)}
            for number, (item, price, n) in enumerate(circles.SUPPLIES, 1)
        ]
        lines = spent if programme.fund_source != "none" else []
        actions.write_money_report(programme=programme, by=programme.worker, rows={"lines": lines})
        actions.submit_reports(programme=run.programme, by=programme.worker)
