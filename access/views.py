"""The audit page, and the reason somebody gives before a file opens."""

from django.http import HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import TemplateView

from access import actions, policy, reading
from access.doors import ListDoor, RoleOnly, anyone_signed_in
from access.models import AuditEvent, Verb
from core import subjects


class Reason(RoleOnly, View):
    """Remembers the picked reason for one file and goes on to it; says nothing about whether there is such a file."""

    http_method_names = ["post"]
    allowed = staticmethod(anyone_signed_in)

    def post(self, request):
        reason, ref, target = (request.POST.get(name, "") for name in ("reason", "ref", "next"))
        if reason not in actions.REASONS or not 0 < len(ref) <= 100:
            return HttpResponseBadRequest()
        reading.remember_reason(request, ref, reason)
        inside = url_has_allowed_host_and_scheme(target, allowed_hosts=None)
        return redirect(target if inside else "/")


class Log(ListDoor, TemplateView):
    """The audit log, newest first: one's own accesses, or all of it; reading all of it is itself logged."""

    model = AuditEvent
    order = "-seq"
    page_size = 50
    template_name = "access/log.html"

    def get_queryset(self):
        return AuditEvent.objects.select_related("actor")

    def get_filters(self):
        verb = self.request.GET.get("verb")
        return {"verb": verb} if verb in Verb.values else None

    def get(self, request, *args, **kwargs):
        everything = policy.reads_whole_log(request.user) or policy.reads_log_without_content(request.user)
        if everything and not reading.logged(request, Verb.READ, "access.auditevent:"):
            return reading.unavailable(request)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        user = self.request.user
        page = self.get_page()
        bare = policy.reads_log_without_content(user)
        titles = {} if bare else subjects.describe_many(user, {event.about for event in page if event.about})
        rows = [self._row(event, titles, bare=bare and event.actor_id != user.pk) for event in page]
        return super().get_context_data(page=page, rows=rows, chips=self._chips(), bare=bare, **kwargs)

    def _chips(self):
        chosen = self.request.GET.get("verb", "")
        return [
            {"label": label, "url": f"?verb={verb}" if verb else "?", "on": verb == chosen}
            for verb, label in [("", _("Everything")), *Verb.choices]
        ]

    def _row(self, event, titles, *, bare):
        shown = titles.get(event.about)
        return {
            "seq": event.seq,
            "at": event.at,
            "actor": event.actor,
            "verb": event.get_verb_display(),
            "title": "" if bare else (shown.title if shown else _kind(event.about)),
            "url": shown.url if shown and not bare else "",
            "reason": "" if bare else actions.REASONS.get(event.reason, event.reason),
        }


def _kind(ref):
    """Something opaque for what the reader of the log may not open: the start of its id."""
    label, _colon, uuid = ref.partition(":")
    return f"{label.rpartition('.')[2]} {uuid[:8]}" if uuid else (_("the audit log") if label else "")
