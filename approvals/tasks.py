from celery import shared_task

from approvals import actions


@shared_task
def refresh():
    actions.refresh_all()


@shared_task
def stamp_views():
    actions.stamp_views()
