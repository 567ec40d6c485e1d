"""Taps on a list of names, and a device that was handed over. Neither holds a name."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock, immutable
from core.models import Opaque, Stamped


class TapQuerySet(models.QuerySet):
    def on(self, about):
        """The taps of one list, given its reference."""
        label, _colon, uuid = about.partition(":")
        return self.filter(about_label=label, about_uuid=uuid)


class Tap(models.Model):
    """One tap on one name of a roll call or a sign-in list, as a phone sent it. Append-only: no tap is lost.

    `key` is made on the phone, so a tap sent twice is one. `seq` rises with every tap of everybody on the list: a
    phone takes the highest it knows of and adds one; `seen` is the highest it had from the server. Together they say
    which tap came later and which two were made without knowing of each other (see gatherings/standing.py).
    """

    key = models.UUIDField(unique=True, editable=False)
    about_label = models.CharField(max_length=40, editable=False)
    about_uuid = models.UUIDField(editable=False)
    who = models.UUIDField(editable=False)
    mark = models.CharField(max_length=12, editable=False)
    seq = models.PositiveBigIntegerField(editable=False)
    seen = models.PositiveBigIntegerField(default=0, editable=False)
    device = models.CharField(max_length=32, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    tapped_at = models.DateTimeField(editable=False)  # by the phone's clock; for people to read, and to break ties
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    objects = TapQuerySet.as_manager()

    class Meta:
        ordering = ["seq", "tapped_at", "key"]
        indexes = [models.Index(fields=["about_uuid", "about_label"])]


immutable.protect("gatherings_tap")


class AboutGathering(models.Model):
    """Points to a programme or an event by model and id: the rooms lie above this one."""

    about_label = models.CharField(max_length=40, editable=False)
    about_uuid = models.UUIDField(editable=False)

    class Meta:
        abstract = True

    @property
    def about(self):
        return f"{self.about_label}:{self.about_uuid}"


class HandOverQuerySet(models.QuerySet):
    def live(self):
        """Devices on which opinions may still be given."""
        now = clock.now()
        return self.filter(ended_at__isnull=True, until__gt=now, given__lt=models.F("most"))


class HandOver(AboutGathering, Opaque, Stamped):
    """A device was given out of hand: opinions may be given on it with `token`, and nothing else be done.

    Only a hash of the token is kept. It ends when the worker ends it, after some hours, or after `most` forms.
    It has no history: that would tell at which minute each form was given.
    """

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    until = models.DateTimeField(_("until"), editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    most = models.PositiveSmallIntegerField(editable=False)
    given = models.PositiveSmallIntegerField(_("forms given"), default=0, editable=False)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["about_uuid", "about_label"])]
        verbose_name = _("handed-over device")
        verbose_name_plural = _("handed-over devices")

    @property
    def is_live(self):
        return self.ended_at is None and self.until > clock.now() and self.given < self.most
