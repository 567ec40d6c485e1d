"""How reports show themselves where the cellar lists them (core.subjects): My day, notices, the archive room."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from core import formats, subjects
from notifications import kinds
from staff.plans import periods, policy, queries
from staff.plans.choices import TO_READ
from staff.plans.models import Bundle, Round, WorkReport

WORDS = {
    "plan.weekly": (gettext_lazy("Every week, for your superior to read"), pgettext_lazy("button", "Fill in")),
    "plan.monthly": (gettext_lazy("On the first of the month"), pgettext_lazy("button", "Fill in")),
    "plan.returned": (
        gettext_lazy("Your superior asks for something to be changed"),
        pgettext_lazy("button", "Change"),
    ),
    "plan.unread": (gettext_lazy("Read within %(n)s working days"), pgettext_lazy("button", "Read")),
}


def _reports(user, uuids):
    rows = WorkReport.objects.visible_to(user).filter(uuid__in=uuids).with_people()
    return {str(row.uuid): _report(user, row) for row in rows}


def _report(user, row):
    kind = "" if row.kind == "weekly" else f"{row.get_kind_display()} "
    mine = row.owner_id == user.pk
    return subjects.Described(
        title=f"{kind}{row.label}" if mine else f"{row.owner} · {kind}{row.label}",
        url=queries.fill_url(row) if mine and row.is_owed else row.get_absolute_url(),
        why=row.get_state_display(),
        verb=pgettext("button", "Fill in") if mine and row.is_owed else pgettext("button", "Read"),
        icon="calendar-week",
    )


def _rounds(user, uuids):
    if not policy.has_people(user):
        return {}
    mine = Q(reports__state__in=TO_READ, reports__owner__in=queries.direct_ids(user))
    rows = Round.objects.filter(uuid__in=uuids).annotate(waiting=Count("reports", filter=mine))
    return {str(row.uuid): _round(row) for row in rows}


def _round(row):
    waiting = ngettext("%(n)s to read", "%(n)s to read", row.waiting) % {"n": row.waiting}
    kind = "" if row.kind == "weekly" else f"{row.get_kind_display()} "
    return subjects.Described(
        title=f"{kind}{periods.label(row.kind, row.first)} · {waiting}",
        url=queries.people_url(row.kind, row.first) + ("&" if row.kind == "monthly_summary" else "?") + "show=unread",
        verb=pgettext("button", "Read"),
        icon="calendar-week",
    )


def _bundles(user, uuids):
    if not policy.sees_everybody(user):
        return {}
    rows = Bundle.objects.filter(uuid__in=uuids).select_related("group")
    return {
        str(row.uuid): subjects.Described(bundle_title(row), reverse("plans:archive"), icon="archive") for row in rows
    }


def bundle_title(row):
    who = row.group or _("Departments and leaders")
    return _("Plans and reports %(month)s, %(who)s") % {"month": formats.month(row.month), "who": who}


def register():
    """Called once, when the room is ready."""
    subjects.register("plans.workreport", _reports)
    subjects.register("plans.round", _rounds)
    subjects.register("plans.bundle", _bundles)
    for rule, (why, verb) in WORDS.items():
        kinds.register(rule, why=why, verb=verb, icon="calendar-week")
