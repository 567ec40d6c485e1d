from celery import shared_task


@shared_task
def deliver():
    pass


@shared_task
def remind():
    pass
