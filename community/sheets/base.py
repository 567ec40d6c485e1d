"""What all event forms share: their event, days that cannot lie ahead."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archives.sheets import Row, Sheet
from community.models import Event, InEvent, InEventQuerySet
from core import clock
from core.models import Opaque

LONG = 5000


def words(label, **more):
    """A box for free text."""
    return models.TextField(label, max_length=LONG, **more)


class EventSheet(InEvent, Sheet):
    """A form that lies in an event's file once; corrected there until it is signed or the file is sealed.

    PAST (box, ...): days on which something happened; they do not lie ahead.
    """

    APPROVED = False
    PAST = ()

    event = models.OneToOneField(Event, models.PROTECT, editable=False, related_name="%(class)s")

    objects = InEventQuerySet.as_manager()

    class Meta(Sheet.Meta):
        abstract = True

    def clean(self):
        super().clean()
        for box in self.PAST:
            day = getattr(self, box)
            if day and (clock.day_of(day) if isinstance(day, dt.datetime) else day) > clock.today():
                raise ValidationError({box: _("This day lies in the future.")})

    def get_absolute_url(self):
        return reverse("community:form", args=[self.event.uuid, self.NAME])

    @property
    def file_no(self):
        return self.event.file_no or ""

    @property
    def point(self):
        return self.event.point

    @property
    def is_frozen(self):
        """Approved or in approval: nobody changes it any more, or not now."""
        return self.approval is not None and self.approval.state in ("running", "approved")


class EventRow(Row, Opaque):
    """A line of a sub-table."""

    class Meta(Row.Meta):
        abstract = True
