"""Error pages say what happened and what to do; a code lets the office find the line in the log."""

import logging
import secrets

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation

from swcenter.links import url_of

log = logging.getLogger("antou.errors")


def bad_request(request, exception):
    return render(request, "errors/400.html", status=400)


def forbidden(request, exception):
    return render(request, "errors/403.html", status=403)


def csrf_failed(request, reason=""):
    return render(request, "errors/403_csrf.html", status=403)


def not_found(request, exception):
    """The same words for what is not there and for what may not be seen."""
    return render(request, "errors/404.html", {"request_url": url_of("archives:ask")}, status=404)


def server_error(request):
    """Drawn without shell and database: what failed may be just that."""
    code = f"E-{secrets.token_hex(2).upper()}"
    match = getattr(request, "resolver_match", None)
    log.error("%s in %s", code, match.view_name if match else "no view")
    english = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) == "en"
    with translation.override("en" if english else "zh-hans"):
        return HttpResponse(render_to_string("errors/500.html", bare(english) | {"code": code}), status=500)


def bare(english):
    """As much of the shell's context as an error page without database needs."""
    return {
        "shell": {
            "lang": "en" if english else "zh-CN",
            "site_name": settings.SITE_NAME_EN if english else settings.SITE_NAME,
        }
    }
