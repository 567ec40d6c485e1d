"""One filled-in paper form. Columns are the boxes of the paper, SECTIONS is its layout; no logic here."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from approvals.models import Approvable
from core import clock
from core.models import Audited, Opaque, Stamped


class Sheet(Audited, Opaque, Stamped, Approvable):
    """Abstract base of every paper form.

    A row exists only once the form was submitted complete; what is being typed lies in `archives.models.Draft`.
    CODE is the id of forms.md ("F-C10"), NAME its code ("case_service_plan"), TITLE the printed title,
    SECTIONS ((heading, (field, ...)), ...) drive the edit page, the read page and the PDF.
    """

    CODE = NAME = TITLE = ""
    SECTIONS = ()
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
