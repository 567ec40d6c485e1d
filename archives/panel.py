"""The archive on My day: how much of last month is complete, and what waits for the reader (ARCH-02)."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archives import policy, shelf
from archives.actions.months import last_month
from archives.models import Volume
from core import formats
from notifications.panels import Line, Panel, register
from people import roles

SHOWN = 3  # incomplete files named in the panel


def archive(user):
    """None for whoever has no file of last month; four queries."""
    if not (roles.is_front_line(user) or policy.sees_all(user) or roles.has_any(user, "supervision_assistant")):
        return None
    month = last_month()
    counts = (
        Volume.objects.visible_to(user)
        .filter(month=month)
        .aggregate(
            total=Count("pk"),
            complete=Count("pk", filter=Q(missing=0)),
            verify=Count("pk", filter=Q(state="verification")),
            seal=Count("pk", filter=Q(state="verified")),
        )
    )
    if not counts["total"]:
        return None
    words = {"month": formats.month(month), **counts}
    sentence = _("%(month)s: %(complete)s of %(total)s files complete") % words
    return Panel(
        title=_("Archiving"),
        icon="archive",
        end=_("Archive room"),
        end_url=reverse("archives:room"),
        bar=(counts["complete"], counts["total"], sentence),
        lines=[*_lacking(user, month), *_waiting(user, counts, month)],
        note=sentence,
        work=(counts["verify"] if roles.has_any(user, "supervision_assistant") else 0)
        + (counts["seal"] if policy.is_archivist(user) else 0),
    )


def _lacking(user, month):
    """The reader's own files of the month that are not complete, the number only."""
    own = Volume.objects.visible_to(user).filter(month=month, worker=user, missing__gt=0).order_by("finished_on", "pk")
    for volume in own[:SHOWN]:
        words = ngettext("%(n)s form missing", "%(n)s forms missing", volume.missing) % {"n": volume.missing}
        yield Line(volume.file_no, text=words, url=reverse("archives:volume", args=[volume.uuid]))


def _waiting(user, counts, month):
    url = shelf.month_url(month, None)
    if counts["verify"] and roles.has_any(user, "supervision_assistant"):
        yield Line(_("%(n)s files to verify") % {"n": counts["verify"]}, url=f"{url}?show=verify")
    if counts["seal"] and policy.is_archivist(user):
        yield Line(_("%(n)s files to seal") % {"n": counts["seal"]}, url=f"{url}?show=seal")


register("archive", archive, position=30)
