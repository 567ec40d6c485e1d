"""Lists: cases, inquiries, and what a supervisor looks at on the 5th. Names are masked, columns cost no query a row."""

from types import SimpleNamespace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import TemplateView

from access.doors import ListDoor, RoleOnly
from cases import actions, alerts, pages, policy
from cases.models import INTAKE, SERVED, Case, State
from core import clock
from notifications.badges import badge_of
from people import roles
from people.models import POINT_LEADERS, Role
from rulebook import calendars
from rulebook.deadlines import RULES

STATES = {
    "": (gettext_lazy("All"), ~Q(state__in=INTAKE)),
    "approval": (gettext_lazy("In approval"), Q(state__in=[State.OPENING_SUBMITTED, State.CLOSING_SUBMITTED])),
    "served": (gettext_lazy("In service"), Q(state__in=SERVED)),
    "closed": (pgettext_lazy("cases", "Closed"), Q(state__in=[State.CLOSED, State.CLOSED_NOT_APPROVED])),
    "archived": (gettext_lazy("Archived"), Q(state=State.ARCHIVED)),
}
INQUIRIES = {
    "": (gettext_lazy("Open inquiries"), Q(state__in=[State.INQUIRY, State.SCREENING])),
    "ended": (gettext_lazy("Ended without opening"), Q(state=State.NOT_ACCEPTED)),
}
# What a line of the lists shows: two thirds of the columns of four tables are left where they are.
SHOWN = (
    *("uuid", "created_at", "state", "conf_level", "urgent", "source", "outcome", "file_no", "temp_no", "rounds"),
    *("inquired_on", "opened_on", "last_contact_on", "next_contact_at", "client__code", "client__alias"),
    *("worker__name", "worker__name_en", "point__name"),
)
SEES_OTHERS = (
    Role.SUPERVISOR,
    Role.SUPERVISION_ASSISTANT,
    Role.DEPUTY_DIRECTOR_GENERAL,
    Role.DIRECTOR_GENERAL,
    *POINT_LEADERS,
)


def works_with_cases(user):
    """Whose work has to do with cases at all; the rest find no such page."""
    return roles.is_front_line(user) or sees_others(user) or roles.stands_in(user, "service")


def sees_others(user):
    return roles.has_any(user, *SEES_OTHERS) or roles.is_service_director(user)


class CaseRows(ListDoor, TemplateView):
    """Rows of cases with their soonest debt; `?state=` and `?of=` filter."""

    model = Case
    choices = STATES
    page_size = 25

    def door_allows(self, user):
        return works_with_cases(user)

    def get_queryset(self):
        return Case.objects.with_people().only(*SHOWN)

    @property
    def chosen(self):
        state = self.request.GET.get("state", "")
        return state if state in self.choices else ""

    @property
    def of_mine(self):
        user = self.request.user
        return self.request.GET.get("of", "mine" if roles.is_front_line(user) else "all") == "mine"

    def get_arms(self):
        return policy.own_arms if self.of_mine else None

    def get_filters(self):
        return self.choices[self.chosen][1]

    def chips(self):
        of = self.request.GET.get("of", "")
        return [
            SimpleNamespace(label=label, url=f"?state={key}&of={of}" if of else f"?state={key}", on=key == self.chosen)
            for key, (label, _rows) in self.choices.items()
        ]

    def get_context_data(self, **kwargs):
        page = self.get_page()
        owed, calendar = pages.debts(page.rows), calendars.calendar()
        for case in page.rows:
            case.shown_state = pages.state_of(case)
            debts = owed.get(case.ref, [])
            case.badge = badge_of(debts[0], calendar) if debts else None
            case.owes = RULES[debts[0].rule].label if debts else ""
        user = self.request.user
        return super().get_context_data(
            page=page,
            rows=page.rows,
            chips=self.chips(),
            sees_others=sees_others(user),
            of_mine=self.of_mine,
            chosen=self.chosen,
            may_take=policy.may_take_inquiries(user),
            may_supervise=roles.has_any(user, Role.SUPERVISOR),
            **kwargs,
        )


class Cases(CaseRows):
    """/cases/"""

    template_name = "cases/list.html"


class Intakes(CaseRows):
    """/intakes/: inquiries that wait for an answer, and those that ended."""

    template_name = "cases/intakes.html"
    choices = INQUIRIES


class Alerts(RoleOnly, TemplateView):
    """/cases/alerts/: for the talk on the 5th (CASE-34)."""

    template_name = "cases/alerts.html"
    allowed = staticmethod(lambda user: roles.has_any(user, Role.SUPERVISOR))

    def get_context_data(self, **kwargs):
        user = self.request.user
        owed = actions.open_round(user)
        context = {"rows": alerts.for_supervisor(user), "owed": badge_of(owed) if owed else None}
        return super().get_context_data(today=clock.today(), **context, **kwargs)

    def post(self, request, *args, **kwargs):
        try:
            actions.talked_over(by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Noted: talked over today."))
        return redirect("cases:alerts")
