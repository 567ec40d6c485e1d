"""Who verifies the attendance of a month: HR & Administration (F-H05)."""

from django.utils.translation import gettext_lazy as _

from approvals.chains import DECIDE, VERIFY, Chain, Step, hr, register
from staff.attendance import actions
from staff.attendance.actions.closing import CHAIN

register(
    Chain(
        CHAIN,
        model="attendance.AttendanceRecord",
        rules="ATT-02 ATT-03",
        title=_("Attendance of a month"),
        steps=(
            Step(
                "hr",
                DECIDE,
                hr,
                rules="ATT-03",
                label=_("HR & Administration verifies"),
                act_label=VERIFY,
            ),
        ),
        on_approved=actions.verified,
        on_rejected=actions.returned,
        on_returned=actions.returned,
        on_withdrawn=actions.returned,
    )
)
