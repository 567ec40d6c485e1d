"""Targets for whoever reckons with them (reports): reads only."""

from projects.contracts.models import Target


def targets_for(point, day):
    """The targets of `point` (None: of the organization) whose period `day` falls in, by indicator code."""
    return list(Target.objects.on(day).filter(point=point).order_by("indicator"))


def targets_on(points, day):
    """The targets of several service points on a day, in one query; [Target, ...]."""
    return list(Target.objects.on(day).filter(point__in=points).order_by("point", "indicator"))
