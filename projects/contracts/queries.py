"""Targets for whoever reckons with them (reports): reads only."""

from collections import defaultdict

from projects.contracts.models import Target


def targets_for(point, day):
    """The targets of `point` (None: of the organization) whose period `day` falls in, by indicator code."""
    return list(Target.objects.on(day).filter(point=point).order_by("indicator"))


def lines_between(first, last):
    """{point pk: {indicator code, ...}} of the targets whose period has a day in the span."""
    found = defaultdict(set)
    rows = Target.objects.standing().filter(point__isnull=False, first__lte=last, last__gte=first)
    for point, code in rows.values_list("point", "indicator"):
        found[point].add(code)
    return dict(found)


def periods_changed(since):
    """[(first, last), ...] of the targets that were set, changed or withdrawn since a moment, old periods too."""
    changed = Target.history.filter(history_date__gte=since).values("id")
    return set(Target.history.filter(id__in=changed).values_list("first", "last"))


def targets_on(points, day):
    """The targets of several service points on a day, in one query; [Target, ...]."""
    return list(Target.objects.on(day).filter(point__in=points).order_by("point", "indicator"))
