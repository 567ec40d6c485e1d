"""What all forms of group work share: their group, who may see them, the supervisor's reading."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archives.sheets import Row, Sheet
from core.encrypted import EncryptedTextField
from core.models import Opaque
from groups import policy
from groups.handed import ask
from groups.models import MemberQuerySet, PlanQuerySet, Programme


class GroupSheet(Sheet):
    """A form in a group's file. NEEDS ((box, other box, values), ...): `box` is filled in where the other says so."""

    NEEDS = ()
    APPROVED = False

    programme = models.ForeignKey(Programme, models.PROTECT, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta(Sheet.Meta):
        abstract = True

    def clean(self):
        super().clean()
        for box, other, values in self.NEEDS:
            if getattr(self, other) in values and not getattr(self, box):
                label = self._meta.get_field(other).verbose_name
                raise ValidationError({box: _("Needed here, because of “%(other)s”.") % {"other": label}})

    def get_absolute_url(self):
        return reverse("groups:form", args=[self.programme.uuid, self.NAME, self.uuid])

    @property
    def file_no(self):
        return self.programme.file_no or ""

    @property
    def point(self):
        return self.programme.point

    @property
    def is_frozen(self):
        """Approved or in approval: nobody changes it any more, or not now."""
        return self.approval is not None and self.approval.state in ("running", "approved")

    @property
    def read_log_ref(self):
        return self.programme.ref

    def may_download(self, user):
        return policy.may_print(user, self.programme) is None

    def findings_for_decision(self, user):
        """What the decider must see about this form before deciding (DATE-08)."""
        return ask("findings_for", self)


class MemberSheet(GroupSheet):
    """A form that says something about persons: for those who know the members."""

    objects = MemberQuerySet.as_manager()

    class Meta(GroupSheet.Meta):
        abstract = True


class ReadSheet(MemberSheet):
    """A form the supervisor reads and may comment on, without deciding (GRP-11)."""

    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    reviewed_at = models.DateTimeField(_("read at"), null=True, blank=True, editable=False)
    supervisor_comment = EncryptedTextField(_("Supervisor's comment"), blank=True, editable=False)

    class Meta(MemberSheet.Meta):
        abstract = True


class GroupRow(Row):
    class Meta(Row.Meta):
        abstract = True


class PrivateRow(Row, Opaque):
    """A line of a sub-table with encrypted words."""

    class Meta(Row.Meta):
        abstract = True
