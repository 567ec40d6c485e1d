"""The paper forms of a group: fill in plan and reports, read, print, and the supervisor's reading."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.html import format_html, mark_safe
from django.utils.translation import gettext as _
from django.views.generic import View

from access.doors import ConfidentialObjectDoor
from access.models import AuditEvent, Verb
from archives.forms import restored
from archives.views import SheetEdit, SheetPrint, SheetRead
from core import clock
from groups import actions, facts, pages, policy, prefill, timing
from groups.choices import State
from groups.forms import ReviewForm
from groups.models import Programme
from groups.sheets import FORMS, FinancialReport, GroupPlan, GroupReport
from groups.views.doors import GroupDoor
from groups.views.sessions import crumbs
from people import roles

WRITTEN = {"group_plan": GroupPlan, "group_report": GroupReport, "group_financial_report": FinancialReport}


class Fill(GroupDoor, SheetEdit):
    """/groups/<uuid>/forms/<form>/: the plan, the report, the financial report."""

    def get_sheet(self):
        self.model = WRITTEN.get(self.kwargs["form"])
        if self.model is None:
            raise Http404
        if why_not := policy.may_work(self.request.user, self.object):
            raise PermissionDenied(why_not)
        stored = {
            GroupPlan: facts.plan_to_write_on, GroupReport: facts.report, FinancialReport: facts.money_report,
        }[self.model](self.object)  # fmt: skip
        sheet = stored or self.model(programme=self.object)
        sheet.programme = self.object
        return sheet

    def get(self, request, *args, **kwargs):
        states = (State.DRAFT,) if self.model is GroupPlan else (State.RUNNING, State.ENDED)
        if self.object.state not in states:
            return HttpResponseRedirect(self.object.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def get_about(self):
        return self.sheet.ref if self.sheet.pk else self.object.ref

    def get_initial(self):
        if self.sheet.pk or self.model is not GroupPlan:
            return {}
        programme = self.object
        return {"name": programme.name, "group_type": programme.group_type, "first_session": programme.first_day}

    def prepare(self, form):
        if self.model is GroupPlan:
            hint = render_to_string("groups/_hint.html", self._reckoned())
            form.fields["first_session"].help_text = format_html('<span id="first-hint">{}</span>', mark_safe(hint))
            form.fields["first_session"].widget.attrs.update(
                {
                    "hx-get": pages.reverse("groups:dates"),
                    "hx-vals": '{"keep": "1"}',
                    "hx-trigger": "change",
                    "hx-include": "[name='first_session'],[name$='-day']",
                    "hx-target": "#group-dates",
                    "hx-swap": "outerHTML",
                }
            )

    def keep(self):
        """The earliest day in time at the press of a button: every session moves with it, and what is owed."""
        if self.model is not GroupPlan or self.request.POST.get("_save") != "earliest":
            self._move_deadlines(self.request.POST)
            return super().keep()
        first, _last = prefill.days_of(self.request.POST)
        earliest = timing.earliest_first_day(clock.today(), self.object.point)
        self.request.POST = prefill.moved(self.request.POST, first or earliest, earliest)
        self._move_deadlines(self.request.POST)
        return super().keep()

    def _move_deadlines(self, data):
        first = prefill.days_of(data)[0] if self.model is GroupPlan else None
        if first:
            try:
                actions.choose_first_day(programme=self.object, by=self.request.user, day=first)
            except ValidationError as error:
                messages.error(self.request, " ".join(error.messages))

    def submit(self, filled):
        filing = {
            GroupPlan: actions.file_plan, GroupReport: actions.file_report, FinancialReport: actions.file_money_report,
        }[self.model]  # fmt: skip
        sheet = filing(programme=self.object, filled=filled, by=self.request.user)
        if self.model is GroupPlan:
            messages.success(self.request, _("Sent to the supervisor, with a copy to the business lead."))
            return self.object.get_absolute_url()
        messages.success(self.request, _("《%(form)s》 is in the file.") % {"form": sheet.TITLE})
        return pages.address(self.object, "report")

    def page(self):
        found = {
            "crumbs": crumbs(self.object),
            "here": self.model.TITLE,
            "sub": self.object.name,
            "verb": _("Send to the supervisor") if self.model is GroupPlan else _("Keep in the file"),
            "programme": self.object,
        }
        return found | (self._plan_page() if self.model is GroupPlan else {})

    def _reckoned(self):
        """The dates of the plan as it is being written."""
        draft = self.stored_draft()
        data = restored(draft.text()) if draft else None
        first, last = prefill.days_of(data or {})
        first = first or self.sheet.first_session or self.object.first_day
        last = last if last and last >= first else self.object.last_day
        last = last if last and last >= first else first
        reckoned = timing.reckon(first, last, point=self.object.point)
        return {"reckoned": reckoned, "earliest": reckoned.earliest}

    def _plan_page(self):
        found = self._reckoned()
        approval, lines = pages.route(self.object)
        names = "、".join(str(one) for one in roles.supervisors_of(self.object.worker))
        return {
            "aside": "groups/_plan_aside.html",
            **found,
            "latest": pages.dates(found["reckoned"], self.object),
            "keeps": True,
            "route": lines,
            "approval": approval,
            "receiver": _("Goes to %(names)s; the business lead gets a copy.") % {"names": names} if names else "",
        }


class GroupForm(ConfidentialObjectDoor):
    """A stored form of a group; the sheet's own door is asked, and the reading is in the log of the group."""

    model = Programme

    def get_queryset(self):
        return Programme.objects.select_related("worker", "point", "volume")

    def get_object(self, queryset=None):
        if "_behind_the_door" not in self.__dict__:
            sheet = self._find()
            self._behind_the_door, self._sheet = sheet.programme, sheet
        return self._behind_the_door

    def _find(self):
        form = FORMS.get(self.kwargs["form"])
        if form is None:
            raise Http404
        rows = form.objects.visible_to(self.request.user).filter(programme__uuid=self.kwargs["uuid"])
        rows = rows.select_related(
            "programme__worker", "programme__point", "programme__volume", "approval", "filled_by"
        )
        return get_object_or_404(rows, uuid=self.kwargs["sheet"])


class Read(GroupForm, SheetRead):
    confidential = False  # the door has logged it already, about the group

    def get_sheet(self):
        return self._sheet

    def page(self):
        user, sheet, programme = self.request.user, self._sheet, self.object
        args = [sheet.NAME, sheet.uuid]
        reads = hasattr(sheet, "reviewed_at")
        reviews = reads and sheet.reviewed_at is None and policy.may_review(user, programme) is None
        printable = policy.may_print(user, programme) is None
        return {
            "crumbs": crumbs(programme),
            "here": sheet.TITLE,
            "at": clock.now(),
            "edit_url": self._edit_url(sheet, programme, user),
            "print_url": pages.address(programme, "print", *args) if printable else "",
            "aside": "groups/_review.html" if reads else "",
            "review_form": ReviewForm() if reviews else None,
            "review_url": pages.address(programme, "review", *args),
        }

    def _edit_url(self, sheet, programme, user):
        if policy.may_work(user, programme):
            return ""
        if sheet.NAME == "group_session_record" and sheet.reviewed_at is None:
            return pages.address(programme, "record", sheet.session_no)
        writing = {"group_plan": (State.DRAFT,)}.get(sheet.NAME, (State.RUNNING, State.ENDED))
        if sheet.NAME in WRITTEN and programme.state in writing and not sheet.is_frozen:
            return pages.address(programme, "fill", sheet.NAME)
        return ""


class Print(GroupForm, SheetPrint):
    """Print a form, as a page or as PDF; logged as printed, about the group."""

    verb = Verb.PRINT

    def get_sheet(self):
        if why_not := policy.may_print(self.request.user, self.object):
            raise PermissionDenied(why_not)
        return self._sheet

    def log(self):
        """The entry the door has just written carries the check code."""
        return AuditEvent.objects.about(self.object.ref).filter(actor=self.request.user).first()


class Review(GroupForm, View):
    """The supervisor has read a session record (GRP-11)."""

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(self._sheet.get_absolute_url())

    def post(self, request, *args, **kwargs):
        form = ReviewForm(request.POST)
        if not hasattr(self._sheet, "reviewed_at"):
            raise Http404
        if form.is_valid():
            actions.review(sheet=self._sheet, by=request.user, comment=form.cleaned_data["comment"])
            messages.success(request, _("Marked as read."))
            return HttpResponseRedirect(self._sheet.get_absolute_url())
        return render(request, "groups/step.html", {"programme": self.object, "form": form, "title": self._sheet.TITLE})
