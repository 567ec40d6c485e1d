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


def decided_by(user):
    """The runs in which `user` has acted; a subquery of ids."""
    return _steps(by=user)


def _steps(**which):
    return apps.get_model("approvals", "Step")._base_manager.filter(**which).values("approval")


def step_arms(user):
    """Arms of visibility of a step for `user`: field paths only, each over an index."""
    held = apps.get_model("approvals", "HistoricalStepPermission").objects.filter(user=user)
    return {
        "may act": Q(permissions__user=user),
        "stands in": Q(
            permissions__user__in=roles.stood_in_for_ids(user, StandInKind.APPROVALS),
            permissions__on_behalf_of__isnull=True,
        ),
        "could act": Q(state="closed", pk__in=held.values("content_object")),
        "acted": Q(by=user),
        "was acted for": Q(on_behalf_of=user),
        "asked": Q(applicant=user),
    }
