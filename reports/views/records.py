"""The records behind a figure: which counted, which did not and why, as far as the reader may see them (KPI-09)."""

import uuid
from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from access import reading as read_log
from access.doors import RoleOnly
from access.models import Verb
from core import records
from core.subjects import describe_many
from people.models import ServicePoint, SupervisionGroup, User
from reports import counting, policy, words
from reports.counting import GROUP, ORGANIZATION, POINT, WORKER
from reports.figures import FIGURES

SHOWN = 200


@dataclass(frozen=True)
class Shown:
    """A record a reader may see."""

    title: str
    url: str
    record: object
    worker: str
    why: str


class Records(RoleOnly, TemplateView):
    """/reports/<month>/records/?figure=...&point=...: counts always, records only those the reader may open."""

    template_name = "reports/records.html"
    allowed = staticmethod(policy.sees_some)

    def get(self, request, *args, **kwargs):
        self.figure = FIGURES.get(request.GET.get("figure", ""))
        if self.figure is None or not self.figure.is_known:
            raise Http404
        self.scope, self.of, self.subject = self.scope_asked()
        if not read_log.logged(request, Verb.READ, ""):
            return read_log.unavailable(request)
        return super().get(request, *args, **kwargs)

    def scope_asked(self):
        """(scope, pk, row) of the address; 404 for what the reader's figures do not include."""
        asked, user = self.request.GET, self.request.user
        if key := asked.get(WORKER):
            row, may, scope = get_object_or_404(User, uuid=_uuid(key)), policy.may_see_worker, WORKER
        elif key := asked.get(POINT):
            row, may, scope = get_object_or_404(ServicePoint, uuid=_uuid(key)), policy.may_see_point, POINT
        elif code := asked.get(GROUP):
            row, may, scope = get_object_or_404(SupervisionGroup, code=code), policy.may_see_group, GROUP
        else:
            row, may, scope = None, lambda user, row: policy.sees_all(user), ORGANIZATION
        if not may(user, row):
            raise Http404
        return scope, row.pk if row else 0, row

    def get_context_data(self, month, **kwargs):
        first, last = counting.days_of(month)
        groups = counting.groups_of(first, last) if self.scope == GROUP else {}
        rows = [
            row
            for row in records.between(first, last, self.figure.kinds)
            if self.figure.takes(row) and (self.scope, self.of) in counting.scopes_of(row, groups)
        ]
        counted = [row for row in rows if row.counts]
        refused = [row for row in rows if not row.counts]
        value = self.figure.of(rows)
        return super().get_context_data(
            figure=self.figure,
            month=first,
            subject=self.subject,
            value=words.with_unit(self.figure, value),
            counted=self.shown(counted),
            refused=self.shown(refused),
            numbers=(len(counted), len(refused)),
            **kwargs,
        )

    def shown(self, rows):
        """What the reader may see of `rows`, newest first, and how many lie behind."""
        rows = sorted(rows, key=lambda row: (row.day, row.uuid), reverse=True)
        described = describe_many(self.request.user, {row.about for row in rows if row.about})
        people = {one.pk: str(one) for one in User.objects.filter(pk__in={row.worker for row in rows if row.worker})}
        seen = [
            Shown(described[row.about].title, described[row.about].url, row, people.get(row.worker, ""), self.why(row))
            for row in rows
            if row.about in described
        ]
        return {"rows": seen[:SHOWN], "more": len(seen[SHOWN:]), "hidden": len(rows) - len(seen)}

    def why(self, row):
        if not row.counts:
            return records.SOURCES[row.kind].reasons.get(row.why_not, row.why_not)
        if self.figure.is_rate and not self.figure.part(row):
            return self.figure.not_part
        return ""


def _uuid(text):
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None
