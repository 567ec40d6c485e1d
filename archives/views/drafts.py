"""Autosave of drafts, and the check of a printed page."""

from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from access.models import AuditEvent, Verb
from archives import actions, drafting, printing, sheets
from archives.forms import posted


def _signed_in(user):
    return user.is_authenticated


@require_POST
def autosave(request):
    """Keep what is being typed. JSON: {version, at, filled, wanted}; 409 with both texts where another window wrote."""
    opened = drafting.opened(request.user, request.POST.get("_draft", ""))
    if opened is None:
        raise Http404
    form, about = opened
    window = request.POST.get("_window", "")[:40]
    whose = {"by": request.user, "form": form, "about": about, "window": window}
    if "_takeover" in request.POST:
        draft = actions.take_over_draft(**whose)
        return _saved(draft)
    try:
        draft = actions.save_draft(
            **whose,
            text=posted(request.POST),
            version=drafting.number(request.POST.get("_version")),
            progress=drafting.progress(form, request.POST),
        )
    except actions.Conflict as conflict:
        return _refused(request, form, conflict)
    return _saved(draft)


autosave.door, autosave.allowed = "role", _signed_in


def _saved(draft):
    at = timezone.localtime(draft.updated_at)
    return JsonResponse({"version": draft.version, "at": f"{at:%H:%M}", "filled": draft.filled, "wanted": draft.wanted})


def _refused(request, form, conflict):
    found = drafting.differences(sheets.by_name().get(form), request.POST, conflict.draft)
    html = render_to_string("sheets/_conflict.html", {"conflict": conflict, "differences": found}, request)
    return JsonResponse({"kind": conflict.kind, "version": conflict.draft.version, "html": html}, status=409)


@require_GET
def verify_print(request, code):
    """Is this printed page ours? Kind of form, day and printer; never a number or content."""
    seq = printing.seq_of(code)
    event = AuditEvent.objects.filter(seq=seq, verb=Verb.PRINT).select_related("actor").first() if seq else None
    model = sheets.by_name().get(event.detail.get("form")) if event else None
    kind = model.TITLE if model else _("document")
    context = {"code": code, "event": event, "kind": kind, "draft": bool(event and event.detail.get("draft"))}
    return render(request, "sheets/verify.html", context)


verify_print.door, verify_print.allowed = "role", _signed_in
