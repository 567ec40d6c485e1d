"""What the schedule runs for work reports."""

from celery import shared_task

from staff.plans import actions


@shared_task
def keep():
    """Open what is to be filled in; what is long overdue is missing."""
    actions.open_rounds()
    actions.close_missing()


@shared_task
def archive():
    """What was read and fell due in a month that is over goes into its volume (PLAN-06)."""
    actions.archive_months()
