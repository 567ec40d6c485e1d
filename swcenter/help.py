"""The topics of help; each is written in both languages, templates/help/{en,zh-CN}/<topic>.html."""

from django.utils.translation import gettext_lazy as _

TOPICS = {
    "today": _("Today: what to do, why and by when"),
    "case": _("Cases: from the first call to the sealed file"),
    "group": _("Groups: from the plan to the archive"),
    "event": _("Community events: from consent to the archive"),
    "leave": _("Leave and attendance"),
    "attendance": _("Attendance of a month, outings, checks"),
    "plans": _("Weekly and monthly plans and reports"),
    "inbox": _("Deciding: agree, return, refuse"),
    "money": _("Activity money: asking, deciding, paying, settling"),
    "targets": _("Targets of the service points"),
    "archive": _("Archive: check, seal, ask to read"),
    "phone": _("On the phone: roll calls, sign-ins, opinions"),
    "reports": _("Monthly reports, figures and overviews"),
    "settings": _("Rules, calendar and people"),
    "sign-in": _("Signing in, devices and second factor"),
}
