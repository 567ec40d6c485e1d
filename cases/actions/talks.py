"""The supervisor's round on the 5th: alerts are looked through and talked over with the worker (CASE-34)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cases import alerts
from core import clock
from notifications.actions import met, owe
from notifications.models import Deadline
from people import roles
from people.models import Role

RULE = "case.alerts"


def round_of(supervisor):
    """What the deadline of one supervisor's round is about."""
    return f"cases.alerts:{supervisor.uuid}"


def open_round(supervisor):
    """The round this supervisor still owes, or None."""
    return Deadline.objects.open().filter(rule=RULE, about=round_of(supervisor), owner=supervisor).first()


@transaction.atomic
def owe_talks():
    """Once a month: every supervisor with an alert owes the round; a second run adds nothing. Returns how many."""
    first, owed = clock.today().replace(day=1), 0
    for supervisor in roles.holders(Role.SUPERVISOR):
        about = round_of(supervisor)
        if Deadline.objects.filter(rule=RULE, about=about, since=first).exists() or not alerts.for_supervisor(
            supervisor
        ):
            continue
        owed += owe(RULE, about=about, owner=supervisor, since=first) is not None
    return owed


@transaction.atomic
def talked_over(*, by):
    """The supervisor has looked through the alerts and talked with the workers concerned."""
    if not roles.has_any(by, Role.SUPERVISOR):
        raise PermissionDenied
    if open_round(by) is None:
        raise ValidationError(_("No round is open."), code="stale")
    met(RULE, about=round_of(by))
