"""The web side of the read log: writing it for a request, remembering the reason somebody picked."""

import hashlib
import logging

from allauth.core.internal.httpkit import get_client_ip
from django.db import Error
from django.shortcuts import render

from access import actions
from core import clock

logger = logging.getLogger(__name__)
REASON_HOLDS_SECONDS = 30 * 60
_REMEMBERED = "reading_reasons"


def circumstances(request):
    """What the log keeps of a request: the URL's name, a hash of the session, the address; no names, no texts."""
    match = request.resolver_match
    session = getattr(request, "session", None)
    key = session.session_key if session is not None else None
    return {
        "door": match.view_name if match else "",
        "session": hashlib.sha256(key.encode()).hexdigest()[:16] if key else "",
        "ip": get_client_ip(request) or "",
    }


def logged(request, verb, ref, reason=""):
    """Write one event and commit it; False where the log cannot be written, and then nothing may be shown."""
    try:
        actions.record_before_serving(request.user, verb, ref, reason, circumstances(request))
    except Error:
        logger.exception("read log cannot be written")
        return False
    return True


def unavailable(request):
    return render(request, "access/unavailable.html", status=503)


def remember_reason(request, ref, reason):
    """The reason holds for this file and session for half an hour, so that the tabs of a file ask once."""
    given = dict(request.session.get(_REMEMBERED, {}))
    given[ref] = [reason, clock.now().timestamp() + REASON_HOLDS_SECONDS]
    request.session[_REMEMBERED] = {key: value for key, value in given.items() if value[1] > clock.now().timestamp()}


def reason_given(request, ref):
    """The reason picked for this file, "" where none was, or it is too long ago."""
    reason, until = request.session.get(_REMEMBERED, {}).get(ref, ("", 0))
    return reason if until > clock.now().timestamp() else ""
