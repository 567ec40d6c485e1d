"""Who signs a financial report as financial officer, from the source of the money alone (GRP-15; EX-32)."""

from dataclasses import dataclass

from people import roles
from people.models import Role
from projects.funds.models import Source

NOBODY = "无"  # what the paper says where nothing was spent


@dataclass(frozen=True)
class Signer:
    """`kind` "officer": one of `people` signs on line; "name": the name in `text`; "none": the paper says 无."""

    kind: str
    text: str = ""
    people: tuple = ()

    @property
    def user(self):
        """The officer, where exactly one may sign."""
        return self.people[0] if len(self.people) == 1 else None


def financial_signer(source, *, point=None, worker=None):
    """The one signature a financial report may carry; a free text other than this is not possible (GRP-15).

    Money of the organization (pool or project): its accountant signs. No cost: 无. Host unit: its designated person,
    the handling worker where none is named. Sponsor: the handling worker.
    """
    if source in (Source.ORG_POOL, Source.PROJECT):
        return Signer("officer", people=tuple(roles.holders(Role.ACCOUNTANT)))
    if source == Source.NONE:
        return Signer("none", NOBODY)
    contact = point.host_unit.contact_name if source == Source.HOST_UNIT and point and point.host_unit_id else ""
    return Signer("name", contact or (worker.name if worker else ""))
