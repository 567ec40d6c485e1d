"""HR & Administration archives what was read, month by month and group by group (PLAN-06): frozen, in a volume.

A month's volume holds what fell due in the month. What is read later comes into the same volume while it is being
put together, and as a supplement once it is sealed.
"""

from collections import defaultdict

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archives import actions as archives
from archives.kinds import Entry
from archives.models import Volume
from core import clock
from rulebook import dates
from staff.plans import policy
from staff.plans.actions.common import store, store_all
from staff.plans.choices import FROZEN, Kind, State
from staff.plans.models import Bundle, WorkReport
from staff.plans.sheets import FORMS

KIND = "work_reports"


@transaction.atomic
def archive_months():
    """Everything read that fell due before this month; may run any day and twice. Returns how many were archived."""
    keeper = policy.archivists().order_by("pk").first()
    if keeper is None:
        return 0
    month = clock.today().replace(day=1)
    rows = WorkReport.objects.filter(state=State.READ, due_at__lte=clock.moment(month)).order_by("due_at", "pk")
    found = defaultdict(list)
    for row in rows.select_related("group"):
        found[clock.day_of(row.due_at).replace(day=1), row.group].append(row)
    for (due_month, group), reports in found.items():
        _archive(due_month, group, reports, keeper)
    return sum(len(reports) for reports in found.values())


def _archive(month, group, reports, keeper):
    bundle = Bundle.objects.filter(month=month, group=group).first() or store(Bundle(month=month, group=group), keeper)
    for report in reports:
        report.state, report.bundle = State.ARCHIVED, bundle
    store_all(reports, ["state", "bundle"], by=keeper)
    if bundle.volume is None:
        bundle.volume = _open_volume(bundle, keeper)
        store(bundle, keeper)
    elif bundle.volume.is_closed:
        for sheet in _sheets(reports):
            archives.append(volume=bundle.volume, sheet=sheet, title=sheet.TITLE, by=keeper)
    else:
        archives.recount(subject_ref=bundle.ref, by=keeper)


def _open_volume(bundle, keeper):
    code = bundle.group.code if bundle.group else "0"
    return archives.open_volume(
        subject=bundle, kind=KIND, worker=keeper, point=None, by=keeper,
        finished_on=dates.next_month(bundle.month) - dates.DAY,
        file_no=f"P{bundle.month:%Y%m}-{code}", file_class=Volume.FileClass.INTERNAL,
    )  # fmt: skip


def _sheets(reports):
    for kind, model in FORMS.items():
        wanted = [report.pk for report in reports if report.kind == kind]
        yield from model.objects.filter(report__in=wanted).order_by("report__first", "report__owner__staff_no")


def collect(bundle):
    """The catalogue of a month: one line a form, with how many there are and how many are not there (yet)."""
    first, following = clock.moment(bundle.month), clock.moment(dates.next_month(bundle.month))
    owed = WorkReport.objects.filter(group=bundle.group, due_at__gte=first, due_at__lt=following)
    states = list(owed.values_list("kind", "state"))
    entries = []
    for kind in Kind:
        sheets = list(_sheets([row for row in bundle.reports.all() if row.kind == kind]))
        lacking = sum(1 for one, state in states if one == kind and state not in FROZEN)
        reason = ngettext("%(n)s not handed in or not read", "%(n)s not handed in or not read", lacking)
        reason = reason % {"n": lacking} if lacking else ""
        state = "present" if sheets else "not_applicable"
        model = FORMS[kind]
        title = _("%(form)s, %(n)s copies") % {"form": model.TITLE, "n": len(sheets)}
        entries.append(Entry(model.NAME, title, state, sheets, reason, required=bool(sheets)))
    return entries
