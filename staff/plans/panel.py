"""The reports of the reader's people on My day: how many are in, missing, unread (PLAN-02)."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notifications.panels import Line, Panel
from staff.plans import periods, policy, queries
from staff.plans.choices import Kind
from staff.plans.models import WorkReport


def people(user):
    """None for whoever reads nobody's reports, and while no round runs; a constant number of queries."""
    if not policy.has_people(user):
        return None
    found = queries.current(Kind.WEEKLY)
    if found is None:
        return None
    rows = WorkReport.objects.visible_to(user).filter(round=found).exclude(owner=user)
    counts = queries.of_round(rows)
    if not counts["total"]:
        return None
    came = counts["in_time"] + counts["late"]
    url = queries.people_url(Kind.WEEKLY, found.first)
    lines = []
    if counts["missing"]:
        lines.append(Line(ngettext("%(n)s missing", "%(n)s missing", counts["missing"]) % {"n": counts["missing"]},
                          url=f"{url}?show=missing"))  # fmt: skip
    if counts["unread"]:
        lines.append(Line(ngettext("%(n)s to read", "%(n)s to read", counts["unread"]) % {"n": counts["unread"]},
                          url=f"{url}?show=unread"))  # fmt: skip
    words = {"came": came, "total": counts["total"]}
    return Panel(
        title=_("Weekly reports of your people"),
        icon="calendar-week",
        end=periods.label(Kind.WEEKLY, found.first),
        end_url=url,
        bar=(came, counts["total"], _("%(came)s of %(total)s handed in") % words),
        lines=lines,
        note=_("%(came)s of %(total)s handed in") % words,
    )
