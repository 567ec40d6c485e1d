"""Who sees a group, who its members, who its money; who may do what (roles.md 4.1, 4.3, 6; ARCH-06).

Three levels. *Plan*: the group, its plan, sessions and report, also for colleagues at the same service point.
*Members*: registrations, roll calls and session records, which say something about persons. *Money* and *report*:
finance reads the one, Public Affairs the other. Once the volume is sealed only a grant opens what lies in it. Field
paths are strings: this module imports no model of its own room.
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
BEYOND_DRAFT = ~Q(state="draft")
SEES_OTHERS = (Role.SUPERVISOR, Role.SUPERVISION_ASSISTANT, *POINT_LEADERS)


def any_of(arms):
    return reduce(or_, arms.values()) if arms else None


def _close(user):
    """Arms of those who know the members by name."""
    found = {
        "own": Q(worker=user),
        "stand_in": Q(worker__in=roles.stood_in_for_ids(user, "service")),
        "supervises": Q(worker__in=roles.supervised_ids(user)),
        "group": Q(worker__in=roles.group_worker_ids(user)),
        "point": Q(point__in=roles.point_ids(user)),
    }
    if roles.is_ddg(user) or roles.is_dg(user):
        found["heads"] = EVERYBODY
    return found


def list_arms(user):
    """Who sees that there is this group, its plan, its sessions and its report."""
    found = _close(user)
    found["to_act"] = Q(groupplan__approval__steps__permissions__user=user) | Q(
        groupreport__approval__steps__permissions__user=user
    )
    found["decided"] = Q(groupplan__approval__steps__by=user) | Q(groupreport__approval__steps__by=user)
    if roles.is_front_line(user):
        found["colleagues"] = Q(point__in=roles.point_ids(user, *FRONT_LINE)) & BEYOND_DRAFT
    if roles.is_service_director(user):
        found["service"] = BEYOND_DRAFT
    found["granted"] = granted(user)
    return found


def plan_arms(user, prefix=""):
    """Plan and report: as the group itself while it is not sealed."""
    return _unsealed({name: rows for name, rows in list_arms(user).items() if name != "granted"}, user, prefix)


def member_arms(user, prefix=""):
    """Registrations, roll calls, session records."""
    return _unsealed(_close(user), user, prefix)


def opinion_arms(user, prefix=""):
    """What participants thought, without names: as the members, and the Service director (roles.md 4.1, Feedback)."""
    found = _close(user)
    if roles.is_service_director(user):
        found["service"] = BEYOND_DRAFT
    return _unsealed(found, user, prefix)


def money_arms(user, prefix=""):
    """The financial report: as the plan, and finance (roles.md 4.1)."""
    found = {name: rows for name, rows in list_arms(user).items() if name != "granted"}
    if roles.has_any(user, Role.ACCOUNTANT, Role.CASHIER):
        found["finance"] = BEYOND_DRAFT
    return _unsealed(found, user, prefix)


def report_arms(user, prefix=""):
    """The group report: as the plan, and Public Affairs (roles.md 4.1)."""
    found = {name: rows for name, rows in list_arms(user).items() if name != "granted"}
    if roles.directs(user, "public_affairs") or roles.has_any(user, Role.PUBLICITY_OFFICER):
        found["publicity"] = BEYOND_DRAFT
    return _unsealed(found, user, prefix)


def _unsealed(arms, user, prefix):
    found = {name: rows & ~Q(state=ARCHIVED) for name, rows in arms.items()}
    found["granted"] = granted(user) & Q(state=ARCHIVED)
    return {name: prefixed(rows, prefix) for name, rows in found.items()} if prefix else found


def granted(user):
    """Sealed groups that `user` may read for a while, by an approved request (ARCH-06)."""
    return Q(volume__in=archives.opened_to(user))


def prefixed(rows, prefix):
    """The same Q seen from a model that points to Programme."""
    moved = Q(_connector=rows.connector, _negated=rows.negated)
    moved.children = [
        prefixed(child, prefix) if isinstance(child, Q) else (f"{prefix}{child[0]}", child[1])
        for child in rows.children
    ]
    return moved


def client_levels(user):
    """How closely `user` knows the members; handed down to clients (roles.md 4.1, Registration)."""
    near = {name: prefixed(rows, "memberships__programme__") for name, rows in _close(user).items() if name != "heads"}
    return {
        clients.FULL: near["own"] | near["stand_in"] | near["supervises"],
        clients.MASKED: near["group"] | near["point"],
    }


def is_shut(programme):
    """Does the group itself count as sealed? Asked when the archive is verified."""
    return programme.state == ARCHIVED


# Who may do what: None, or the reason why not. All of them concern people; rules about papers are in checks.py.


def works_on(user, programme):
    """The responsible worker, or whoever stands in for the worker today."""
    if programme.worker_id == user.pk:
        return True
    return roles.stood_in_for_ids(user, "service").filter(pk=programme.worker_id).exists()


def may_work(user, programme):
    """Writing in the group's file belongs to its worker, before it is sealed."""
    if programme.state == ARCHIVED:
        return _("The file is sealed. Nothing in it can be changed.")
    return None if works_on(user, programme) else _("Only the responsible worker writes in this file.")


def may_plan(user):
    return roles.is_front_line(user)


def supervises(user, programme):
    return roles.supervised_ids(user).filter(person=programme.worker_id).exists()


def may_review(user, programme):
    """Reading session records, deciding on exceptions: the supervisor, never about one's own (SOD-04)."""
    if programme.worker_id == user.pk:
        return _("Another supervisor reads the records of your own groups.")
    return None if supervises(user, programme) else _("Records are read by the worker's supervisor.")


def may_confirm(user, programme):
    """The month's work is confirmed by whoever leads the service point, never their own (GRP-19)."""
    if programme.worker_id == user.pk:
        return _("Nobody confirms their own group.")
    leads = roles.point_ids(user).filter(point=programme.point_id).exists()
    return None if leads else _("The leader of the service point confirms.")


def may_cancel(user, programme):
    """The worker before the start, or the supervisor (life cycle 2)."""
    if works_on(user, programme) or (supervises(user, programme) and programme.worker_id != user.pk):
        return None
    return _("The worker or the supervisor cancels a group.")


def may_see_members(user, programme):
    """None, or why the page of members stays closed: their names are for those who work with them."""
    seen = any_of(member_arms(user))
    rows = type(programme)._base_manager.filter(pk=programme.pk)
    return None if rows.filter(seen).exists() else _("Members are known to the worker and those who lead the work.")


def may_read_opinions(user, programme):
    """Is the page of opinions offered?"""
    return type(programme)._base_manager.filter(any_of(opinion_arms(user)), pk=programme.pk).exists()


def may_print(user, programme):
    """Paper leaves the house: the worker, the supervisor and the heads (CONF-04); of a sealed file, who may copy."""
    if programme.state == ARCHIVED:
        granted_copy = archives.live_grant(user, programme.volume, "copy")
        return None if granted_copy else _("Reading was granted, copying was not.")
    allowed = works_on(user, programme) or supervises(user, programme) or roles.is_ddg(user) or roles.is_dg(user)
    return None if allowed else _("Printing is for the worker, the supervisor and the heads.")


def works_with_groups(user):
    """Whose work has to do with groups at all; the rest find no such page."""
    return roles.is_front_line(user) or sees_others(user) or roles.stood_in_for_ids(user, "service").exists()


def sees_others(user):
    heads = roles.is_ddg(user) or roles.is_dg(user)
    return roles.has_any(user, *SEES_OTHERS) or roles.is_service_director(user) or heads
