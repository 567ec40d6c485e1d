"""Questions about people, answered from today's appointments. Everything that decides access asks here.

Functions named `*_of` return querysets of User; functions that end in `_ids` return subqueries of user ids, made to
stand inside a Q, so that a policy costs no query of its own.
"""

from django.conf import settings
from django.db.models import Q

from core import clock
from people.models import FRONT_LINE, POINT_LEADERS, Appointment, Role, StandIn, User

ADMIN_ROLES = (Role.SYSTEM_ADMIN, Role.HR_OFFICER)


def appointments_of(user):
    """Today's appointments of `user`, fetched once per user object and day.

    Kept as an attribute, which `request.user` passes on to the person it wraps; its `__dict__` would be its own.
    """
    day = clock.today()
    cached = getattr(user, "_appointments", None)
    if cached is None or cached[0] != day:
        rows = (
            []
            if user.pk is None
            else list(Appointment.objects.on(day).filter(person=user).select_related("department", "point", "group"))
        )
        cached = user._appointments = (day, rows)
    return cached[1]


def forget(user):
    """Drop the appointments remembered on this user object; called by the actions that change them."""
    user._appointments = None


def has_any(user, *roles):
    """Does `user` hold one of `roles` today?"""
    return any(held.role in roles for held in appointments_of(user))


def directs(user, department_code):
    """Is `user` director of the department with this code today?"""
    return any(
        held.role == Role.DEPARTMENT_DIRECTOR and held.department.code == department_code
        for held in appointments_of(user)
    )


def is_hr(user):
    """HR & Administration: its officers and its director."""
    return has_any(user, Role.HR_OFFICER) or directs(user, "hr_admin")


def manages_people(user):
    """May change people, appointments and structure: HR & Administration and system administrators."""
    return has_any(user, *ADMIN_ROLES) or is_hr(user)


def is_service_director(user):
    return directs(user, "service")


def is_dg(user):
    return has_any(user, Role.DIRECTOR_GENERAL)


def is_ddg(user):
    return has_any(user, Role.DEPUTY_DIRECTOR_GENERAL)


def is_front_line(user):
    return has_any(user, *FRONT_LINE)


def reads_beyond_own(user):
    """Does `user` read more than own cases: any role off the front line, or standing in for somebody?"""
    return any(held.role not in FRONT_LINE for held in appointments_of(user)) or (bool(_standing_in(user)))


def needs_second_factor(user):
    """Demanded of everyone who reads beyond own cases; offered to all (T21, T22)."""
    return settings.SECOND_FACTOR_REQUIRED and reads_beyond_own(user)


def holders(role, *, on=None, **scope):
    """Active users who hold `role` on the day `on` (today), within `scope` (group=, point=, department=, worker=)."""
    held = Appointment.objects.on(on or clock.today()).filter(role=role, **scope)
    return User.objects.filter(pk__in=held.values("person"), is_active=True)


def post_of(user, on=None):
    """The front-line appointment of `user` on a day (point and group), or None."""
    return (
        Appointment.objects.on(on or clock.today())
        .filter(person=user, role__in=FRONT_LINE)
        .select_related("point__host_unit", "group")
        .order_by("-since")
        .first()
    )


def supervision_assistants_of(user, on=None):
    """The SA of the group `user` belongs to."""
    post = post_of(user, on)
    return holders(Role.SUPERVISION_ASSISTANT, on=on, group=post.group) if post else User.objects.none()


def supervisors_of(user, on=None, **scope):
    """Whoever supervises `user`: in person or for the group; acting ones included, or only (acting=True; ORG-06)."""
    post = post_of(user, on)
    assigned = Q(worker=user)
    if post:
        assigned |= Q(group=post.group)
    held = Appointment.objects.on(on or clock.today()).filter(assigned, role=Role.SUPERVISOR, **scope)
    return User.objects.filter(pk__in=held.values("person"), is_active=True).exclude(pk=user.pk)


def leaders_of_point(point, on=None):
    held = Appointment.objects.on(on or clock.today()).filter(role__in=POINT_LEADERS, point=point)
    return User.objects.filter(pk__in=held.values("person"), is_active=True)


def _mine(user, role):
    return Appointment.objects.current().filter(person=user, role=role)


def group_worker_ids(user):
    """Workers of the supervision groups in which `user` is supervision assistant."""
    groups = _mine(user, Role.SUPERVISION_ASSISTANT).values("group")
    return Appointment.objects.current().filter(role__in=FRONT_LINE, group__in=groups).values("person")


def supervised_ids(user):
    """Workers `user` supervises: by group or in person."""
    mine = _mine(user, Role.SUPERVISOR)
    groups = mine.filter(group__isnull=False).values("group")
    by_group = Q(role__in=FRONT_LINE, group__in=groups)
    in_person = Q(person__in=mine.filter(worker__isnull=False).values("worker"))
    return Appointment.objects.current().filter(by_group | in_person).values("person")


def point_ids(user, *roles):
    """Service points where `user` holds one of `roles` (default: the leaders' roles)."""
    return Appointment.objects.current().filter(person=user, role__in=roles or POINT_LEADERS).values("point")


def point_worker_ids(user):
    """Workers posted at the service points `user` leads."""
    return Appointment.objects.current().filter(role__in=FRONT_LINE, point__in=point_ids(user)).values("person")


def department_member_ids(user):
    """Staff of the departments `user` directs."""
    led = _mine(user, Role.DEPARTMENT_DIRECTOR).values("department")
    return User.objects.filter(department__in=led).values("pk")


def stood_in_for_ids(user, kind):
    """Those whom `user` stands in for today, for work of `kind` (a StandInKind). Not transitive."""
    return User.objects.filter(pk__in=_absent(user, kind)).values("pk")


def stands_in(user, kind, absent_id=None):
    """Does `user` stand in today for work of `kind`: for anybody, or for this person?"""
    absent = _absent(user, kind)
    return bool(absent) if absent_id is None else absent_id in absent


def _absent(user, kind):
    return [row.absent_id for row in _standing_in(user) if kind in row.kinds]


def _standing_in(user):
    """Today's stand-ins by `user`."""
    return once_a_read(user, "stand_ins", lambda: list(StandIn.objects.current().filter(cover=user)))


def once_a_read(user, name, ask):
    """`ask()`, once a request where the request only reads (people/middleware.py); a write could change the answer."""
    if not getattr(user, "_only_reads", False):
        return ask()
    held = getattr(user, "_held", None)
    if held is None:
        held = user._held = {}
    if name not in held:
        held[name] = ask()
    return held[name]


def covers_of(user, kind, on=None):
    """Who stands in for `user` for `kind` on a day."""
    held = [row.cover_id for row in StandIn.objects.on(on or clock.today()).filter(absent=user) if kind in row.kinds]
    return User.objects.filter(pk__in=held, is_active=True)
