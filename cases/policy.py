"""Who sees a case in lists, who reads its file, who may do what (roles.md 4.1, 4.3, 6; CONF-01, 08; ARCH-06).

Two levels. The *list* level shows number, state, dates and a masked name. The *content* level opens the forms. A
superior in the management line has the first without the second where a case is high; after sealing only a grant
opens the content. Field paths are strings: this module imports no model of its own room.
"""

from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from approvals import policy as approvals
from archives import policy as archives
from clients import policy as clients
from people import roles
from people.models import FRONT_LINE, POINT_LEADERS, Role

EVERYBODY = Q(pk__isnull=False)
HIGH = "high"
ARCHIVED = "archived"
APPROVED_FORMS = ("IntakeInfo", "ServicePlan", "StageDevelopment", "CaseClosing", "Reopening")


def any_of(arms):
    return reduce(or_, arms.values()) if arms else None


def _relations(user):
    """{arm: Q over Case} of everybody with a relation to a case, before levels and seals narrow it."""
    found = own_arms(user)
    if roles.stands_in(user, "service"):
        found["stand_in"] = Q(worker__in=roles.stood_in_for_ids(user, "service"))
    if roles.has_any(user, Role.SUPERVISOR):
        found["supervises"] = Q(worker__in=roles.supervised_ids(user))
    if roles.has_any(user, Role.SUPERVISION_ASSISTANT):
        found["group"] = Q(worker__in=roles.group_worker_ids(user))
    if roles.has_any(user, *POINT_LEADERS):
        found["point"] = Q(point__in=roles.point_ids(user))
    if approvals.is_asked(user):
        found["to_act"] = Q(pk__in=_to_decide(user))
    if roles.is_service_director(user):
        found["service"] = EVERYBODY
    if roles.is_ddg(user) or roles.is_dg(user):
        found["heads"] = EVERYBODY
    return found


def _to_decide(user):
    """Cases with a form on which `user` is asked to decide now. A copy for information (FILE) opens no file."""
    waiting = approvals.waiting_for(user, kind="decide")
    first, *others = (
        apps.get_model("cases", form)._base_manager.filter(approval__in=waiting).order_by().values("case")
        for form in APPROVED_FORMS
    )
    return first.union(*others)


def list_arms(user):
    """Named arms of the list level."""
    return _relations(user) | granted(user)


def own_arms(user):
    """One's own cases alone: the list that a worker begins with."""
    return {"own": Q(worker=user)}


# Arms by which somebody sees the cases of many others (core/querysets.py).
WIDE = ("supervises", "group", "point")
# Arms that read every level; the others never read a case of level high (roles.md 4.1).
READ_HIGH = ("own", "stand_in", "supervises", "to_act", "heads")


def content_arms(user, prefix=""):
    """Named arms of the content level, over Case or (with `prefix`) over what lies inside it."""
    unsealed, not_high = ~Q(state=ARCHIVED), ~Q(conf_level=HIGH)
    found = {
        name: rows & unsealed if name in READ_HIGH else rows & unsealed & not_high
        for name, rows in _relations(user).items()
    }
    found |= {name: rows & Q(state=ARCHIVED) for name, rows in granted(user).items()}
    return {name: prefixed(rows, prefix) for name, rows in found.items()} if prefix else found


def granted(user):
    """{arm: Q} of sealed cases that `user` may read for a while, by an approved request (ARCH-06)."""
    return {"granted": Q(volume__in=archives.opened_to(user))} if archives.holds_grant(user) else {}


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
    levels = {clients.FULL: ("own", "stand_in", "supervises", "to_act"), clients.MASKED: ("group", "point")}
    found = {
        level: any_of({name: content[name] for name in names if name in content}) for level, names in levels.items()
    }
    return {clients.CONTACT: colleagues} | {level: rows for level, rows in found.items() if rows is not None}


def is_high(case):
    """Level high: its content is not for the SA or the Service Department, also in the archive (CONF-08)."""
    return case.conf_level == HIGH


def is_shut(case):
    """Does the case itself count as sealed? Asked when the archive is verified."""
    return case.state == ARCHIVED


# Who may do what: None, or the reason why not. All of them concern people; rules about papers are in checks.py.


def works_on(user, case):
    """The responsible worker, or whoever stands in for the worker's cases today."""
    return case.worker_id == user.pk or roles.stands_in(user, "service", case.worker_id)


def worked_on_by(user):
    """`works_on` as a condition on rows."""
    return Q(worker=user) | Q(worker__in=roles.stood_in_for_ids(user, "service"))


def may_work(user, case):
    """Writing into the file belongs to its worker, before it is sealed."""
    if case.is_sealed:
        return _("The file is sealed. Nothing in it can be changed.")
    return None if works_on(user, case) else _("Only the responsible worker writes in this file.")


def supervises(user, case):
    return roles.has_any(user, Role.SUPERVISOR) and roles.supervised_ids(user).filter(person=case.worker_id).exists()


def assists(user, case):
    """Is `user` supervision assistant of the worker's group?"""
    return (
        roles.has_any(user, Role.SUPERVISION_ASSISTANT)
        and roles.group_worker_ids(user).filter(person=case.worker_id).exists()
    )


def may_review(user, case):
    """Reading and commenting on records: the supervisor, never about a case of one's own (SOD-04)."""
    if case.worker_id == user.pk:
        return _("Another supervisor reads the records of your own cases.")
    return None if supervises(user, case) else _("Records are read by the worker's supervisor.")


def may_transfer(user, case):
    """Handing a case to another worker: the professional line, the group's SA, the leader of the point, the heads."""
    allowed = (
        supervises(user, case)
        or assists(user, case)
        or (roles.has_any(user, *POINT_LEADERS) and roles.point_ids(user).filter(point=case.point_id).exists())
        or roles.is_service_director(user)
        or roles.is_ddg(user)
        or roles.is_dg(user)
    )
    return None if allowed else _("A case is handed over by the supervisor, the supervision assistant or the leader.")


def may_set_level(user, case):
    return None if works_on(user, case) or supervises(user, case) else _("The worker or the supervisor sets the level.")


def may_copy(user, case):
    """None, or why no file of the case may be taken along: after sealing the grant must name it (ARCH-06, EX-73)."""
    if case.is_sealed and archives.live_grant(user, case.volume, "copy") is None:
        return _("Reading was granted, copying was not.")
    return None


def may_print(user, case):
    """Paper leaves the house: the worker, the supervisor and the heads (CONF-04); of a sealed file, who may copy."""
    if case.is_sealed:
        return may_copy(user, case)
    allowed = works_on(user, case) or supervises(user, case) or roles.is_ddg(user) or roles.is_dg(user)
    return None if allowed else _("Printing a file is for its worker, the supervisor and the heads.")


def may_take_inquiries(user):
    return roles.is_front_line(user)


def needs_reason(user, case):
    """Anybody but the worker and the worker's stand-in says why before the file opens (roles.md 4.3 rule 2)."""
    return not works_on(user, case)


def preset_reason(user, case):
    """The reason that goes without saying: the assigned supervisor reads to supervise."""
    return "supervision" if supervises(user, case) and case.worker_id != user.pk else ""


def capacity(user, case):
    """In what capacity somebody reads a file, as the file shows it to them."""
    if case.worker_id == user.pk:
        return _("responsible worker")
    if works_on(user, case):
        return _("stand-in")
    if supervises(user, case):
        return _("supervisor")
    if roles.is_dg(user) or roles.is_ddg(user):
        return _("head of the organization")
    if roles.is_service_director(user):
        return _("Service director")
    if assists(user, case):
        return _("supervision assistant")
    return _("leader of the service point")
