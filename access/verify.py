"""Checking the audit log: which is the first row that is not as it was written?"""

import datetime as dt
import json
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from access import ledger
from access.models import AuditEvent, AuditHead
from core import clock, immutable

SKEW = dt.timedelta(minutes=2)  # between the machines of one installation


@dataclass(frozen=True)
class Fault:
    """The first thing that is wrong: the number of the event, and what about it."""

    seq: int
    what: str


def anchors(folder=None):
    """The stored anchors, oldest first; an unreadable file counts as a forged one."""
    for path in sorted((folder or settings.DATA_DIR / "anchors").glob("*.json")):
        try:
            yield path.name, json.loads(path.read_text())
        except ValueError:
            yield path.name, {}


def first_fault(*, folder=None):
    """(Fault or None, number of events checked). Rows, then the end of the chain, then the anchors."""
    marks, forged = {}, None
    for name, content in anchors(folder):
        if ledger.anchor_holds(content):
            marks[content["seq"]] = content["hash"]
        else:
            forged = forged or Fault(content.get("seq") or 0, f"anchor {name} is not signed by this installation")
    fault, seq, digest = _walk(marks)
    return fault or _end(seq, digest, marks) or forged, seq


def _walk(marks):
    seq, digest = 0, ledger.GENESIS
    for event in AuditEvent.objects.order_by("seq").iterator(chunk_size=2000):
        if event.seq != seq + 1:
            return Fault(seq + 1, "event is missing"), seq, digest
        if event.prev_hash != digest:
            return Fault(event.seq, "does not follow the event before it"), seq, digest
        if event.hash != ledger.seal(event, digest):
            return Fault(event.seq, "was changed"), seq, digest
        seq, digest = event.seq, event.hash
        if marks.get(seq, digest) != digest:
            return Fault(seq, "differs from the anchor of its day"), seq, digest
    return None, seq, digest


def _end(seq, digest, marks):
    head = AuditHead.objects.filter(pk=1).first()
    last = max([head.seq if head else 0, *marks])
    if last > seq:
        return Fault(seq + 1, f"event is missing: the log once reached {last}")
    if head and (head.seq, head.hash) != (seq, digest):
        return Fault(seq, "does not agree with the end of the chain")
    return None


def unguarded():
    """Tables whose append-only triggers are gone."""
    return immutable.missing(connection)


def clock_behind():
    """When the newest event was written, where this machine's clock lies before it; else None (T30).

    A clock that was set back would date approvals and readings before what they followed.
    """
    newest = AuditEvent.objects.order_by("-seq").first()
    return newest.at if newest and clock.now() < newest.at - SKEW else None
