"""What other pages ask: the bell, the navigation, a person's calendar, the preview of a changed rule."""

from django.db.models import Q

from core import clock
from notifications.models import Deadline, Engagement, Notification


def unread_count(user):
    """What the bell shows."""
    return Notification.objects.unread().visible_to(user).count()


def due_today_count(user):
    """Overdue and due today: the counter beside "Today"."""
    return Deadline.objects.open().filter(owner=user, due_at__lte=clock.end_of(clock.today())).count()


def open_by_rules(rule_keys):
    """How many open deadlines rest on these rules and would be counted again."""
    return Deadline.objects.open().filter(rule__in=rule_keys, fixed=False).count()


def engagements_between(owner, first, last):
    """What `owner` (one person or several) is engaged in on the days from `first` to `last`, both included."""
    owners = [owner] if hasattr(owner, "pk") else list(owner)
    overlaps = Q(starts_at__lt=clock.end_of(last), ends_at__gte=clock.moment(first))
    return Engagement.objects.filter(overlaps, owner__in=owners, off_at__isnull=True).order_by("starts_at", "pk")
