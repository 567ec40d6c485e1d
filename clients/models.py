"""The people served. What identifies them lies encrypted; what the work needs to count lies beside it."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from clients import policy
from core import clock
from core.encrypted import EncryptedJSONField
from core.models import Audited, Opaque, Stamped
from core.querysets import VisibleQuerySet, allowed

CODE_LETTERS = "23456789ACDEFGHJKLMNPQRTUVWXYZ"  # none that looks like another
CODE_LENGTH = 5


def new_code():
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


class Sex(models.TextChoices):
    MALE = "m", _("male")
    FEMALE = "f", _("female")
    UNKNOWN = "u", _("not stated")


class ClientGroup(models.TextChoices):
    """CLIENT_GROUP of forms.md."""

    CHILD = "child", _("children")
    YOUTH = "youth", _("young people")
    WOMEN = "women", _("women")
    ELDERLY = "elderly", _("older people")
    DISABLED = "disabled", _("people with disabilities")
    ORPHAN = "orphan", _("orphaned and disabled children")
    PETITIONER = "petitioner", _("petitioners")
    ENTERPRISE = "enterprise", _("enterprise staff")
    CORRECTION = "correction", _("people in community correction")
    RELEASED = "released", _("released persons")
    MIGRANT = "migrant", _("migrant workers")
    PATIENT = "patient", _("patients")
    DRUG = "drug", _("people in drug rehabilitation")
    FAMILY = "family", _("families")
    LEFT_BEHIND_CHILD = "left_behind_child", _("left-behind children")
    LEFT_BEHIND_WOMAN = "left_behind_woman", _("left-behind women")
    LEFT_BEHIND_ELDER = "left_behind_elder", _("left-behind older people")
    OTHER = "other", _("other client group")


class Household(Audited, Opaque, Stamped):
    """Clients who live together. It has no name: it is known by its members."""


class ClientQuerySet(VisibleQuerySet):
    arms = staticmethod(policy.arms)

    def open_to(self, user, *levels):
        """Those whose identity `user` may read at one of `levels` (default: in full)."""
        seen = policy.any_of(policy.arms_at(user, *(levels or (policy.FULL,))))
        return self.none() if seen is None else allowed(self, seen)


class Client(Audited, Opaque, Stamped):
    """A client. Daily screens show `alias` and `code`; the rest opens only to those who serve (CONF-01, CONF-10)."""

    code = models.CharField(_("short code"), max_length=8, unique=True, default=new_code, editable=False)
    alias = models.CharField(_("name on daily screens"), max_length=40, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, default=Sex.UNKNOWN)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    group = models.CharField(_("client group"), max_length=20, choices=ClientGroup, default=ClientGroup.OTHER)
    # name, id_number, birth_date, phones, addresses, emergency_contact, guardians [{name, relation, phone}]
    identity = EncryptedJSONField(binding="client.identity", blank=True)
    notice_version = models.CharField(_("notice given, version"), max_length=20, blank=True)
    notice_given_on = models.DateField(_("notice given on"), null=True, blank=True)
    household = models.ForeignKey(Household, models.PROTECT, null=True, blank=True, related_name="members")
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)

    objects = ClientQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("client")
        verbose_name_plural = _("clients")

    def __str__(self):
        return self.alias or self.code

    @property
    def name(self):
        return self.identity.get("name", "")

    @property
    def birth_date(self):
        return policy.parse_day(self.identity.get("birth_date"))

    @property
    def guardians(self):
        return self.identity.get("guardians", [])

    @property
    def masked_name(self):
        """The name as lists show it (ia.md 5.14)."""
        return policy.masked(self.name, self.sex, young=self.is_under(policy.ADULT_YEARS))

    def is_under(self, years, on=None):
        return policy.could_be_under(
            years, birth_date=self.birth_date, birth_year=self.birth_year, on=on or clock.today()
        )

    @property
    def age(self):
        """Completed years today, by the year alone where no birthday is known, or None."""
        if self.birth_date:
            return policy.age_on(self.birth_date, clock.today())
        return clock.today().year - self.birth_year if self.birth_year else None


class ClientToken(models.Model):
    """A keyed hash of one identifying value, for exact look-up only; no part of the value can be told from it."""

    class Kind(models.TextChoices):
        NAME = "name", _("name")
        PHONE = "phone", _("phone")
        ID_NUMBER = "id_number", _("ID number")

    client = models.ForeignKey(Client, models.PROTECT, related_name="tokens")
    kind = models.CharField(max_length=10, choices=Kind)
    token = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "kind", "token"], name="one_token_a_value")]
        indexes = [models.Index(fields=["kind", "token"])]
