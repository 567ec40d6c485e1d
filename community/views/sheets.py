"""The paper forms of an event: one page each to fill in or read, and to print."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.generic import View

from access.doors import ConfidentialObjectDoor
from access.models import AuditEvent, Verb
from archives.views import SheetEdit, SheetPrint, SheetRead
from community import actions, checks, facts, pages, panel, policy, timing
from community.models import Event
from community.sheets import FORMS, CommunityStudy, EventPlan
from community.views.doors import EventDoor
from core import clock
from people import roles

AFTER_REPORT = ("event_evaluation", "event_report", "event_financial_report", "event_debrief", "event_news_release")


class Fill(EventDoor, SheetEdit):
    """/events/<uuid>/forms/<form>/edit/: the form, as long as it may be written."""

    def get_sheet(self):
        self.model = FORMS.get(self.kwargs["form"])
        if self.model is None or self.model.NAME == "event_sign_in":
            raise Http404
        if why_not := policy.may_work(self.request.user, self.object):
            raise PermissionDenied(why_not)
        sheet = facts.sheet(self.object, self.model.NAME) or self.model(event=self.object)
        sheet.event = self.object
        return sheet

    def get(self, request, *args, **kwargs):
        if not pages.writable(self.object, self.model.NAME):
            return HttpResponseRedirect(self.object.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def get_about(self):
        return self.sheet.ref if self.sheet.pk else self.object.ref

    def get_initial(self):
        event = self.object
        if self.sheet.pk:
            return {}
        if self.model is EventPlan:
            names = ("kind", "day", "starts", "ends", "setting", "place", "planned_people")
            return {"name": event.title, "fund_source": event.source} | {name: getattr(event, name) for name in names}
        return {"debriefed_on": event.held_on, "title": event.title} if self.model.NAME in AFTER_REPORT else {}

    def prepare(self, form):
        if self.model is EventPlan:
            studies = CommunityStudy.objects.visible_to(self.request.user).filter(point=self.object.point)
            form.fields["study"].queryset = studies

    def form(self, data=None, files=None, *, quiet=False):
        made = super().form(data, files, quiet=quiet)
        if self.model is EventPlan and data is not None:
            self.sheet.late_reason = data.get("late_reason", "").strip()
        return made

    def submit(self, filled):
        sheet = actions.FILES[self.model.NAME](event=self.object, filled=filled, by=self.request.user)
        if self.model is EventPlan:
            messages.success(self.request, _("Sent to the supervisor; the supervision assistant hands it on."))
            return self.object.get_absolute_url()
        messages.success(self.request, _("《%(form)s》 is in the file.") % {"form": sheet.TITLE})
        where = "report" if self.model.NAME in AFTER_REPORT else "prep"
        return (
            pages.address(self.object, where) if self.object.preparations.exists() else self.object.get_absolute_url()
        )

    def page(self):
        plan = self.model is EventPlan
        found = {
            "crumbs": pages.crumbs(self.object),
            "here": self.model.TITLE,
            "sub": self.object.title,
            "verb": _("Send to the supervisor") if plan else _("Keep in the file"),
            "event": self.object,
        }
        if self.model.NAME == "event_news_release":
            found["verb"] = _("Send to Public Affairs")
        return found | (self._plan_page() if plan else {})

    def _plan_page(self):
        lead = checks.plan_lead(self.sheet, self.object)
        approval, lines = pages.route(self.object)
        names = "、".join(str(one) for one in roles.supervisors_of(self.object.worker))
        return {
            "aside": "community/_plan_aside.html",
            "reckoned": panel.reckoning(self.object),
            "latest": panel.dates(self.object),
            "earliest": timing.earliest_day(clock.today(), self.object.point),
            "short": None if lead.in_time else checks.short_lead(lead),
            "late_reason": self.sheet.late_reason,
            "route": lines,
            "approval": approval,
            "emergency": facts.emergency_plan(self.object),
            "receiver": _("Goes to %(names)s.") % {"names": names} if names else "",
        }


class Form(View):
    """/events/<uuid>/forms/<form>/: the stored form, or the page to fill it in."""

    door = "object"

    def dispatch(self, request, *args, **kwargs):
        model = FORMS.get(kwargs["form"])
        if model is None:
            raise Http404
        there = model.objects.visible_to(request.user).filter(event__uuid=kwargs["uuid"]).exists()
        return (Read if there else Fill).as_view()(request, *args, **kwargs)


class EventForm(ConfidentialObjectDoor):
    """A stored form of an event; the sheet's own door is asked, and the reading is in the log of the event."""

    model = Event

    def get_queryset(self):
        return Event.objects.with_people()

    def get_object(self, queryset=None):
        if "_behind_the_door" not in self.__dict__:
            sheet = self._find()
            self._behind_the_door, self._sheet = sheet.event, sheet
        return self._behind_the_door

    def _find(self):
        form = FORMS.get(self.kwargs["form"])
        if form is None:
            raise Http404
        rows = form.objects.visible_to(self.request.user).select_related(
            "event__worker", "event__point", "event__volume", "approval", "filled_by"
        )
        return get_object_or_404(rows, event__uuid=self.kwargs["uuid"])


class Read(EventForm, SheetRead):
    confidential = False  # the door has logged it already, about the event

    def get_sheet(self):
        return self._sheet

    def page(self):
        user, sheet, event = self.request.user, self._sheet, self.object
        writes = policy.may_work(user, event) is None and pages.writable(event, sheet.NAME) and not sheet.is_frozen
        writes = writes and sheet.NAME != "event_sign_in"
        printable = policy.may_copy(user, event) is None
        return {
            "crumbs": pages.crumbs(event),
            "here": sheet.TITLE,
            "at": clock.now(),
            "edit_url": pages.address(event, "fill", sheet.NAME) if writes else "",
            "print_url": pages.address(event, "print", sheet.NAME) if printable else "",
        }


class Print(EventForm, SheetPrint):
    """Print a form, as a page or as PDF; logged as printed, about the event."""

    verb = Verb.PRINT

    def get_sheet(self):
        if why_not := policy.may_copy(self.request.user, self.object):
            raise PermissionDenied(why_not)
        return self._sheet

    def log(self):
        """The entry the door has just written carries the check code."""
        return AuditEvent.objects.about(self.object.ref).filter(actor=self.request.user).first()
