"""What runs by itself; see swcenter/schedule.py."""

from celery import shared_task

from reports import actions


@shared_task
def refresh():
    actions.refresh()


@shared_task
def monthly_round():
    actions.monthly_round()
