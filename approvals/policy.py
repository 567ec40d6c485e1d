"""Who sees a step (SOD-01, roles.md section 5): whoever may act on it or has, the stand-in, and the applicant."""

from django.apps import apps
from django.db.models import Q

from people import roles
from people.models import StandInKind


def waiting_for(user, **which):
    """The runs that have a step (of the kind asked for) on which `user` may act now; a subquery of ids.

    Made to stand in a condition on the document, which then joins nothing: `Q(approval__in=waiting_for(user))`.
    """
    return _steps(permissions__user=user, **which)


def is_asked(user):
    """Does any step wait for `user`? Asked once, so that most policies leave out what follows."""
    held = apps.get_model("approvals", "StepPermission")._base_manager.filter(user=user)
    return roles.once_a_read(user, "is_asked", held.exists)


def decided_by(user):
    """The runs in which `user` has acted; a subquery of ids."""
    return _steps(by=user)


def _steps(**which):
    return apps.get_model("approvals", "Step")._base_manager.filter(**which).values("approval")


def step_arms(user):
    """Arms of visibility of a step for `user`, none of which joins: SQLite would work a join out over all steps."""
    held = apps.get_model("approvals", "HistoricalStepPermission").objects.filter(user=user)
    seats = apps.get_model("approvals", "StepPermission")._base_manager
    found = {
        "may act": Q(pk__in=seats.filter(user=user).values("content_object")),
        "could act": Q(state="closed", pk__in=held.values("content_object")),
        "acted": Q(by=user),
        "was acted for": Q(on_behalf_of=user),
        "asked": Q(applicant=user),
    }
    if roles.stands_in(user, StandInKind.APPROVALS):
        stood_in_for = roles.stood_in_for_ids(user, StandInKind.APPROVALS)
        covered = seats.filter(user__in=stood_in_for, on_behalf_of__isnull=True)
        found["stands in"] = Q(pk__in=covered.values("content_object"))
    return found
