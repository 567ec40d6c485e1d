"""What the schedule runs for cases."""

from celery import shared_task

from cases import actions
from cases.models import Case, State
from core import clock
from rulebook.values import value


@shared_task
def ask_to_convert():
    """At midnight: consultations that were not closed on their day (CASE-09)."""
    for case in Case.objects.filter(state=State.PROVISIONAL, kind="consultation").select_related("worker"):
        actions.ask_to_convert(case=case)


@shared_task
def owe_talks():
    """In the first days of the month: supervisors look through the alerts by the 5th (CASE-34)."""
    if clock.today().day <= value("monthly.package_day"):
        actions.owe_talks()
