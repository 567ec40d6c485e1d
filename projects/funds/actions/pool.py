"""The ledger of the pool. Whoever changes what is left locks the year first, so that nothing is promised twice."""

from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from projects.funds import cents, policy
from projects.funds.models import PoolEntry, PoolYear
from rulebook.values import value

Kind = PoolEntry.Kind
ENTERED = (Kind.FEE, Kind.CONTRACT, Kind.OPENING)  # by hand, by the accountant


@transaction.atomic
def record(*, by, kind, amount, on=None, year=None, note=""):
    """The accountant enters post fees received or contracted, or what the year before left (FUND-01).

    A fee sets aside `fund.pool_rate` percent as it stands on that day.
    """
    if not policy.may_keep_ledger(by):
        raise PermissionDenied
    if kind not in ENTERED:
        raise ValidationError({"kind": _("Choose from the list.")})
    on = on or clock.today()
    if on > clock.today():
        raise ValidationError({"on": _("This day has not come yet.")})
    pool = lock(year or on.year)
    rate = value("fund.pool_rate", on=on) if kind != Kind.OPENING else Decimal(0)
    return _add(
        pool, kind, amount, by, on=on, note=note.strip(), rate=rate, share=cents.share_of(amount, rate) if rate else 0
    )


def lock(year):
    """The row of the year, held until the end of the transaction; made when it is not there."""
    PoolYear.objects.get_or_create(year=year)
    return PoolYear.objects.select_for_update().get(year=year)


def _add(pool, kind, amount, by, request=None, **more):
    entry = PoolEntry(pool=pool, kind=kind, amount=cents.exact(amount), by=by, request=request, **more)
    entry.full_clean(exclude=["pool", "by", "request"])
    entry.save()
    return entry


def reserve(request, by, *, beyond=False):
    """Set the amount apart where the pool has it left; False where it has not (FUND-01).

    `beyond`: the director-general accepted that the pool is overdrawn.
    """
    pool = lock(request.year)
    held = PoolEntry.objects.held_for(request)
    if held.reserved or held.committed:
        return True
    if request.amount > PoolEntry.objects.totals(request.year).available and not beyond:
        return False
    _add(pool, Kind.RESERVE, request.amount, by, request)
    return True


def commit(request, by):
    """The reservation becomes a commitment."""
    _add(lock(request.year), Kind.COMMIT, request.amount, by, request)


def let_go(request, by):
    """Whatever is reserved or committed goes back to the pool."""
    if request.year is None:
        return
    pool, held = lock(request.year), PoolEntry.objects.held_for(request)
    if held.reserved:
        _add(pool, Kind.UNRESERVE, held.reserved, by, request)
    if held.committed:
        _add(pool, Kind.RELEASE, held.committed, by, request)


def paid(request, amount, by, on):
    _add(lock(request.year), Kind.ADVANCE, amount, by, request, on=on)


def spend(request, charged, returned, by):
    """What was spent leaves the pool, the rest of the commitment returns to it."""
    pool = lock(request.year)
    if charged:
        _add(pool, Kind.SETTLE, charged, by, request)
    if returned:
        _add(pool, Kind.RELEASE, returned, by, request)
