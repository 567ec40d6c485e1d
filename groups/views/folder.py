"""The pages of one group: plan, members, sessions, money, report and archive."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from archives import layout
from archives.policy import may_ask as may_ask_archives
from archives.views.sheets import add_errors
from core import clock
from gatherings.summary import summary
from groups import actions, checks, counting, facts, forms, pages, policy
from groups.choices import ATTENDED, GOING, State
from groups.models import Programme
from groups.sheets import GroupAttachment, Presence
from groups.views.doors import GroupDoor, MembersDoor, MoneyDoor, Step


class Tab(View):
    template_name = ""

    def get(self, request, *args, **kwargs):
        return render(request, self.template_name, self.folder(**self.content()))

    def content(self):
        return {}


class Detail(GroupDoor, Tab):
    """/groups/<uuid>/: the plan with its dates and its route. Of a sealed group, the card."""

    tab, template_name = "detail", "groups/detail.html"

    def dispatch(self, request, *args, **kwargs):
        rows = Programme.objects.visible_to(request.user).select_related("worker", "point").filter(uuid=kwargs["uuid"])
        if rows and not Programme.objects.content_open_to(request.user).filter(uuid=kwargs["uuid"]).exists():
            may_ask = may_ask_archives(request.user) is None
            card = {"programme": rows[0], "state": pages.state_of(rows[0]), "may_ask": may_ask}
            return render(request, "groups/card.html", card)
        return super().dispatch(request, *args, **kwargs)

    def content(self):
        programme = self.object
        plan, reckoned = facts.newest_plan(programme), pages.reckoning(programme)
        approval, lines = pages.route(programme)
        return {
            "plan": plan,
            "sections": layout.sections(plan) if plan else [],
            "latest": pages.dates(reckoned, programme),
            "reckoned": reckoned,
            "approval": approval,
            "route": lines,
            "may_move": programme.state == State.DRAFT and policy.may_work(self.request.user, programme) is None,
            "size": counting.size_of(programme).words(programme.point) if programme.state not in PLANNED else [],
        }


PLANNED = (State.DRAFT, State.PLAN_SUBMITTED, State.SUPERVISOR_APPROVED, State.ORG_REVIEW, State.REJECTED)


class Sessions(GroupDoor, Tab):
    """/groups/<uuid>/sessions/: every session, its roll call and its record."""

    tab, template_name = "sessions", "groups/sessions.html"

    def content(self):
        programme, user = self.object, self.request.user
        works = policy.may_work(user, programme) is None
        rows = list(programme.sessions.in_order().select_related("roll", "record__reviewed_by"))
        for row in rows:
            row.programme = programme
            row.sheet = getattr(row, "record", None)
            row.called = getattr(row, "roll", None)
        return {
            "rows": rows,
            "works": works and programme.state in (*GOING, State.ENDED),
            "may_add": works and programme.state in GOING,
            "knows": policy.may_see_members(user, programme) is None,
            "today": clock.today(),
            "grid": _grid(programme) if policy.may_see_members(user, programme) is None else [],
            "sessions": [row for row in rows if row.held_on],
        }


def _grid(programme):
    """[(member, [mark or None, ...])] over the sessions held: who was there when."""
    held = list(programme.sessions.filter(held_on__isnull=False).order_by("number").values_list("pk", flat=True))
    marks = {}
    for session, member, mark in Presence.objects.filter(session__in=held, removed=False).values_list(
        "session", "member", "mark"
    ):
        marks[member, session] = mark
    members = programme.members.filter(confirmed_on__isnull=False).select_related("client").order_by("pk")
    return [
        (member, [(marks.get((member.pk, pk)), marks.get((member.pk, pk)) in ATTENDED) for pk in held])
        for member in members
        if held
    ]


class Budget(MoneyDoor, Tab):
    """/groups/<uuid>/budget/: where the money comes from, the application, what was spent."""

    tab, template_name = "budget", "groups/budget.html"

    def content(self):
        plan, money = facts.newest_plan(self.object), facts.money_report(self.object)
        if money:
            money.programme = self.object
        writes = policy.may_work(self.request.user, self.object) is None
        writes = writes and self.object.state in (State.RUNNING, State.ENDED)
        return {
            "plan": plan,
            "budget": list(plan.budget.filter(removed=False)) if plan else [],
            "asked": self.object.fund_request,
            "money": money,
            "spent": list(money.lines.filter(removed=False)) if money else [],
            "fill": pages.address(self.object, "fill", "group_financial_report") if writes else "",
        }


class Report(GroupDoor, View):
    """/groups/<uuid>/report/: does it count, both reports, the signatures, what the file needs and has."""

    tab, template_name = "report", "groups/report.html"

    def get(self, request, *args, **kwargs):
        return self.show(None)

    def post(self, request, *args, **kwargs):
        form = forms.SubmitReportsForm(request.POST, asks=not self._opinions().forms)
        form.is_valid()
        said = {name: given for name, given in form.cleaned_data.items() if given}
        try:
            actions.submit_reports(programme=self.object, by=request.user, **said)
        except ValidationError as error:
            add_errors(form, error)
            return self.show(form)
        messages.success(request, _("Sent to the three who sign."))
        return HttpResponseRedirect(pages.address(self.object, "report"))

    def _opinions(self):
        return summary(self.object.ref)

    def show(self, form):
        programme, user = self.object, self.request.user
        opinions, report = self._opinions(), facts.report(programme)
        writes = policy.may_work(user, programme) is None and programme.state == State.ENDED
        form = form or (forms.SubmitReportsForm(asks=not opinions.forms) if writes else None)
        rows, totals = pages.catalogue(programme, user)
        size = counting.size_of(programme)
        context = self.folder(
            size=size.words(programme.point), counts=not size.why_not(programme.point), opinions=opinions,
            report=report, money=facts.money_report(programme), rows=rows, totals=totals, form=form if writes else None,
            findings=checks.report(programme, no_feedback_reason="-----") if writes else [],
            approval=report.approval if report else None, may_read=policy.may_read_opinions(user, programme),
        )  # fmt: skip
        return render(self.request, self.template_name, context)


class End(GroupDoor, Step):
    """/groups/<uuid>/end/: the last session is over."""

    title, button = gettext_lazy("End the group"), gettext_lazy("End the group")
    words = gettext_lazy("Both reports are due within three days of the last session.")

    def do(self, said):
        actions.end(programme=self.object, by=self.request.user)

    def address_after(self):
        return pages.address(self.object, "report")


class Attachments(MembersDoor, Tab):
    """/groups/<uuid>/attachments/: photos, letters, the volunteers' form, the plan given to the host unit."""

    tab, template_name = "report", "groups/attachments.html"

    def content(self, form=None):
        kept = list(GroupAttachment.objects.of(self.object).select_related("filled_by").order_by("-pk"))
        for one in kept:
            one.programme = self.object
            one.files = layout.files_of(one)
        writes = policy.may_work(self.request.user, self.object) is None
        return {"kept": kept, "form": (form or forms.AttachmentForm()) if writes else None}

    def post(self, request, *args, **kwargs):
        form = forms.AttachmentForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                actions.add_attachment(programme=self.object, by=request.user, **form.cleaned_data)
            except ValidationError as error:
                add_errors(form, error)
            else:
                messages.success(request, _("The file is kept with the group."))
                return HttpResponseRedirect(pages.address(self.object, "attachments"))
        return render(request, self.template_name, self.folder(**self.content(form)))
