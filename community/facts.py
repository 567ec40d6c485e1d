"""Questions about one event that several rules ask."""

from community.models import HostConsent, State
from community.sheets import FORMS, EmergencyPlan, EventPlan, EventReport, FinancialReport, SignIn
from core import clock
from people.models import FRONT_LINE, Appointment, User
from rulebook.values import value

CAME_BACK = ("returned", "withdrawn", "rejected")


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
    """Who is registered and has not withdrawn, with the client."""
    return event.registrations.filter(withdrawn_on__isnull=True).select_related("client").order_by("pk")


def team(event):
    """Who works at the event's service point today: whoever may be responsible for a line."""
    posted = Appointment.objects.current().filter(role__in=FRONT_LINE, point=event.point).values("person")
    return User.objects.filter(pk__in=posted, is_active=True)
