from celery import shared_task

from staff.attendance import actions


@shared_task
def morning_round():
    """The month of every group and the seed of its sample, where they are not there yet; reminders of checks."""
    actions.open_months()
    actions.commit_seed()
    actions.remind_of_checks()
