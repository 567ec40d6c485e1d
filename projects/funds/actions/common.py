"""What several actions share. Internal."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from projects.funds.models import FundRequest

ADVANCE_RULE = "fund.settlement"


def locked(request):
    """The application read anew inside the transaction; on PostgreSQL others wait."""
    return FundRequest.objects.select_for_update(of=("self",), no_key=True).get(pk=request.pk)


def claim(request, *states):
    """Compare and set: the application is still in one of `states` and nobody else changed it meanwhile."""
    if not FundRequest.objects.claim(request, state__in=states):
        raise ValidationError(_("This application has changed meanwhile. Look at it again."), code="stale")


def save(row, by):
    row._history_user = by
    row.save()
