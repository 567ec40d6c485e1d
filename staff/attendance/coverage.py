"""Who was checked this month and who was not; by group and for the whole organization (ATT-03, ATT-04; QM-13)."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count

from core import clock
from people import roles
from people.models import FRONT_LINE, Appointment, Role, User
from rulebook.deadlines import RULES
from rulebook.values import value
from staff.attendance import policy, roster
from staff.attendance.sheets import AttendanceCheck

LAST_DAYS = dt.timedelta(days=RULES["att.check"].remind[0])  # of a month: when the SA is reminded


@dataclass(frozen=True)
class Covered:
    """A group's month: who belongs to it, how often each was checked."""

    group: object
    people: list
    times: dict  # person id -> checks in the month
    wanted: int

    @property
    def checked(self):
        return [person for person in self.people if self.times.get(person.pk, 0) >= self.wanted]

    @property
    def left(self):
        return [person for person in self.people if self.times.get(person.pk, 0) < self.wanted]


def times_checked(people, month):
    """{person id: how often checked in the month}; one query."""
    rows = AttendanceCheck.objects.in_month(month).filter(checked__in=people)
    return dict(rows.order_by().values_list("checked").annotate(times=Count("pk")))


def of_groups(groups, month):
    """[Covered, ...] of several groups in three statements."""
    found = roster.members(month, roster.last_of(month), groups=[group.pk for group in groups])
    times, wanted = times_checked([one.person.pk for one in found], month), value("att.sa_check_per_month")
    covered = []
    for group in groups:
        people = [one.person for one in found if any(spell[3] == group.pk for spell in one.spells)]
        covered.append(Covered(group, people, times, wanted))
    return covered


def unchecked(group, month):
    """Workers of a group who were checked less often than the organization wants."""
    return of_groups([group], month)[0].left


def groups_of(person, month):
    """Ids of the groups a person belonged to in a month."""
    found = roster.members(month, roster.last_of(month), people=[person.pk])
    return {spell[3] for one in found for spell in one.spells}


def keepers(group):
    """The supervision assistants of a group today."""
    return roles.holders(Role.SUPERVISION_ASSISTANT, group=group)


def checkable(user):
    """Whom `user` may check today: the workers of the groups kept; for HR&A and the direction all staff at work."""
    today = clock.today()
    held = Appointment.objects.on(today)
    if policy.reads_all(user):
        held = held.filter(role__in=(*FRONT_LINE, Role.SUPERVISION_ASSISTANT))
    else:
        held = held.filter(role__in=FRONT_LINE, group__in=policy.kept_groups(user))
    people = User.objects.filter(pk__in=held.values("person"), is_active=True).exclude(pk=user.pk)
    return people.order_by("staff_no")
