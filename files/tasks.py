from celery import shared_task

from files import actions, rendered


@shared_task
def sweep():
    """Name uploads that were cut off; forget rendered PDFs that nobody asked for lately."""
    actions.sweep()
    rendered.sweep()
