"""Who sees a case in lists, who reads its file, who may do what (roles.md 4.1, 4.3, 6; CONF-01, 08; ARCH-06).

Two levels. The *list* level shows number, state, dates and a masked name. The *content* level opens the forms. A
superior in the management line has the first without the second where a case is high; after sealing only a grant
opens the content. Field paths are strings: this module imports no model of its own room.
"""

from functools import reduce
from operator import or_

from django.db.models import Q

from clients import policy as clients
from people import roles
from people.models import FRONT_LINE

EVERYBODY = Q(pk__isnull=False)
HIGH = "high"
ARCHIVED = "archived"
APPROVED_FORMS = ("intakeinfo", "serviceplan", "stagedevelopment", "caseclosing", "reopenings")


def any_of(arms):
    return reduce(or_, arms.values()) if arms else None


def _relations(user):
    """{arm: Q over Case} of everybody with a relation to a case, before levels and seals narrow it."""
    found = {
        "own": Q(worker=user),
        "stand_in": Q(worker__in=roles.stood_in_for_ids(user, "service")),
        "supervises": Q(worker__in=roles.supervised_ids(user)),
        "group": Q(worker__in=roles.group_worker_ids(user)),
        "point": Q(point__in=roles.point_ids(user)),
        "to_act": any_of({form: Q(**{f"{form}__approval__steps__permissions__user": user}) for form in APPROVED_FORMS}),
    }
    if roles.is_service_director(user):
        found["service"] = EVERYBODY
    if roles.is_ddg(user) or roles.is_dg(user):
        found["heads"] = EVERYBODY
    return found


def list_arms(user):
    """Named arms of the list level."""
    return _relations(user) | {"granted": granted(user)}


# Arms that read every level; the others never read a case of level high (roles.md 4.1).
READ_HIGH = ("own", "stand_in", "supervises", "to_act", "heads")


def content_arms(user, prefix=""):
    """Named arms of the content level, over Case or (with `prefix`) over what lies inside it."""
    unsealed, not_high = ~Q(state=ARCHIVED), ~Q(conf_level=HIGH)
    found = {
        name: rows & unsealed if name in READ_HIGH else rows & unsealed & not_high
        for name, rows in _relations(user).items()
    }
    found["granted"] = granted(user) & Q(state=ARCHIVED)
    return {name: prefixed(rows, prefix) for name, rows in found.items()} if prefix else found


def granted(user):
    """Sealed cases that `user` may read for a while, by an approved request (ARCH-06)."""
    return Q(pk__in=())


def prefixed(rows, prefix):
    """The same Q seen from a model that points to Case."""
    moved = Q(_connector=rows.connector, _negated=rows.negated)
    moved.children = [
        prefixed(child, prefix) if isinstance(child, Q) else (f"{prefix}{child[0]}", child[1])
        for child in rows.children
    ]
    return moved


def client_levels(user):
    """How closely `user` knows the clients of cases; handed down to clients (roles.md 4.1, Client record)."""
    colleagues = Q(cases__point__in=roles.point_ids(user, *FRONT_LINE)) & ~Q(cases__conf_level=HIGH)
    content = {name: prefixed(rows, "cases__") for name, rows in _relations(user).items()}
    return {
        clients.FULL: content["own"] | content["stand_in"] | content["supervises"] | content["to_act"],
        clients.CONTACT: colleagues,
        clients.MASKED: content["group"] | content["point"],
    }
