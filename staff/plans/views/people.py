"""A superior's people in one round, the punctuality of groups (RP-02), and the months HR archives."""

from types import SimpleNamespace

from django.db.models import Count, Q
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views import View
from django.views.generic import TemplateView

from access.doors import ListDoor, RoleOnly
from core import clock
from staff.plans import actions, periods, policy, queries, words
from staff.plans.choices import TO_READ, Kind
from staff.plans.describing import bundle_title
from staff.plans.line import line
from staff.plans.models import Bundle, WorkReport
from staff.plans.views.reading import tabs

SHOWS = {
    "": gettext_lazy("All"),
    "unread": gettext_lazy("To read"),
    "missing": pgettext_lazy("reports", "Missing"),
    "late": gettext_lazy("Late"),
}


def shown(key):
    """The rows of a filter chip."""
    return {
        "unread": Q(state__in=TO_READ),
        "missing": Q(submitted_at__isnull=True, due_at__lte=clock.now()),
        "late": Q(minutes_late__gt=0),
    }.get(key, Q())


class Now(RoleOnly, View):
    """/plans/people/: to the week that runs."""

    allowed = staticmethod(policy.has_people)

    def get(self, request):
        found = queries.current(Kind.WEEKLY)
        first = found.first if found else periods.monday(clock.today())
        return HttpResponseRedirect(queries.people_url(Kind.WEEKLY, first))


class People(ListDoor, TemplateView):
    """/plans/weekly/<year>-W<ww>/people/: who has handed in, who is late, what waits to be read."""

    model = WorkReport
    order = "created_at"
    page_size = 60
    template_name = "plans/people.html"
    kind = Kind.WEEKLY

    def door_allows(self, user):
        return policy.has_people(user)

    def get_queryset(self):
        return WorkReport.objects.with_people()

    @cached_property
    def first(self):
        found = periods.parsed(self.kind, self.kwargs["key"])
        if found is None:
            raise Http404
        return found

    @property
    def show(self):
        chosen = self.request.GET.get("show", "")
        return chosen if chosen in SHOWS else ""

    @cached_property
    def direct(self):
        """Ids of those whose reports come to the reader."""
        return queries.direct_ids(self.request.user, line())

    @property
    def of_all(self):
        """All the reader sees, or those whose reports come to the reader."""
        return self.request.GET.get("of", "" if self.direct else "all") == "all"

    def in_sight(self):
        rows = Q(kind=self.kind, first=self.first) & ~Q(owner=self.request.user)
        return rows if self.of_all else rows & Q(owner__in=self.direct)

    def get_filters(self):
        return self.in_sight() & shown(self.show)

    def get_context_data(self, **kwargs):
        page, user = self.get_page(), self.request.user
        for row in page:
            row.shown_state, row.late = words.status(row), words.lateness(row)
            row.waits = row.waits_for_reading and row.owner_id in self.direct
        visible = WorkReport.objects.visible_to(user).filter(self.in_sight())
        counts = queries.of_round(visible)
        context = {
            "page": page,
            "rows": page.rows,
            "kind": self.kind,
            "label": periods.label(self.kind, self.first),
            "counts": counts,
            "chips": self.chips(counts),
            "groups": queries.by_group(visible) if self.of_all else [],
            "first_unread": next((row for row in page if row.waits), None),
            "tabs": tabs(user, "people"),
            "kinds": self.kinds(),
            "scopes": self.scopes(),
            **self.around(),
        }
        return super().get_context_data(**context, **kwargs)

    def query(self, **changed):
        wanted = {"form": self.form, "of": self.request.GET.get("of", ""), "show": self.show} | changed
        return "?" + "&".join(f"{name}={value}" for name, value in wanted.items() if value)

    form = ""

    def chips(self, counts):
        numbers = {"unread": counts["unread"], "missing": counts["missing"], "late": counts["late"]}
        return [
            SimpleNamespace(label=label, url=self.query(show=key), on=key == self.show, count=numbers.get(key, ""))
            for key, label in SHOWS.items()
        ]

    def scopes(self):
        """Those who look after everybody's choose between their own people and all."""
        if not self.direct:
            return []
        pages = (("", _("Who hands in to me")), ("all", _("All I may see")))
        return [
            SimpleNamespace(label=label, url=self.query(of=key, show=""), on=(key == "all") == self.of_all)
            for key, label in pages
        ]

    def kinds(self):
        """Week, monthly plan, monthly summary: the newest round of each."""
        found = []
        for kind in Kind:
            newest = queries.current(kind)
            if newest:
                url = queries.people_url(kind, newest.first)
                found.append(SimpleNamespace(label=kind.label, url=url, on=kind == self.kind))
        return found

    def around(self):
        before, after = queries.neighbours(self.kind, self.first)
        return {
            "earlier": queries.people_url(self.kind, before) if before else "",
            "later": queries.people_url(self.kind, after) if after else "",
        }


class Monthly(People):
    """/plans/monthly/<yyyy-mm>/people/: plans of a month, or summaries (?form=summary)."""

    @property
    def form(self):
        return "summary" if self.request.GET.get("form") == "summary" else ""

    @property
    def kind(self):
        return Kind.MONTHLY_SUMMARY if self.form else Kind.MONTHLY_PLAN


class Figures(RoleOnly, TemplateView):
    """/plans/punctuality/: in time, late, missing, unread; by week and month, and by group (RP-02)."""

    allowed = staticmethod(policy.has_people)
    template_name = "plans/punctuality.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        rows = WorkReport.objects.visible_to(user).exclude(owner=user)
        newest = queries.current(Kind.WEEKLY)
        return super().get_context_data(
            tabs=tabs(user, "punctuality"),
            weeks=queries.by_round(rows, Kind.WEEKLY),
            plans=queries.by_round(rows, Kind.MONTHLY_PLAN, 6),
            summaries=queries.by_round(rows, Kind.MONTHLY_SUMMARY, 6),
            groups=queries.by_group(rows.filter(round=newest)) if newest else [],
            label=periods.label(Kind.WEEKLY, newest.first) if newest else "",
            **kwargs,
        )


class Archive(RoleOnly, TemplateView):
    """/plans/archive/: the months of reports in their volumes; POST archives at once what the job does at night."""

    allowed = staticmethod(lambda user: policy.may_archive(user) is None)
    template_name = "plans/archive.html"

    def get_context_data(self, **kwargs):
        rows = Bundle.objects.select_related("group", "volume").annotate(count=Count("reports")).order_by("-month")
        rows = list(rows[:120])
        for row in rows:
            row.title = bundle_title(row)
        waiting = WorkReport.objects.visible_to(self.request.user).filter(
            due_at__lte=clock.moment(clock.today().replace(day=1)), bundle__isnull=True
        )
        counts = queries.of_round(waiting)
        return super().get_context_data(rows=rows, counts=counts, tabs=tabs(self.request.user, "archive"), **kwargs)

    def post(self, request):
        actions.archive_months()
        return HttpResponseRedirect(reverse("plans:archive"))
