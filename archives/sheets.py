"""One filled-in paper form. Columns are the boxes of the paper, SECTIONS is its layout; no logic here."""

from functools import cache

from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext_lazy as _

from approvals.models import Approvable
from core import clock
from core.models import Audited, Opaque, Stamped


class Sheet(Audited, Opaque, Stamped, Approvable):
    """Abstract base of every paper form.

    A row exists only once the form was submitted complete; what is being typed lies in `archives.models.Draft`.
    CODE is the id of forms.md ("F-C10"), NAME its code ("case_service_plan"), TITLE the printed title.
    SECTIONS ((heading, (box, ...)), ...) drive the edit page, the read page and the PDF; a box is a column, the
    related name of a `Row` model (a sub-table), or a key of FILES (scans, {name: label}).
    WIDTHS {box: 3 | 4 | 6 | 8 | 12} overrides the width a box takes from its type (twelve columns a line).
    """

    CODE = NAME = TITLE = ""
    SECTIONS = ()
    FILES = {}
    REQUIRED_FILES = ()
    WIDTHS = {}
    EDITION = 1

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


class Row(Audited):
    """Abstract base of one line of a sub-table; the concrete model adds `sheet` with the related name of the box.

    COLUMNS are the boxes of a line in printed order, LEAST the number of lines the paper asks for. A line taken out
    of a returned form is marked, not deleted.
    """

    COLUMNS = ()
    LEAST = 1

    position = models.PositiveSmallIntegerField(default=0, editable=False)
    removed = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


def boxes(model):
    """Names of all boxes of a form, in printed order."""
    return [name for heading, names in model.SECTIONS for name in names]


def column(model, name):
    """The column behind a box, or None where the box is a sub-table or a scan."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return None if field.one_to_many else field


def row_model(model, name):
    """The `Row` model behind a box, or None."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field.related_model if field.one_to_many else None


@cache
def by_name():
    """{NAME: model} of every paper form in the house."""
    return {model.NAME: model for model in apps.get_models() if issubclass(model, Sheet)}
