"""Half a year of casework: opened, refused, opened first, consultations, records in time and late, closed."""

import datetime as dt
from dataclasses import dataclass, field

from approvals.models import Approval
from cases import actions, checklist, facts
from cases.models import Case, State
from core import clock
from people import roles
from rulebook.dates import add_months
from swcenter.demo import papers, words
from swcenter.demo.days import KEEPS
from swcenter.demo.stories import BY_FIELD

NOT_OPENED = "所求的是政策咨询，已告知办理地点，不需要开案。"
NO = "按所写情况，主要是就业介绍，不在本服务点范围，建议转街道就业窗口。"
BACK = "风险一栏写得太简，请补上这段时间的安全安排再交。"
PLAN_BACK = "目标还不能衡量，请和服务对象商量后写成看得见的变化。"
COMMENTS = (
    "记录清楚，下次多写服务对象自己的话。",
    "进展不错，注意和家人保持联系。",
    "同意你的判断，按计划继续。",
    "非言语的部分可以再细一点。",
)
WAYS = ("face", "home", "phone", "face")
INTERVAL = (9, 17)  # days between two contacts

DUE, LATE = -2, -4  # the last contact lies so many working days back and has no record: due today, overdue

# What the stable sign-ins find: (worker, days ago, fate, contacts before closing, hour of an appointment today or
# one of DUE and LATE)
PLANNED = (
    ("worker1", 172, "normal", 5, None), ("worker1", 150, "normal", 30, 14), ("worker1", 96, "normal", 30, LATE),
    ("worker1", 40, "normal", 30, DUE), ("worker1", 13, "normal", 30, None), ("worker1", 5, "provisional", 30, None),
    ("worker1", 2, "inquiry", 0, None), ("worker1", 165, "consultation", 0, None),
    ("worker2", 58, "consultation", 0, None), ("worker6", 57, "consultation", 0, None),
    ("worker2", 160, "normal", 4, None), ("worker2", 70, "normal", 30, 10), ("worker2", 17, "returned", 30, None),
    ("worker3", 110, "normal", 30, 15), ("worker3", 28, "normal", 30, DUE), ("worker3", 3, "waiting", 0, None),
    ("worker4", 140, "normal", 4, None), ("worker4", 60, "late plan", 30, None), ("worker4", 33, "not opened", 0, None),
    ("worker5", 75, "normal", 30, 11), ("worker6", 155, "normal", 4, None), ("worker6", 50, "normal", 30, DUE),
    ("worker6", 4, "waiting", 0, None), ("worker7", 88, "normal", 30, 15), ("worker8", 36, "rejected", 0, None),
    ("worker9", 64, "normal", 4, None), ("worker10", 100, "normal", 30, LATE),
    ("worker10", 130, "consultation", 0, None), ("worker12", 25, "provisional", 30, None),
)  # fmt: skip
# Closed in the course of last month, for the month that is being archived now
FINISHED = (("worker1", "evaluation missing"), ("worker3", "normal"), ("worker4", "normal"))
FINISHED_CONTACTS, FINISHED_WITHIN = 3, dt.timedelta(days=48)  # contacts, and how long all of it takes


@dataclass
class Story:
    """One case on its way through the months."""

    pk: int
    worker: object
    story: object
    person: dict
    fate: str
    contacts: int
    today_at: int | None
    told: int = 0  # contacts so far
    unwritten: dt.date | None = None  # contacts from this day on have no record yet
    scores: list = field(default_factory=list)

    @property
    def case(self):
        return Case.objects.select_related("client", "worker", "point").get(pk=self.pk)


class Casework:
    """Plans the cases of the front line into `days`."""

    def __init__(self, made, days):
        self.made, self.days, self.rng = made, days, made.rng
        self.names = words.names(made.rng)

    def plan(self, first, more):
        """The named ones, and `more` spread over the other workers."""
        for no, ago, fate, contacts, today_at in PLANNED:
            start = self.made.today - dt.timedelta(days=ago)
            if no in self.made.staff and start >= first:
                self._plan_one(self.made.staff[no], start, fate, contacts, today_at)
        start = add_months(self.made.today.replace(day=16), -1) - FINISHED_WITHIN
        for no, fate in FINISHED if start >= first else ():
            self._plan_one(self.made.staff[no], start, fate, FINISHED_CONTACTS, None)
        others = [person for person in self.made.workers() if int(person.staff_no[6:]) > 10]
        fates = ("normal",) * 7 + ("consultation", "not opened", "provisional", "late plan")
        for number in range(more):
            worker = others[number % len(others)]
            start = self.made.today - dt.timedelta(days=self.rng.randrange(4, (self.made.today - first).days))
            self._plan_one(worker, start, self.rng.choice(fates), self.rng.choice((3, 4, 5, 30)), None)

    def _plan_one(self, worker, start, fate, contacts, today_at):
        moment = self.days.moment(self.days.workday(start), hour=self.rng.randrange(9, 12))
        self.days.at(moment, self.inquire, worker, fate, contacts, today_at)

    def _soon(self, what, *args, after=1, hour=None):
        self.days.at(self.days.moment(self.days.workday(clock.today(), after=after), hour), what, *args)

    def inquire(self, worker, fate, contacts, today_at):
        post = roles.post_of(worker)
        story = self.rng.choice(BY_FIELD[post.point.field])
        person = papers.client(self.rng, story, next(self.names))
        case = actions.register_inquiry(by=worker, client=dict(person), source=story.source)
        run = Story(case.pk, worker, story, person, fate, contacts, today_at)
        if self.rng.random() < 0.5:
            self._fill(run, "visitor_inquiry_registration", papers.inquiry(story, person))
        if fate == "consultation":
            self.days.at(clock.now() + dt.timedelta(hours=1), self.consult, run)
        elif fate != "inquiry":
            self._soon(self.screen, run)

    def _fill(self, run, form, boxes, rows=None, files=None):
        return actions.fill_in(case=run.case, by=run.worker, form=form, rows=rows, files=files, **boxes)

    def screen(self, run):
        actions.start_screening(case=run.case, by=run.worker)
        self._fill(run, "inquiry_intake_visit_record", papers.visit(run.story))
        if run.fate == "not opened":
            self._fill(run, "interview_record", papers.not_opened(run.story))
            told = {"told_on": clock.today(), "told_way": "face"}
            actions.refuse(case=run.case, by=run.worker, outcome="info_only", reason=NOT_OPENED, **told)
            return
        if run.fate == "provisional":
            actions.open_first(case=run.case, by=run.worker, reason=papers.REASON_TO_OPEN_FIRST)
            self._soon(self.meet, run, 0, after=1)
        self._soon(self.submit, run, after=self.rng.choice((2, 5)) if run.fate == "provisional" else 1)

    def submit(self, run):
        mode = "provisional" if run.fate == "provisional" else "normal"
        self._fill(run, "intake_info", papers.intake(run.story, mode))
        self._fill(run, "case_basic_info", papers.basics(run.story, run.person))
        approval = actions.submit_opening(case=run.case, by=run.worker)
        answers = {"waiting": KEEPS, "rejected": ("rejected", NO), "returned": ("returned", BACK)}
        if run.fate in answers:
            self.days.answers[approval.subject_ref] = {"supervisor": answers[run.fate]}
        self._soon(self.serve, run, after=2)

    def serve(self, run):
        """Once the supervisor agreed; a returned opening is corrected and handed in again."""
        case = run.case
        if case.state == State.SCREENING and run.fate == "returned":
            run.fate = "normal"
            return self.submit(run)
        if case.state in (State.OPENING_SUBMITTED, State.PROVISIONAL):
            return self._soon(self.serve, run)
        if case.state != State.IN_SERVICE:
            if case.state == State.NOT_ACCEPTED:
                actions.tell_applicant(case=case, by=run.worker, told_on=clock.today(), told_way="phone")
            return None
        boxes, files = papers.consent(run.person, run.pk)
        self._fill(run, "case_service_consent", boxes, files=files)
        self._fill(run, "needs_assessment", papers.assessment(run.story))
        run.scores = [self.rng.choice((7, 8, 9))]
        boxes, rows = papers.scale(run.story, "baseline", run.scores[0], run.scores[0])
        self._fill(run, "problem_rating_scale", boxes, rows)
        wait = 13 if run.fate == "late plan" else self.rng.choice((2, 4, 6, 8))
        self._soon(self.write_plan, run, after=wait)
        if run.fate != "provisional":
            self._soon(self.meet, run, 0, after=self.rng.choice((1, 2, 3)))
        return None

    def write_plan(self, run):
        if run.case.state != State.IN_SERVICE:
            return
        boxes, rows = papers.plan(run.story)
        sheet = self._fill(run, "case_service_plan", boxes, rows)
        if self.rng.random() < 0.15:
            self.days.answer(sheet, supervisor=("returned", PLAN_BACK))
            self._soon(self.write_plan_again, run, after=5)

    def write_plan_again(self, run):
        newest = facts.newest(run.case, "case_service_plan")
        if newest.approval.state == Approval.State.RETURNED:
            self.write_plan(run)

    def meet(self, run, number):
        """A contact takes place; its record follows within days, sometimes late."""
        case = run.case
        if not case.is_served or number >= run.contacts:
            return
        ends = clock.now()
        way = WAYS[number % len(WAYS)]
        starts = ends - dt.timedelta(minutes=self.rng.choice((35, 50, 60, 80)))
        contact = actions.record_contact(case=case, by=run.worker, starts_at=starts, ends_at=ends, way=way)
        next_at = self._next(run, number)
        if next_at:
            self.days.at(next_at, self.meet, run, number + 1)
        if run.unwritten and clock.today() >= run.unwritten:
            return
        delay = self.rng.choices((0, 1, 2, 4), weights=(35, 35, 20, 10))[0]
        if delay == 0:
            self.days.at(ends + dt.timedelta(minutes=45), self.write, run, number, contact, next_at)
        else:
            self._soon(self.write, run, number, contact, next_at, after=delay)

    def _next(self, run, number):
        """When they meet again: None before closing; the named cases have one today."""
        if number + 1 >= run.contacts:
            return None
        today = self.made.today
        day = self.days.workday(clock.today() + dt.timedelta(days=self.rng.randrange(*INTERVAL)))
        if not run.today_at or clock.today() >= today or day <= today - dt.timedelta(days=8):
            return self.days.moment(day)
        if run.today_at > 0:
            return clock.moment(today, dt.time(run.today_at, 30))
        run.unwritten = self.days.calendar.minus_workdays(today, 1 - run.today_at)
        return self.days.moment(max(run.unwritten, self.days.workday(clock.today(), after=1)), 15)

    def write(self, run, number, contact, next_at):
        case = run.case
        if not case.is_served:
            return
        if next_at and next_at <= contact.ends_at:
            next_at = None
        brief = facts.can_write_brief(run.worker, contact.day)
        form, boxes, rows = papers.record(run.story, number, contact, brief, next_at)
        sheet = self._fill(run, form, boxes, rows)
        if self.rng.random() < 0.93:
            self._soon(self.review, sheet, run.worker, after=self.rng.choice((1, 2, 3, 6)))
        if next_at is None:
            self._soon(self.close, run, after=2)

    def review(self, sheet, worker):
        supervisor = roles.supervisors_of(worker).first()
        comment = self.rng.choice(COMMENTS) if self.rng.random() < 0.6 else ""
        sheet = type(sheet).objects.get(pk=sheet.pk)
        actions.review(sheet=sheet, by=supervisor, comment=comment)

    def close(self, run):
        case = run.case
        if case.state != State.IN_SERVICE:
            if case.state == State.PROVISIONAL:
                self._soon(self.close, run)
            return
        boxes, rows = papers.scale(run.story, "closing", run.scores[0] if run.scores else 8, self.rng.choice((2, 3, 4)))
        self._fill(run, "problem_rating_scale", boxes, rows)
        if run.fate != "evaluation missing":
            boxes, files = papers.evaluation(self.rng, run.pk)
            self._fill(run, "case_closing_evaluation", boxes, files=files)
        boxes, rows = papers.report(run.story)
        self._fill(run, "case_closing_report", boxes, rows)
        self._fill(run, "case_closing", papers.closing(clock.today()))
        self._submit_closing(run)

    def _submit_closing(self, run):
        case = run.case
        missing = {line.name: "纸质原件还在服务对象家中，取回后补入。" for line in checklist.lacking(case)}
        actions.submit_closing(case=case, by=run.worker, missing=missing)

    def consult(self, run):
        """Opened, served and closed on one day; one decision afterwards covers both (CASE-09)."""
        actions.open_first(case=run.case, by=run.worker, kind="consultation")
        self._fill(run, "inquiry_intake_visit_record", papers.visit(run.story))
        ends = clock.now()
        contact = actions.record_contact(
            case=run.case, by=run.worker, starts_at=ends - dt.timedelta(minutes=40), ends_at=ends, way="face"
        )
        brief = facts.can_write_brief(run.worker, contact.day)
        form, boxes, rows = papers.record(run.story, 0, contact, brief, None)
        self._fill(run, form, boxes, rows)
        self._fill(run, "case_closing", papers.closing(clock.today()))
        self._submit_closing(run)
