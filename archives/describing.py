"""How lists of the cellar name volumes and access requests."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archives import kinds, layout
from archives.models import Volume
from archives.sheets import AccessRequest
from core.subjects import Described, describe_many, register


def volumes(user, uuids):
    rows = Volume.objects.visible_to(user).filter(uuid__in=uuids).select_related("worker", "group")
    papers = describe_many(user, [row.title_ref for row in rows if kinds.get(row.kind).keepers])
    return {str(row.uuid): _volume(row, papers.get(row.title_ref)) for row in rows}


def _volume(row, paper):
    return Described(
        _("Volume %(number)s") % {"number": paper.title if paper else kinds.named(row)},
        reverse("archives:volume", args=[row.uuid]),
        why=str(row.worker),
        verb=_("Open"),
        icon="archive",
    )


def requests(user, uuids):
    rows = AccessRequest.objects.visible_to(user).filter(uuid__in=uuids).select_related("volume", "filled_by")
    return {str(row.uuid): _request(row) for row in rows}


def _request(row):
    return Described(
        _("Use of the archived file %(number)s") % {"number": row.file_no},
        reverse("archives:request", args=[row.uuid]),
        why=row.reason[:80],
        verb=_("Decide"),
        icon="key",
        facts=(
            (_("Volume"), row.file_no),
            (_("Use"), layout.text_of(row, row._meta.get_field("kinds"))),
            (_("From"), row.starts_on),
            (_("Days"), str(row.days)),
            (_("Work need"), row.reason),
        ),
    )


register("archives.volume", volumes)
register("archives.accessrequest", requests)
