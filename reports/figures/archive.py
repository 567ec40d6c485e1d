"""The archive of the month (ARCH-02, ARCH-05): volumes of what was finished, and how far they are."""

from django.utils.translation import gettext_lazy as _

from reports.figures.base import Section, Unit, figure, has


@figure(
    "archive.sealed",
    _("Volumes sealed"),
    Unit.PERCENT,
    ["archive.volume"],
    _("Sealed volumes over all volumes of cases, groups and events that were finished in the month."),
    Section.ARCHIVE,
    part=has("sealed"),
    not_part=_("not sealed yet"),
    adds=False,
    by_worker=False,
)
def sealed(records):
    return len(records)


@figure(
    "archive.volumes",
    _("Volumes to archive"),
    Unit.VOLUMES,
    ["archive.volume"],
    _("Volumes of what was finished on a day of the month."),
    Section.ARCHIVE,
    by_worker=False,
)
def volumes(records):
    return len(records)
