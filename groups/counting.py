"""Does the group count toward the indicator? (GRP-16; EX-31) The figures and the answer in words."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from groups.choices import ATTENDED
from groups.sheets import Presence
from rulebook.values import value

CHECKED_AT = 2  # members count when confirmed by the end of this session (GRP-16, recommended)


@dataclass(frozen=True)
class Size:
    """How big a group is: members as GRP-16 counts them, sessions held, attendances."""

    members: int
    sessions: int
    attendances: int

    @property
    def rate(self):
        """Attended person-sessions per hundred possible ones, unrounded; None where nothing was possible."""
        possible = self.members * self.sessions
        return Decimal(100 * self.attendances) / possible if possible else None

    @property
    def shown_rate(self):
        return None if self.rate is None else self.rate.quantize(Decimal("0.1"), ROUND_HALF_UP)

    def why_not(self, point=None):
        """Keys of the thresholds not reached, in the order of the rule; none: it counts."""
        found = []
        if self.members < value("group.min_members", point=point):
            found.append("few_members")
        if self.sessions < value("group.min_sessions", point=point):
            found.append("few_sessions")
        if self.rate is None or self.rate < value("group.min_attendance", point=point):
            found.append("low_attendance")
        return found

    def words(self, point=None):
        """One sentence a threshold: what is there and what is asked."""
        least = {
            name: value(f"group.{name}", point=point) for name in ("min_members", "min_sessions", "min_attendance")
        }
        lacking = self.why_not(point)
        rate = "—" if self.shown_rate is None else f"{self.shown_rate} %"
        return [
            (
                "few_members" not in lacking,
                _("Members: %(n)s, at least %(least)s needed") % {"n": self.members, "least": least["min_members"]},
            ),
            (
                "few_sessions" not in lacking,
                _("Sessions: %(n)s, at least %(least)s needed") % {"n": self.sessions, "least": least["min_sessions"]},
            ),
            (
                "low_attendance" not in lacking,
                _("Attendance: %(rate)s (%(n)s of %(all)s), at least %(least)s %% needed")
                % {
                    "rate": rate,
                    "n": self.attendances,
                    "all": self.members * self.sessions,
                    "least": f"{least['min_attendance']:g}",
                },
            ),
        ]


def size_of(programme):
    """The Size of a group as it stands."""
    attendances = Presence.objects.filter(session__programme=programme, mark__in=ATTENDED, removed=False).count()
    return Size(
        members=programme.members.filter(in_count=True).count(),
        sessions=programme.sessions.filter(held_on__isnull=False).count(),
        attendances=attendances,
    )
