"""How a sample is drawn (ATT-05, EX-16): from seed and numbered list alone, so that anybody can repeat it.

1. While the month runs, the SHA-256 of a random seed is published; nobody can choose the seed once names are known.
2. The list is everybody whose attendance was kept in the month, in the order of staff numbers.
3. Each gets the SHA-256 of "<seed> <staff number>" (UTF-8, one space, no line end).
4. The list is sorted by that hash; the first names, as many as `size` says, are the sample.

    printf '%s %s' "$SEED" "$STAFF_NO" | sha256sum

`manage.py attendance_sample 2026-10` does the same and compares it with what was posted.
"""

import hashlib
import math
from decimal import Decimal

from rulebook.values import value


def commitment(seed):
    """What is published before the draw."""
    return hashlib.sha256(seed.encode()).hexdigest()


def numbered(people):
    """The list the sample is drawn from, in its order."""
    return sorted(people, key=lambda person: person.staff_no)


def lot(seed, staff_no):
    """The lot of one staff number: whoever has the smallest lots is drawn."""
    return hashlib.sha256(f"{seed} {staff_no}".encode()).hexdigest()


def size(staff):
    """How many names are published: the rate rounded up, at least the minimum, never more than there are (EX-16)."""
    share = math.ceil(Decimal(staff) * value("att.sample_rate") / 100)
    return min(staff, max(share, value("att.sample_min")))


def draw(people, seed, count=None):
    """The people of the sample, in the order of their lots."""
    people = list(people)
    count = size(len(people)) if count is None else count
    return sorted(people, key=lambda person: lot(seed, person.staff_no))[:count]
