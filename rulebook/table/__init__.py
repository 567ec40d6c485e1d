"""The settings of the rules catalogue, in its order."""

from django.utils.translation import gettext_lazy as _

from rulebook.table.activities import GROUPS_EVENTS
from rulebook.table.cases import CASES
from rulebook.table.general import DATES, NOTICES, ORGANIZATION
from rulebook.table.house import MONEY_ARCHIVE
from rulebook.table.people import STAFF
from rulebook.table.plans import PLANS

TABLE = {
    _("Dates and approval"): DATES,
    _("Organization"): ORGANIZATION,
    _("Reminders, links and stand-ins"): NOTICES,
    _("Attendance, leave and appraisal"): STAFF,
    _("Cases, referral and exit"): CASES,
    _("Groups and events"): GROUPS_EVENTS,
    _("Money, archive and confidentiality"): MONEY_ARCHIVE,
    _("Plans, meetings, projects and the rest"): PLANS,
}
