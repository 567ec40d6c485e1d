"""The list of groups, the months a leader confirms, and where a group begins."""

from types import SimpleNamespace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.generic import TemplateView, View

from access.doors import FormDoor, ListDoor, RoleOnly
from archives.views.sheets import add_errors
from core import clock, formats
from groups import actions, pages, policy, prefill, timing
from groups.actions.confirming import months_to_confirm
from groups.choices import FINISHED, GOING, PLANNING, State
from groups.forms import BeginForm, DayForm, ReasonForm
from groups.models import Programme, Session
from groups.views.doors import GroupDoor, Step
from notifications.badges import badge_of
from notifications.models import Deadline
from people import roles
from people.models import POINT_LEADERS
from rulebook import calendars
from rulebook.deadlines import RULES

STATES = {
    "": (gettext_lazy("All"), Q()),
    "plan": (gettext_lazy("Being planned"), Q(state__in=PLANNING)),
    "going": (gettext_lazy("Approved and running"), Q(state__in=GOING)),
    "report": (gettext_lazy("Report due"), Q(state__in=[State.ENDED, State.REPORT_SUBMITTED])),
    "done": (pgettext_lazy("groups", "Completed"), Q(state__in=FINISHED)),
    "off": (gettext_lazy("Not run"), Q(state__in=[State.REJECTED, State.CANCELLED])),
}


class Groups(ListDoor, TemplateView):
    """/groups/: groups by state, newest first, each with its soonest debt."""

    model = Programme
    template_name = "groups/list.html"

    def door_allows(self, user):
        return policy.works_with_groups(user)

    def get_queryset(self):
        return Programme.objects.with_people()

    @property
    def chosen(self):
        state = self.request.GET.get("state", "")
        return state if state in STATES else ""

    @property
    def of_mine(self):
        user = self.request.user
        return self.request.GET.get("of", "mine" if roles.is_front_line(user) else "all") == "mine"

    def get_filters(self):
        rows = STATES[self.chosen][1]
        return rows & Q(worker=self.request.user) if self.of_mine else rows

    def chips(self):
        of = self.request.GET.get("of", "")
        return [
            SimpleNamespace(label=label, url=f"?state={key}&of={of}" if of else f"?state={key}", on=key == self.chosen)
            for key, (label, _rows) in STATES.items()
        ]

    def get_context_data(self, **kwargs):
        page = self.get_page()
        _complete(page.rows)
        user = self.request.user
        return super().get_context_data(
            page=page,
            rows=page.rows,
            chips=self.chips(),
            chosen=self.chosen,
            of_mine=self.of_mine,
            sees_others=policy.sees_others(user),
            may_plan=policy.may_plan(user),
            may_confirm=roles.has_any(user, *POINT_LEADERS),
            **kwargs,
        )


def _complete(rows):
    """Counts and debts of a page of groups: a constant number of queries."""
    held = Session.objects.filter(programme__in=rows).values("programme")
    held = held.annotate(n=Count("pk", filter=Q(held_on__isnull=False)), planned=Count("pk"))
    counts = {row["programme"]: (row["n"], row["planned"]) for row in held.order_by()}
    by_ref = {row.ref: row.pk for row in rows}
    sessions = Session.objects.filter(programme__in=rows).values_list("uuid", "programme")
    by_ref |= {f"groups.session:{uuid}": pk for uuid, pk in sessions}
    owed, calendar = {}, calendars.calendar()
    for row in Deadline.objects.open().filter(about__in=list(by_ref)).order_by("due_at"):
        owed.setdefault(by_ref[row.about], row)
    for row in rows:
        row.shown_state = pages.state_of(row)
        row.held, row.planned = counts.get(row.pk, (0, row.sessions_planned or 0))
        debt = owed.get(row.pk)
        row.badge = badge_of(debt, calendar) if debt else None
        row.owes = RULES[debt.rule].label if debt else ""


class Begin(FormDoor, View):
    """/groups/new/: name and first day, with every latest-by date beside them; then the plan is written."""

    template_name = "groups/new.html"

    def door_allows(self, user):
        return policy.may_plan(user)

    def get(self, request, *args, **kwargs):
        return self.show(BeginForm(request.GET if "first_day" in request.GET else None))

    def post(self, request, *args, **kwargs):
        form = BeginForm(request.POST)
        if form.is_valid():
            said = form.cleaned_data
            try:
                programme = actions.begin(
                    by=request.user, name=said["name"], first_day=said["first_day"], group_type=said["group_type"]
                )
            except ValidationError as error:
                add_errors(form, error)
            else:
                terms = {name: said[name] for name in ("sessions", "apart", "starts", "ends", "place")}
                prefill.begin_plan(programme, request.user, **terms)
                return HttpResponseRedirect(pages.address(programme, "fill", "group_plan"))
        return self.show(form)

    def show(self, form):
        first = prefill.days_of(form.data)[0] if form.is_bound else None
        if form.is_bound and self.request.method == "GET":
            form = BeginForm(initial=self.request.GET.dict())
        post = roles.post_of(self.request.user)
        reckoned = timing.reckon(first, point=post.point if post else None) if first else None
        earliest = timing.earliest_first_day(clock.today(), post.point if post else None)
        context = {
            "form": form, "verb": pgettext("group", "Begin"), "reckoned": reckoned, "earliest": earliest,
            "latest": pages.dates(reckoned) if reckoned else [],
        }  # fmt: skip
        return render(self.request, self.template_name, context)


class Dates(FormDoor, View):
    """/groups/dates/?first_session=: the latest-by dates of a day, as a part of the page that asks."""

    def door_allows(self, user):
        return policy.may_plan(user) or policy.works_with_groups(user)

    def get(self, request, *args, **kwargs):
        first, last = prefill.days_of(request.GET)
        post = roles.post_of(request.user)
        point = post.point if post else None
        reckoned = timing.reckon(first, last if last and last >= first else None, point=point) if first else None
        context = {
            "reckoned": reckoned, "latest": pages.dates(reckoned) if reckoned else [],
            "earliest": timing.earliest_first_day(clock.today(), point), "keeps": "keep" in request.GET, "swaps": True,
        }  # fmt: skip
        return render(request, "groups/_dates.html", context)


class FirstDay(GroupDoor, Step):
    """/groups/<uuid>/first-day/: another first day while the plan is written; open deadlines move with it."""

    title, button = gettext_lazy("Another first day"), gettext_lazy("Set the day")

    def form(self, data=None):
        return DayForm(data, initial={"day": self.object.first_day})

    def do(self, said):
        actions.choose_first_day(programme=self.object, by=self.request.user, day=said["day"])


class Cancel(GroupDoor, Step):
    """/groups/<uuid>/cancel/"""

    title, button = gettext_lazy("Cancel the group"), gettext_lazy("Cancel the group")
    words = gettext_lazy("Reserved money is free again. Tell everybody who registered.")
    said = gettext_lazy("The group is cancelled.")

    def may(self, user, programme):
        return policy.may_cancel(user, programme)

    form_class = ReasonForm

    def do(self, said):
        actions.cancel(programme=self.object, by=self.request.user, reason=said["reason"])


class ToConfirm(RoleOnly, TemplateView):
    """/groups/confirm/: what the leader of a service point has not confirmed yet (GRP-19)."""

    template_name = "groups/confirm.html"
    allowed = staticmethod(lambda user: roles.has_any(user, *POINT_LEADERS))

    def get_context_data(self, **kwargs):
        user, today = self.request.user, clock.today()
        held = Session.objects.filter(programme=OuterRef("pk"), held_on__lt=today.replace(day=1))
        led = Programme.objects.filter(point__in=roles.point_ids(user)).exclude(worker=user)
        led = led.filter(Exists(held)).prefetch_related("sessions", "confirmations").select_related("worker")
        found = [self._row(group, month) for group in led.order_by("pk") for month in _open_months(group, today)]
        return super().get_context_data(rows=sorted(found, key=lambda row: (row.month, row.group.pk)), **kwargs)

    def _row(self, group, month):
        held = [one for one in group.sessions.all() if one.held_on and one.held_on.replace(day=1) == month]
        unread = sum(one.confirmed_at is None for one in held)
        return SimpleNamespace(group=group, month=month, words=formats.month(month), held=len(held), unread=unread)


def _open_months(group, today):
    """As actions.confirming.months_to_confirm, from what was fetched for the whole page."""
    days = {one.held_on.replace(day=1) for one in group.sessions.all() if one.held_on}
    done = {one.month for one in group.confirmations.all()}
    return sorted(day for day in days - done if day < today.replace(day=1))


class Confirm(GroupDoor, View):
    """POST /groups/<uuid>/confirm/: the month of the form is confirmed."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        month = prefill.parse_day(request.POST.get("month"))
        if month in months_to_confirm(self.object, clock.today()):
            note = request.POST.get("note", "")[:300]
            actions.confirm_month(programme=self.object, by=request.user, month=month, note=note)
            messages.success(request, _("Confirmed."))
        return HttpResponseRedirect(reverse("groups:confirm"))
