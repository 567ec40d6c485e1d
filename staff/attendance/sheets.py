"""Paper forms of attendance: the month (F-H05) and corrections to it, a check (F-H06), the posted sample (F-H07)."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archives.sheets import Row, Sheet
from core import clock, formats
from core.querysets import AuditedQuerySet, VisibleQuerySet
from staff.attendance import policy
from staff.attendance.models import GroupMonth, Mark, SampleSeed

PERSON = settings.AUTH_USER_MODEL


class RecordQuerySet(VisibleQuerySet):
    arms = staticmethod(policy.record_arms)


class AttendanceRecord(Sheet):
    """F-H05: the month of a group as it was reported. Frozen: what changes later is a correction beside it."""

    CODE, NAME, TITLE = "F-H05", "attendance_record", _("Attendance record")
    SECTIONS = (("", ("source", "remark")), ("", ("lines",)))

    class Source(models.TextChoices):
        SIGN_IN = "sign_in", _("sign-in list")
        HOST_UNIT = "host_unit", _("host unit's attendance")
        SA_PHONE = "sa_phone", _("supervision assistant's calls")
        IMPORT = "import", _("import")

    period = models.OneToOneField(GroupMonth, models.PROTECT, related_name="record", editable=False)
    source = models.CharField(_("source"), max_length=10, choices=Source)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    people = models.PositiveSmallIntegerField(_("people"), default=0, editable=False)
    workdays = models.PositiveSmallIntegerField(_("working days"), default=0, editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta(Sheet.Meta):
        verbose_name = _("attendance record")
        verbose_name_plural = _("attendance records")

    @property
    def file_no(self):
        return number_of(self.period)

    def get_absolute_url(self):
        return reverse("attendance:record", args=[self.uuid])

    def for_print(self):
        from staff.attendance import printed

        return {"period": self.period, "table": printed.table_of(self)}


def number_of(period):
    """The number a month's papers are kept under."""
    return f"ATT-{period.group.code.upper()}-{period.month:%Y-%m}"


class LineManager(models.Manager.from_queryset(AuditedQuerySet)):
    """Lines come with their people: a month has hundreds."""

    def get_queryset(self):
        return super().get_queryset().select_related("person")


class RecordLine(Row):
    """One person's working day in the reported month."""

    COLUMNS = ("person", "day", "morning", "afternoon", "came", "left", "minutes", "note")

    sheet = models.ForeignKey(AttendanceRecord, models.PROTECT, related_name="lines")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("worker"))
    day = models.DateField(_("day"))
    morning = models.CharField(_("morning"), max_length=15, choices=Mark)
    afternoon = models.CharField(_("afternoon"), max_length=15, choices=Mark)
    came = models.TimeField(_("came at"), null=True, blank=True)
    left = models.TimeField(_("left at"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(pgettext_lazy("late or early", "minutes"), default=0)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = LineManager()

    class Meta(Row.Meta):
        verbose_name = _("day of a person")
        verbose_name_plural = _("attendance, day by day")
        indexes = [models.Index(fields=["person", "day"])]


class AttendanceCorrection(Sheet):
    """A change to a month that was reported: what stood there, what is right, and why. The record stays as it was."""

    CODE, NAME, TITLE = "F-H05", "attendance_correction", _("Correction to the attendance record")
    SECTIONS = (
        ("", ("person", "day")),
        (_("Stood there"), ("was_morning", "was_afternoon")),
        (_("Correct is"), ("morning", "afternoon", "reason")),
    )

    period = models.ForeignKey(GroupMonth, models.PROTECT, related_name="corrections", editable=False)
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("worker"))
    day = models.DateField(_("day"))
    was_morning = models.CharField(_("morning"), max_length=15, choices=Mark, blank=True)
    was_afternoon = models.CharField(_("afternoon"), max_length=15, choices=Mark, blank=True)
    morning = models.CharField(_("morning"), max_length=15, choices=Mark, blank=True)
    afternoon = models.CharField(_("afternoon"), max_length=15, choices=Mark, blank=True)
    reason = models.CharField(_("reason and source"), max_length=300)

    objects = RecordQuerySet.as_manager()

    class Meta(Sheet.Meta):
        verbose_name = _("correction to an attendance record")
        verbose_name_plural = _("corrections to attendance records")
        indexes = [models.Index(fields=["person", "day"])]

    @property
    def file_no(self):
        return number_of(self.period)


class CheckQuerySet(VisibleQuerySet):
    arms = staticmethod(policy.check_arms)

    def in_month(self, first):
        from rulebook.dates import add_months

        return self.filter(at__gte=clock.moment(first), at__lt=clock.moment(add_months(first, 1)))

    def results_for(self, user):
        """What the person checked may know: when, how, with what result; not who answered at the host unit."""
        return self.filter(checked=user).order_by("-at").values("uuid", "at", "way", "result")


class AttendanceCheck(Sheet):
    """F-H06: somebody called or went to see whether a worker is at work (ATT-03, ATT-04)."""

    CODE, NAME, TITLE = "F-H06", "attendance_check", _("Attendance check")
    SIGNER = _("Signature")
    SECTIONS = (("", ("checked", "way", "at", "result", "informant", "note")),)
    WIDTHS = {"checked": 6, "at": 6, "informant": 6}

    class Way(models.TextChoices):
        PHONE = "phone", _("call")
        VISIT = "visit", _("visit on the spot")

    class Result(models.TextChoices):
        PRESENT = "present", _("at work")
        OUTING_OK = "outing_ok", _("out, as announced")
        LATE = "late", _("late")
        ABSENT = "absent", _("not there")

    checked = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("worker checked"))
    way = models.CharField(_("way"), max_length=6, choices=Way)
    at = models.DateTimeField(_("time"))
    result = models.CharField(_("result"), max_length=10, choices=Result)
    informant = models.CharField(_("who answered at the host unit"), max_length=60, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = CheckQuerySet.as_manager()

    class Meta(Sheet.Meta):
        verbose_name = _("attendance check")
        verbose_name_plural = _("attendance checks")
        indexes = [models.Index(fields=["checked", "-at"]), models.Index(fields=["-at"])]

    def clean(self):
        super().clean()
        if self.at and self.at > clock.now():
            raise ValidationError({"at": _("This check has not taken place yet.")})

    def get_absolute_url(self):
        return reverse("attendance:check", args=[self.uuid])


class PublicationQuerySet(VisibleQuerySet):
    arms = staticmethod(policy.publication_arms)


class Publication(Sheet):
    """F-H07: the attendance of some, drawn by a seed anybody can repeat, posted without leave and reasons (ATT-05)."""

    CODE, NAME, TITLE = "F-H07", "attendance_publication", _("Publication of sampled attendance")
    SIGNER = _("Signature")
    SECTIONS = (("", ("month_text", "period")), ("", ("sample",)))

    seed_row = models.OneToOneField(SampleSeed, models.PROTECT, related_name="publication", editable=False)
    month = models.DateField(editable=False)
    month_text = models.CharField(_("month"), max_length=20)
    posted_from = models.DateField(_("posted from"), default=clock.today, editable=False)
    posted_to = models.DateField(_("posted to"))
    period = models.CharField(_("posted from - to"), max_length=60)
    seed = models.CharField(_("seed"), max_length=64, editable=False)
    roster = models.JSONField(editable=False)  # [[staff number, name], ...]: the numbered list it was drawn from
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PublicationQuerySet.as_manager()

    class Meta(Sheet.Meta):
        verbose_name = _("publication of sampled attendance")
        verbose_name_plural = _("publications of sampled attendance")

    @property
    def file_no(self):
        return f"ATT-SAMPLE-{self.month:%Y-%m}"

    def get_absolute_url(self):
        return reverse("attendance:sample_month", args=[f"{self.month:%Y-%m}"])

    @staticmethod
    def words(first, last):
        return f"{formats.day_full(first)} – {formats.day_full(last)}"


class SampleLine(Row):
    """The facts of one person drawn: nothing of leave, nothing of reasons (EX-16)."""

    COLUMNS = ("person", "days_present", "late", "early", "absent")

    sheet = models.ForeignKey(Publication, models.PROTECT, related_name="sample")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("worker"))
    days_present = models.DecimalField(_("days present"), max_digits=4, decimal_places=1)
    late = models.PositiveSmallIntegerField(_("late arrivals"))
    early = models.PositiveSmallIntegerField(_("early leaves"))
    absent = models.DecimalField(_("days absent"), max_digits=4, decimal_places=1)

    class Meta(Row.Meta):
        verbose_name = _("member of staff drawn")
        verbose_name_plural = _("sample")
