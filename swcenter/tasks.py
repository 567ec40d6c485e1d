"""Jobs of the porch."""

from celery import shared_task

from swcenter import health


@shared_task
def heartbeat():
    """Proof that beat, broker and worker are alive; /healthz reads it."""
    health.beat()
