"""The approver's inbox, one decision, and the page behind a one-time link."""

import hashlib

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from access import reading
from access.doors import ConfidentialObjectDoor, ObjectDoor, RoleOnly, Token, anyone_signed_in
from access.models import Verb
from approvals import actions, chains, inbox, queries
from approvals.chains import DECIDING
from approvals.forms import AnswerForm, DecisionForm, EvidenceForm
from approvals.models import OutsideLink, Step
from core import clock
from core.lists import newest_of_arms
from people.sign_in import step_up

ATTEMPTS, WINDOW = 20, 600  # answers behind one-time links: so many from one address in so many seconds


class InboxPage:
    """What list and decision share: the open items of the reader, filtered, and the sentence above them."""

    def list_context(self, current=None, *, first=False):
        user, kind = self.request.user, self.request.GET.get("kind", "")
        everything = list(queries.open_steps_for(user))
        wanted = [step for step in everything if not kind or step.approval.chain == kind]
        current = wanted[0] if first and wanted else current
        shown = wanted if self.request.GET.get("all") else wanted[: inbox.SHOWN]
        query = f"?{self.request.GET.urlencode()}" if self.request.GET else ""
        due_today = sum(1 for step in everything if step.due_at and step.due_at <= clock.end_of(clock.today()))
        return {
            "steps": wanted,
            "items": inbox.items(user, shown, current=current, query=query),
            "more": len(wanted) - len(shown),
            "total": len(everything),
            "due_today": due_today,
            "average": queries.average_workdays(user),
            "chips": inbox.chips(everything, kind=kind, state="open"),
            "query": query,
        }


class Inbox(RoleOnly, InboxPage, TemplateView):
    """What waits for the reader, soonest due first; on a wide screen the first item stands open beside it."""

    allowed = staticmethod(anyone_signed_in)

    def get_template_names(self):
        return ["approvals/done.html" if self.request.GET.get("state") == "done" else "approvals/inbox.html"]

    def get_context_data(self, **kwargs):
        if self.request.GET.get("state") == "done":
            return super().get_context_data(**self.done_context(), **kwargs)
        context = self.list_context(first=True)
        for step in context["steps"][:1]:
            # A copy that opened by itself would count as read; evidence and tasks have forms of their own.
            if step.kind in DECIDING and self.logged(step):
                context |= inbox.decision(self.request.user, step) | {"next": len(context["steps"]) > 1}
        return super().get_context_data(**context, **kwargs)

    def logged(self, step):
        reason = inbox.reason_to_read(self.request.user, step)
        return reading.logged(self.request, Verb.READ, inbox.read_as(step).ref, reason)

    def done_context(self):
        user = self.request.user
        rows = Step.objects.select_related("approval", "applicant", "by", "on_behalf_of")
        page = newest_of_arms(
            rows.filter(state=Step.State.CLOSED),
            queries.arms_of_done(user),
            after=self.request.GET.get("after"),
            order="-decided_at",
        )
        return {
            "page": page,
            "items": inbox.done_items(user, page.rows),
            "average": queries.average_workdays(user),
            "chips": inbox.chips(list(queries.open_steps_for(user)), kind="", state="done"),
        }


class Decide(ConfidentialObjectDoor, InboxPage, TemplateView):
    """One decision: the facts, the rules, the route, and the answer. Whoever opens it is in the document's log."""

    model = Step
    template_name = "approvals/decide.html"
    status = 200

    def get_queryset(self):
        return super().get_queryset().select_related("approval__applicant", "applicant", "by", "on_behalf_of")

    def log_about(self):
        return inbox.read_as(self.object)

    def preset_reason(self, user, step):
        return inbox.reason_to_read(user, step)

    def get_context_data(self, **kwargs):
        context = self.list_context(current=self.object) | inbox.decision(self.request.user, self.object)
        uuids = [str(step.uuid) for step in context["steps"]]
        context["next"] = inbox.neighbours(uuids, str(self.object.uuid)) if str(self.object.uuid) in uuids else None
        if self.object.kind == Step.Kind.RECORD and context["may_act"]:
            context["form"] = EvidenceForm(initial={"on": clock.today(), "seen": context["seen"]})
        return super().get_context_data(**context | kwargs)

    def again(self, status=409, **context):
        """The page once more, with what stands in the way; values are kept."""
        self.object = self.get_queryset().get(pk=self.object.pk)
        response = self.render_to_response(self.get_context_data(**context))
        response.status_code = status
        return response


class Act(Decide):
    """The answer to a step, posted once; a repeated press of the same button gets the first result."""

    def get(self, request, *args, **kwargs):
        return redirect("approvals:decide", uuid=self.object.uuid)

    def post(self, request, *args, **kwargs):
        if self.object.kind == Step.Kind.RECORD:
            return self.record_answer(request)
        form = DecisionForm(request.POST)
        if not form.is_valid():
            return self.again(422, error=_("Choose an answer."))
        data = form.cleaned_data
        if self.object.kind == Step.Kind.DECIDE and chains.get(self.object.approval.chain).again:
            step_up(request)
        uuids = [str(step.uuid) for step in queries.open_steps_for(request.user)]
        try:
            actions.act(
                step_id=self.object.pk,
                by=request.user,
                outcome=data["outcome"],
                comment=data["comment"],
                seen=data["seen"] or None,
                accept_exception=data["accept_exception"],
            )
        except PermissionDenied:
            return self.again(403, error=_("You cannot decide this one."))
        except ValidationError as error:
            return self.refused(error, data, uuids)
        return self.onward(uuids)

    def refused(self, error, data, uuids):
        """Stale, changed, words or exception missing: each says what to do."""
        if hasattr(error, "error_dict"):
            fields = error.message_dict
            return self.again(
                422,
                comment=data["comment"],
                error=" ".join(fields.get("comment", [])),
                exception_error=" ".join(fields.get("accept_exception", [])),
            )
        if error.code == "changed":
            return self.again(409, changed=True, comment=data["comment"])
        step = Step.objects.get(pk=self.object.pk)
        if error.code == "stale" and step.by_id == self.request.user.pk and step.outcome == data["outcome"]:
            return self.onward(uuids)
        return self.again(409, error="" if error.code == "stale" else " ".join(error.messages))

    def record_answer(self, request):
        form = EvidenceForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.again(422, form=form)
        data = form.cleaned_data
        try:
            actions.record_answer(step_id=self.object.pk, by=request.user, **data)
        except PermissionDenied:
            return self.again(403, form=form)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
            return self.again(409, form=form)
        messages.success(request, _("The answer is recorded."))
        return redirect("approvals:inbox")

    def onward(self, uuids):
        """To the next item of the list as it stood, named with what was done."""
        step = self.get_queryset().get(pk=self.object.pk)
        after = inbox.neighbours(uuids, str(step.uuid))
        following = queries.open_steps_for(self.request.user).filter(uuid=after).first() if after else None
        messages.success(self.request, inbox.sentence(self.request.user, step, following))
        return redirect("approvals:decide", uuid=following.uuid) if following else redirect("approvals:inbox")


class Chase(ObjectDoor, View):
    """The applicant reminds whoever the request waits for, once a day."""

    model = Step
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        try:
            said = actions.chase(step_id=self.object.pk, by=request.user)
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
        else:
            text = _("Reminded.") if said else _("You have reminded them today already. You can do it again tomorrow.")
            messages.success(request, text)
        return redirect("approvals:decide", uuid=self.object.uuid)


class Link(Decide):
    """A one-time link for the outside unit: shown once, on the answer to this post."""

    def get(self, request, *args, **kwargs):
        return redirect("approvals:decide", uuid=self.object.uuid)

    def post(self, request, *args, **kwargs):
        try:
            if request.POST.get("revoke"):
                actions.revoke_links(step_id=self.object.pk, by=request.user)
                return redirect("approvals:decide", uuid=self.object.uuid)
            link, token = actions.make_link(step_id=self.object.pk, by=request.user)
        except PermissionDenied:
            return self.again(403, error=_("You cannot decide this one."))
        except ValidationError as error:
            return self.again(409, error=" ".join(error.messages))
        url = settings.SITE_URL.rstrip("/") + reverse("approvals:consent", args=[token])
        return self.again(200, link_url=url, link=link)


class Consent(Token, View):
    """Behind a one-time link: one question, two answers, a name. Nothing else of the house is reachable from here."""

    def get(self, request, token):
        return self.show(request, token)

    def dispatch(self, request, *args, **kwargs):
        return self.page(request, {"busy": True}, 429) if too_many(request) else super().dispatch(request, **kwargs)

    def post(self, request, token):
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self.show(request, token, form=form, status=422)
        try:
            data = form.cleaned_data
            actions.answer(token=token, agree=data["answer"] == "yes", name=data["name"])
        except (OutsideLink.DoesNotExist, ValidationError):
            return self.show(request, token)
        return self.page(request, {"answered": data["answer"]})

    def show(self, request, token, form=None, status=200):
        question = queries.question_behind(token)
        if question is None:
            return self.page(request, {"gone": True}, 404)
        return self.page(request, {"question": question, "form": form or AnswerForm()}, status)

    def page(self, request, context, status=200):
        response = render(request, "approvals/consent.html", context, status=status)
        add_never_cache_headers(response)
        response.headers["Referrer-Policy"] = "same-origin"  # "no-referrer" makes browsers post with Origin: null
        return response


def too_many(request):
    """Has this address asked too often? Counted in the cache, so that guessing links is slow."""
    address = hashlib.sha256((get_client_ip(request) or "").encode()).hexdigest()[:16]
    key = f"consent:{address}"
    cache.add(key, 0, WINDOW)
    try:
        return cache.incr(key) > ATTEMPTS
    except ValueError:  # it ran out between the two
        return False
