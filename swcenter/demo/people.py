"""Structure and staff: the default departments, service points, supervision groups, everybody's dated posts."""

import datetime as dt
import random
from dataclasses import dataclass, field

from core import clock
from people import actions
from people.models import (
    Appointment,
    Department,
    Field,
    HostUnit,
    Role,
    ServicePoint,
    ServiceType,
    SupervisionGroup,
    User,
)
from people.names import syllables
from swcenter.demo import words

SEED = 20260415
POST, CENTRE, PROJECT = ServiceType.POST, ServiceType.CENTRE, ServiceType.PROJECT
LEADING = {POST: Role.TEAM_LEADER, CENTRE: Role.CENTRE_DIRECTOR, PROJECT: Role.PROJECT_DIRECTOR}

# code, name, English name, type, field
POINTS = (
    ("changqiao", "长桥社区综合服务中心", "Changqiao Community Centre", CENTRE, Field.COMMUNITY),
    ("hospital", "市第二人民医院社工站", "Second People's Hospital", POST, Field.MEDICAL),
    ("school", "临江中学社工站", "Linjiang Middle School", POST, Field.SCHOOL),
    ("court", "南浦区人民法院社工站", "Nanpu District Court", POST, Field.JUDICIAL),
    ("dukou", "渡口街道长者服务中心", "Dukou Centre for the Elderly", CENTRE, Field.ELDERLY),
    ("xian", "西岸家庭综合服务中心", "West Bank Family Centre", CENTRE, Field.WOMEN_FAMILY),
    ("qinghe", "青禾青少年成长项目", "Qinghe Youth Project", PROJECT, Field.YOUTH),
    ("bingang", "滨港产业园企业社工项目", "Bingang Enterprise Project", PROJECT, Field.ENTERPRISE),
)
# code of the post -> the host unit: name, contact person, phone
HOSTS = {
    "hospital": ("云汀市第二人民医院", "医患办 汤主任", "0000-6612 0301"),
    "school": ("云汀市临江中学", "德育处 施老师", "0000-6612 0447"),
    "court": ("云汀市南浦区人民法院", "少年庭 姜法官", "0000-6612 0518"),
}

# staff number -> (role, scope, department); in the order in which they are hired
HEAD_OFFICE = {
    "director": (Role.DIRECTOR_GENERAL, {}, "dg_office"),
    "deputy": (Role.DEPUTY_DIRECTOR_GENERAL, {}, "ddg_office"),
    "chair": (Role.BOARD_CHAIR, {}, "board"),
    "board1": (Role.BOARD_MEMBER, {}, "board"),
    "board2": (Role.BOARD_MEMBER, {}, "board"),
    "auditor": (Role.AUDITOR, {}, "supervisory_board"),
    "hrhead": (Role.DEPARTMENT_DIRECTOR, {"department": "hr_admin"}, "hr_admin"),
    "hr": (Role.HR_OFFICER, {}, "hr_admin"),
    "pahead": (Role.DEPARTMENT_DIRECTOR, {"department": "public_affairs"}, "public_affairs"),
    "publicity": (Role.PUBLICITY_OFFICER, {}, "public_affairs"),
    "service": (Role.DEPARTMENT_DIRECTOR, {"department": "service"}, "service"),
    "service2": (Role.EVALUATION_MEMBER, {}, "service"),
    "devhead": (Role.DEPARTMENT_DIRECTOR, {"department": "development_research"}, "development_research"),
    "research": (Role.EVALUATION_MEMBER, {}, "development_research"),
    "officehead": (Role.DEPARTMENT_DIRECTOR, {"department": "office"}, "office"),
    "archivist": (Role.ARCHIVIST, {}, "office"),
    "clerk": (Role.OFFICE_CLERK, {}, "office"),
    "finance": (Role.ACCOUNTANT, {}, "finance"),
    "cashier": (Role.CASHIER, {}, "finance"),
}


@dataclass(frozen=True)
class Size:
    points: int
    groups: int
    workers: int


FULL = Size(points=8, groups=12, workers=77)
SMALL = Size(points=4, groups=3, workers=13)


@dataclass
class Organization:
    """What the other modules of the demo start from."""

    rng: random.Random
    today: dt.date
    small: bool
    admin: User
    staff: dict = field(default_factory=dict)
    departments: dict = field(default_factory=dict)
    points: list = field(default_factory=list)
    groups: list = field(default_factory=list)
    group_of: dict = field(default_factory=dict)  # worker's staff number -> number of the group, from 0

    def workers(self, group=None):
        """Front-line staff, of one group or of all."""
        return [self.staff[no] for no, number in self.group_of.items() if group is None or number == group]

    def sa_of(self, worker):
        return self.staff[f"sa{self.group_of[worker.staff_no] + 1}"]

    def supervisor_of(self, worker):
        """Who supervises: supervisor1 the odd groups, supervisor2 the even ones; the last group has an acting one."""
        return self.staff[supervisor_no(self.group_of[worker.staff_no], len(self.groups))]


def supervisor_no(group, groups):
    if group == groups - 1:
        return "leader2"
    half = 2 if group >= 6 else 0
    return f"supervisor{group % 2 + 1 + half}"


def build(*, password, small=False, today=None):
    """Lay out structure and staff as they stood some months before `today`; returns the Organization."""
    size = SMALL if small else FULL
    rng = random.Random(SEED)
    today = today or clock.today()
    with clock.standing_at(clock.moment(today - dt.timedelta(days=230), dt.time(9))):
        actions.lay_out_departments()
        made = Organization(rng=rng, today=today, small=small, admin=actions.found(name="季长安"))
        actions.set_first_password(person=made.admin, password=password)
        made.staff["admin"] = made.admin
        made.departments = {row.code: row for row in Department.objects.all()}
        _structure(made, size)
        _people(made, size, password)
        _acting_supervisor(made)
    return made


def _structure(made, size):
    for code, name, name_en, kind, service_field in POINTS[: size.points]:
        unit = None
        if code in HOSTS:
            host, contact, phone = HOSTS[code]
            unit = HostUnit(name=host, contact_name=contact, contact_phone=phone)
            actions.save_structure(by=made.admin, row=unit)
        point = ServicePoint(
            code=code, name=name, name_en=name_en, type=kind, field=service_field, host_unit=unit,
            has_storage=code != "court", opened_on=dt.date(2021, 3, 1),
        )  # fmt: skip
        made.points.append(actions.save_structure(by=made.admin, row=point))
    for number in range(1, size.groups + 1):
        row = SupervisionGroup(
            code=f"g{number:02}", name=f"第{_chinese(number)}督导小组", name_en=f"Supervision group {number}"
        )
        made.groups.append(actions.save_structure(by=made.admin, row=row))


def _chinese(number):
    digits = "一二三四五六七八九十"
    return digits[number - 1] if number <= 10 else "十" + digits[number - 11]


def _people(made, size, password):
    hire = _Hiring(made, password)
    for staff_no, (role, scope, home) in HEAD_OFFICE.items():
        scope = {key: made.departments[code] for key, code in scope.items()}
        hire(staff_no, role, home=home, **scope)
    for number in range(1, (4 if size.groups > 6 else 2) + 1):
        hire(f"supervisor{number}", None, home="service")
    for number, point in enumerate(made.points, start=1):
        hire(f"leader{number}", LEADING[point.type], home="service", point=point)
    for number, group in enumerate(made.groups):
        hire(f"sa{number + 1}", Role.SUPERVISION_ASSISTANT, group=group)
        supervisor = made.staff[supervisor_no(number, len(made.groups))]
        if supervisor.staff_no.startswith("supervisor"):
            hire.appoint(supervisor, Role.SUPERVISOR, group=group)
    for number in range(1, size.workers + 1):
        group = _group_of(number, size.groups)
        point = made.points[(group if number % 3 else group + 3) % len(made.points)]
        made.group_of[f"worker{number}"] = group
        hire(f"worker{number}", _role_of(number, point), worker_no=number, point=point, group=made.groups[group])


def _group_of(number, groups):
    """worker1..worker5 in the first group, worker6..worker11 in the second, the rest spread evenly."""
    if number <= 5:
        return 0
    if number <= 11 or groups == 2:
        return 1
    return 2 + (number - 12) % (groups - 2)


def _role_of(number, point):
    if number % 9 == 5:
        return Role.SOCIAL_WORK_ASSISTANT
    return Role.NURSE if point.field == Field.ELDERLY and number % 7 == 0 else Role.SOCIAL_WORKER


class _Hiring:
    """Hires one person after another, with believable years behind them."""

    def __init__(self, made, password):
        self.made, self.password, self.names = made, password, words.names(made.rng)

    def __call__(self, staff_no, role, *, home=None, worker_no=None, **scope):
        rng, today = self.made.rng, self.made.today
        served = rng.choice((1, 2, 3, 4, 5, 6, 8, 11))
        if staff_no in ("worker3", "worker8"):
            served = 1  # below two years: process records (CASE-19)
        joined = today - dt.timedelta(days=365 * served + rng.randrange(240, 330))
        started = joined - dt.timedelta(days=365 * rng.choice((0, 0, 1, 3)) if served > 1 else 0)
        first_job = started - dt.timedelta(days=365 * rng.choice((0, 1, 2, 7, 12)))
        name = next(self.names)
        parts = syllables(name)
        person = actions.create_person(
            by=self.made.admin, staff_no=staff_no, worker_no=worker_no, name=name,
            name_en=f"{parts[0].title()} {''.join(parts[1:]).title()}",
            phone=f"000 {rng.randrange(1000, 10000)} {rng.randrange(1000, 10000)}",
            department=self.made.departments[home] if home else None,
            joined_on=joined, first_job_on=first_job, social_work_start_date=started if worker_no else None,
        )  # fmt: skip
        actions.set_first_password(person=person, password=self.password)
        self.made.staff[staff_no] = person
        if role:
            self.appoint(person, role, **scope)
        return person

    def appoint(self, person, role, **scope):
        since = max(person.joined_on, dt.date(2023, 3, 1))
        return actions.appoint(by=self.made.admin, person=person, role=role, since=since, **scope)


def _acting_supervisor(made):
    """The last group has no supervisor; the deputy names one for a time (ORG-06)."""
    start = clock.today()
    actions.designate_acting_supervisor(
        by=made.staff["deputy"], person=made.staff["leader2"], group=made.groups[-1], since=start,
        until=made.today + dt.timedelta(days=120), reason="原督导离任，接任人选未定，暂由组长代行督导职责",
    )  # fmt: skip


def exists():
    """Whether this database already has people (the demo is never put beside real data)."""
    return User.objects.exists() or Appointment.objects.exists()
