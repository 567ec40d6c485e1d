"""The monthly round (ARCH-02): lists opened on the 1st, catalogues counted anew, what is unfinished reported."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from archives import policy
from archives.actions.volumes import count, store
from archives.models import MonthlyList, Volume
from core import clock
from notifications.actions import tell
from people import roles
from people.models import Role, SupervisionGroup
from rulebook import deadlines


def last_month():
    return (clock.today().replace(day=1) - dt.timedelta(days=1)).replace(day=1)


@transaction.atomic
def start_month(month=None):
    """Open the archiving list of last month for every supervision group that finished something (F-A05).

    May run any day and twice: a list that exists is left alone. Returns how many lists were opened.
    """
    month = month or last_month()
    finished = Volume.objects.of_month(month)
    groups = set(finished.values_list("group", flat=True).distinct())
    groups -= set(MonthlyList.objects.filter(month=month).values_list("group", flat=True))
    by_pk = SupervisionGroup.objects.in_bulk([pk for pk in groups if pk])
    for pk in sorted(groups, key=lambda pk: pk or 0):
        _open_list(month, by_pk.get(pk))
    return len(groups)


def _open_list(month, group):
    due = deadlines.due("archive.month", month)
    opened = store(MonthlyList(month=month, group=group, due_at=due.at), None)
    rows = Volume.objects.of_month(month).filter(group=group)
    tell(
        list(roles.holders(Role.SUPERVISION_ASSISTANT, group=group)) if group else [],
        gettext_noop("The archiving list of last month is open: %(n)s files, %(missing)s with gaps"),
        key=f"month:{opened.uuid}",
        params={"n": rows.count(), "missing": rows.filter(missing__gt=0).count()},
    )
    return opened


def recount_open(limit=2000):
    """Count again what lies in every volume that is still being put together."""
    rows = Volume.objects.filter(state__in=(Volume.State.ASSEMBLING, Volume.State.RETURNED)).order_by("pk")[:limit]
    for volume in rows:
        count(volume)


@transaction.atomic
def remind_worker(*, volume, by):
    """The supervision assistant (or whoever sees the list above) reminds the worker of the gaps, once a day."""
    if by.pk == volume.worker_id or by not in policy.overseers(volume):
        raise PermissionDenied(_("The supervision assistant of the worker's group reminds."))
    tell(
        volume.worker,
        gettext_noop("A file waits to be completed for the archive"),
        key=f"remind:{volume.uuid}:{clock.today():%Y%m%d}",
        about=volume.ref,
    )


@transaction.atomic
def report_unfinished():
    """After the due day: lists with volumes that are not sealed go to the DDG and the Service Department, once."""
    reported = 0
    for row in MonthlyList.objects.filter(due_at__lte=clock.now(), reported_at=None).select_related("group"):
        unfinished = Volume.objects.of_month(row.month).filter(group=row.group).unfinished().count()
        row.reported_at = clock.now()
        store(row, None)
        if not unfinished:
            continue
        reported += 1
        service = roles.holders(Role.DEPARTMENT_DIRECTOR, department__code="service")
        people = [*roles.holders(Role.DEPUTY_DIRECTOR_GENERAL), *service]
        tell(
            people,
            gettext_noop("Archiving of last month is late in one supervision group: %(n)s files"),
            key=f"unfinished:{row.uuid}",
            params={"n": unfinished},
        )
    return reported


@transaction.atomic
def move_due(years):
    """The working days of these years changed: lists that are not reported yet are due anew (DATE-01)."""
    waiting = MonthlyList.objects.filter(due_at__year__in=years, reported_at=None)
    for row in waiting:
        due = deadlines.due("archive.month", row.month).at
        if due != row.due_at:
            row.due_at = due
            store(row, None)
