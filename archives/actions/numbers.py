"""File numbers (ARCH-09): made from the organization's format, issued once, never reused."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from archives.models import FileNumber, NumberSeries
from core import clock
from rulebook.values import value

PLACE = re.compile(r"\{(\w+)(?::(\d+))?\}")


def number_text(pattern, **parts):
    """`pattern` filled in: "{seq:3}" is the part `seq`, at least three digits, with zeros in front."""

    def fill(found):
        name, width = found.groups()
        return str(parts[name]).zfill(int(width or 0))

    return PLACE.sub(fill, pattern)


@transaction.atomic
def issue(*, worker, field, kind, on=None):
    """The next number of the worker, field, year and kind, e.g. "017SG03-2026G002". `kind` is C, G or A."""
    if not worker.worker_no:
        raise ValidationError(_("This worker has no number for file numbers yet; HR & Administration enters it."))
    pattern = value("archive.number_format")
    if "{seq" not in pattern:
        raise ValidationError(_("The format of file numbers has no running number."))
    year = (on or clock.today()).year
    series, _made = NumberSeries.objects.get_or_create(worker=worker, field=field, year=year, kind=kind)
    series = NumberSeries.objects.select_for_update().get(pk=series.pk)
    parts = {"worker_no": worker.worker_no, "org": value("org.short_name"), "field": field, "year": year, "kind": kind}
    number = ""
    while not number or FileNumber.objects.filter(number=number).exists():
        series.last += 1
        number = number_text(pattern, **parts, seq=series.last)
    series.save()
    FileNumber.objects.create(
        number=number, worker=worker, field=field, year=year, kind=kind, sequence=series.last, issued_at=clock.now()
    )
    return number
