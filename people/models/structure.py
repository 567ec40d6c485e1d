"""Departments, host units, service points, supervision groups (ORG-01..05): data, not code."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.models import Audited, Opaque
from people.models.choices import Field, ServiceType


class Named(models.Model):
    """A thing with a Chinese name and an optional English one; `str()` follows the reader's language."""

    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("English name"), max_length=120, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name_en if self.name_en and (get_language() or "").startswith("en") else self.name


class Department(Audited, Named):
    """A body or department (roles.md section 1; ORG-01, ORG-02): data, not code."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, verbose_name=_("reports to"))
    duties = models.TextField(_("duties in writing"), blank=True)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("department")
        verbose_name_plural = _("departments")


class HostUnit(Audited, Named):
    """An external unit that receives posted workers and consents to leave and events (用人单位)."""

    contact_name = models.CharField(_("contact person"), max_length=40, blank=True)
    contact_phone = models.CharField(_("contact phone"), max_length=40, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("host unit")
        verbose_name_plural = _("host units")


class ServicePoint(Audited, Opaque, Named):
    """Where service happens: a post, a centre or a project (ORG-02)."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    type = models.CharField(_("service type"), max_length=10, choices=ServiceType)
    field = models.CharField(_("service field"), max_length=2, choices=Field)
    host_unit = models.ForeignKey(HostUnit, models.PROTECT, null=True, blank=True, verbose_name=_("host unit"))
    has_storage = models.BooleanField(_("can store closed originals"), default=True)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("service point")
        verbose_name_plural = _("service points")


class SupervisionGroup(Audited, Named):
    """Workers of several service points under one supervision assistant (ORG-05)."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("supervision group")
        verbose_name_plural = _("supervision groups")
