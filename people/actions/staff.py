"""What changes people and structure, asked for by HR & Administration or the system administrator."""

import datetime as dt

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from people import leaving, limits, roles
from people.models import FRONT_LINE, Appointment, Department, Role, StandIn, User
from people.names import readings
from people.policy import combination_error
from people.structure import DEPARTMENTS

PERSON_FIELDS = (
    "staff_no", "worker_no", "name", "name_en", "phone", "email", "department", "joined_on", "first_job_on",
    "social_work_start_date",
)  # fmt: skip


def _must(allowed):
    if not allowed:
        raise PermissionDenied


def _save(row, *, by, reason=""):
    row._history_user, row._change_reason = by, reason or None
    row.full_clean()
    row.save()
    row._change_reason = None
    return row


def _assign(row, allowed, values):
    if unknown := set(values) - set(allowed):
        raise TypeError(f"not a field to set: {', '.join(sorted(unknown))}")
    for field, value in values.items():
        setattr(row, field, value)


@transaction.atomic
def create_person(*, by, **values):
    """A new member of staff, who signs in once the one-time link of `invite` is used."""
    _must(roles.manages_people(by))
    person = User()
    person.set_unusable_password()
    return _fill(person, by=by, values=values)


@transaction.atomic
def edit_person(*, by, person, **values):
    """Change somebody's record; what a person is allowed to do is never in here but in appointments."""
    _must(roles.manages_people(by))
    return _fill(person, by=by, values=values)


def _fill(person, *, by, values):
    _assign(person, PERSON_FIELDS, values)
    person.pinyin, person.initials = readings(person.name)
    return _save(person, by=by)


@transaction.atomic
def found(*, staff_no="admin", name="系统管理员"):
    """The first system administrator of an empty organization; refuses once anybody holds the role."""
    if roles.holders(Role.SYSTEM_ADMIN).exclude(password__startswith="!").exists():
        raise ValidationError(_("There is a system administrator already."))
    if person := roles.holders(Role.SYSTEM_ADMIN).first():
        return person
    person = User(staff_no=staff_no)
    person.set_unusable_password()
    _fill(person, by=None, values={"name": name})
    _save(Appointment(person=person, role=Role.SYSTEM_ADMIN, since=clock.today(), reason="first start"), by=None)
    return person


def _check_appointment(row):
    """One post, one assistant a group, one post at the front line; roles that exclude each other (SOD-02, SOD-08)."""
    others = Appointment.objects.exclude(pk=row.pk).filter(since__lte=row.until or dt.date.max)
    others = others.exclude(until__lt=row.since)
    if error := combination_error(row.role, set(others.filter(person=row.person).values_list("role", flat=True))):
        raise ValidationError({"role": error})
    if row.role in FRONT_LINE and others.filter(person=row.person, role__in=FRONT_LINE).exists():
        raise ValidationError({"since": _("This person has another post in that time; end it or use a transfer.")})
    if row.role == Role.SUPERVISION_ASSISTANT and others.filter(role=row.role, group=row.group).exists():
        raise ValidationError({"group": _("The group has another supervision assistant in that time.")})
    if row.worker_id and row.worker_id == row.person_id:
        raise ValidationError({"worker": _("Nobody supervises oneself.")})


def _appoint(*, by, person, role, since, until=None, acting=False, reason="", **scope):
    row = Appointment(
        person=person, role=role, since=since, until=until, acting=acting, reason=reason, appointed_by=by, **scope
    )
    row.full_clean()
    _check_appointment(row)
    roles.forget(person)
    return _save(row, by=by, reason=reason)


@transaction.atomic
def appoint(*, by, person, role, since, until=None, acting=False, reason="", **scope):
    """Give a dated role with its scope (ORG-01..05): group=, point=, department=, worker= as the role needs."""
    _must(roles.manages_people(by))
    _must(by.pk != person.pk)
    return _appoint(by=by, person=person, role=role, since=since, until=until, acting=acting, reason=reason, **scope)


@transaction.atomic
def designate_acting_supervisor(*, by, person, since, until, reason, group=None, worker=None):
    """ORG-06: the organization names who exercises the supervisor's duties for a time, where none is appointed."""
    _must(roles.manages_people(by) or roles.is_ddg(by) or roles.is_service_director(by))
    _must(by.pk != person.pk)
    scope = {"group": group, "worker": worker}
    standing = Appointment.objects.on(since).filter(role=Role.SUPERVISOR, acting=False, **scope)
    if standing.exclude(person=person).exists():
        raise ValidationError({"group": _("A supervisor is appointed there; use a stand-in while absent.")})
    return _appoint(
        by=by, person=person, role=Role.SUPERVISOR, since=since, until=until, acting=True, reason=reason, **scope
    )


def give(*, by, acting=False, **values):
    """An appointment as HR enters it in a form or a list: an acting one is a designation (ORG-06)."""
    if not acting:
        return appoint(by=by, **values)
    allowed = ("person", "since", "until", "reason", "group", "worker")
    return designate_acting_supervisor(by=by, **{name: values.get(name) for name in allowed})


@transaction.atomic
def end_appointment(*, by, appointment, until, reason):
    """The last day of an appointment; access that follows from it ends with that day."""
    _must(roles.manages_people(by))
    _must(by.pk != appointment.person_id)
    was = Appointment.objects.get(pk=appointment.pk).until
    appointment.until = until
    if was and until > was:  # longer than decided: as good as a new appointment
        _check_appointment(appointment)
    return _end(appointment, until=until, by=by, reason=reason)


def _end(appointment, *, until, by, reason):
    appointment.until = max(until, appointment.since)
    roles.forget(appointment.person)
    return _save(appointment, by=by, reason=reason)


@transaction.atomic
def transfer(*, by, person, on, reason, point, group):
    """From `on` the person works at `point` in `group`: the old post ends the day before (roles.md 4.3, 5)."""
    _must(roles.manages_people(by))
    post = roles.post_of(person, on)
    if post is None:
        raise ValidationError(_("This person holds no post at the front line on that day."))
    if post.since >= on:
        raise ValidationError({"on": _("The present post begins on that day or later.")})
    last_day = post.until
    _end(post, until=on - dt.timedelta(days=1), by=by, reason=reason)
    return _appoint(
        by=by, person=person, role=post.role, since=on, until=last_day, reason=reason, point=point, group=group
    )


def end_sign_ins(person):
    """Every session and second factor of `person`, in cache and table, ends now."""
    for session in UserSession.objects.filter(user=person):
        session.end()
    Authenticator.objects.filter(user=person).delete()


@transaction.atomic
def deactivate(*, by, person, last_day, reason):
    """Somebody leaves: account, sessions, appointments, stand-ins and grants end in one transaction."""
    _must(roles.manages_people(by))
    _must(by.pk != person.pk)
    person.is_active, person.left_on = False, last_day
    _save(person, by=by, reason=reason)
    end_sign_ins(person)
    for row in Appointment.objects.filter(person=person).exclude(until__lte=last_day):
        _end(row, until=last_day, by=by, reason=reason)
    for row in (StandIn.objects.filter(cover=person) | StandIn.objects.filter(absent=person)).filter(
        until__gt=last_day
    ):
        row.until = max(last_day, row.since)
        _save(row, by=by, reason=reason)
    leaving.end_everything(person, by)
    return person


@transaction.atomic
def reactivate(*, by, person, reason):
    """Somebody comes back: the account opens again, without any appointment and with a new set-up link."""
    _must(roles.manages_people(by))
    person.is_active, person.left_on = True, None
    person.set_unusable_password()
    return _save(person, by=by, reason=reason)


def _check_cover(absent, cover):
    """Administrators and auditors get no case content by standing in either (SOD-08)."""
    held = {row.role for row in roles.appointments_of(cover)} & {Role.SYSTEM_ADMIN, Role.AUDITOR}
    for row in roles.appointments_of(absent):
        if error := combination_error(row.role, held):
            raise ValidationError({"cover": error})


@transaction.atomic
def stand_in(*, by, absent, cover, kinds, since, until, reason, about="", approved_by=None):
    """`cover` acts for `absent` in the named kinds of work (roles.md section 5; ORG-09); never handed on.

    `about` is the approved document it follows from (a leave); without one HR or the leadership designates.
    """
    _must(about or ((roles.manages_people(by) or roles.is_ddg(by) or roles.is_dg(by)) and by.pk != cover.pk))
    if not cover.is_active:
        raise ValidationError({"cover": _("This account is closed.")})
    _check_cover(absent, cover)
    row = StandIn(
        absent=absent, cover=cover, kinds=sorted(kinds), since=since, until=until, reason=reason, about=about,
        approved_by=approved_by or by,
    )  # fmt: skip
    row.full_clean()
    longest = limits.longest_stand_in()
    if (row.until - row.since).days >= longest:
        text = _("A stand-in lasts %(days)s days at most; designate again after that.") % {"days": longest}
        raise ValidationError({"until": text})
    return _save(row, by=by, reason=reason)


@transaction.atomic
def end_stand_in(*, by, row, until, reason=""):
    """The absent person is back: the last day of standing in is `until`; before its first day it is called off."""
    _must(row.about or roles.manages_people(by) or roles.is_ddg(by) or roles.is_dg(by))
    if until > StandIn.objects.get(pk=row.pk).until:
        raise ValidationError({"until": _("A stand-in is not made longer; designate again.")})
    row.called_off = until < row.since
    row.until = max(until, row.since)
    return _save(row, by=by, reason=reason)


@transaction.atomic
def save_structure(*, by, row):
    """A department, host unit, service point or supervision group, new or changed (ORG-02: data, not code)."""
    _must(roles.manages_people(by))
    return _save(row, by=by)


@transaction.atomic
def lay_out_departments(*, by=None):
    """The default structure (ORG-01..03), where there is none yet; everything in it may be changed afterwards."""
    if Department.objects.exists():
        return
    made = {}
    for code, (name, name_en, above) in DEPARTMENTS.items():
        made[code] = _save(Department(code=code, name=name, name_en=name_en, parent=made.get(above)), by=by)
