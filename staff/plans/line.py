"""Who writes a report and to whom it goes (PLAN-01, PLAN-03, ORG-04, ORG-05; roles.md sections 3 and 5). Reads only.

The whole organization is read once in three queries; what follows is plain Python, so that one person, a list of
everybody and the Monday job ask the same question and get the same answer.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from core import clock
from people.models import Appointment, Role, StandIn, StandInKind, User

# Whoever holds nothing but these works for no superior here: bodies above the director-general, outside control.
OUTSIDE = {Role.BOARD_CHAIR, Role.BOARD_MEMBER, Role.SUPERVISORY_BOARD_MEMBER, Role.AUDITOR}
LEADERS = {Role.SUPERVISOR, Role.TEAM_LEADER, Role.CENTRE_DIRECTOR, Role.PROJECT_DIRECTOR}
DIRECTING = {Role.CENTRE_DIRECTOR, Role.PROJECT_DIRECTOR}
HEADS = {Role.SUPERVISION_ASSISTANT, Role.DEPARTMENT_DIRECTOR}
FRONT = {Role.SOCIAL_WORKER, Role.SOCIAL_WORK_ASSISTANT, Role.NURSE}


@dataclass(frozen=True)
class Superior:
    """Who reads somebody's reports: `people`, whoever stands in for them, and whether a post between is vacant."""

    people: tuple = ()
    covers: tuple = ()
    vacant: bool = False

    @property
    def everybody(self):
        return {*self.people, *self.covers}


@dataclass
class Line:
    """The management line on one day; everything by id of the user."""

    roles: dict = field(default_factory=lambda: defaultdict(set))  # person -> roles
    posts: dict = field(default_factory=dict)  # front-line person -> (point, group)
    holders: dict = field(default_factory=lambda: defaultdict(list))  # (role, scope) -> people
    department: dict = field(default_factory=dict)  # person -> department
    covers: dict = field(default_factory=lambda: defaultdict(list))  # absent -> who stands in to sign
    known: dict = field(default_factory=dict)  # person -> Superior, as asked before

    def writers(self, *, weekly):
        """Everybody who works here; the weekly report goes up to the director-general, who writes none (PLAN-01)."""
        return [person for person in self.department if self._writes(person, weekly)]

    def _writes(self, person, weekly):
        held = self.roles[person]
        if held and held <= OUTSIDE:
            return False
        if weekly and Role.DIRECTOR_GENERAL in held:
            return False
        return bool(held) or self.department[person] is not None

    def superior_of(self, person):
        """The first level above that somebody holds; a vacant post goes one level up, visibly."""
        if person not in self.known:
            self.known[person] = self._superior_of(person)
        return self.known[person]

    def _superior_of(self, person):
        for passed, level in enumerate(self._levels(person)):
            if found := tuple(one for one in dict.fromkeys(level) if one != person):
                covers = {cover for one in found for cover in self.covers[one]} - {person, *found}
                return Superior(found, tuple(sorted(covers)), vacant=passed > 0)
        return Superior()

    def _levels(self, person):
        held, top = self.roles[person], self._top
        if Role.DIRECTOR_GENERAL in held:
            return [top(Role.BOARD_CHAIR)]
        if Role.DEPUTY_DIRECTOR_GENERAL in held:
            return [top(Role.DIRECTOR_GENERAL), top(Role.BOARD_CHAIR)]
        above = [top(Role.DEPUTY_DIRECTOR_GENERAL), top(Role.DIRECTOR_GENERAL)]
        if held & HEADS:
            return above
        if held & LEADERS:
            return [self.holders[Role.DEPARTMENT_DIRECTOR, "service"], *above]
        if held & FRONT:
            point, group = self.posts[person]
            below = [self.holders[Role.SUPERVISION_ASSISTANT, group]]
            if Role.NURSE in held and (director := self.directors_of(point)):
                below.insert(0, director)
            return [*below, *above]
        if self.department.get(person) is not None:
            return [self.holders[Role.DEPARTMENT_DIRECTOR, self.department[person]], *above]
        return above

    def _top(self, role):
        return self.holders[role, None]

    def directors_of(self, point):
        return [one for role in DIRECTING for one in self.holders[role, point]]

    def group_of(self, person):
        return self.posts[person][1] if person in self.posts else None

    def below(self, reader):
        """Whose reports come to `reader`, also while standing in."""
        return {person for person in self.department if reader in self.superior_of(person).everybody}


def line(on=None):
    """The line of today or of the day `on`, in three queries."""
    day = on or clock.today()
    found = Line()
    people = User.objects.filter(is_active=True, is_system=False).order_by("pk")
    found.department.update(people.values_list("pk", "department"))
    held = Appointment.objects.on(day).order_by("since", "pk")
    fields = ("person", "role", "department", "department__code", "point", "group")
    for person, role, department, code, point, group in held.values_list(*fields):
        if person not in found.department:
            continue
        found.roles[person].add(role)
        if role in FRONT:
            found.posts[person] = (point, group)
        for scope in _scopes(role, department, code, point, group):
            found.holders[role, scope].append(person)
    for absent, cover, kinds in StandIn.objects.on(day).values_list("absent", "cover", "kinds"):
        if StandInKind.APPROVALS in kinds and cover in found.department:
            found.covers[absent].append(cover)
    return found


def _scopes(role, department, code, point, group):
    if role == Role.DEPARTMENT_DIRECTOR:
        return (department, code)
    if role == Role.SUPERVISION_ASSISTANT:
        return (group,)
    return (point,) if role in DIRECTING else (None,)
