"""The numbers in the navigation: what is due today or late, what waits for a decision, what was not read."""

from core import clock


def counts_of(user):
    """{"today": (count, hot), "inbox": (count, hot), "unread": count}."""
    from notifications.models import Deadline, Notification

    today = clock.end_of(clock.today())
    due = Deadline.objects.open().filter(owner=user, due_at__lte=today).count()
    waiting = inbox_count(user)
    return {
        "today": (due, due > 0),
        "inbox": (waiting, waiting > 0),
        "unread": Notification.objects.unread().filter(to=user).count(),
    }


def inbox_count(user):
    """How many steps `user` may act on now."""
    from approvals.queries import waiting_for

    return waiting_for(user)
