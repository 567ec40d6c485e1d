"""What all casework forms share: their case, its round, conditions between boxes, the supervisor's reading."""

import datetime as dt

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archives.sheets import Row, Sheet
from cases.choices import Way
from cases.handed import ask
from cases.models import Case, Contact, ContentQuerySet, InTheFile
from core import clock
from core.encrypted import EncryptedLineField, EncryptedTextField
from core.models import Opaque


class CaseSheet(InTheFile, Sheet):
    """A form that lies in a case's file; there may be several of one kind.

    NEEDS ((box, other box, (values, ...)), ...): `box` must be filled in where `other box` holds one of the values.
    APPROVED: the supervisor decides on it, and it is frozen once approved.
    PAST (box, ...): days on which something happened; they do not lie ahead.
    """

    NEEDS = ()
    APPROVED = False
    PAST = ()

    case = models.ForeignKey(Case, models.PROTECT, editable=False)
    round = models.PositiveSmallIntegerField(default=0, editable=False)  # 1 after the first reopening (-R1)

    objects = ContentQuerySet.as_manager()

    class Meta(Sheet.Meta):
        abstract = True

    def clean(self):
        super().clean()
        for box, other, values in self.NEEDS:
            if getattr(self, other) in values and not getattr(self, box):
                raise ValidationError(
                    {box: _("Needed here, because of “%(other)s”.") % {"other": self.label_of(other)}}
                )

        for box in self.PAST:
            day = getattr(self, box)
            if day and (clock.day_of(day) if isinstance(day, dt.datetime) else day) > clock.today():
                raise ValidationError({box: _("This day lies in the future.")})

    @classmethod
    def label_of(cls, box):
        return cls._meta.get_field(box).verbose_name

    def get_absolute_url(self):
        return reverse("cases:form", args=[self.case.uuid, self.NAME, self.uuid])

    @property
    def file_no(self):
        return self.case.number

    @property
    def point(self):
        return self.case.point

    @property
    def is_frozen(self):
        """Approved or in approval: nobody changes it any more, or not now."""
        return self.approval is not None and self.approval.state in ("running", "approved")

    def upload_refusal(self, *, kind, is_recording):
        """No recording slips in as a scan (CASE-37)."""
        return ask("recording_refusal", self.case, kind, is_recording)

    def findings_for_decision(self, user):
        """What the decider must see about this form before deciding (DATE-08)."""
        return ask("findings_for", self)


class OnceSheet(CaseSheet):
    """A form that lies in the file once; after reopening, once more."""

    class Meta(CaseSheet.Meta):
        abstract = True
        constraints = [models.UniqueConstraint(fields=["case", "round"], name="%(class)s_once_a_round")]


class PaperSheet(CaseSheet):
    """A form that exists on paper, signed; the scan lies beside it."""

    class Meta(CaseSheet.Meta):
        abstract = True


class ReadSheet(CaseSheet):
    """A form the supervisor reads and may comment on, without deciding (CASE-33)."""

    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    reviewed_at = models.DateTimeField(_("read at"), null=True, blank=True, editable=False)
    supervisor_comment = EncryptedTextField(_("Supervisor's comment"), blank=True, editable=False)

    class Meta(CaseSheet.Meta):
        abstract = True


class ContactSheet(ReadSheet):
    """The two records of a contact (CASE-18..20): when, where, how, and what comes next."""

    contact = models.OneToOneField(Contact, models.PROTECT, related_name="%(class)s", editable=False)
    contact_no = models.PositiveSmallIntegerField(_("Contact number"), editable=False)
    starts_at = models.DateTimeField(_("Start"))
    ends_at = models.DateTimeField(_("End"))
    way = models.CharField(_("Way of contact"), max_length=12, choices=Way)
    place = EncryptedLineField(_("Place"))
    participants = EncryptedLineField(_("Participants"))
    goal = EncryptedTextField(_("Goal of this contact"))
    next_at = models.DateTimeField(_("Next contact at"), null=True, blank=True)
    no_next_reason = EncryptedLineField(_("No next contact for now, because"), blank=True)
    next_place = EncryptedLineField(_("Next place"), blank=True)
    experience_years = models.DecimalField(
        _("Writer's years in social work"), max_digits=4, decimal_places=1, editable=False
    )

    class Meta(ReadSheet.Meta):
        abstract = True

    def clean(self):
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The end lies before the start.")}, code="time_order")
        if self.starts_at and self.starts_at > clock.now():
            raise ValidationError({"starts_at": _("This contact has not taken place yet.")})
        if not self.next_at and not self.no_next_reason:
            raise ValidationError({"next_at": _("Agree on the next contact, or write why there is none for now.")})
        if self.next_at and self.ends_at and self.next_at <= self.ends_at:
            raise ValidationError({"next_at": _("The next contact lies after this one.")})

    @property
    def minutes(self):
        return int((self.ends_at - self.starts_at).total_seconds() // 60)


class CaseRow(Row, Opaque):
    """A line of a sub-table; its words are encrypted like those of the form."""

    class Meta(Row.Meta):
        abstract = True
