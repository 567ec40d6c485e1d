"""What counts as a case (CASE-36): a completed case has several contacts; a consultation counts person-times."""

from dataclasses import dataclass

from django.db.models import Count, Q

from cases.choices import CaseKind
from cases.models import State
from rulebook.values import value


@dataclass(frozen=True)
class Figures:
    """Over the cases of one queryset and one period, both days included."""

    opened: int
    completed: int
    consultations: int  # person-times: closed consultations and inquiries that were answered without opening


def completed(rows):
    """Closed cases with enough contact records to count as a case service."""
    least = value("kpi.case_min_contacts")
    recorded = Count("contacts", filter=Q(contacts__recorded_at__isnull=False))
    closed = rows.filter(state__in=[State.CLOSED, State.ARCHIVED]).exclude(kind=CaseKind.CONSULTATION)
    return closed.annotate(recorded=recorded).filter(recorded__gte=least)


def consultations(rows):
    """Consultations that came to their end."""
    return rows.filter(state__in=[State.CLOSED, State.ARCHIVED], kind=CaseKind.CONSULTATION)


def count(rows, first, last):
    """`Figures` of the cases in `rows` for the days from `first` to `last`."""
    period = (first, last)
    answered = rows.filter(state=State.NOT_ACCEPTED, told_on__range=period).count()
    return Figures(
        opened=rows.filter(approved_on__range=period).exclude(kind=CaseKind.CONSULTATION).count(),
        completed=completed(rows.filter(closed_on__range=period)).count(),
        consultations=consultations(rows.filter(closed_on__range=period)).count() + answered,
    )
