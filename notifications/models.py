"""What is owed, what was said, what happens when. Rooms write here through notifications.actions only."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.models import Audited, Opaque, Stamped
from core.outbox import OutboxQuerySet, OutboxRow
from core.querysets import VisibleQuerySet
from notifications import policy


class DeadlineQuerySet(VisibleQuerySet):
    arms = staticmethod(policy.arms_of_deadlines)

    def open(self):
        """Still owed: neither met nor dropped."""
        return self.filter(met_at__isnull=True, dropped_at__isnull=True)


class Deadline(Audited, Opaque, Stamped):
    """Something a person owes by a time, by a rule of the rulebook: to-do list, reminders and timeliness in one.

    Late work stays visible (DATE-08): `met_at`, `due_at` and `days_late` are kept side by side.
    """

    rule = models.CharField(_("rule of the rulebook"), max_length=60)
    about = models.CharField(max_length=100, db_index=True)  # opaque "<app>.<model>:<uuid>"
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="deadlines")
    since = models.DateField(_("counted from"))
    due_at = models.DateTimeField(_("due at"))
    fixed = models.BooleanField(default=False)  # the room set the time itself; calendars do not move it
    provisional = models.BooleanField(_("provisional"), default=False)
    point = models.ForeignKey("people.ServicePoint", models.PROTECT, null=True, blank=True, related_name="+")
    detail = models.CharField(max_length=200, blank=True)  # shown inside pages only
    group = models.CharField(max_length=100, blank=True)  # one piece of work owed by several people at once
    met_at = models.DateTimeField(_("done at"), null=True, blank=True)
    dropped_at = models.DateTimeField(_("no longer owed since"), null=True, blank=True)
    days_late = models.PositiveIntegerField(_("working days late"), null=True, blank=True)  # empty: in time

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        indexes = [
            models.Index(fields=["owner", "met_at", "dropped_at", "due_at"]),
            models.Index(fields=["met_at", "dropped_at", "due_at"]),
            models.Index(fields=["rule", "about"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "about", "owner"],
                condition=Q(met_at__isnull=True, dropped_at__isnull=True),
                name="owed_once",
            ),
            models.CheckConstraint(
                condition=Q(met_at__isnull=True) | Q(dropped_at__isnull=True), name="met_or_dropped"
            ),
        ]

    def __str__(self):
        return f"{self.rule} {self.due_at:%Y-%m-%d}"

    @property
    def is_open(self):
        return self.met_at is None and self.dropped_at is None


class NotificationQuerySet(OutboxQuerySet):
    arms = staticmethod(policy.arms_of_notifications)
    visible_to = VisibleQuerySet.visible_to
    wide = ()
    visible_page = VisibleQuerySet.visible_page

    def on_page(self):
        """What the bell and the page show; mail-only rows and dropped ones are not for reading."""
        return self.filter(channel=Notification.Channel.PAGE, dropped_because="")

    def unread(self):
        return self.on_page().filter(read_at__isnull=True)


class Notification(OutboxRow, Opaque, Stamped):
    """Something said to one person, at once a line on the page and, by their choice, a mail (the outbox).

    `key` says what it is about and is unique: the same thing is never said twice. Texts hold counts, dates and kinds
    of task only; who and what is found again, and allowed again, when it is read or sent.
    """

    class Channel(models.TextChoices):
        PAGE = "page", _("on the page")
        DIGEST = "digest", _("daily mail")

    key = models.CharField(max_length=200, unique=True)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notifications")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.PAGE)
    text_key = models.CharField(max_length=200)
    params = models.JSONField(default=dict, blank=True)
    about = models.CharField(max_length=100, blank=True)
    deadline = models.ForeignKey(Deadline, models.PROTECT, null=True, blank=True, related_name="notifications")
    urgent = models.BooleanField(default=False)  # incidents: at once, also in quiet hours
    read_at = models.DateTimeField(null=True, blank=True)
    handed_at = models.DateTimeField(null=True, blank=True)  # given to the mail server; never given a second time
    dropped_because = models.CharField(max_length=40, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        indexes = [
            models.Index(fields=["to", "-created_at"]),
            models.Index(fields=["to"], condition=Q(read_at__isnull=True, channel="page"), name="notification_unread"),
            models.Index(fields=["available_at"], condition=Q(done_at__isnull=True), name="notification_due"),
        ]

    def __str__(self):
        return self.key


class Engagement(Audited, Opaque, Stamped):
    """What happens when, for one person: a visit, a session, a meeting; written by the room that owns it."""

    about = models.CharField(max_length=100, db_index=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="engagements")
    what = models.CharField(_("what is planned"), max_length=120)  # shown inside pages only
    place = models.CharField(_("place"), max_length=120, blank=True)
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    off_at = models.DateTimeField(null=True, blank=True)  # called off or moved away

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("engagement")
        verbose_name_plural = _("engagements")
        indexes = [models.Index(fields=["owner", "starts_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gte=models.F("starts_at")), name="engagement_times"),
            models.UniqueConstraint(fields=["about", "owner"], condition=Q(off_at__isnull=True), name="engaged_once"),
        ]

    def __str__(self):
        return f"{self.about} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def title(self):
        """What is planned, in the reader's language: rooms write their own kinds of engagement as msgids."""
        return gettext(self.what)


class MailChoice(models.TextChoices):
    AT_ONCE = "at_once", _("Each notice by mail, outside the quiet hours")
    DAILY = "daily", _("One mail on the morning of each working day")
    NONE = "none", _("No mail; only here")


class Preference(Audited):
    """How one person wants to be told."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notification_preference")
    mail = models.CharField(_("mail"), max_length=10, choices=MailChoice, default=MailChoice.DAILY)
    language = models.CharField(_("language of mails"), max_length=10, choices=settings.LANGUAGES, default="zh-hans")

    class Meta:
        verbose_name = _("notification setting")
        verbose_name_plural = _("notification settings")

    def __str__(self):
        return self.mail
