"""Granting and withdrawing the right to act on a step, with its deadline and its notice."""

import datetime as dt

from django.contrib.auth.models import Permission
from django.utils.translation import gettext_noop

from approvals import chains
from approvals.models import MAY_ACT, StepPermission
from core import clock
from notifications.actions import drop, met, owe, tell
from people.models import User
from rulebook import deadlines


def seat(row, seats, declared, subject, *, by=None):
    """Make the permissions of an open step what `seats` says; only the difference is written."""
    held = {permission.user_id: permission for permission in row.permissions.all()}
    for user_id, permission in held.items():
        if user_id not in seats.people or permission.on_behalf_of_id != seats.people[user_id]:
            _withdraw(permission, by)
            _settle(row, declared, permission.user)
    kept = {pk for pk in held if pk in seats.people and held[pk].on_behalf_of_id == seats.people[pk]}
    _grant(row, {pk: absent for pk, absent in seats.people.items() if pk not in kept}, declared, subject, by)


def unseat(row, declared, *, by=None, acted=None):
    """Nobody may act any more; what was owed is met by `acted`, dropped for everybody else."""
    for permission in row.permissions.select_related("user"):
        _withdraw(permission, by)
    if declared.rule_key:
        if acted:
            met(
                declared.rule_key,
                about=row.ref,
                owner=acted,
                on=row.first_opened_at if row.kind == chains.FILE else None,
            )
        drop(declared.rule_key, about=row.ref)


def due_of(declared, subject, since):
    """(moment, provisional) by which a step opened at `since` is to be done; (None, False) without a deadline."""
    at, provisional = None, False
    if declared.rule_key:
        due = deadlines.due(declared.rule_key, since, point=getattr(subject, "point", None))
        at, provisional = due.at, due.provisional
    latest = declared.due(subject) if declared.due else None
    if latest is not None:
        latest = latest if isinstance(latest, dt.datetime) else clock.end_of(latest)
        if at is None or latest < at:
            at, provisional = latest, False
    return at, provisional


def _grant(row, people, declared, subject, by):
    if not people:
        return
    permission = Permission.objects.get(content_type__app_label="approvals", codename=MAY_ACT)
    users = User.objects.in_bulk(list(people))
    for user_id, absent_id in people.items():
        grant = StepPermission(
            user=users[user_id], content_object=row, permission=permission, on_behalf_of_id=absent_id
        )
        grant._history_user = by
        grant.save()
        if declared.rule_key:
            owe(declared.rule_key, about=row.ref, owner=users[user_id], since=row.opened_at, due=row.due_at)
    if declared.kind in chains.DECIDING:
        text = gettext_noop("A decision is waiting for you.")
        tell(list(users.values()), text, key=f"step:{row.uuid}", about=row.ref)


def _withdraw(permission, by):
    permission._history_user = by
    permission.delete()


def _settle(row, declared, user):
    if declared.rule_key:
        drop(declared.rule_key, about=row.ref, owner=user)
