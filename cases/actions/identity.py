"""The basic data and the client they describe: notice first, no more than needed, guardians of children."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cases.actions.common import locked, require_work, store
from clients import actions as clients
from clients.policy import ADULT_YEARS, age_on
from core import clock
from rulebook.values import value

# Boxes that hold sensitive personal information (forms.md, ●): saved only after the notice was given (CONF-02).
SENSITIVE = ("id_number", "income", "religion", "disability", "health", "mental", "special_identity")


def enabled_boxes(case):
    """The boxes that are off by default and switched on for this service type (CONF-03)."""
    return value("conf.optional_fields", point=case.point, service_type=case.service_type)


@transaction.atomic
def give_notice(*, case, by, version=clients.NOTICE):
    """The worker explained why the data are collected, what for, and the rights; the version is kept (CONF-02)."""
    case = locked(case)
    require_work(by, case)
    if case.client is None:
        raise ValidationError(_("Write down who the client is first."))
    clients.change_identity(client=case.client, by=by, notice_version=version)
    return case


def check_basics(sheet, case, by):
    """Before F-C06 is filed."""
    errors = {}
    for box in sheet.OPTIONAL:
        if getattr(sheet, box) and box not in enabled_boxes(case):
            errors[box] = _("This is not collected here (CONF-03).")
    if any(getattr(sheet, box) for box in SENSITIVE) and not (case.client and case.client.notice_version):
        errors["__all__"] = _("Explain first why the data are collected, and record which notice was given.")
    if sheet.birth_date and age_on(sheet.birth_date, clock.today()) < ADULT_YEARS and not sheet.guardian_name:
        errors["guardian_name"] = _("Under 18: write who the guardian is.")
    if errors:
        raise ValidationError(errors)


def basics_filed(sheet, case, by, *, new):
    """The client is who the form says; the level of confidentiality follows (CONF-08)."""
    person = {
        "name": sheet.name,
        "sex": sheet.sex,
        "birth_date": sheet.birth_date.isoformat(),
        "id_number": sheet.id_number,
        "phones": [sheet.phone],
        "addresses": [sheet.address],
        "emergency_contact": sheet.emergency_contact,
    }
    if sheet.guardian_name:
        guardian = {"name": sheet.guardian_name, "relation": sheet.guardian_relation, "phone": sheet.guardian_phone}
        person["guardians"] = [guardian]
    if case.client is None:
        case.client = clients.register(by=by, **person)
    else:
        clients.change_identity(client=case.client, by=by, **person)
    case.conf_level = sheet.conf_level
    store(case, by)
