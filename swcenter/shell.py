"""Context of the shell: navigation by role (ui/ia.md section 1), counters, theme, language, where help is."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from notifications import panels
from swcenter import counters, seats
from swcenter.links import url_of

THEMES = (("auto", _("System")), ("light", pgettext_lazy("theme", "Light")), ("dark", pgettext_lazy("theme", "Dark")))
COUNT_SECONDS = 20  # a counter may be this old

# The first part of the path -> the page of help that belongs to it.
HELP = {
    "cases": "case",
    "intakes": "case",
    "clients": "case",
    "groups": "group",
    "events": "event",
    "plans": "plans",
    "leave": "leave",
    "attendance": "attendance",
    "outings": "attendance",
    "inbox": "inbox",
    "archive": "archive",
    "funds": "money",
    "targets": "targets",
    "settings": "settings",
    "rules": "settings",
    "login": "sign-in",
    "2fa": "sign-in",
    "sessions": "sign-in",
    "password": "sign-in",
    "reauthenticate": "sign-in",
    "me": "sign-in",
    "today": "today",
    "overview": "reports",
    "points": "reports",
    "reports": "reports",
    "opinions": "phone",
}


@dataclass
class Item:
    """One entry of the navigation."""

    key: str
    label: str
    url: str
    icon: str
    count: int = 0
    hot: bool = False
    active: bool = False

    @property
    def go(self):
        """The second key of "g t", "g i", "g c"."""
        return {"today": "t", "inbox": "i", "cases": "c"}.get(self.key, "")


def shell(request):
    return {"shell": SimpleLazyObject(lambda: build(request))}


def build(request):
    """Everything the shell shows, as a plain dict."""
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    theme = request.COOKIES.get("theme")
    theme = theme if theme in dict(THEMES) else "auto"
    context = {
        "lang": "en" if (get_language() or "").startswith("en") else "zh-CN",
        "theme": theme,
        "theme_now": theme if theme != "auto" else "light",
        "themes": THEMES,
        "shortcuts": request.COOKIES.get("shortcuts") != "off",
        "site_name": settings.SITE_NAME,
        "organization": settings.ORGANIZATION,
        "demo": settings.DEMO,
        "here": request.get_full_path() if request.method == "GET" else request.path,
        "query": kept_query(request),
        "help_url": help_url(request.path),
    }
    if context["lang"] == "en":
        context |= {"site_name": settings.SITE_NAME_EN, "organization": settings.ORGANIZATION_EN}
    return context | (of_person(request, user) if signed_in else {})


def of_person(request, user):
    """Navigation and counters of somebody who signed in."""
    held = seats.seats_of(user)
    seat = seats.chosen(held, request.COOKIES.get("seat"))
    counts = cache.get_or_set(f"shell:{user.pk}", lambda: counters.counts_of(user), COUNT_SECONDS)
    nav = navigation(seat, counts, request.path)
    tabs = [item for item in nav if item.key in seat.tabs]
    return {
        "nav": nav,
        "tabs": tabs,
        "more": navigation(seat, counts, request.path, seat.more),
        "idle": settings.SESSION_IDLE_SECONDS,
        "plus": bool(panels.offers_for(user)),
        "in_more": not any(item.active for item in tabs),
        "seats": held,
        "seat": seat.key,
        "seat_label": seat.label,
        "initial": str(user)[:1],
        "unread": counts.get("unread", 0),
        "bell_url": url_of("notifications:list"),
        "search_url": url_of("search"),
        "admin_url": url_of("admin:index") if user.is_staff else "",
    }


def navigation(seat, counts, path, keys=None):
    """The entries of a seat that exist; the one with the longest matching address is the present one."""
    items = []
    for key in seat.nav if keys is None else keys:
        entry = seats.ENTRIES[key]
        if url := url_of(entry.name):
            count, hot = counts.get(entry.counter, (0, False))
            items.append(Item(key, seat.words.get(key, entry.label), url, entry.icon, count, hot))
    matches = [
        (len(start), item)
        for item in items
        for start in (item.url, *seats.ENTRIES[item.key].also)
        if path.startswith(start)
    ]
    if matches:
        max(matches, key=lambda match: match[0])[1].active = True
    return items


def help_url(path):
    topic = HELP.get(path.strip("/").split("/")[0])
    return url_of("help_topic", topic) if topic else url_of("help")


def kept_query(request):
    """The query of this page without its place in the list, ready to be followed by `after=`."""
    kept = [(key, value) for key, value in request.GET.items() if key != "after"]
    return urlencode(kept) + "&" if kept else ""
