"""Who sees an event, who may do what with it (roles.md 4.1, Event; ARCH-06). Field paths are strings.

Events hold few secrets, the people registered for them do: names open to the responsible worker, whoever stands in,
the leader of the point, the supervisor and the heads; the group's assistant sees masked names.
After sealing the content opens with a grant only, the line in the list stays.
"""

from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archives import policy as archives
from clients import policy as clients
from people import roles
from people.models import FRONT_LINE, POINT_LEADERS, Role

EVERYBODY = Q(pk__isnull=False)
ARCHIVED = "archived"
SENT = ~Q(state__in=["draft", "host_agreed"])  # before that a plan is its writer's own, and the point's


def any_of(arms):
    return reduce(or_, arms.values()) if arms else None


def relations(user):
    """{arm: Q over Event}: own, stand-in, service point, supervision group, supervised, deciding, offices."""
    found = {
        "own": Q(worker=user),
        "stand_in": Q(worker__in=roles.stood_in_for_ids(user, "service")),
        "point": Q(point__in=roles.point_ids(user, *FRONT_LINE, *POINT_LEADERS)),
        "group": Q(worker__in=roles.group_worker_ids(user)),
        "supervises": Q(worker__in=roles.supervised_ids(user)),
        "to_act": Q(eventplan__approval__steps__permissions__user=user)
        | Q(eventreport__approval__steps__permissions__user=user),
        "helps": Q(preparations__responsible=user),
    }
    if roles.is_service_director(user):
        found["service"] = EVERYBODY
    if roles.is_ddg(user) or roles.is_dg(user):
        found["heads"] = EVERYBODY
    return found


def arms(user):
    """The line in the list: also what a grant opened, and for Public Affairs what was sent in."""
    found = relations(user) | {"granted": granted(user)}
    if is_public_affairs(user):
        found["publicity"] = SENT
    return found


def content_arms(user, prefix=""):
    """Plan, preparation, papers: everybody with a relation until the file is sealed, then a grant."""
    found = {name: rows & ~Q(state=ARCHIVED) for name, rows in relations(user).items()}
    found["granted"] = granted(user) & Q(state=ARCHIVED)
    return {name: prefixed(rows, prefix) for name, rows in found.items()} if prefix else found


def public_arms(user, prefix="event__"):
    """Plan, report and news: Public Affairs reads these as well (roles.md 4.1)."""
    found = content_arms(user, prefix)
    if is_public_affairs(user):
        found["publicity"] = prefixed(SENT & ~Q(state=ARCHIVED), prefix)
    return found


def money_arms(user, prefix="event__"):
    """The financial report: finance reads it as well (roles.md 4.1, money parts)."""
    found = content_arms(user, prefix)
    if roles.has_any(user, Role.ACCOUNTANT, Role.CASHIER):
        found["finance"] = prefixed(~Q(state=ARCHIVED), prefix)
    return found


def people_arms(user, prefix="event__"):
    """Registrations, sign-in: whoever serves, the leader of the point, the group, the supervisor, the heads.

    Colleagues of the point and whoever helps once know the event, not the people; the Service Department counts them.
    """
    found = content_arms(user)
    found = {name: rows for name, rows in found.items() if name not in ("helps", "to_act", "point", "service")}
    found["leads"] = Q(point__in=roles.point_ids(user)) & ~Q(state=ARCHIVED)
    return {name: prefixed(rows, prefix) for name, rows in found.items()} if prefix else found


def opinion_arms(user, prefix=""):
    """What participants thought, without names: as the people, and the Service director (roles.md 4.1, Feedback)."""
    found = people_arms(user, "")
    if roles.is_service_director(user):
        found["service"] = ~Q(state=ARCHIVED)
    return {name: prefixed(rows, prefix) for name, rows in found.items()} if prefix else found


def granted(user):
    return Q(volume__in=archives.opened_to(user))


def prefixed(rows, prefix):
    """The same Q seen from a model that points to Event."""
    moved = Q(_connector=rows.connector, _negated=rows.negated)
    moved.children = [
        prefixed(child, prefix) if isinstance(child, Q) else (f"{prefix}{child[0]}", child[1])
        for child in rows.children
    ]
    return moved


def study_arms(user):
    """A community study belongs to the service point (roles.md 4.1, Needs assessment of community)."""
    found = {
        "point": Q(point__in=roles.point_ids(user, *FRONT_LINE, *POINT_LEADERS)),
        "own": Q(filled_by=user),
        "group": Q(filled_by__in=roles.group_worker_ids(user)),
        "supervises": Q(filled_by__in=roles.supervised_ids(user)),
    }
    if roles.is_service_director(user) or roles.is_ddg(user) or roles.is_dg(user) or is_public_affairs(user):
        found["all"] = EVERYBODY
    return found


def is_public_affairs(user):
    return roles.has_any(user, Role.PUBLICITY_OFFICER) or roles.directs(user, "public_affairs")


def public_affairs_people():
    """Who receives news text and photographs (COM-16)."""
    found = list(roles.holders(Role.PUBLICITY_OFFICER))
    return found or list(roles.holders(Role.DEPARTMENT_DIRECTOR, department__code="public_affairs"))


def client_levels(user):
    """How closely `user` knows the participants of events; handed down to clients (roles.md 4.1, Client record)."""
    known = {name: prefixed(rows, "registrations__event__") for name, rows in relations(user).items()}
    return {
        clients.FULL: known["own"] | known["stand_in"] | known["supervises"],
        clients.CONTACT: known["point"],
        clients.MASKED: known["group"],
    }


# Who may do what: None, or the reason why not.


def works_on(user, event):
    return event.worker_id == user.pk or roles.stood_in_for_ids(user, "service").filter(pk=event.worker_id).exists()


def may_work(user, event):
    if event.is_sealed:
        return _("The file is sealed. Nothing in it can be changed.")
    return None if works_on(user, event) else _("Only the responsible worker writes in this file.")


def may_begin(user):
    return roles.is_front_line(user)


def works_with_events(user):
    """Who has a list of events at all (roles.md 4.1, Event)."""
    return (
        roles.is_front_line(user)
        or roles.has_any(user, *POINT_LEADERS, Role.SUPERVISION_ASSISTANT, Role.SUPERVISOR)
        or roles.is_service_director(user)
        or roles.is_ddg(user)
        or roles.is_dg(user)
        or is_public_affairs(user)
        or roles.stood_in_for_ids(user, "service").exists()
    )


def may_prepare(user, preparation):
    """Done is said by who is responsible for it, or by the event's worker."""
    if preparation.event.is_sealed:
        return _("The file is sealed. Nothing in it can be changed.")
    if user.pk == preparation.responsible_id or works_on(user, preparation.event):
        return None
    return _("Only whoever is responsible for this says that it is done.")


def supervises(user, event):
    return roles.supervised_ids(user).filter(person=event.worker_id).exists()


def may_select(user, event, *, exception):
    """Who takes part is decided by the worker; an `exception` to the conditions by the supervisor too (GRP-09)."""
    if event.is_sealed:
        return _("The file is sealed. Nothing in it can be changed.")
    if works_on(user, event) or (exception and supervises(user, event)):
        return None
    return _("Registrations are decided by the responsible worker, exceptions by the supervisor.")


def may_cancel(user, event):
    if works_on(user, event) or supervises(user, event):
        return None
    return _("An event is cancelled by its worker or the supervisor.")


def may_copy(user, event):
    """Paper and files of a sealed event are taken along with a grant that names copying (ARCH-06)."""
    if event.is_sealed and archives.live_grant(user, event.volume, "copy") is None:
        return _("Reading was granted, copying was not.")
    return None


def reads_content(user, event):
    """Does `user` read the papers, or only the line in the list?"""
    rows = type(event)._base_manager.filter(any_of(content_arms(user)), pk=event.pk)
    return rows.exists()


def sees_names(user, event):
    """Names of the people registered: asked before the page of registrations is offered."""
    return type(event)._base_manager.filter(any_of(people_arms(user, "")), pk=event.pk).exists()


def reads_opinions(user, event):
    """Is the page of opinions offered?"""
    return type(event)._base_manager.filter(any_of(opinion_arms(user)), pk=event.pk).exists()


def is_shut(event):
    """Does the room itself hold the file for sealed? Asked when the archive is verified."""
    return event.is_sealed
