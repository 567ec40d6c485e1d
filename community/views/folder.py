"""The pages of one event: plan, preparation, registrations, money, report and archive."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.generic import View

from archives import layout
from archives.policy import may_ask as may_ask_archives
from archives.views.sheets import add_errors
from clients import actions as clients
from community import actions, checks, facts, forms, pages, panel, policy
from community.actions.people import OPEN
from community.models import HAPPENED, Event, Preparation, State
from community.sheets import Registration
from community.views.doors import EventDoor, MoneyDoor, PapersDoor, PeopleDoor, Step, Tab
from gatherings.summary import summary
from people.models import User
from projects.funds.models import Source


class Detail(PapersDoor, Tab):
    """/events/<uuid>/: countdown, plan and who agrees. Of a sealed event, the card."""

    tab, template_name = "detail", "community/detail.html"

    def dispatch(self, request, *args, **kwargs):
        rows = Event.objects.visible_to(request.user).with_people().filter(uuid=kwargs["uuid"])
        if rows and not Event.objects.papers_open_to(request.user).filter(uuid=kwargs["uuid"]).exists():
            may_ask = may_ask_archives(request.user) is None
            card = {"event": rows[0], "state": pages.state_of(rows[0]), "may_ask": may_ask}
            return render(request, "community/card.html", card)
        return super().dispatch(request, *args, **kwargs)

    def content(self):
        event, user = self.object, self.request.user
        plan = facts.plan(event)
        sent = plan is not None and plan.approval_id is not None
        points, headline, words = panel.countdown(event)
        approval, lines = pages.route(event)
        consent = facts.consent(event)
        works = policy.may_work(user, event) is None
        return {
            "plan": plan if sent else None,
            "sections": layout.sections(plan) if sent else [],
            "emergency": facts.emergency_plan(event),
            "points": points,
            "headline": headline,
            "next_words": words,
            "latest": panel.dates(event),
            "reckoned": panel.reckoning(event) if event.is_ahead and not sent else None,
            "approval": approval,
            "route": lines,
            "consent": consent,
            "answer_url": pages.answer_url(event) if works else "",
            "size": panel.size_words(event) if event.state in HAPPENED else None,
        }


class Prep(EventDoor, Tab):
    """/events/<uuid>/prep/: the preparation list, counted back from the day (COM-07..12)."""

    tab, template_name = "prep", "community/prep.html"

    def content(self, form=None):
        event, user = self.object, self.request.user
        works = policy.may_work(user, event) is None
        open_ = event.state in (State.PREPARING, State.POSTPONED, State.HELD)
        points, headline, words = panel.countdown(event)
        spans = pages.preparation(event, user)
        rows = [row for _heading, _day, found in spans for row in found]
        approval, lines = pages.route(event)
        return {
            "spans": spans,
            "done": sum(row.is_done for row in rows),
            "all": len(rows),
            "works": works and open_,
            "approval": approval,
            "route": lines,
            "form": (form or forms.LineForm()) if works and open_ else None,
            "points": points,
            "headline": headline,
            "next_words": words,
        }

    def post(self, request, *args, **kwargs):
        form = forms.LineForm(request.POST)
        if form.is_valid():
            try:
                actions.add_line(event=self.object, by=request.user, **form.cleaned_data)
            except ValidationError as error:
                add_errors(form, error)
            else:
                return HttpResponseRedirect(pages.address(self.object, "prep"))
        return render(request, self.template_name, self.folder(**self.content(form)))


class LineOf:
    """A line of the preparation list inside the event of the path."""

    @property
    def line(self):
        if "_line" not in self.__dict__:
            rows = Preparation.objects.filter(event=self.object).select_related("responsible")
            self._line = get_object_or_404(rows, uuid=self.kwargs["line"])
            self._line.event = self.object
        return self._line


class Tick(EventDoor, LineOf, View):
    """POST /events/<uuid>/prep/<line>/tick/: done, or not after all."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        try:
            actions.tick(preparation=self.line, by=request.user, done=request.POST.get("done") != "0")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(f"{pages.address(self.object, 'prep')}#line-{self.line.uuid}")


class Assign(EventDoor, LineOf, Step):
    """/events/<uuid>/prep/<line>/: who is responsible for a line."""

    title, button = gettext_lazy("Who is responsible"), gettext_lazy("Set")

    def form(self, data=None):
        line = self.line
        initial = {"responsible": line.responsible, "helper": line.helper, "note": line.note}
        people = facts.team(self.object) | User.objects.filter(pk=line.responsible_id)
        return forms.AssignForm(data, initial=initial, people=people.distinct().order_by("pinyin"))

    def do(self, said):
        actions.assign(preparation=self.line, by=self.request.user, **said)

    def address_after(self):
        return pages.address(self.object, "prep")


class People(PeopleDoor, Tab):
    """/events/<uuid>/people/: who registered, who helps, who came."""

    tab, template_name = "people", "community/people.html"

    def content(self):
        event, user = self.object, self.request.user
        works = policy.may_work(user, event) is None
        rows = list(Registration.objects.of(event).select_related("client", "filled_by").order_by("pk"))
        return {
            "rows": rows,
            "works": works,
            "tell": works and event.state in (State.POSTPONED, State.CANCELLED),
            "register": pages.address(event, "register") if works and event.state in OPEN else "",
            "selects": event.state in OPEN and policy.may_select(user, event, exception=False) is None,
            "allows": event.state in OPEN and policy.may_select(user, event, exception=True) is None,
            "coming": sum(row.is_coming and not row.volunteer for row in rows),
            "helping": sum(row.is_coming and row.volunteer for row in rows),
        }


class Register(PeopleDoor, View):
    """/events/<uuid>/people/new/: F-E04 by the worker, from paper, by phone, or on the spot (COM-10)."""

    def get(self, request, *args, **kwargs):
        return self.show(forms.PersonForm())

    def post(self, request, *args, **kwargs):
        form = forms.PersonForm(request.POST)
        if form.is_valid():
            person, said = form.parts()
            try:
                row = actions.register(event=self.object, by=request.user, person=person, **said)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self._tell(row, person)
                where = "register" if "_another" in request.POST else "people"
                return HttpResponseRedirect(pages.address(self.object, where))
        return self.show(form)

    def _tell(self, row, person):
        messages.success(self.request, _("Registered."))
        if row.needs_exception:
            messages.warning(self.request, _("The conditions are not met: the supervisor is asked for an exception."))
        asked = {"name": person["name"], "phone": person["phone"], "other_than": row.client}
        if clients.possible_duplicate(by=self.request.user, **asked):
            messages.warning(self.request, _("There may be a file of this person already. Ask your supervisor first."))

    def show(self, form):
        if why_not := policy.may_work(self.request.user, self.object):
            raise PermissionDenied(why_not)
        return render(
            self.request,
            "community/register.html",
            {"event": self.object, "form": form, "verb": pgettext("button", "Register")},
        )


class Select(PeopleDoor, Step):
    """/events/<uuid>/people/<person>/result/: accepted, waiting or refused; exceptions by the supervisor (GRP-09)."""

    title = gettext_lazy("Decide about the registration")
    button = gettext_lazy("Save the decision")
    form_class = forms.SelectForm

    def may(self, user, event):
        return policy.may_select(user, event, exception=self.row.needs_exception)

    @property
    def row(self):
        rows = Registration.objects.of(self.object).select_related("client")
        return get_object_or_404(rows, uuid=self.kwargs["person"])

    def form(self, data=None):
        row = self.row
        self.words = row.person
        if row.needs_exception:
            self.words = _("%(who)s does not meet the conditions: the supervisor may allow an exception.") % {
                "who": row.person
            }
        return forms.SelectForm(data, initial={"result": row.result, "reason": row.reason})

    def do(self, said):
        actions.select(registration=self.row, by=self.request.user, **said)

    def address_after(self):
        return pages.address(self.object, "people")


class Withdraw(PeopleDoor, Step):
    """/events/<uuid>/people/<person>/withdraw/: does not come after all."""

    title = button = gettext_lazy("Does not come after all")

    def do(self, said):
        rows = Registration.objects.of(self.object)
        actions.withdraw(registration=get_object_or_404(rows, uuid=self.kwargs["person"]), by=self.request.user)

    def address_after(self):
        return pages.address(self.object, "people")


class Budget(MoneyDoor, Tab):
    """/events/<uuid>/budget/: where the money comes from, the application, what was spent."""

    tab, template_name = "budget", "community/budget.html"

    def content(self):
        event = self.object
        plan, money = facts.plan(event), facts.money_report(event)
        writes = policy.may_work(self.request.user, event) is None and event.state == State.HELD
        sent = plan if plan and plan.approval_id else None
        return {
            "plan": sent,
            "budget": list(sent.budget.filter(removed=False)) if sent else [],
            "asked": event.fund_request,
            "money": money,
            "spent": list(money.lines.filter(removed=False)) if money else [],
            "fill": pages.address(event, "form", "event_financial_report")
            if writes and event.source != Source.NONE
            else "",
        }


class Report(EventDoor, View):
    """/events/<uuid>/report/: what still has to be written, the signature, what the file needs and has."""

    tab, template_name = "report", "community/report.html"

    def get(self, request, *args, **kwargs):
        return self.show()

    def post(self, request, *args, **kwargs):
        try:
            actions.submit_report(event=self.object, by=request.user)
        except ValidationError as error:
            return self.show(error.messages)
        messages.success(request, _("Sent to the supervisor."))
        return HttpResponseRedirect(pages.address(self.object, "report"))

    def show(self, refused=()):
        event, user = self.object, self.request.user
        report = facts.report(event)
        writes = policy.may_work(user, event) is None and event.state == State.HELD
        rows, totals = pages.catalogue(event, user)
        context = self.folder(
            report=report, rows=rows, totals=totals, writes=writes, refused=refused,
            opinions=summary(event.ref, participants=event.participants), may_read=policy.reads_opinions(user, event),
            findings=checks.report(event) if writes else [], approval=report.approval if report else None,
            size=panel.size_words(event) if event.state in HAPPENED else None,
        )  # fmt: skip
        return render(self.request, self.template_name, context, status=422 if refused else 200)
