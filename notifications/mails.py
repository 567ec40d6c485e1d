"""Mails: kind of task, count, due time and an opaque link. No name, no number, no field (designs.md g)."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notifications import agenda, texts
from notifications.models import Notification


def message_for(row):
    """The mail of one outbox row in its reader's language, or None where there is nothing left to say."""
    with translation.override(row.choice.language):
        if row.channel == Notification.Channel.DIGEST:
            return _digest(row)
        return _notice(row)


def _notice(row):
    text = texts.text_of(row)
    link = settings.SITE_URL + reverse("notifications:go", args=[row.uuid])
    return _mail(row, text, "notifications/mail_notice.txt", {"text": text, "link": link})


def _digest(row):
    counts = agenda.counts_by_kind(row.to)
    unread = Notification.objects.unread().filter(to=row.to).count()
    if not counts and not unread:
        return None
    number = sum(count for kind, count, due in counts)
    subject = ngettext("%(count)d task is due", "%(count)d tasks are due", number) % {"count": number}
    if not number:
        subject = ngettext("%(count)d new notice", "%(count)d new notices", unread) % {"count": unread}
    lines = [
        _("%(kind)s: %(count)d, %(due)s") % {"kind": kind, "count": count, "due": due} for kind, count, due in counts
    ]
    link = settings.SITE_URL + reverse("notifications:today")
    return _mail(row, subject, "notifications/mail_digest.txt", {"lines": lines, "unread": unread, "link": link})


def _mail(row, subject, template, context):
    body = render_to_string(template, context | {"site": settings.SITE_NAME})
    return EmailMessage(
        f"{settings.SITE_NAME}: {subject}" if texts.english() else f"{settings.SITE_NAME}：{subject}",
        body,
        to=[row.to.email],
        headers={"Message-ID": f"<{row.uuid}@{_domain()}>", "Auto-Submitted": "auto-generated"},
    )


def _domain():
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
