from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from swcenter.views import pages
from swcenter.views.health import healthz

handler400 = "swcenter.views.errors.bad_request"
handler403 = "swcenter.views.errors.forbidden"
handler404 = "swcenter.views.errors.not_found"
handler500 = "swcenter.views.errors.server_error"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", pages.home, name="home"),
    path("language/", pages.language, name="language"),
    path("theme/", pages.theme, name="theme"),
    path("seat/", pages.seat, name="seat"),
    path("shortcuts/", pages.shortcuts, name="shortcuts"),
    path("me/", pages.me, name="me"),
    path("new/", pages.new, name="new"),
    path("stay/", pages.stay, name="stay"),
    path("search/", pages.search, name="search"),
    path("more/", pages.more, name="more"),
    path("help/", pages.help_index, name="help"),
    path("help/<slug:topic>/", pages.help_topic, name="help_topic"),
    path("", include("staff.attendance.urls")),
    path("", include("staff.leave.urls")),
    path("", include("rulebook.urls")),
    path("admin/", admin.site.urls),
    path("", include("people.urls")),
    path("", include("access.urls")),
    path("", include("approvals.urls")),
    path("", include("notifications.urls")),
    path("", include("files.urls")),
    path("", include("cases.urls")),
    path("", include("gatherings.urls")),
    path("", include("groups.urls")),
    path("", include("community.urls")),
    path("", include("projects.funds.urls")),
    path("", include("projects.contracts.urls")),
    path("", include("staff.plans.urls")),
    path("", include("reports.urls")),
    path("", include("archives.urls")),
]
if settings.BENCH:
    urlpatterns.append(path("bench/", include("bench.urls")))
