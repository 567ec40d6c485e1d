"""What the schedule runs for leave."""

from celery import shared_task

from staff.leave import actions


@shared_task
def begin():
    """The first day has come for these: on leave, work passed on."""
    actions.begin_due()


@shared_task
def report_weekly():
    """The weekly leave reports of the groups (LEAVE-06)."""
    actions.make_weekly()
