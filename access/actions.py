"""The only code that writes the read log, and the anchors that witness its end."""

import json
import os

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from access import ledger
from access.grants import Grant
from access.models import AuditEvent, AuditHead, Verb
from core import clock

# One click before somebody else's file opens (roles.md 4.3 rule 2); the value is stored, the words are shown.
REASONS = {
    "supervision": _("supervision"),
    "inspection": _("inspection"),
    "handover": _("handover"),
    "incident": _("incident"),
    "complaint": _("complaint"),
}


@transaction.atomic(savepoint=False)
def record(by, verb, ref, reason="", detail=None):
    """Append one event to the chain, in the transaction of the caller.

    `ref` is opaque ("<app>.<model>:<uuid>", or "" where nothing in particular is meant); `detail` holds ids only.
    """
    head, _created = AuditHead.objects.select_for_update().get_or_create(pk=1, defaults={"hash": ledger.GENESIS})
    event = AuditEvent(
        seq=head.seq + 1,
        at=clock.now(),
        actor=by if by is not None and by.pk else None,
        verb=Verb(verb),
        about=str(ref),
        reason=reason,
        detail=detail or {},
        prev_hash=head.hash,
    )
    event.hash = ledger.seal(event, head.hash)
    event.full_clean(exclude=["actor"], validate_unique=False)  # whoever acts was just read; the key holds anyway
    event.save(force_insert=True)
    head.seq, head.hash = event.seq, event.hash
    head.save(update_fields=["seq", "hash"])
    return event


@transaction.atomic
def end_grants(person, by):
    """Whoever leaves keeps no grant, of whatever room; each withdrawal is logged (people.actions.deactivate)."""
    for model in apps.get_models():
        if issubclass(model, Grant):
            for grant in model.objects.filter(user=person, revoked_at__isnull=True, ends__gt=clock.now()):
                grant.revoked_at, grant.revoked_by = clock.now(), by
                grant.save()
                record(by, Verb.REVOKE, grant.ref)


def record_before_serving(by, verb, ref, reason="", detail=None):
    """As `record`, committed before this returns: refuses to run inside another transaction.

    The doors call it before content is shown. Whatever it raises, nothing may be shown.
    """
    with transaction.atomic(durable=True):
        return record(by, verb, ref, reason, detail)


def anchor(*, day=None):
    """Write the day's anchor (number and hash of the last event, signed) to DATA_DIR/anchors; once a day.

    The file lies outside the database: a chain cut at its end no longer reaches it. Returns the path, or None for an
    empty log.
    """
    head = AuditHead.objects.filter(pk=1).first()
    if head is None or head.seq == 0:
        return None
    day = (day or clock.today()).isoformat()
    folder = settings.DATA_DIR / "anchors"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{day}.json"
    if path.exists():
        return path
    content = {
        "format": ledger.FORMAT,
        "day": day,
        "seq": head.seq,
        "hash": head.hash,
        "public_key": ledger.public_key(),
        "signature": ledger.sign_anchor(head.seq, head.hash, day),
    }
    part = path.with_suffix(".part")
    with open(part, "w") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)
    return path
