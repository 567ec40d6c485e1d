"""Questions about one event that several rules ask."""

import uuid

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from community.models import HostConsent, State
from community.sheets import FORMS, EmergencyPlan, EventPlan, EventReport, FinancialReport, SignIn
from core import clock, formats
from gatherings.standing import Counter, Mark, Name, Roll
from people.models import FRONT_LINE, Appointment, User
from rulebook.values import value

CAME_BACK = ("returned", "withdrawn", "rejected")
HERE, AWAY = "here", "away"  # marks of the sign-in list; the second takes a wrong tap back
HEADS, HELPERS = "heads", "helpers"  # its counters


def consent_needed(event):
    """Does the host unit agree before the plan goes in? Where there is one, by the setting of the point (COM-02)."""
    if event.point.host_unit_id is None:
        return False
    return value("service_point.consent_required", point=event.point)


def consent(event):
    """The newest question to the host unit, or None."""
    return HostConsent.objects.filter(event=event).select_related("approval").order_by("-number").first()


def may_be_planned(event):
    """Has the host unit agreed, or need it not be asked?"""
    return event.state == State.AGREED or (event.state == State.DRAFT and not consent_needed(event))


def sheet(event, form):
    """The form of that name in the event's file, or None."""
    return FORMS[form].objects.filter(event=event).select_related("approval").first()


def plan(event):
    return sheet(event, EventPlan.NAME)


def forwarded_on(plan):
    """The day the supervision assistant handed the plan to the organization (COM-04), or None."""
    step = plan.approval.steps.filter(key="forward", outcome="ok", decided_at__isnull=False).first()
    return clock.day_of(step.decided_at) if step else None


def emergency_plan(event):
    return sheet(event, EmergencyPlan.NAME)


def report(event):
    return sheet(event, EventReport.NAME)


def money_report(event):
    return sheet(event, FinancialReport.NAME)


def sign_in(event):
    return sheet(event, SignIn.NAME)


def coming(event):
    """Who was accepted and has not withdrawn, with the client."""
    return event.registrations.coming().select_related("client").order_by("pk")


def before_agreement(event):
    """Why this event cannot have been held: its day lies before the organization agreed (COM-05); "" otherwise."""
    if event.agreed_on is None or event.day >= event.agreed_on:
        return ""
    text = _("The organization agreed only on %(day)s, after the day of the event: postpone it to another day.")
    return text % {"day": formats.day(event.agreed_on)}


def counter_of(event, what):
    """The opaque name of a counter of the sign-in: the same for every phone, and of no use elsewhere."""
    return uuid.uuid5(event.uuid, what)


def sign_in_list(event):
    """Who is registered as names to tap, and everybody else as heads to count (COM-13)."""
    rows, helper = list(coming(event)), _("volunteer")
    return Roll(
        about=event.ref,
        names=tuple(Name(row.uuid, str(row.client), note=helper if row.volunteer else "") for row in rows),
        marks=(Mark(HERE, _("here")), Mark(AWAY, pgettext("sign-in", "not here"), "v-a")),
        counters=(
            Counter(counter_of(event, HEADS), _("People without a name on the list")),
            Counter(counter_of(event, HELPERS), _("Volunteers without a name on the list")),
        ),
        everybody=False,
        shut=_sign_in_is_shut(event),
        before={row.uuid: HERE for row in rows if row.signed_in_at},
    )


def _sign_in_is_shut(event):
    if event.state not in (State.PREPARING, State.HELD):
        return _("Sign-in is open from the organization's agreement until the report is sent.")
    if event.day > clock.today():
        return _("Sign-in opens on the day of the event.")
    return before_agreement(event)


def team(event):
    """Who works at the event's service point today: whoever may be responsible for a line."""
    posted = Appointment.objects.current().filter(role__in=FRONT_LINE, point=event.point).values("person")
    return User.objects.filter(pk__in=posted, is_active=True)
