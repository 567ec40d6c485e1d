"""F-G06 参加者意见表: one anonymous form a participant, or the counts of a pile of paper ones."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archives.sheets import Row, Sheet
from core.querysets import VisibleQuerySet
from gatherings import policy
from gatherings.models import AboutGathering


class Satisfaction(models.IntegerChoices):
    """SATISFACTION of forms.md."""

    VERY = 5, pgettext_lazy("opinion", "very satisfied")
    SATISFIED = 4, pgettext_lazy("opinion", "satisfied")
    FAIR = 3, pgettext_lazy("opinion", "neither")
    NOT = 2, pgettext_lazy("opinion", "dissatisfied")
    NOT_AT_ALL = 1, pgettext_lazy("opinion", "very dissatisfied")


class Gain(models.IntegerChoices):
    """Five steps without words of their own on paper; said here, because numbers alone are read both ways."""

    VERY_MUCH = 5, pgettext_lazy("opinion", "a great deal")
    MUCH = 4, pgettext_lazy("opinion", "much")
    SOME = 3, pgettext_lazy("opinion", "some")
    LITTLE = 2, pgettext_lazy("opinion", "little")
    NOTHING = 1, pgettext_lazy("opinion", "nothing")


class Respondent(models.TextChoices):
    CLIENT = "client", pgettext_lazy("opinion", "participant")
    VOLUNTEER = "volunteer", pgettext_lazy("opinion", "volunteer")
    FAMILY = "family", pgettext_lazy("opinion", "family")


class TypedBy(models.TextChoices):
    """Whose hands filled in the form (SOD-06)."""

    SELF = "self", pgettext_lazy("opinion", "myself")
    HELPER = "helper", _("family or another participant helps me")
    STAFF = "staff", _("another member of staff helps me")
    WORKER = "worker", _("the worker of this activity helps me")


QUESTIONS = ("content", "form", "staff", "time_place", "gain", "overall")


class OpinionQuerySet(VisibleQuerySet):
    arms = staticmethod(policy.arms)

    def of(self, about):
        label, _colon, uuid = about.partition(":")
        return self.filter(about_label=label, about_uuid=uuid)


class OpinionSheet(AboutGathering, Sheet):
    """What both kinds share. `filled_by` is who gave the device out of hand or typed the paper, never who answered."""

    SIGNED = False  # the paper carries no signature

    objects = OpinionQuerySet.as_manager()

    class Meta(Sheet.Meta):
        abstract = True
        indexes = [models.Index(fields=["about_uuid", "about_label"])]


class Opinion(OpinionSheet):
    """One form. Anonymous: nothing says who answered, and neither the clock nor the order tells when in the row.

    `created_at` is when the device was handed over, the same for everybody; rows are read in the order of their
    random ids. The id is made with the page, so a form sent twice is one.
    """

    CODE, NAME, TITLE = "F-G06", "participant_feedback", _("Participants' opinions")
    SECTIONS = (("", ("respondent_kind", "typed_by", *QUESTIONS, "again", "suggestion")),)

    respondent_kind = models.CharField(
        _("Who is answering"), max_length=12, choices=Respondent, default=Respondent.CLIENT
    )
    anonymous = models.BooleanField(_("Anonymous"), default=True, editable=False)
    typed_by = models.CharField(_("Who fills it in"), max_length=12, choices=TypedBy, default=TypedBy.SELF)
    content = models.PositiveSmallIntegerField(_("Content"), choices=Satisfaction)
    form = models.PositiveSmallIntegerField(_("The way it was done"), choices=Satisfaction)
    staff = models.PositiveSmallIntegerField(_("Attitude of the staff"), choices=Satisfaction)
    time_place = models.PositiveSmallIntegerField(_("Time and place"), choices=Satisfaction)
    gain = models.PositiveSmallIntegerField(_("What you gained from it"), choices=Gain)
    overall = models.PositiveSmallIntegerField(_("On the whole"), choices=Satisfaction)
    again = models.BooleanField(_("Would you join again?"), null=True, blank=True)
    suggestion = models.TextField(_("Suggestions"), blank=True, max_length=2000)

    class Meta(OpinionSheet.Meta):
        ordering = ["uuid"]
        verbose_name = _("participant's opinion")
        verbose_name_plural = _("participants' opinions")

    @property
    def _history_date(self):
        """The history must not tell either who answered when."""
        return self.created_at


class OpinionTally(OpinionSheet):
    """Paper forms counted per answer. Who counted stands beside it (SOD-06); the paper itself may be scanned."""

    CODE, NAME, TITLE = "F-G06", "participant_feedback_tally", _("Participants' opinions, counted from paper")
    FILES = {"scan": _("Scan of the paper forms")}
    SECTIONS = (("", ("forms", "counted_with", "lines", "again_yes", "again_no", "suggestions", "scan")),)

    forms = models.PositiveSmallIntegerField(_("Paper forms"), validators=[MaxValueValidator(2000)])
    counted_with = models.CharField(_("Counted together with"), max_length=60, blank=True)
    by_worker = models.BooleanField(_("typed by the responsible worker"), default=False, editable=False)
    again_yes = models.PositiveSmallIntegerField(_("Would join again: yes"), default=0)
    again_no = models.PositiveSmallIntegerField(_("Would join again: no"), default=0)
    suggestions = models.TextField(_("Suggestions"), blank=True, max_length=5000)

    class Meta(OpinionSheet.Meta):
        verbose_name = _("counted opinions")
        verbose_name_plural = _("counted opinions")


class Question(models.TextChoices):
    """The questions that are answered in five steps, by the columns of the form."""

    CONTENT = "content", _("Content")
    FORM = "form", _("The way it was done")
    STAFF = "staff", _("Attitude of the staff")
    TIME_PLACE = "time_place", _("Time and place")
    GAIN = "gain", _("What you gained from it")
    OVERALL = "overall", _("On the whole")


class TallyLine(Row):
    """How many paper forms gave which answer to one question."""

    COLUMNS = ("question", "n5", "n4", "n3", "n2", "n1")

    sheet = models.ForeignKey(OpinionTally, models.PROTECT, related_name="lines")
    question = models.CharField(_("Question"), max_length=12, choices=Question)
    n5 = models.PositiveSmallIntegerField(pgettext_lazy("scale", "5"), default=0)
    n4 = models.PositiveSmallIntegerField(pgettext_lazy("scale", "4"), default=0)
    n3 = models.PositiveSmallIntegerField(pgettext_lazy("scale", "3"), default=0)
    n2 = models.PositiveSmallIntegerField(pgettext_lazy("scale", "2"), default=0)
    n1 = models.PositiveSmallIntegerField(pgettext_lazy("scale", "1"), default=0)

    class Meta(Row.Meta):
        verbose_name = _("counted answers")
        verbose_name_plural = _("answers, from very satisfied (5) to very dissatisfied (1)")

    @property
    def counts(self):
        """{step: forms}, from the best to the worst."""
        return {5: self.n5, 4: self.n4, 3: self.n3, 2: self.n2, 1: self.n1}
