"""What the schedule runs for leave."""

from celery import shared_task

from staff.leave import actions


@shared_task
def begin():
    """The first day has come for these: on leave, work passed on."""
    actions.begin_due()
