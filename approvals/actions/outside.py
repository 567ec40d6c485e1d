"""An answer from somebody without an account, by a one-time link (LEAVE-01). The link names nothing and nobody."""

import datetime as dt
import secrets

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from guardian.shortcuts import get_user_perms

from approvals import chains
from approvals.actions.running import OK, REJECTED, act, close, locked, seen_mark
from approvals.models import MAY_ACT, OutsideLink, Step, hash_of
from core import clock
from files.actions import attach
from rulebook.values import value


@transaction.atomic
def make_link(*, step_id, by):
    """A new one-time link for an open evidence step; earlier links of the step end. Returns (link, token).

    The token is shown once; only its hash is kept.
    """
    approval, row = locked(step_id)
    if not row.is_open or row.kind != Step.Kind.RECORD:
        raise ValidationError(_("Somebody has already dealt with this step."), code="stale")
    if MAY_ACT not in get_user_perms(by, row):
        raise PermissionDenied
    if chains.get(approval.chain).step(row.key).question is None:
        raise ValidationError(_("This answer cannot be asked by a link."), code="outcome")
    _end_links(row, by)
    token = secrets.token_urlsafe(32)
    until = clock.now() + dt.timedelta(days=value("approval.link_days"))
    link = OutsideLink(step=row, token_hash=hash_of(token), made_by=by, expires_at=until)
    link._history_user = by
    link.full_clean(exclude=["step", "made_by"])
    link.save()
    return link, token


@transaction.atomic
def revoke_links(*, step_id, by):
    """The links of a step answer no more."""
    _approval, row = locked(step_id)
    if MAY_ACT not in get_user_perms(by, row):
        raise PermissionDenied
    _end_links(row, by)


def _end_links(row, by):
    for link in row.links.filter(used_at__isnull=True, revoked_at__isnull=True):
        link.revoked_at, link._history_user = clock.now(), by
        link.save()


@transaction.atomic
def record_answer(*, step_id, by, outcome, way, name, on, comment="", scan=None, seen=None):
    """What the outside unit answered by phone or on paper, written down; a scan goes to the document."""
    approval, row = locked(step_id)
    evidence = {"way": way, "name": name, "on": on.isoformat()}
    row = act(step_id=step_id, by=by, outcome=outcome, comment=comment, seen=seen or None, evidence=evidence)
    if scan is not None:
        attach(document=chains.subject_of(approval), upload=scan, by=by, kind="consent")
    return row


@transaction.atomic
def answer(*, token, agree, name):
    """Whoever holds the link agrees or refuses, and writes their name. Once; a second answer is "stale"."""
    link = OutsideLink.objects.get(token_hash=hash_of(token))
    approval, row = locked(link.step_id)
    if not link.is_live or not row.is_open or not OutsideLink.objects.claim(link, used_at=None, revoked_at=None):
        raise ValidationError(_("This question has been answered already, or the link has expired."), code="stale")
    if not name.strip():
        raise ValidationError({"name": _("Please write your name.")}, code="evidence")
    link.used_at = clock.now()
    link.save()
    chain, subject = chains.get(approval.chain), chains.subject_of(approval)
    row.evidence = {"way": "link", "name": name.strip(), "on": clock.today().isoformat(), "link": str(link.uuid)}
    row.seen_hash = seen_mark(subject)
    close(row, chain, subject, by=None, outcome=OK if agree else REJECTED)
    return row
