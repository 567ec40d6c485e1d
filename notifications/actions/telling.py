"""What is said to whom, once; and how people want to hear it."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import translation

from core import clock
from core.jobs import after_commit
from notifications import times
from notifications.models import Notification, Preference
from rulebook import deadlines


@transaction.atomic
def tell(to, text_key, *, key, about="", params=None, deadline=None, urgent=False):
    """Say `text_key` (a msgid) to one person or several, once for each `key`, in the page and by their mail choice.

    `params` may hold counts, days, moments and rule keys; anything else could be a name and is refused.
    """
    one = hasattr(to, "pk")
    people = [to] if one else list(to)
    safe = {name: _safe(value) for name, value in (params or {}).items()}
    keys = {person.pk: key if one else f"{key}:{person.pk}" for person in people}
    known = set(Notification.objects.filter(key__in=keys.values()).values_list("key", flat=True))
    now = clock.now()
    rows = [
        Notification(
            key=keys[person.pk],
            to=person,
            text_key=_msgid(text_key),
            params=safe,
            about=about,
            deadline=deadline,
            urgent=urgent,
            available_at=now if urgent else times.after_quiet_hours(now),
        )
        for person in people
        if keys[person.pk] not in known
    ]
    Notification.objects.bulk_create(rows, ignore_conflicts=True)
    if rows:
        after_commit("notifications.tasks.deliver")
    return len(rows)


def _msgid(text):
    """The untranslated text, also of a lazy one: it is translated for the reader, not for whoever caused it."""
    with translation.override(None):
        return str(text)


def _safe(value):
    """A parameter that cannot be a name; days and moments are kept so that they read in the reader's language."""
    if isinstance(value, (bool, int)):
        return int(value)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dt.datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, dt.date):
        return {"day": value.isoformat()}
    if isinstance(value, str) and value in deadlines.RULES:
        return {"rule": value}
    raise ValueError("a notification holds counts, days and rule keys only")


@transaction.atomic
def read(*, by, notification=None):
    """`by` has read one notification, or all of them."""
    rows = Notification.objects.unread().filter(to=by)
    if notification:
        rows = rows.filter(pk=notification.pk)
    return rows.update(read_at=clock.now())


@transaction.atomic
def prefer(*, by, mail, language):
    """How `by` wants to be told."""
    row = Preference.objects.filter(user=by).first() or Preference(user=by)
    row.mail, row.language = mail, language
    row.full_clean()
    row.save()
    return row
