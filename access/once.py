"""Submit once: the second press of a button repeats the first result and does nothing (ui/ia.md 5.3).

A POST form carries a random key (`{% once %}`). The first press claims it before the view runs, in a transaction of
its own; a redirect settles it; anything else (a form with errors, a failure) sets it free for the next press.
"""

import datetime as dt
import time
from uuid import UUID

from django.db import IntegrityError, transaction

from access.models import Submission
from core import clock

FIELD = "once"
KEPT = dt.timedelta(days=1)
WAITS, WAIT_SECONDS = 15, 0.2  # how long a second press waits for the first one's result


def key_of(request):
    """The key a POST carries, or None."""
    if request.method != "POST" or not request.user.is_authenticated:
        return None
    try:
        return UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None


def claim(user, key):
    """True for the first press of any number of simultaneous ones."""
    try:
        with transaction.atomic():
            Submission.objects.create(user=user, key=key)
    except IntegrityError:
        return False
    return True


def settle(user, key, location):
    """The first press led to `location`."""
    Submission.objects.filter(user=user, key=key).update(location=location[:500])


def free(user, key):
    """The first press led nowhere: the form may be sent again with the same key."""
    Submission.objects.filter(user=user, key=key).delete()


def first_result(user, key):
    """Where the first press led: waits a moment for one that is still at work; "" if it is not done by then."""
    for _turn in range(WAITS):
        found = Submission.objects.filter(user=user, key=key).values_list("location", flat=True).first()
        if found or found is None:
            return found or ""
        time.sleep(WAIT_SECONDS)
    return ""


def forget():
    """Drop keys that are older than any page that could still hold them."""
    return Submission.objects.filter(created_at__lt=clock.now() - KEPT).delete()[0]
