"""Who sees catalogue lines, who reads content, who may do what in the archive, and if not, why."""

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from approvals import policy as approvals
from archives import kinds
from people import roles
from people.models import Role, StandInKind

# States in which nothing of the volume may change any more but by reopening it.
CLOSED = ("sealing", "sealed", "inspected", "access_suspended")
# States in which a live grant opens the content.
READABLE = ("sealed", "inspected")
MAY_ASK = (
    Role.SOCIAL_WORKER,
    Role.SOCIAL_WORK_ASSISTANT,
    Role.SUPERVISOR,
    Role.DEPUTY_DIRECTOR_GENERAL,
    Role.DIRECTOR_GENERAL,
)
EVERYTHING = Q(pk__isnull=False)


def sees_all(user):
    """Catalogue lines of the whole organization: direction, Service Department, archive room."""
    return roles.is_dg(user) or roles.is_ddg(user) or roles.is_service_director(user) or is_archivist(user)


def is_archivist(user):
    return roles.has_any(user, Role.ARCHIVIST)


def arms(user):
    """Catalogue lines: roles.md 4.1 last row, and whoever holds a grant."""
    grants = apps.get_model("archives", "AccessGrant").objects.held_by(user)
    found = {"own": Q(worker=user), "granted": Q(pk__in=grants.values("content_object"))}
    if roles.has_any(user, Role.SUPERVISION_ASSISTANT):
        found["group"] = Q(worker__in=roles.group_worker_ids(user))
    if roles.has_any(user, Role.SUPERVISOR):
        found["supervised"] = Q(worker__in=roles.supervised_ids(user))
    if point_leader(user):
        found["point"] = Q(point__in=roles.point_ids(user))
    if kept := kinds.kept_by(user):
        found["kept"] = Q(kind__in=kept)
    if sees_all(user):
        found["all"] = EVERYTHING
    return found


def point_leader(user):
    return roles.has_any(user, Role.TEAM_LEADER, Role.CENTRE_DIRECTOR, Role.PROJECT_DIRECTOR)


def verifiers(volume):
    """Who verifies a volume: the SA of the worker's group and whoever stands in; for the SA's own, one level up.

    ARCH-05, SOD-07. A vacant post goes to the deputy director-general. Management papers are verified by the
    department that keeps them.
    """
    keepers = kinds.get(volume.kind).keeper_people
    found = {person.pk: person for person in (keepers() if keepers else roles.supervision_assistants_of(volume.worker))}
    for person in list(found.values()):
        found.update({cover.pk: cover for cover in roles.covers_of(person, StandInKind.APPROVALS)})
    found.pop(volume.worker_id, None)
    if not found:
        found = {person.pk: person for person in roles.holders(Role.DEPUTY_DIRECTOR_GENERAL)}
        found.pop(volume.worker_id, None)
    return list(found.values())


def overseers(volume):
    """Who may remind the worker: the SA of the group, the supervisor, the direction."""
    people = roles.supervision_assistants_of(volume.worker) | roles.supervisors_of(volume.worker)
    return [*people, *roles.holders(Role.DEPUTY_DIRECTOR_GENERAL)]


def may_verify(user, volume):
    if volume.state != "verification":
        return _("This volume does not wait for verification.")
    if user.pk == volume.worker_id:
        return _("Nobody verifies their own volume.")
    if user not in verifiers(volume):
        if kinds.get(volume.kind).keeper_people:
            return _("The department that keeps these papers verifies this volume.")
        return _("The supervision assistant of the worker's group verifies this volume.")
    return None


def may_return(user, volume):
    """The verifier, and until sealing whoever would seal it."""
    if volume.state == "verified" and user.pk != volume.worker_id and user in [*verifiers(volume), *sealers(volume)]:
        return None
    return may_verify(user, volume)


def may_submit(user, volume):
    if volume.state not in ("assembling", "returned"):
        return _("This volume is not being put together.")
    return None if user.pk == volume.worker_id else _("Only the worker submits the volume.")


def may_waive(user, volume):
    """ARCH-03: the supervisor, never for a volume of one's own (SOD-04); where there is none, the DDG."""
    if volume.state not in ("assembling", "returned", "verification"):
        return _("This volume is not being put together.")
    if user.pk == volume.worker_id:
        return _("Nobody waives a form of their own volume.")
    supervisors = list(roles.supervisors_of(volume.worker)) or list(roles.holders(Role.DEPUTY_DIRECTOR_GENERAL))
    return None if user in supervisors else _("Only the worker's supervisor waives a form.")


def sealers(volume):
    """The archivist; where none is appointed, the SA's superior. Never the author or the verifier (roles.md 2)."""
    people = roles.holders(Role.ARCHIVIST)
    out = [volume.worker_id, volume.verified_by_id]
    found = list(people.exclude(pk__in=out))
    return found or list(roles.holders(Role.DEPUTY_DIRECTOR_GENERAL).exclude(pk__in=out))


def may_seal(user, volume):
    if volume.state != "verified":
        return _("Only a verified volume can be sealed.")
    if user.pk in (volume.worker_id, volume.verified_by_id):
        return _("Neither the author nor the verifier seals a volume.")
    return None if user in sealers(volume) else _("The archivist seals volumes.")


def may_reopen(user, volume):
    if volume.state not in READABLE:
        return _("This volume is not sealed.")
    if not roles.is_ddg(user):
        return _("Only the deputy director-general reopens a volume.")
    return _("Nobody decides about their own volume.") if user.pk == volume.worker_id else None


def may_suspend(user, volume):
    if volume.state not in CLOSED or volume.state == "sealing":
        return _("This volume is not sealed.")
    return None if roles.is_ddg(user) else _("Only the deputy director-general suspends reading.")


def may_close_month(user):
    """The archivist; where none is appointed, the deputy director-general."""
    if is_archivist(user):
        return None
    if roles.is_ddg(user) and not roles.holders(Role.ARCHIVIST).exists():
        return None
    return _("The archivist closes the month's register.")


def inspects(user):
    """The Service Department and the DDG inspect samples (ARCH-05)."""
    return roles.is_service_director(user) or roles.is_ddg(user)


def may_inspect(user, check):
    if not inspects(user):
        return _("The Service Department and the deputy director-general inspect samples.")
    if check.done_at is not None:
        return _("This check is done.")
    volume = check.volume
    if user.pk in (volume.worker_id, volume.verified_by_id, volume.sealed_by_id):
        return _("Nobody inspects what they wrote, verified or sealed.")
    return None


def may_ask(user):
    """ARCH-06: archived material is used by social workers and supervisors for work; the DDG asks the DG."""
    if roles.has_any(user, *MAY_ASK):
        return None
    return _("Only social workers and supervisors may ask to use archived files.")


def live_grant(user, volume, kind="read"):
    """The grant by which `user` may now do `kind` with this sealed volume, or None. Nothing else opens it."""
    if volume.state not in READABLE or not user.is_active:
        return None
    for grant in volume.grants.live().filter(user=user):
        if kind in grant.kinds:
            return grant
    return None


def holds_grant(user):
    """Is anything sealed open to `user` at all? Asked once, so that most policies leave out what follows."""
    grants = apps.get_model("archives", "AccessGrant").objects.held_by(user)
    return roles.once_a_read(user, "holds_grant", grants.exists)


def opened_to(user, kind="read"):
    """Ids of the volumes that a live grant lets `user` now read, copy or take away: a subquery for the rooms."""
    grants = apps.get_model("archives", "AccessGrant").objects.held_by(user).allowing(kind)
    return grants.filter(content_object__state__in=READABLE).values("content_object")


def capacity_to_read(user, volume):
    """In what right `user` may read the content now: "verify", "inspect", "grant", or "" (roles.md 4.1, 4.3).

    While the volume is being put together its pages belong to the room that owns the file.
    """
    if volume.state in ("verification", "verified"):
        verifies = user.pk != volume.worker_id and user in verifiers(volume)
        return "verify" if verifies and _level_allows(user, volume) else ""
    if live_grant(user, volume):
        return "grant"
    if volume.state in READABLE and inspects(user):
        drawn = volume.checks.filter(kind="inspection", done_at=None).exclude(drawn_from="")
        mine = any(may_inspect(user, check) is None for check in drawn.select_related("volume"))
        if mine and _level_allows(user, volume):
            return "inspect"
    return ""


def _level_allows(user, volume):
    """Of a file of level high the SA and the Service Department have the catalogue only (roles.md 4.1)."""
    return roles.is_ddg(user) or roles.is_dg(user) or not kinds.is_restricted(volume)


def may_give_back(user, request):
    """The archive room takes back a paper that was taken away."""
    if "take" not in request.granted_kinds or request.returned_on:
        return _("No paper is out on this request.")
    return None if is_archivist(user) else _("The archivist takes papers back.")


def sees_readers(user, volume):
    """Who opened a file is seen by its worker, the supervisor, and the archive's direction."""
    if user.pk == volume.worker_id or sees_all(user):
        return True
    return roles.supervisors_of(volume.worker).filter(pk=user.pk).exists()


def sees_words(user, volume):
    """Why a form was waived or a volume returned is written freely: for those who put it together or watch over it.

    The leader of the point has the catalogue line, and of a high file so has the SA (roles.md 4.1, CONF-08).
    """
    return sees_readers(user, volume) or (user in verifiers(volume) and _level_allows(user, volume))


def sees_suspension(user):
    """Why reading is suspended may name a complaint: for the direction alone, never for whom it is about (T18)."""
    return roles.is_ddg(user) or roles.is_dg(user)


def request_arms(user):
    """Access requests: one's own, those one is asked or was asked to decide, and the archive's direction."""
    found = {
        "own": Q(filled_by=user),
        "to_act": Q(approval__in=approvals.waiting_for(user)),
        "acted": Q(approval__in=approvals.decided_by(user)),
    }
    if roles.is_ddg(user) or roles.is_dg(user) or is_archivist(user):
        found["direction"] = EVERYTHING
    return found
