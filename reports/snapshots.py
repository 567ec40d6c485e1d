"""What is frozen: figures, names, targets, corrections and notes of a month, as one text with its hash (KPI-10)."""

import datetime as dt
import hashlib
import json
from decimal import Decimal

from django.utils.translation import override

from people.models import SupervisionGroup, User
from projects.contracts.progress import Progress
from reports import corrections, reading, targets
from reports.counting import GROUP, POINT, WORKER


def canonical(data):
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(data):
    return hashlib.sha256(canonical(data).encode()).hexdigest()


def is_whole(snapshot):
    """Is it still what was hashed?"""
    return digest(snapshot.data) == snapshot.sha256


def compose(report, points, missing):
    """The data of a snapshot of the organization's open `report`, as it would be frozen now."""
    found = reading.counted(report.month)
    with override("zh-hans"):
        return {
            "month": report.month.isoformat(),
            "figures": [
                [*key, str(value.value), None if value.whole is None else str(value.whole), value.refused]
                for key, value in sorted(found.items())
            ],
            "names": _names(found, points),
            "targets": {
                str(point): [_target(row) for row in rows]
                for point, rows in targets.goals(points, report.month).items()
            },
            "corrections": [line.as_row() for line in corrections.owed()],
            "missing": missing,
            "notes": report.notes,
        }


def _names(found, points):
    """Names as they were, so that a frozen report reads the same when somebody marries or a point is renamed."""
    pks = {scope: {of for one, of, _key in found if one == scope} for scope in (POINT, WORKER, GROUP)}
    return {
        POINT: {str(point.pk): point.name for point in points if point.pk in pks[POINT]},
        WORKER: {str(one.pk): one.name for one in User.objects.filter(pk__in=pks[WORKER])},
        GROUP: {str(one.pk): one.name for one in SupervisionGroup.objects.filter(pk__in=pks[GROUP])},
    }


def _target(goal):
    return {
        "figure": goal.figure,
        "label": goal.label,
        "target": str(goal.target),
        "month": str(goal.month),
        "done": str(goal.done),
        "time": str(goal.progress.time),
        "points": str(goal.progress.points),
        "first": goal.first.isoformat(),
        "last": goal.last.isoformat(),
    }


def goals(snapshot):
    """{point pk: [Goal, ...]} as they stood."""
    return {int(point): [_goal(row) for row in rows] for point, rows in snapshot.data["targets"].items()}


def _goal(row):
    reached = Progress(*(Decimal(row[name]) for name in ("done", "target", "time", "points")))
    first, last = dt.date.fromisoformat(row["first"]), dt.date.fromisoformat(row["last"])
    return targets.Goal(row["figure"], row["label"], Decimal(row["month"]), first, last, reached)
