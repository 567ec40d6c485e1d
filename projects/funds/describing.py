"""How activity money shows itself where the cellar lists it: My day, the inbox, a decision (core.subjects)."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core import formats, subjects
from projects.funds.models import FundRequest
from projects.funds.sheets import Advance


def request_facts(row):
    """(label, value) pairs of an application, for whoever may read it."""
    facts = [
        (_("For"), row.title),
        (_("Amount"), formats.money(row.amount)),
        (_("Other sources tried"), row.sources_tried),
        (_("Cash advance wanted"), _("Yes") if row.advance_wanted else _("No")),
    ]
    if row.point:
        facts.insert(1, (_("Service point"), str(row.point)))
    if row.activity_on:
        facts.insert(2, (_("Day of the activity"), formats.day(row.activity_on)))
    return tuple(facts)


def _requests(user, uuids):
    rows = FundRequest.objects.visible_to(user).filter(uuid__in=uuids).select_related("applicant", "point")
    return {str(row.uuid): _request(user, row) for row in rows}


def _request(user, row):
    if row.applicant_id == user.pk:
        title = _("Your activity money, %(amount)s") % {"amount": formats.money(row.amount)}
    else:
        title = _("%(who)s: activity money, %(amount)s") % {
            "who": row.applicant, "amount": formats.money(row.amount)
        }  # fmt: skip
    return subjects.Described(
        title=title,
        url=row.get_absolute_url(),
        why=row.title,
        verb=_("Open"),
        icon="coin",
        facts=request_facts(row),
    )


def _advances(user, uuids):
    rows = Advance.objects.visible_to(user).filter(uuid__in=uuids).select_related("request__applicant")
    return {str(row.uuid): _advance(user, row) for row in rows}


def _advance(user, row):
    request = row.request
    facts = [
        (_("For"), request.title),
        (_("Cash wanted"), formats.money(row.amount)),
        (pgettext("money", "Approved"), formats.money(request.amount)),
        (_("What it is needed for"), row.use),
    ]
    if request.activity_on:
        facts.insert(1, (_("Day of the activity"), formats.day(request.activity_on)))
    return subjects.Described(
        title=_("%(who)s: cash advance, %(amount)s") % {"who": request.applicant, "amount": formats.money(row.amount)},
        url=row.get_absolute_url(),
        why=request.title,
        verb=_("Open"),
        icon="coin",
        facts=tuple(facts),
    )


def register():
    """Called once, when the room is ready."""
    subjects.register("funds.fundrequest", _requests)
    subjects.register("funds.advance", _advances)
