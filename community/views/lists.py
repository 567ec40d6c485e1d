"""The list of events, where one begins, and its steps before and beside the plan."""

from types import SimpleNamespace

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.generic import TemplateView, View

from access.doors import FormDoor, ListDoor
from archives.views.sheets import add_errors
from clients.policy import parse_day
from community import actions, forms, pages, panel, policy, timing
from community.models import FINISHED, IN_APPROVAL, OVER, PLANNING, Event, Preparation, State
from community.views.doors import EventDoor, Step
from core import clock
from notifications.badges import badge_of
from notifications.models import Deadline
from people import roles
from rulebook import calendars
from rulebook.deadlines import RULES

STATES = {
    "": (gettext_lazy("All"), Q()),
    "plan": (pgettext_lazy("event", "Being planned"), Q(state__in=[*PLANNING, *IN_APPROVAL])),
    "ahead": (gettext_lazy("Being prepared"), Q(state__in=[State.PREPARING, State.POSTPONED])),
    "report": (gettext_lazy("Report due"), Q(state__in=[State.HELD, State.REPORTED])),
    "done": (pgettext_lazy("groups", "Completed"), Q(state__in=FINISHED)),
    "off": (gettext_lazy("Did not take place"), Q(state__in=OVER)),
}


class Events(ListDoor, TemplateView):
    """/events/: events by state, newest first, each with its soonest debt."""

    model = Event
    template_name = "community/list.html"

    def door_allows(self, user):
        return policy.works_with_events(user)

    def get_queryset(self):
        return Event.objects.with_people()

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
        page, user = self.get_page(), self.request.user
        _complete(page.rows)
        return super().get_context_data(
            page=page, rows=page.rows, chips=self.chips(), chosen=self.chosen, of_mine=self.of_mine,
            may_begin=policy.may_begin(user), **kwargs,
        )  # fmt: skip


def _complete(rows):
    """State, size and soonest debt of a page of events: a constant number of queries."""
    by_ref = {row.ref: row.pk for row in rows}
    lines = Preparation.objects.filter(event__in=rows).values_list("uuid", "event")
    by_ref |= {f"community.preparation:{uuid}": pk for uuid, pk in lines}
    owed, calendar = {}, calendars.calendar()
    for row in Deadline.objects.open().filter(about__in=list(by_ref)).order_by("due_at"):
        owed.setdefault(by_ref[row.about], row)
    for row in rows:
        row.shown_state = pages.state_of(row)
        debt = owed.get(row.pk)
        row.badge = badge_of(debt, calendar) if debt else None
        row.owes = RULES[debt.rule].label if debt else ""


class Begin(FormDoor, View):
    """/events/new/: name, day and place, with every latest-by date beside them."""

    def door_allows(self, user):
        return policy.may_begin(user)

    def get(self, request, *args, **kwargs):
        return self.show(forms.EventForm(initial=request.GET.dict()))

    def post(self, request, *args, **kwargs):
        form = forms.EventForm(request.POST)
        if form.is_valid():
            try:
                event = actions.begin(by=request.user, **form.cleaned_data)
            except ValidationError as error:
                add_errors(form, error)
            else:
                return HttpResponseRedirect(event.get_absolute_url())
        return self.show(form)

    def show(self, form):
        day = parse_day(form.data.get("day") if form.is_bound else form.initial.get("day"))
        context = {"form": form, "verb": pgettext("event", "Begin"), **dates_of(self.request.user, day)}
        return render(self.request, "community/new.html", context)


def dates_of(user, day, event=None):
    """What templates/community/_dates.html shows for a day that is being chosen."""
    post = roles.post_of(user)
    point = event.point if event else post.point if post else None
    reckoned = timing.reckon(day, point=point) if day else None
    return {
        "reckoned": reckoned,
        "latest": panel.lines(reckoned) if reckoned else [],
        "earliest": timing.earliest_day(clock.today(), point),
    }


class Dates(FormDoor, View):
    """/events/dates/?day=: the latest-by dates of a day, as a part of the page that asks."""

    def door_allows(self, user):
        return policy.may_begin(user)

    def get(self, request, *args, **kwargs):
        return render(request, "community/_dates.html", dates_of(request.user, parse_day(request.GET.get("day"))))


class Change(EventDoor, View):
    """/events/<uuid>/change/: another day, hour or place while the event is only planned."""

    def get(self, request, *args, **kwargs):
        event = self.object
        names = ("title", "kind", "day", "starts", "ends", "place", "setting", "planned_people")
        return self.show(forms.EventForm(initial={name: getattr(event, name) for name in names}))

    def post(self, request, *args, **kwargs):
        form = forms.EventForm(request.POST)
        if form.is_valid():
            try:
                actions.change(event=self.object, by=request.user, **form.cleaned_data)
            except ValidationError as error:
                add_errors(form, error)
            else:
                return HttpResponseRedirect(self.object.get_absolute_url())
        return self.show(form)

    def show(self, form):
        if why_not := policy.may_work(self.request.user, self.object):
            raise PermissionDenied(why_not)
        day = parse_day(form.data.get("day")) if form.is_bound else self.object.day
        found = dates_of(self.request.user, day, self.object)
        context = {"form": form, "event": self.object, "verb": pgettext("button", "Save"), **found}
        return render(self.request, "community/new.html", context)


class AskHost(EventDoor, Step):
    """/events/<uuid>/host/: the host unit is asked (COM-02); its answer is recorded on the approval's page."""

    title = gettext_lazy("Ask the host unit")
    button = gettext_lazy("The host unit is being asked")
    words = gettext_lazy(
        "Report the draft to its leader. The answer is then recorded: by phone, on paper, or by a one-time link."
    )

    def do(self, said):
        actions.ask_host(event=self.object, by=self.request.user)

    def address_after(self):
        return pages.answer_url(self.object) or self.object.get_absolute_url()


class Cancel(EventDoor, Step):
    """/events/<uuid>/cancel/"""

    title = button = gettext_lazy("Cancel the event")
    words = gettext_lazy("Reserved money is free again; whoever has to be told stands on your list.")
    said = gettext_lazy("The event is cancelled.")
    form_class = forms.ReasonForm

    def may(self, user, event):
        return policy.may_cancel(user, event)

    def do(self, said):
        actions.cancel(event=self.object, by=self.request.user, reason=said["reason"])


class Postpone(EventDoor, Step):
    """/events/<uuid>/postpone/: rain or the like; the plan stays approved (COM-23)."""

    title = button = gettext_lazy("Postpone the event")
    words = gettext_lazy("The approval stays. Host unit and registered people are to be told today.")
    said = gettext_lazy("Postponed. Set the new day as soon as it is known.")
    form_class = forms.ReasonForm

    def do(self, said):
        actions.postpone(event=self.object, by=self.request.user, reason=said["reason"])


class Resume(EventDoor, Step):
    """/events/<uuid>/resume/: the new day, without a new approval (COM-23; EX-43)."""

    title = button = gettext_lazy("Set the new day")
    words = gettext_lazy("Every date of the list follows the new day; nothing has to be approved again.")

    def form(self, data=None):
        names = ("day", "starts", "ends", "place")
        return forms.ResumeForm(data, initial={name: getattr(self.object, name) for name in names})

    def do(self, said):
        actions.resume(event=self.object, by=self.request.user, **said)
