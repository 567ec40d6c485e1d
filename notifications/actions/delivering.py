"""Delivery of what was said: each row once, to somebody who may still know it, and lost to nobody.

A mail is handed to the server at most once: `handed_at` is compared and set first. Should a worker die between
handing over and noting it, nobody can know whether the mail left; it is then not repeated, because the page and the
next morning's mail say the same again.
"""

import datetime as dt
import logging
import smtplib

from access import actions as access
from access.models import Verb
from core import clock
from core.subjects import describe_many
from notifications import mails
from notifications.models import MailChoice, Notification, Preference

logger = logging.getLogger(__name__)
TRIES = 8  # then the page alone carries it


def deliver(limit=200):
    """Deliver what is due; returns how many rows were settled. May run twice, and at the same time."""
    settled = 0
    while settled < limit and (rows := Notification.objects.take(min(50, limit - settled))):
        for row in _with_recipients(rows):
            try:
                settled += _deliver_one(row)
            except Exception:
                logger.exception("notification %s stays in the outbox", row.pk)
                Notification.objects.put_back(row, wait=_patience(row))
    return settled


def _with_recipients(rows):
    by_pk = Notification.objects.select_related("to", "deadline").in_bulk([row.pk for row in rows])
    choices = {row.user_id: row for row in Preference.objects.filter(user__in=[row.to_id for row in rows])}
    for row in rows:
        fresh = by_pk[row.pk]
        fresh.choice = choices.get(row.to_id) or Preference(user=fresh.to)
        yield fresh


def _deliver_one(row):
    if row.handed_at is not None:  # a worker died while handing it over
        logger.warning("notification %s: whether its mail left is unknown; it is not sent again", row.pk)
        return Notification.objects.finish(row)
    if reason := why_not(row):
        if reason == "no permission":
            access.record(row.to, Verb.DENY, row.about, detail={"notification": str(row.uuid)})
        return Notification.objects.finish(row, dropped_because=reason)
    message = mails.message_for(row) if wants_mail(row) else None
    if message is None:
        return Notification.objects.finish(row)
    return _hand_over(row, message)


def why_not(row):
    """None, or why `row` must not reach its recipient any more: asked again at the moment of sending."""
    if not row.to.is_active:
        return "left"
    if row.deadline and not row.deadline.is_open:
        return "settled"
    if row.about and row.about not in describe_many(row.to, [row.about]):
        return "no permission"
    return None


def wants_mail(row):
    """By the person's own choice; what is urgent is always mailed, nothing goes to somebody without an address."""
    if not row.to.email:
        return False
    if row.channel == Notification.Channel.DIGEST:
        return row.choice.mail != MailChoice.NONE
    return row.urgent or row.choice.mail == MailChoice.AT_ONCE


def _hand_over(row, message):
    mine = Notification.objects.filter(pk=row.pk, lease_until=row.lease_until, done_at=None, handed_at=None)
    if mine.update(handed_at=clock.now()) != 1:
        return False
    try:
        message.send()
    except (OSError, smtplib.SMTPException) as error:  # the server said no: it has nothing
        logger.warning("mail of notification %s not accepted: %s", row.pk, type(error).__name__)
        if row.attempts >= TRIES:
            return Notification.objects.finish(row, handed_at=None)
        Notification.objects.put_back(row, wait=_patience(row), handed_at=None)
        return False
    return Notification.objects.finish(row)


def _patience(row):
    return dt.timedelta(minutes=2 ** min(row.attempts, 8))
