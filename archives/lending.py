"""Is every grant that still opens a volume the one that was decided? Rows against request, decision and read log."""

import datetime as dt

from access.models import AuditEvent, Verb
from archives.models import AccessGrant
from core import clock


def wrong_grants():
    """[(grant, what is wrong)] of the grants that are live now, and of those that were made live again."""
    grants = AccessGrant.objects.live().select_related("request__approval", "content_object", "user", "approved_by")
    return [(grant, wrong) for grant in grants if (wrong := _faults(grant, *_told(grant)))]


def _told(grant):
    """What the read log, which is a chain, says about a grant: (given, withdrawn), each an event or None."""
    about = AuditEvent.objects.about(grant.content_object.ref)
    rows = [event for event in about if event.detail.get("grant") == str(grant.uuid)]
    return tuple(next((event for event in rows if event.verb == verb), None) for verb in (Verb.GRANT, Verb.REVOKE))


def _faults(grant, given, withdrawn):
    if given is None:
        return "nobody gave it: the read log knows nothing of it"
    if withdrawn is not None:
        return "it was withdrawn, and is live again"
    request = grant.request
    if request.approval is None or request.approval.state != "approved":
        return "its request is not approved"
    differing = [name for name, was, now in _pairs(grant, given) if was != now]
    return f"changed: {', '.join(differing)}" if differing else ""


def _pairs(grant, given):
    """(column, as it was decided, as it is)."""
    request = grant.request
    first = max(request.starts_on, clock.day_of(given.at))
    ends = clock.end_of(first + dt.timedelta(days=request.days))
    if "until" in given.detail:
        ends = dt.datetime.fromisoformat(given.detail["until"])
    return (
        ("holder", given.detail["holder"], grant.user_id),
        ("approved by", given.actor_id, grant.approved_by_id),
        ("volume", request.volume_id, grant.content_object_id),
        ("uses", sorted(given.detail.get("kinds", request.granted_kinds)), sorted(grant.kinds)),
        ("start", clock.moment(first), grant.starts),
        ("end", ends, grant.ends),
    )
