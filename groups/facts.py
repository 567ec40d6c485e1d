"""Questions about one group that several rules ask."""

from groups.choices import Result
from groups.sheets import FinancialReport, GroupPlan, GroupReport, SessionRecord

CAME_BACK = ("returned", "withdrawn", "rejected")


def newest_plan(programme):
    return GroupPlan.objects.of(programme).select_related("approval").order_by("-created_at", "-pk").first()


def approved_plan(programme):
    rows = GroupPlan.objects.of(programme).filter(approval__state="approved")
    return rows.order_by("-created_at", "-pk").first()


def plan_to_write_on(programme):
    """The plan that came back, to be corrected; None where a new version is begun."""
    plan = newest_plan(programme)
    return plan if plan and (plan.approval is None or plan.approval.state in CAME_BACK) else None


def report(programme):
    return GroupReport.objects.of(programme).select_related("approval").first()


def money_report(programme):
    return FinancialReport.objects.of(programme).first()


def records(programme):
    return SessionRecord.objects.of(programme).order_by("session_no")


def volunteers(programme):
    """How many volunteers the session records name together (GRP-18)."""
    return sum(records(programme).values_list("volunteers", flat=True))


def unrecorded(programme):
    """Sessions held without a record."""
    return programme.sessions.filter(held_on__isnull=False, recorded_at__isnull=True)


def last_session(programme):
    return programme.sessions.filter(held_on__isnull=False).order_by("-held_on", "-number").first()


def session_before_last_call(programme, day):
    """How many sessions were held before `day`: members confirmed until the second belong to the count (GRP-16)."""
    return programme.sessions.filter(held_on__lt=day).count()


def confirmed(programme):
    return programme.members.filter(state=Result.CONFIRMED).select_related("client")


def not_told(programme):
    """Of a cancelled group: who still counted on it and has not been told."""
    gone = (Result.REFUSED, Result.WITHDRAWN)
    return (
        programme.members.exclude(state__in=gone).filter(told_on__isnull=True).select_related("client").order_by("pk")
    )


def registered(programme):
    """Everybody who registered, newest last, with what was asked for this group."""
    return programme.members.select_related("client", "registration", "exception_by").order_by("pk")
