"""The smallest document that can walk a chain: what the engine's tests use instead of a room."""

import hashlib

from django.conf import settings
from django.db import models

from approvals.models import Approvable
from core.models import Audited, Opaque
from core.querysets import AuditedQuerySet
from core.subjects import Described


class Paper(Approvable, Audited, Opaque):
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    point = models.ForeignKey("people.ServicePoint", models.PROTECT, null=True)
    text = models.CharField(max_length=100, default="text")
    days = models.PositiveSmallIntegerField(default=1)
    short_notice = models.BooleanField(default=False)
    work_inside = models.BooleanField(default=False)
    state = models.CharField(max_length=20, default="draft")
    log = models.JSONField(default=list)

    objects = AuditedQuerySet.as_manager()

    def content_hash(self):
        return hashlib.sha256(f"{self.text}|{self.days}".encode()).hexdigest()

    def findings_for_decision(self, user):
        from rulebook.findings import Finding, Findings

        return Findings([Finding("exception", "LEAVE-02", "short by 1 day")] if self.short_notice else [])


def describe(user, uuids):
    rows = Paper.objects.filter(uuid__in=uuids).select_related("author")
    return {
        str(row.uuid): Described(
            title=f"{row.author} · {row.text}", url=f"/papers/{row.uuid}/", why="why", facts=(("Days", str(row.days)),)
        )
        for row in rows
    }
