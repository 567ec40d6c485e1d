"""Which work leave has to weigh (LEAVE-07): the porch tells staff about the rooms it may not know."""

from core import workload
from people.models import User


def open_cases(person: User, first, last):
    """The open cases of a worker, by number only; days do not matter, an open case goes on."""
    from cases.models import INTAKE, OPEN, Case

    rows = Case.objects.filter(worker=person, state__in=set(OPEN) - set(INTAKE)).order_by("pk")
    return [workload.Work("case", row.number, row.ref) for row in rows]


def register():
    workload.register(open_cases)
