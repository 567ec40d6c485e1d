"""Half a year of community events: studied, planned, agreed, prepared, held, postponed, refused, reported.

A stream of dice of its own, so that what other rooms throw stays as it is.
"""

import datetime as dt
import random
from dataclasses import dataclass
from uuid import uuid4

from archives.sheets import Filled, row_model
from community import actions, facts
from community.choices import Item
from community.models import Event, State
from community.sheets import CommunityStudy, Debrief, MaterialsList, SiteVisit
from core import clock
from gatherings import actions as gatherings
from people import roles
from rulebook.dates import DAY
from swcenter.demo import festivals as say
from swcenter.demo import words
from swcenter.demo.days import KEEPS

SEED = 20_260_311
START, END = dt.time(9), dt.time(11, 30)
# (worker, days from today to the event, fate): what the stable sign-ins find
PLANNED = (
    ("worker1", -140, "normal"), ("worker1", -75, "pool"), ("worker1", -12, "normal"), ("worker1", 11, "normal"),
    ("worker1", 34, "draft"), ("worker2", -120, "normal"), ("worker2", -40, "normal"), ("worker2", 16, "late"),
    ("worker3", -100, "rain"), ("worker3", -2, "owed"), ("worker4", -88, "normal"), ("worker4", 20, "waiting"),
    ("worker5", -60, "normal"), ("worker6", -130, "normal"), ("worker6", -30, "normal"), ("worker6", 9, "normal"),
    ("worker7", -50, "rejected"), ("worker7", 25, "normal"), ("worker8", -110, "pool"), ("worker9", -66, "normal"),
    ("worker10", -95, "normal"), ("worker11", -25, "normal"), ("worker12", -18, "normal"),
    ("worker8", 10, "finance"),
)  # fmt: skip
HELPERS = 4  # volunteers of the day whose names stand on no list
LEAD = 21  # days between the plan and the day of an event that is planned in time


@dataclass
class Run:
    """One event on its way through the months."""

    pk: int
    festival: say.Festival
    fate: str

    @property
    def event(self):
        return Event.objects.select_related("worker", "point__host_unit", "fund_request", "volume").get(pk=self.pk)


class Events:
    """Plans the events of the front line into `days`."""

    def __init__(self, made, days):
        self.made, self.days, self.rng = made, days, random.Random(SEED)
        self.names, self.studies = words.names(self.rng), {}

    def plan(self, first):
        self.days.words["community."] = (say.SPEAKS, say.AGREES)
        for number, (no, ahead, fate) in enumerate(PLANNED):
            day = self.made.today + DAY * ahead
            lead = 8 if fate == "late" else LEAD
            begun = day - DAY * (lead + 2)
            if no in self.made.staff and begun >= first and roles.post_of(self.made.staff[no]):
                festival = say.FESTIVALS[number % len(say.FESTIVALS)]
                self.days.at(self._moment(begun, 10), self.begin, self.made.staff[no], day, festival, fate)

    def _moment(self, day, hour):
        return clock.moment(self.days.workday(day), dt.time(hour, self.rng.randrange(0, 60, 5)))

    def _soon(self, what, *args, after=1, hour=11):
        self.days.at(self._moment(self.days.calendar.add_workdays(clock.today(), after), hour), what, *args)

    def begin(self, worker, day, festival, fate):
        event = actions.begin(
            by=worker, title=festival.title, day=day, starts=START, ends=END, place=festival.place,
            kind=festival.kind, setting=festival.setting, planned_people=festival.crowd,
        )  # fmt: skip
        run = Run(event.pk, festival, fate)
        self._study(worker)
        if facts.consent_needed(event):
            actions.ask_host(event=event, by=worker)
        if fate != "draft":
            self._soon(self.submit, run, after=2 if facts.consent_needed(event) else 1)

    def _study(self, worker):
        """Each service point studies its community once; the plans rest on it."""
        point = roles.post_of(worker).point
        if point.pk not in self.studies:
            needs = [row_model(CommunityStudy, "needs")(**line) for line in say.NEEDS]
            filled = Filled(CommunityStudy(point=point, **say.STUDY), rows={"needs": needs})
            self.studies[point.pk] = actions.file_study(filled=filled, by=worker)

    def submit(self, run):
        event = run.event
        if not facts.may_be_planned(event):
            self._soon(self.submit, run)
            return
        actions.write_emergency_plan(event=event, by=event.worker, rows=say.TEAM, **say.EMERGENCY)
        pool = run.fate in ("pool", "finance")
        budget = [{"item": item, "unit_price": price, "quantity": n} for item, price, n in say.BUDGET]
        sheet = actions.write_plan(
            event=run.event, by=event.worker,
            rows={"goals": [{"goal": run.festival.goal, "indicator": "意见表与现场观察"}], "flow": say.FLOW,
                  "staff": say.STAFF, "materials": say.MATERIALS, "budget": budget if pool else []},
            late_reason=say.WHY_LATE if run.fate == "late" else "", target_group=[run.festival.target],
            background=say.BACKGROUND, idea=run.festival.idea, study=self.studies[event.point_id],
            publicity=say.PUBLICITY, difficulties=say.DIFFICULTIES, evaluation=say.EVALUATION,
            fund_source="org_pool" if pool else "none", sources_tried=say.TRIED if pool else "",
        )  # fmt: skip
        if run.fate == "finance":
            self.days.answer(run.event.fund_request, finance=KEEPS)
        if run.fate == "rejected":
            self.days.answer(sheet, supervisor=("rejected", say.REFUSED))
        elif run.fate == "waiting":
            self.days.answer(sheet, supervisor=KEEPS)
        else:
            self._prepare(run)

    def _prepare(self, run):
        day = run.event.day
        self.days.at(self._moment(day - DAY * 12, 15), self.visit, run)
        if run.fate == "rain":
            self.days.at(clock.moment(day - DAY, dt.time(16)), self.postpone, run)
        else:
            self.days.at(clock.moment(day, dt.time(11, 35)), self.hold, run)

    def visit(self, run):
        """The site is visited as soon as the organization has agreed, posters go up, a few people register."""
        event = run.event
        if event.state != State.PREPARING:
            if clock.today() < event.day:
                self._soon(self.visit, run, hour=15)
            return
        sheet = SiteVisit(
            visited_on=clock.today(), capacity=run.festival.crowd + 40, checklist=["power", "tables", "exits"],
            risks="入口有两级台阶，签到桌离台阶三米", emergency_note="侧门保持打开",
        )  # fmt: skip
        actions.FILES[sheet.NAME](event=event, filled=Filled(sheet), by=event.worker)
        poster = event.preparations.get(item=Item.PUBLICITY)
        if run.fate == "normal" or self.rng.random() < 0.8:
            actions.tick(preparation=poster, by=event.worker)
        for number in range(self.rng.randrange(3, 7)):
            person = {
                "name": next(self.names), "phone": f"137{self.rng.randrange(10**8):08}",
                "birth_year": self.rng.randrange(1945, 1990), "group": run.festival.target,
            }  # fmt: skip
            actions.register(event=event, by=event.worker, person=person, volunteer=number == 0, photo_consent=True)
        self._share_out(event)

    def _share_out(self, event):
        """Colleagues take lines of the list; what the worker added is partly done already (COM-11)."""
        others = list(facts.team(event).exclude(pk=event.worker_id).order_by("pk")) or [event.worker]
        for number, (item, helper, note) in enumerate(say.SHARED):
            row = event.preparations.get(item=item)
            actions.assign(
                preparation=row, by=event.worker, responsible=others[number % len(others)], helper=helper, note=note
            )
        for what, before, done in say.LINES:
            due = max(clock.today(), event.day - DAY * before)
            line = actions.add_line(event=event, by=event.worker, what=what, due_on=due)
            if done:
                actions.tick(preparation=line, by=event.worker)
        self._materials(event)

    def _materials(self, event):
        """What is at hand stands ready on the materials list; what has to be bought does not yet."""
        line = row_model(MaterialsList, "items")
        items = [line(item=one["item"], quantity=one["quantity"], ready=one["have"] == "have") for one in say.MATERIALS]
        actions.FILES[MaterialsList.NAME](
            event=event, filled=Filled(MaterialsList(), rows={"items": items}), by=event.worker
        )

    def postpone(self, run):
        event = run.event
        if event.state != State.PREPARING:
            return
        actions.postpone(event=event, by=event.worker, reason=say.RAIN)
        for row in event.preparations.filter(item__in=[Item.TELL_HOST, Item.TELL_PEOPLE]):
            actions.tick(preparation=row, by=event.worker)
        event = actions.resume(event=run.event, by=event.worker, day=event.day + DAY * 7)
        self.days.at(clock.moment(event.day, dt.time(11, 35)), self.hold, run)

    def hold(self, run):
        event = run.event
        if event.state != State.PREPARING:
            return
        here = [row.pk for row in facts.coming(event) if self.rng.random() < 0.9]
        heads = max(5, run.festival.crowd + self.rng.randrange(-12, 15))
        self._count(event, heads=heads, helpers=HELPERS)
        for item in (Item.BRIEFING, Item.MATERIALS, Item.VENUE, Item.ARRIVAL):
            actions.tick(preparation=event.preparations.get(item=item), by=event.worker)
        actions.hold(event=event, by=event.worker, here=here, heads=heads, helpers=HELPERS, staff_count=3)
        if run.fate == "owed":
            return
        self.days.at(clock.moment(event.day, dt.time(12, 20)), self.debrief, run)

    def _count(self, event, **numbers):
        """The counters of the phone stand where the sign-in sheet does, so that it can be corrected from there."""
        roll = facts.sign_in_list(event)
        for counter, number in numbers.items():
            fives, ones = divmod(number, 5)
            taps = [
                {"key": str(uuid4()), "who": str(facts.counter_of(event, counter)), "mark": mark, "seq": place,
                 "seen": 0, "device": "demo", "at": clock.now().isoformat()}
                for place, mark in enumerate(["+5"] * fives + ["+1"] * ones, 1)
            ]  # fmt: skip
            gatherings.record_taps(roll=roll, taps=taps, by=event.worker)

    def debrief(self, run):
        event = run.event
        sheet = Debrief(debriefed_on=clock.today(), present="全体工作人员", cleared_up=True, **say.DEBRIEF)
        actions.file_debrief(event=event, filled=Filled(sheet), by=event.worker)
        forms = max(8, event.participants // 3)
        good = forms - self.rng.randrange(0, 3)
        questions = ("content", "form", "staff", "time_place", "gain", "overall")
        gatherings.tally(
            about=event.ref, by=event.worker, forms=forms, lines={one: {5: good, 4: forms - good} for one in questions},
            counted_with="同点同工", again=(good, forms - good), suggestions="希望再办。",
        )  # fmt: skip
        self._soon(self.news, run, after=self.rng.choice((1, 2, 3, 4)))

    def news(self, run):
        event = run.event
        boxes = {"title": event.title, "body": say.NEWS, "photo_consent": "without"}
        actions.write(event=event, form="event_news_release", by=event.worker, **boxes)
        self._soon(self.report, run, after=self.rng.choice((1, 1, 2, 4)), hour=15)

    def report(self, run):
        event = run.event

        def write(form, rows=None, **boxes):
            actions.write(event=run.event, form=form, by=event.worker, rows=rows, **boxes)

        write("event_evaluation", **say.OUTCOME)
        goals = {"goals": [{"goal": run.festival.goal, "result": self.rng.choice(("reached", "reached", "partly"))}]}
        write("event_report", goals, summary=say.SUMMARY, problems=say.PROBLEMS)
        if event.source != "none":
            spent = [
                {"item": item, "budget": price * n, "actual": price * n - 1, "voucher_no": str(number)}
                for number, (item, price, n) in enumerate(say.BUDGET, 1)
            ]
            write("event_financial_report", {"lines": spent})
        actions.submit_report(event=run.event, by=event.worker)
