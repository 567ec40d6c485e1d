"""Who sees and who keeps whose attendance (roles.md 4.2): oneself, the SA, the head, HR&A, DDG, DG."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people import roles
from people.models import FRONT_LINE, Appointment, Role, StandInKind, User

EVERYTHING = Q(pk__isnull=False)


def reads_all(user):
    return roles.is_hr(user) or roles.is_ddg(user) or roles.is_dg(user)


def workers_of_directed_points(user):
    """Front-line staff of the centres and projects `user` directs; a team leader is no superior here."""
    directed = roles.point_ids(user, Role.CENTRE_DIRECTOR, Role.PROJECT_DIRECTOR)
    return Appointment.objects.current().filter(role__in=FRONT_LINE, point__in=directed).values("person")


def kept_groups(user):
    """Ids of the supervision groups whose attendance `user` keeps: as SA, or standing in for one (ATT-03)."""
    absent = roles.stood_in_for_ids(user, StandInKind.ATTENDANCE)
    mine = Appointment.objects.current().filter(role=Role.SUPERVISION_ASSISTANT, group__isnull=False)
    return mine.filter(Q(person=user) | Q(person__in=absent)).values("group")


def while_in(groups, *, person="person", day="day"):
    """Days on which a person belonged to one of the groups: the month of somebody who moved can still be closed."""
    held = Appointment.objects.filter(role__in=FRONT_LINE, group__in=groups, person=OuterRef(person))
    return Q(Exists(held.on(OuterRef(day))))


def members_of(groups):
    return Appointment.objects.current().filter(role__in=FRONT_LINE, group__in=groups).values("person")


def below(user):
    """{arm: ids} of the people below `user` today."""
    return {
        "group": members_of(kept_groups(user)),
        "department": roles.department_member_ids(user),
        "service point": workers_of_directed_points(user),
    }


def superiors(user, *, person="person"):
    """Arms of those above a person: {name: Q}; none of one's own."""
    if reads_all(user):
        return {"all": EVERYTHING}
    return {name: Q(**{f"{person}__in": ids}) for name, ids in below(user).items()}


def reads_person(user, person, first, last):
    """May `user` open the attendance of `person` between two days: oneself, a superior, the SA of those days?"""
    if person.pk == user.pk or reads_all(user):
        return True
    if any(ids.filter(**{"pk" if ids.model is User else "person": person.pk}).exists()
           for ids in below(user).values()):  # fmt: skip
        return True
    held = Appointment.objects.filter(person=person, role__in=FRONT_LINE, group__in=kept_groups(user))
    return held.filter(since__lte=last).exclude(until__lt=first).exists()


def arms(user):
    if reads_all(user):
        return {"all": Q()}
    return {
        "own": Q(person=user),
        **superiors(user),
        "was in the group": while_in(kept_groups(user)),
        "stand_in": Q(person__in=roles.stood_in_for_ids(user, StandInKind.ATTENDANCE)),
    }


def outing_arms(user):
    return {"own": Q(person=user), **superiors(user)}


def check_arms(user):
    """Who checks and who is above; the person checked learns the result elsewhere, not this row (ATT-04)."""
    others = ~Q(checked=user)
    return {name: arm & others for name, arm in superiors(user, person="checked").items()}


def plan_arms(user):
    """A planned check is seen by whoever planned it and by the direction, never by the person it is about (ATT-04)."""
    others = ~Q(person=user)
    found = {"own": Q(planned_by=user) & others}
    if roles.is_ddg(user) or roles.is_dg(user):
        found["all"] = others
    return found


def period_arms(user, path=""):
    """Months of groups: the SA, HR&A, DDG, DG."""
    if reads_all(user):
        return {"all": EVERYTHING}
    return {"group": Q(**{f"{path}group__in": kept_groups(user)})}


def record_arms(user):
    return period_arms(user, "period__")


def publication_arms(user):
    """Everybody while it is posted; afterwards HR&A and the direction (ATT-05)."""
    today = clock.today()
    found = {"posted": Q(posted_from__lte=today, posted_to__gte=today)} if user.is_active else {}
    return found | ({"all": EVERYTHING} if reads_all(user) else {})


def seed_arms(user):
    """The commitment is for everybody to see; the seed itself is shown only once it was used."""
    return {"all": EVERYTHING} if user.is_active else {}


def discipline_arms(user):
    """Disciplinary record: oneself, HR&A, DDG, DG (roles.md 4.2)."""
    return {"all": EVERYTHING} if reads_all(user) else {"own": Q(person=user)}


def keeps_group(user, group):
    return group.pk in {row["group"] for row in kept_groups(user)}


def keeps_any(user):
    return kept_groups(user).exists()


def reads_group(user, group):
    return reads_all(user) or keeps_group(user, group)


def heads_people(user):
    """A director of a department, centre or project: reads the attendance of the people there."""
    return roles.has_any(user, Role.DEPARTMENT_DIRECTOR, Role.CENTRE_DIRECTOR, Role.PROJECT_DIRECTOR)


def department_ids(user):
    """Ids of the staff of the departments `user` directs."""
    return roles.department_member_ids(user)


def sees_others(user):
    return reads_all(user) or keeps_any(user) or heads_people(user)


def checks(user):
    """Who checks attendance: the SA in the group; HR&A, DDG and DG without notice (ATT-03, ATT-04)."""
    return reads_all(user) or keeps_any(user)


def may_draw(user):
    return None if roles.is_hr(user) else _("HR & Administration draws and posts the sample.")


def may_note_discipline(user, person=None):
    if not roles.is_hr(user):
        return _("HR & Administration keeps the disciplinary record.")
    return _("Nobody writes about themselves.") if person == user else None


def may_go_out(user):
    """Who announces outings: everybody whose work takes them out; the board and system accounts have none."""
    return user.is_authenticated and any(
        held.role not in (Role.SYSTEM_ADMIN, Role.BOARD_CHAIR, Role.BOARD_MEMBER, Role.SUPERVISORY_BOARD_MEMBER)
        for held in roles.appointments_of(user)
    )


def hr_people():
    officers = roles.holders(Role.HR_OFFICER)
    return officers | roles.holders(Role.DEPARTMENT_DIRECTOR, department__code="hr_admin")
