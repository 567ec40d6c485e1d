"""What a decision about money needs beside the form: what the pool has left, and who would decide."""

from projects.funds.models import PoolEntry


def of_request(request, user):
    """Balance of the pool without this application, and by how much it goes beyond it."""
    return _panel(request)


def of_advance(advance, user):
    return _panel(advance.request)


def _panel(request):
    totals = PoolEntry.objects.totals(request.year)
    held = PoolEntry.objects.held_for(request)
    lines = [line for line in request.lines.all() if not line.removed]
    return {
        "money": request,
        "budget": lines,
        "totals": totals,
        "left_without": totals.available + held.reserved + held.committed,
        "short": request.shortage(),
    }
