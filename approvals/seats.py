"""Who may act on a step now, from today's facts: level by level, stand-ins included, separation of duties kept.

SOD-01 nobody decides what they asked for or what concerns them; SOD-03 nobody decides twice in a run, also not by
delegation; SOD-04 a supervisor's own matter goes to another. Nothing is written here.
"""

from dataclasses import dataclass, field

from approvals import chains, who
from approvals.models import Step
from people.models import StandIn, StandInKind


@dataclass(frozen=True)
class Seats:
    """{user id: id of the absent person, or None for somebody acting in their own right} and in which capacity."""

    people: dict = field(default_factory=dict)
    role: str = ""
    acting_for: str = ""
    passed_over: tuple = ()
    by_itself: bool = False  # nobody but an earlier or later decider could give this opinion (SOD-03)

    @property
    def own_right(self):
        return {pk for pk, absent in self.people.items() if absent is None}


def spent(approval):
    """Ids of those who have decided in this run, themselves or by a stand-in (SOD-03)."""
    if approval.pk is None:
        return set()
    rows = approval.steps.filter(kind=Step.Kind.DECIDE, by__isnull=False).values_list("by_id", "on_behalf_of_id")
    return {pk for row in rows for pk in row if pk}


def seats_for(row, subject):
    """The Seats of step `row` as of today."""
    return preview_seats(row, subject, None)


def preview_seats(row, subject, siblings):
    """As `seats_for`, for rows not stored; `siblings` are the other steps (None: those in the database)."""
    chain = chains.get(row.approval.chain)
    seats = _first_able(row, chain, subject)
    if row.kind != Step.Kind.OPINION or not seats.passed_over or not seats.own_right:
        return seats
    siblings = row.approval.steps.all() if siblings is None else siblings
    for later in siblings:
        if later.kind == Step.Kind.DECIDE and later.holds and later.position > row.position:
            later.approval = row.approval
            if seats.own_right <= _first_able(later, chain, subject).own_right:
                return Seats(passed_over=seats.passed_over, by_itself=True)
            break
    return seats


def _first_able(row, chain, subject):
    declared, approval = chain.step(row.key), row.approval
    sitting = _Sitting(row, approval, chain.barred_ids(subject))
    passed, absent_level = [], None
    for level in who.levels(declared.who, subject, approval.applicant, upward=row.kind != Step.Kind.FILE):
        people, why = sitting.of(level)
        if why == "by itself":
            return Seats(passed_over=tuple(passed), by_itself=True)
        if people:
            seats = Seats(people, level.role, level.acting_for, tuple(passed))
            if not why:
                return seats
            absent_level = absent_level or seats
        passed.append({"role": str(level.role), "why": why})
    return absent_level or Seats(passed_over=tuple(passed), by_itself=row.kind == Step.Kind.FILE)


class _Sitting:
    """Fills one level's seats for one step."""

    def __init__(self, row, approval, barred):
        self.row, self.applicant = row, approval.applicant
        self.barred = barred | ({approval.submitted_by_id} if row.kind in chains.DECIDING else set())
        self.spent = spent(approval)

    def of(self, level):
        """({user id: absent id or None}, why the level is passed over or "")."""
        holders = {person.pk: person for person in level.people if person.is_active}
        if not holders:
            return {}, "vacant"
        if level.role == "applicant" and self.row.kind not in chains.DECIDING:
            return dict.fromkeys(holders), ""
        if self.applicant.pk in holders and not level.peers:
            return {}, "applicant"
        fit = set(holders) - {self.applicant.pk} - self.barred
        if not fit:
            return {}, "applicant"
        unspent = fit - self.spent
        if self.row.kind == Step.Kind.OPINION and not unspent:
            return {}, "by itself"
        if self.row.kind == Step.Kind.DECIDE:
            fit = unspent
        return self._with_covers(fit) if fit else ({}, "decided")

    def _with_covers(self, holders):
        """The holders and whoever stands in for one of them; "absent" where only barred people could."""
        people = dict.fromkeys(holders)
        absent, able = set(), False
        for stand_in in StandIn.objects.current().filter(absent__in=holders).select_related("cover"):
            if StandInKind.APPROVALS not in stand_in.kinds:
                continue
            absent.add(stand_in.absent_id)
            if self._may_cover(stand_in.cover):
                people.setdefault(stand_in.cover_id, stand_in.absent_id)
                able = True
        return people, "" if able or set(holders) - absent else "absent"

    def _may_cover(self, cover):
        barred = {self.applicant.pk} | self.barred | (self.spent if self.row.kind in chains.DECIDING else set())
        if not cover.is_active or cover.pk in barred:
            return False
        return cover.pk not in self._led

    @property
    def _led(self):
        if "_led_ids" not in self.__dict__:
            self._led_ids = who.led_by(self.applicant)
        return self._led_ids
