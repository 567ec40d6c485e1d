"""One filled-in paper form. Columns are the boxes of the paper, SECTIONS is its layout; no logic here."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cache

from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from approvals.models import Approvable
from archives import policy
from archives.models import Volume
from core import clock
from core.fields import TickField, nothing_ticked
from core.models import Audited, Opaque, Stamped
from core.querysets import VisibleQuerySet
from rulebook.values import value


class Sheet(Audited, Opaque, Stamped, Approvable):
    """Abstract base of every paper form.

    A row exists only once the form was submitted complete; what is being typed lies in `archives.models.Draft`.
    CODE is the id of forms.md ("F-C10"), NAME its code ("case_service_plan"), TITLE the printed title.
    SECTIONS ((heading, (box, ...)), ...) drive the edit page, the read page and the PDF; a box is a column, the
    related name of a `Row` model (a sub-table), or a key of FILES (scans, {name: label}).
    SHOWN {box: label} are boxes whose content lies elsewhere, like the identity of a client: read, never filled in.
    WIDTHS {box: 3 | 4 | 6 | 8 | 12} overrides the width a box takes from its type (twelve columns a line).
    """

    CODE = NAME = TITLE = ""
    SECTIONS = ()
    FILES = {}
    REQUIRED_FILES = ()
    SHOWN = {}
    WIDTHS = {}
    EDITION = 1
    SIGNER = _("Signature of the worker")
    SIGNED = True  # False: the paper has no line for a signature, because whoever fills it in stays unknown

    edition = models.PositiveSmallIntegerField(_("edition of the form"), default=1, editable=False)
    filled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("filled in by"),
    )
    filled_on = models.DateField(_("filled in on"), default=clock.today)
    due_at = models.DateTimeField(_("was due"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
        ordering = ["created_at"]

    def __str__(self):
        return str(self.TITLE)

    @property
    def file_no(self):
        """The file number printed above the table (HDR); the room overrides it."""
        return ""

    def for_print(self):
        """What a form adds that prints in its own way (templates/sheets/<NAME>/pdf.html)."""
        return {}


class Row(Audited):
    """Abstract base of one line of a sub-table; the concrete model adds `sheet` with the related name of the box.

    COLUMNS are the boxes of a line in printed order, LEAST the number of lines the paper asks for. A line taken out
    of a returned form is marked, not deleted. WIDTHS as of `Sheet`; PULL_DOWN names choices that are shown as a list
    to pull down, so that a line stays short.
    """

    COLUMNS = ()
    LEAST = 1
    WIDTHS = {}
    PULL_DOWN = ()

    position = models.PositiveSmallIntegerField(default=0, editable=False)
    removed = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


@dataclass
class Filled:
    """A form filled in correctly, not yet stored: see `archives.actions.file_sheet`; rooms may build one themselves."""

    sheet: object
    rows: dict = field(default_factory=dict)  # {box: [Row, ...]} in order
    removed: list = field(default_factory=list)
    files: dict = field(default_factory=dict)  # {kind: [upload, ...]}


def boxes(model):
    """Names of all boxes of a form, in printed order."""
    return [name for heading, names in model.SECTIONS for name in names]


def column(model, name):
    """The column behind a box, or None where the box is a sub-table or a scan."""
    try:
        found = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return None if found.one_to_many else found


def row_model(model, name):
    """The `Row` model behind a box, or None."""
    try:
        found = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return found.related_model if found.one_to_many else None


class Use(models.TextChoices):
    """Read, copy and take away are separate permissions (ARCH-06)."""

    READ = "read", pgettext_lazy("use", "read")
    COPY = "copy", pgettext_lazy("use", "copy")
    TAKE = "take", pgettext_lazy("use", "take away")


def only_reading():
    return [Use.READ.value]


class RequestQuerySet(VisibleQuerySet):
    arms = staticmethod(policy.request_arms)


def longest():
    """Days one may ask for: the first day and so many more make the longest grant there is (access.grants)."""
    return value("archive.access_longest_days") - 1


class AccessRequest(Sheet):
    """F-A03: somebody asks to use a sealed volume for a time; the superior advises, the DDG decides (ARCH-06)."""

    CODE, NAME, TITLE = "F-A03", "archive_access_request", _("Request to use an archived file")
    SECTIONS = (("", ("kinds", "reason", "starts_on", "days")),)

    volume = models.ForeignKey(Volume, models.PROTECT, related_name="requests", verbose_name=_("volume"))
    kinds = TickField(_("use"), choices=Use, default=only_reading)
    reason = models.TextField(_("work need"), max_length=1000)
    starts_on = models.DateField(_("from"), default=clock.today)
    days = models.PositiveSmallIntegerField(_("days"), validators=[MinValueValidator(1)])
    granted_kinds = TickField(_("granted"), choices=Use, default=nothing_ticked, blank=True, editable=False)
    returned_on = models.DateField(_("returned on"), null=True, blank=True, editable=False)

    objects = RequestQuerySet.as_manager()

    class Meta(Sheet.Meta):
        verbose_name = _("request to use an archived file")
        verbose_name_plural = _("requests to use archived files")
        indexes = [models.Index(fields=["filled_by", "-created_at"])]

    @property
    def file_no(self):
        return self.volume.file_no

    @property
    def last_day(self):
        """The last day on which it may be read, until 24:00 (EX-73)."""
        return self.starts_on + dt.timedelta(days=self.days)

    def clean(self):
        super().clean()
        if self._state.adding and self.starts_on and self.starts_on < clock.today():
            raise ValidationError({"starts_on": _("The use cannot begin before today.")})
        if self.days and self.days > longest():
            raise ValidationError({"days": _("At most %(days)s days.") % {"days": longest()}})


class Correction(Sheet):
    """A correction to a sealed volume: a record that points back; the sealed paper is not altered."""

    CODE, NAME, TITLE = "F-A08", "archive_correction", _("Correction to an archived file")
    SECTIONS = (("", ("filled_on", "about", "text", "reason")),)

    volume = models.ForeignKey(Volume, models.PROTECT, related_name="corrections", verbose_name=_("volume"))
    about = models.CharField(_("form and place"), max_length=200)
    text = models.TextField(_("correct is"), max_length=5000)
    reason = models.TextField(_("reason and source"), max_length=1000)

    @property
    def file_no(self):
        return self.volume.file_no


@cache
def by_name():
    """{NAME: model} of every paper form in the house."""
    return {model.NAME: model for model in apps.get_models() if issubclass(model, Sheet)}
