"""One session: its page, moving and dropping it, its record."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import View

from archives.views import SheetEdit
from core import clock
from groups import actions, facts, forms, pages, policy
from groups.choices import GOING
from groups.models import Session as SessionRow
from groups.sheets import SessionPlan, SessionRecord
from groups.views.doors import GroupDoor, MembersDoor, SessionOf, Step


class Session(SessionOf, GroupDoor, View):
    """/groups/<uuid>/sessions/<n>/: what is planned, and what may be done now."""

    tab = "sessions"

    def get(self, request, *args, **kwargs):
        session = self.session
        works = policy.may_work(request.user, self.object) is None and self.object.state in GOING
        context = self.folder(
            session=session, planned=plan_of(session), works=works,
            ahead=session.held_on is None and session.dropped_on is None, begun=session.day <= clock.today(),
            sheet=getattr(session, "record", None), roll=getattr(session, "roll", None),
            knows=policy.may_see_members(request.user, self.object) is None,
        )  # fmt: skip
        return render(request, "groups/session.html", context)


def plan_of(session):
    """The line of the approved plan a session came from, or None for an added one."""
    plan = facts.approved_plan(session.programme)
    rows = SessionPlan.objects.filter(sheet=plan, removed=False).order_by("day", "starts") if plan else []
    rows = list(rows[: session.number])
    return rows[session.number - 1] if len(rows) >= session.number else None


class ChangeSession(SessionOf, GroupDoor, Step):
    """Left of it the deed: moving or dropping a session ahead."""

    def address_after(self):
        return pages.address(self.object, "session", self.session.number)

    def context(self):
        return {"words": _("Session %(n)s") % {"n": self.session.number}}


class Move(ChangeSession):
    title, button = gettext_lazy("Move the session"), pgettext_lazy("session", "Move")

    def form(self, data=None):
        names = ("day", "starts", "ends", "place")
        return forms.SessionForm(data, initial={name: getattr(self.session, name) for name in names})

    def do(self, said):
        actions.move_session(session=self.session, by=self.request.user, **said)


class Drop(ChangeSession):
    form_class = forms.ReasonForm
    title, button = gettext_lazy("The session does not take place"), gettext_lazy("Call it off")

    def do(self, said):
        actions.drop_session(session=self.session, by=self.request.user, **said)


class Add(GroupDoor, Step):
    """/groups/<uuid>/sessions/new/"""

    title, button = gettext_lazy("One more session"), gettext_lazy("Add the session")

    def form(self, data=None):
        last = SessionRow.objects.filter(programme=self.object).order_by("-number").first()
        known = {"starts": last.starts, "ends": last.ends, "place": last.place} if last else {}
        return forms.AddSessionForm(data, initial=known)

    def do(self, said):
        actions.add_session(programme=self.object, by=self.request.user, **said)

    def address_after(self):
        return pages.address(self.object, "sessions")


class Record(SessionOf, MembersDoor, SheetEdit):
    """/groups/<uuid>/sessions/<n>/record/: F-G05, once the roll was called (GRP-10, GRP-11)."""

    model = SessionRecord

    def get_sheet(self):
        if why_not := policy.may_work(self.request.user, self.object):
            raise PermissionDenied(why_not)
        stored = getattr(self.session, "record", None)
        sheet = stored or SessionRecord(programme=self.object, session=self.session)
        sheet.programme = self.object
        return sheet

    def get(self, request, *args, **kwargs):
        if self.session.roll_called_at is None:
            messages.warning(request, _("Call the roll first: there is no record without a roll call."))
            return HttpResponseRedirect(reverse("groups:roll", args=[self.session.uuid]))
        if self.sheet.pk and self.sheet.reviewed_at:
            return HttpResponseRedirect(self.sheet.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def get_about(self):
        return self.sheet.ref if self.sheet.pk else self.session.ref

    def get_initial(self):
        if self.sheet.pk:
            return {}
        planned = plan_of(self.session)
        goal = planned.goal if planned else ""
        return {"place": self.session.place, "theme": self.session.theme, "goal": goal}

    def submit(self, filled):
        actions.file_record(session=self.session, filled=filled, by=self.request.user)
        messages.success(self.request, _("The record is with the supervisor to read."))
        return pages.address(self.object, "sessions")

    def page(self):
        return {
            "crumbs": [*crumbs(self.object), (_("Sessions and roll calls"), pages.address(self.object, "sessions"))],
            "here": _("Record of session %(n)s") % {"n": self.session.number},
            "title": _("Record of session %(n)s") % {"n": self.session.number},
            "sub": self.object.name,
            "verb": _("Send to the supervisor to read"),
            "aside": "groups/_record_aside.html",
            "session": self.session,
            "roll": self.session.roll,
            "planned": plan_of(self.session),
            "last": facts.records(self.object).filter(session_no__lt=self.session.number).last(),
        }


def crumbs(programme):
    return [(_("Groups"), reverse("groups:list")), (programme.name, programme.get_absolute_url())]
