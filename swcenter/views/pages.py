"""Pages that belong to no room: language, appearance, one's own settings, help, what the phone bar leaves out."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access.doors import anyone_signed_in, public, role_only
from core import formats
from notifications import panels
from swcenter import help as help_pages
from swcenter import search as finding
from swcenter import seats, shell
from swcenter.links import url_of

YEAR = 365 * 24 * 3600


def remember(response, name, value):
    """A preference of this browser; holds no data of any person."""
    response.set_cookie(name, value, max_age=YEAR, samesite="Lax", httponly=True, secure=settings.SECURE)
    return response


def back(request):
    """To the page the form stood on, never to another host."""
    place = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(place, {request.get_host()}, require_https=request.is_secure())
    return redirect(place if safe else "/")


@public
@require_POST
def language(request):
    """Set the language of this browser."""
    chosen = request.POST.get("language")
    response = back(request)
    if chosen in dict(settings.LANGUAGES):
        translation.activate(chosen)
        remember(response, settings.LANGUAGE_COOKIE_NAME, chosen)
    return response


@public
@require_POST
def theme(request):
    """Set the appearance of this browser: as the system, light, dark."""
    chosen = request.POST.get("theme")
    response = back(request)
    return remember(response, "theme", chosen) if chosen in dict(shell.THEMES) else response


@role_only(anyone_signed_in)
@require_POST
def seat(request):
    """Work in another capacity that one holds; rights do not change, navigation and landing page do."""
    held = seats.seats_of(request.user)
    chosen = next((one for one in held if one.key == request.POST.get("seat")), None)
    if chosen is None:
        raise Http404
    return remember(redirect(landing_url(chosen)), "seat", chosen.key)


def landing_url(chosen):
    return next((url for key in chosen.nav if (url := url_of(seats.ENTRIES[key].name))), url_of("me"))


@role_only(anyone_signed_in)
@require_GET
def home(request):
    """Where the day starts: by the capacity in which one works."""
    held = seats.seats_of(request.user)
    return redirect(landing_url(seats.chosen(held, request.COOKIES.get("seat"))))


@role_only(anyone_signed_in)
@require_GET
def me(request):
    """One's own settings: language, appearance, shortcuts, devices, password, second factor."""
    return render(request, "me.html", {"posts": request.user.appointments.current().select_related("point", "group")})


@role_only(anyone_signed_in)
@require_POST
def shortcuts(request):
    """Switch the single-key shortcuts on or off (WCAG 2.1.4)."""
    on = request.POST.get("shortcuts") == "on"
    messages.success(request, _("Shortcuts are on.") if on else _("Shortcuts are off."))
    return remember(back(request), "shortcuts", "on" if on else "off")


@role_only(anyone_signed_in)
@require_GET
def more(request):
    """Everything the bottom bar of the phone leaves out."""
    return render(request, "more.html")


@role_only(anyone_signed_in)
@require_GET
def new(request):
    """What one may begin: the plus of the phone's bar and the key "n"."""
    return render(request, "new.html", {"offers": panels.offers_for(request.user)})


@role_only(anyone_signed_in)
@require_GET
def stay(request):
    """Asked by the bar that warns before the session ends; being asked is enough."""
    return HttpResponse(status=204)


@public
@require_GET
def help_index(request):
    """All topics of help."""
    return render(request, "help/index.html", {"topics": help_pages.TOPICS})


@public
@require_GET
def help_topic(request, topic):
    """One topic of help."""
    if topic not in help_pages.TOPICS:
        raise Http404
    words = f"help/{'en' if formats.english() else 'zh-CN'}/{topic}.html"
    context = {"topics": help_pages.TOPICS, "topic": topic, "title": help_pages.TOPICS[topic], "words": words}
    return render(request, "help/topic.html", context)


@role_only(anyone_signed_in)
@require_http_methods(["GET", "POST"])
def search(request):
    """What somebody looks for travels in the body, so that names stay out of URLs; GET is the empty form."""
    text = request.POST.get("q", "")[:80].strip()
    return render(request, "search.html", {"text": text, "kinds": finding.search(request.user, text)})
