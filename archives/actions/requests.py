"""Using what is sealed: ask, decide use by use, grant for a time, withdraw, give back (ARCH-06)."""

import datetime as dt

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from access.actions import record
from access.models import Verb
from approvals.actions import act, start
from archives import policy
from archives.actions.drafts import file_sheet
from archives.actions.volumes import require, store, words
from archives.models import AccessGrant, Volume
from archives.sheets import AccessRequest, Filled, Use
from core import clock
from notifications.actions import tell
from people import roles
from rulebook.values import value


@transaction.atomic
def request_access(*, volume, by, reason, kinds=(Use.READ,), starts_on=None, days=None):
    """Ask to use a sealed volume for work; walks its chain at once. The former worker asks like anybody (EX-73)."""
    request = AccessRequest(
        volume=volume,
        filled_by=by,
        reason=reason,
        kinds=[str(Use(kind)) for kind in kinds],
        starts_on=starts_on or clock.today(),
        days=days or value("archive.access_days"),
    )
    return ask(filled=Filled(request), by=by)


@transaction.atomic
def ask(*, filled, by):
    """As `request_access`, for the filled-in form."""
    require(policy.may_ask(by))
    request = filled.sheet
    if request.volume.state not in policy.CLOSED:
        raise ValidationError(_("This file is not in the archive; its own page opens it."))
    request.reason = words(request.reason)
    if policy.live_grant(by, request.volume) or _running(by, request.volume):
        raise ValidationError(_("You already have, or already asked for, the use of this file."), code="running")
    file_sheet(filled=filled, by=by)
    start(subject=request, chain="archives.access", by=by)
    return request


def _running(by, volume):
    return AccessRequest.objects.filter(filled_by=by, volume=volume, approval__state="running").exists()


@transaction.atomic
def decide_access(*, request, step_id, by, kinds, comment="", seen=None):
    """Approve, naming each use: read, copy, take away. What was not asked for cannot be granted."""
    chosen = [str(Use(kind)) for kind in kinds]
    if not chosen or not set(chosen) <= set(request.kinds):
        raise ValidationError({"kinds": _("Choose among the uses that were asked for.")})
    request.granted_kinds = chosen
    store(request, by)
    return act(step_id=step_id, by=by, outcome="ok", comment=comment)


def grant_access(request, by):
    """The chain's effect: the grant, read only unless more was decided, until 24:00 of its last day."""
    volume = request.volume
    first = max(request.starts_on, clock.today())
    grant = AccessGrant(
        permission=Permission.objects.get(content_type__app_label="archives", codename="view_volume"),
        content_object=volume,
        request=request,
        user=request.filled_by,
        starts=clock.moment(first),
        ends=clock.end_of(first + dt.timedelta(days=request.days)),
        purpose=request.reason[:200],
        kinds=request.granted_kinds or [str(Use.READ)],
        requested_by=request.filled_by,
        approved_by=by,
    )
    if not request.granted_kinds:
        request.granted_kinds = grant.kinds
        store(request, by)
    store(grant, by)
    told = {"holder": grant.user_id, "kinds": list(grant.kinds), "until": grant.ends.isoformat()}
    record(by, Verb.GRANT, volume.ref, detail={"grant": str(grant.uuid), **told})
    tell(
        request.filled_by,
        gettext_noop("An archived file is open to you until %(day)s"),
        key=f"granted:{grant.uuid}",
        about=request.ref,
        params={"day": first + dt.timedelta(days=request.days)},
    )


@transaction.atomic
def revoke_access(*, grant, by, reason):
    """The DDG withdraws a grant; it ends at this moment."""
    if not roles.is_ddg(by) and not (roles.is_dg(by) and roles.is_ddg(grant.user)):
        raise PermissionDenied(_("Only the deputy director-general withdraws the use of a file."))
    if grant.revoked_at is not None:
        raise ValidationError(_("This was already withdrawn."), code="stale")
    return end_grant(grant, by, words(reason))


def end_grant(grant, by, reason):
    """The grant ends at this moment; the holder is told, the read log knows why."""
    grant.revoked_at, grant.revoked_by = clock.now(), by
    store(grant, by)
    record(by, Verb.REVOKE, grant.content_object.ref, reason=reason[:200], detail={"grant": str(grant.uuid)})
    tell(
        grant.user,
        gettext_noop("The use of an archived file was withdrawn"),
        key=f"revoked:{grant.uuid}",
        about=grant.request.ref,
    )
    return grant


@transaction.atomic
def give_back(*, request, by, on=None):
    """The archive room has the paper back that was taken away."""
    if not policy.is_archivist(by):
        raise PermissionDenied(_("The archivist takes papers back."))
    if Use.TAKE not in request.granted_kinds or request.returned_on:
        raise ValidationError(_("No paper is out on this request."))
    request.returned_on = on or clock.today()
    return store(request, by)


@transaction.atomic
def suspend(*, volume, by, reason):
    """A dispute, complaint or investigation about the volume: all granted reading stops until it is resumed."""
    require(policy.may_suspend(by, volume))
    volume.state, volume.suspend_reason = Volume.State.SUSPENDED, words(reason)
    return store(volume, by)


@transaction.atomic
def resume(*, volume, by):
    if volume.state != Volume.State.SUSPENDED or not roles.is_ddg(by):
        raise PermissionDenied
    inspected = volume.checks.filter(kind="inspection", done_at__isnull=False, edition=volume.edition).exists()
    volume.state, volume.suspend_reason = Volume.State.INSPECTED if inspected else Volume.State.SEALED, ""
    return store(volume, by)
