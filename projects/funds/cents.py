"""Arithmetic of money: Decimal, to the cent, half up; and what a ledger adds up to (FUND-01; FIN-01). Pure."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def exact(amount):
    """An amount to the cent; nothing is 0.00. (SQLite adds up in floating point, far below half a cent off.)"""
    return ZERO if amount is None else Decimal(amount).quantize(CENT, ROUND_HALF_UP)


def times(price, quantity):
    return (Decimal(price) * Decimal(quantity)).quantize(CENT, ROUND_HALF_UP)


def share_of(fee, rate):
    """What `rate` percent of a fee sets aside."""
    return (Decimal(fee) * Decimal(rate) / 100).quantize(CENT, ROUND_HALF_UP)


def settled(approved, actual):
    """(charged to the pool, beyond the approved amount, back to the pool): the pool pays what was approved at most."""
    approved, actual = exact(approved), exact(actual)
    charged = min(approved, actual)
    return charged, actual - charged, approved - charged


@dataclass(frozen=True)
class Totals:
    """Sums of ledger entries by kind. Every amount is positive; the kind says what it does."""

    base: str = "received"  # the fees that count: received or contracted (fund.pool_base)
    opening: Decimal = ZERO
    contract: Decimal = ZERO
    fee: Decimal = ZERO
    contract_share: Decimal = ZERO
    fee_share: Decimal = ZERO
    reserve: Decimal = ZERO
    unreserve: Decimal = ZERO
    commit: Decimal = ZERO
    advance: Decimal = ZERO
    settle: Decimal = ZERO
    release: Decimal = ZERO

    @property
    def set_aside(self):
        """What the fees put into the pool."""
        return self.fee_share if self.base == "received" else self.contract_share

    @property
    def reserved(self):
        """Asked for and being decided."""
        return self.reserve - self.unreserve - self.commit

    @property
    def committed(self):
        """Approved and not yet settled."""
        return self.commit - self.settle - self.release

    @property
    def promised(self):
        """Reserved or committed: no longer free, not yet spent."""
        return self.reserved + self.committed

    @property
    def spent(self):
        return self.settle

    @property
    def available(self):
        """opening + share of the fees - reserved - committed - spent (FIN-01)."""
        return self.opening + self.set_aside - self.reserved - self.committed - self.spent
