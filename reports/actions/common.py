"""What every action on a report does: require, lock, store."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from reports.models import MonthlyReport


def require(why_not):
    """Policies answer None or the reason why not."""
    if why_not:
        raise PermissionDenied(why_not)


def locked(report):
    return MonthlyReport.objects.select_for_update(of=("self",)).select_related("point").get(pk=report.pk)


def claim(report):
    """One of any number of simultaneous callers goes on."""
    if not MonthlyReport.objects.claim(report, state=report.state):
        raise ValidationError(_("Somebody has just changed this report. Look at it again."), code="stale")


def store(row, by):
    row._history_user = by
    row.full_clean(validate_constraints=False)
    row.save()
    return row


def words(text, field):
    text = (text or "").strip()
    if len(text) < LEAST_WORDS:
        raise ValidationError({field: _("Say why, in at least 5 characters.")}, code="words")
    return text


LEAST_WORDS = 5
