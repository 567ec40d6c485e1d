"""What a supervisor looks at on the 5th: cases that lack something or have gone quiet (CASE-20, 34)."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from cases.models import SERVED, Case, Contact, FollowUp, State
from cases.sheets import ServiceConsent
from core import clock
from notifications.models import Deadline
from people import roles
from rulebook.values import value

LABELS = {
    "consent": _("no signed consent"),
    "record": _("record overdue"),
    "stage": _("stage form overdue"),
    "quiet": _("no contact and no appointment for a long time"),
    "approval": _("approval after opening first overdue"),
    "plan": _("service plan overdue"),
    "follow_up": _("follow-up due"),
}
RULES = {
    "case.stage_review": "stage",
    "case.retro_approval": "approval",
    "case.plan": "plan",
    "case.record": "record",
    "case.follow_up": "follow_up",
}


@dataclass
class Alert:
    """One thing about one case; `days` since it was due, where it was due on a day."""

    kind: str
    days: int | None = None

    @property
    def label(self):
        return LABELS[self.kind]


@dataclass
class Row:
    case: Case
    alerts: dict = field(default_factory=dict)

    @property
    def kinds(self):
        return list(self.alerts)


def for_supervisor(user, on=None):
    """Rows of the cases `user` supervises that have an alert today; constant queries."""
    cases = Case.objects.filter(worker__in=roles.supervised_ids(user)).exclude(worker=user)
    return collect(cases.filter(state__in=[*SERVED, State.CLOSING_SUBMITTED, State.CLOSED, State.ARCHIVED]), on=on)


def of(case, on=None):
    """{kind: Alert} of one case."""
    rows = collect(Case.objects.filter(pk=case.pk), on=on)
    return rows[0].alerts if rows else {}


def collect(cases, on=None):
    """Rows for a queryset of cases, in their order, those without an alert left out."""
    on = on or clock.today()
    signed = ServiceConsent.objects.filter(
        case=OuterRef("pk"), round=OuterRef("rounds"), signed_on__isnull=False, withdrawn_on__isnull=True
    )
    cases = list(cases.with_people().annotate(signed=Exists(signed)))
    rows = {case.pk: Row(case) for case in cases}
    _overdue(rows, on)
    for row in rows.values():
        _facts(row, on)
    return [row for row in rows.values() if row.alerts]


def _overdue(rows, on):
    """What is owed and late, by the deadlines about the cases, their contacts and follow-ups."""
    about = {row.case.ref: pk for pk, row in rows.items()}
    for model in (Contact, FollowUp):
        for thing in model.objects.filter(case__in=rows).only("uuid", "case_id"):
            about[thing.ref] = thing.case_id
    owed = Deadline.objects.open().filter(rule__in=RULES, about__in=about, due_at__lte=clock.moment(on))
    for deadline in owed.order_by("-due_at"):
        kind = RULES[deadline.rule]
        late = (on - clock.day_of(deadline.due_at)).days + 1
        rows[about[deadline.about]].alerts[kind] = Alert(kind, late)


def _facts(row, on):
    case = row.case
    if case.state == State.IN_SERVICE and not case.is_consultation and not case.signed:
        row.alerts["consent"] = Alert("consent")
    ahead = case.next_contact_at and clock.day_of(case.next_contact_at) >= on
    if case.state in SERVED and not ahead:
        quiet = (on - max(filter(None, [case.last_contact_on, case.served_since or case.opened_on]))).days
        if quiet > value("case.inactivity_days", point=case.point, service_type=case.service_type):
            row.alerts["quiet"] = Alert("quiet", quiet)
