"""Whose turn it is: functions (subject, applicant) -> levels of people, tried in order (roles.md section 5; ORG-06).

A level names a role and its people today. Where its people cannot act (vacant, the applicant's own level, already
decided) the next level is asked, at last the deputy director-general, the director-general and the board chair; what
was passed over is kept on the step and shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from people import roles
from people.models import Role, User
from rulebook.values import value


@dataclass(frozen=True)
class Level:
    """People who may act in the capacity of `role`; `acting_for` is the role they stand in for (ORG-06)."""

    role: str
    people: Iterable = field(default=())
    acting_for: str = ""
    peers: bool = False  # an applicant who belongs to the level leaves it to the colleagues (SOD-04), not one level up


def applicant(subject, applicant):
    """The one who asks: for evidence to bring and tasks to do, never to decide."""
    yield Level("applicant", [applicant], peers=True)


def holders_of(role, **scope):
    """Everybody who holds `role` today, within `scope` (department__code=...)."""

    def who(subject, applicant):
        yield Level(role, roles.holders(role, **scope))

    return who


ddg = holders_of(Role.DEPUTY_DIRECTOR_GENERAL)
dg = holders_of(Role.DIRECTOR_GENERAL)
board_chair = holders_of(Role.BOARD_CHAIR)
archivist = holders_of(Role.ARCHIVIST)


def service_director(subject, applicant):
    yield Level("service_director", roles.holders(Role.DEPARTMENT_DIRECTOR, department__code="service"))


def hr(subject, applicant):
    """HR & Administration: officers and director."""
    officers = roles.holders(Role.HR_OFFICER)
    yield Level("hr", officers | roles.holders(Role.DEPARTMENT_DIRECTOR, department__code="hr_admin"), peers=True)


def department_director(subject, applicant):
    """The director of the applicant's department (ORG-04)."""
    if applicant.department_id:
        people = roles.holders(Role.DEPARTMENT_DIRECTOR, department=applicant.department_id)
        yield Level(Role.DEPARTMENT_DIRECTOR, people)


def sa(subject, applicant):
    """The supervision assistant of the applicant's group (ORG-05)."""
    yield Level(Role.SUPERVISION_ASSISTANT, roles.supervision_assistants_of(applicant))


def team_leader(subject, applicant):
    """Whoever leads the applicant's service point."""
    if post := roles.post_of(applicant):
        yield Level("point_leader", roles.leaders_of_point(post.point))


def first_of(*whos):
    """The levels of each function in turn: the first that can act does."""

    def who(subject, applicant):
        for each in whos:
            yield from each(subject, applicant)

    return who


business_lead = first_of(sa, team_leader)


def _acting(subject, applicant):
    """Who exercises a missing supervisor's duties, in the organization's order (ORG-06)."""
    post = roles.post_of(applicant)
    point = post.point if post else getattr(subject, "point", None)
    home = {"department": applicant.department_id} if applicant.department_id else {"department__code": "service"}
    for role in value("approval.acting_supervisor_order"):
        if role == Role.SUPERVISION_ASSISTANT:
            yield Level(role, roles.supervision_assistants_of(applicant), acting_for=Role.SUPERVISOR)
        elif role == Role.DEPARTMENT_DIRECTOR:
            yield Level(role, roles.holders(role, **home), acting_for=Role.SUPERVISOR)
        elif point:
            yield Level(role, roles.holders(role, point=point), acting_for=Role.SUPERVISOR)


def supervisor(subject, applicant):
    """The applicant's supervisor; where none is appointed, the acting order (ORG-06).

    An appointment marked acting is a designation: its holder is asked first, and the step says so. A supervisor's own
    matter goes to another supervisor (SOD-04).
    """
    supervisors = roles.supervisors_of(applicant)
    designated = roles.supervisors_of(applicant, acting=True)
    yield Level(Role.SUPERVISOR, supervisors.exclude(pk__in=designated.values("pk")), peers=True)
    if designated:
        yield Level(Role.SUPERVISOR, designated, acting_for=Role.SUPERVISOR, peers=True)
    if roles.holders(Role.SUPERVISOR, acting=False).filter(pk=applicant.pk).exists():
        yield Level(Role.SUPERVISOR, roles.holders(Role.SUPERVISOR, acting=False), peers=True)
    yield from _acting(subject, applicant)


# The end of every line, lowest first (roles.md sections 3 and 5).
LADDER = {Role.DEPUTY_DIRECTOR_GENERAL: ddg, Role.DIRECTOR_GENERAL: dg, Role.BOARD_CHAIR: board_chair}
RUNGS = [str(role) for role in LADDER]


def _rung(role):
    return RUNGS.index(str(role)) if str(role) in RUNGS else -1


def levels(who, subject, applicant, *, upward):
    """The levels of `who`, then one level up; nobody is asked about somebody above them.

    A room's own function may answer plain users.
    """
    floor = max((_rung(held.role) for held in roles.appointments_of(applicant)), default=-1)
    reached = -1
    for level in who(subject, applicant):
        level = level if isinstance(level, Level) else Level("", [level])
        reached = max(reached, _rung(level.role))
        if level.role == "applicant" or not 0 <= _rung(level.role) < floor:
            yield level
    if upward:
        for higher in list(LADDER.values())[max(reached + 1, floor) :]:
            yield from higher(subject, applicant)


def led_by(user):
    """Ids of those whom `user` leads: they may not stand in over the user's own requests (designs.md k)."""
    if roles.has_any(user, Role.DIRECTOR_GENERAL, Role.DEPUTY_DIRECTOR_GENERAL):
        above = [Role.BOARD_CHAIR, Role.BOARD_MEMBER]
        if not roles.is_dg(user):
            above.append(Role.DIRECTOR_GENERAL)
        spared = set().union(*(roles.holders(role).values_list("pk", flat=True) for role in above))
        return set(User.objects.exclude(pk__in=spared).values_list("pk", flat=True))
    sources = (roles.group_worker_ids, roles.supervised_ids, roles.point_worker_ids, roles.department_member_ids)
    return {pk for source in sources for row in source(user) for pk in row.values()}
