"""A volume from the finished file to the day it can be sealed: collect, waive, submit, verify, return."""

from dataclasses import replace

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from archives import kinds, policy
from archives.models import Check, Item, Volume
from archives.sheets import by_name
from core import clock
from notifications.actions import met, owe, tell
from people import roles
from people.models import Role

LEAST_WORDS = 5  # of a reason


def require(why_not):
    """Policies answer None or the reason why not."""
    if why_not:
        raise PermissionDenied(why_not)


def words(text, field="reason"):
    """A reason somebody can read later."""
    text = text.strip()
    if len(text) < LEAST_WORDS:
        raise ValidationError({field: _("Say why, in at least 5 characters.")}, code="words")
    return text


def store(row, by):
    row._history_user = by
    row.full_clean()
    row.save()
    return row


def claim(volume):
    """One of any number of simultaneous callers goes on with a volume in the state it was read in."""
    if not Volume.objects.claim(volume, state=volume.state):
        raise ValidationError(_("Somebody has just changed this volume. Look at it again."), code="stale")


@transaction.atomic
def open_volume(
    *, subject, kind, worker, point, finished_on, file_no, title_ref="", group=None, by=None,
    file_class=Volume.FileClass.SERVICE,
):  # fmt: skip
    """The volume of a finished case, group or event, with its catalogue; due in the next monthly round (ARCH-02)."""
    post = roles.post_of(worker, finished_on) or roles.post_of(worker)
    volume = Volume(
        kind=kind,
        subject_ref=subject.ref,
        title_ref=title_ref or subject.ref,
        file_no=file_no,
        file_class=file_class,
        worker=worker,
        point=point,
        group=group or (post.group if post else None),
        finished_on=finished_on,
        month=finished_on.replace(day=1),
    )
    store(volume, by)
    count(volume, by=by, subject=subject)
    owe("archive.month", about=volume.ref, owner=worker, since=finished_on)
    return volume


@transaction.atomic
def count(volume, *, by=None, subject=None):
    """Count again what lies in a volume that is still being put together; waivers stay while the form is missing."""
    if volume.state not in (Volume.State.ASSEMBLING, Volume.State.RETURNED):
        return volume
    known = {item.code: item for item in volume.items.all()}
    missing = wanted = 0
    for position, entry in enumerate(collected(volume, subject), 1):
        item = known.pop(entry.code, None) or Item(volume=volume, code=entry.code)
        _fill(item, entry, position)
        if _changed(item):
            store(item, by)
        wanted += entry.required and item.state != Item.State.NOT_APPLICABLE
        missing += entry.required and item.state == Item.State.MISSING
    for gone in known.values():
        if gone.state != Item.State.NOT_APPLICABLE:
            gone.state, gone.required, gone.sheets = Item.State.NOT_APPLICABLE, False, []
            store(gone, by)
    if (volume.missing, volume.wanted) != (missing, wanted):
        volume.missing, volume.wanted = missing, wanted
        store(volume, by)
    return volume


def collected(volume, subject=None):
    """The room's own count of what the file holds now, with the Chinese names of the forms."""
    with override("zh-hans"):
        return [
            replace(entry, title=str(entry.title), reason=str(entry.reason))
            for entry in kinds.get(volume.kind).collect(subject or kinds.subject_of(volume))
        ]


def _fill(item, entry, position):
    item.position, item.title, item.required = position, entry.title, entry.required
    item.sheets = [sheet.ref for sheet in entry.sheets]
    if item.state == Item.State.WAIVED and entry.state == Item.State.MISSING:
        return
    item.state, item.reason = entry.state, entry.reason[:300]
    item.waived_by = item.waived_at = None


def _changed(item):
    if item.pk is None:
        return True
    stored = Item.objects.get(pk=item.pk)
    names = ("position", "title", "required", "sheets", "state", "reason", "waived_by_id")
    return any(getattr(stored, name) != getattr(item, name) for name in names)


def form_title(item):
    """A catalogue line in the reader's language, where the form is one of ours; else as it was counted."""
    form = by_name().get(item.code)
    return str(form.TITLE) if form else kinds.title_of(item.code) or item.title


def recount(*, subject_ref, by=None):
    """Called by a room after a form was filed for a finished file: the volume's catalogue follows."""
    volume = Volume.objects.filter(subject_ref=subject_ref).first()
    return count(volume, by=by) if volume else None


@transaction.atomic
def waive(*, volume, code, reason, by):
    """The supervisor lets a missing form go, with a reason; the DDG is told (ARCH-03, EX-59)."""
    require(policy.may_waive(by, volume))
    count(volume, by=by)
    item = volume.items.filter(code=code, required=True, state=Item.State.MISSING).first()
    if item is None:
        raise ValidationError(_("This form is not missing."))
    item.state, item.reason = Item.State.WAIVED, words(reason)
    item.waived_by, item.waived_at = by, clock.now()
    store(item, by)
    volume.missing -= 1
    store(volume, by)
    for person in roles.holders(Role.DEPUTY_DIRECTOR_GENERAL):
        tell(
            person,
            gettext_noop("A form missing in a volume was waived; the reason is written in the volume"),
            key=f"waived:{item.pk}:{volume.edition}",
            about=volume.ref,
        )
    return item


@transaction.atomic
def submit(*, volume, by):
    """Hand the volume to the supervision assistant; blocked while a required form is missing (ARCH-03, EX-59)."""
    require(policy.may_submit(by, volume))
    count(volume, by=by)
    gaps = [form_title(item) for item in volume.items.all() if item.required and item.state == Item.State.MISSING]
    if gaps:
        forms = "、".join(f"《{title}》" for title in gaps)
        raise ValidationError(
            _(
                "Still missing: %(forms)s. Complete them, or ask the supervisor to waive them with a reason. "
                "Until then the volume cannot be verified."
            ),
            code="missing",
            params={"forms": forms},
        )
    claim(volume)
    volume.state, volume.submitted_at, volume.return_reason = Volume.State.VERIFICATION, clock.now(), ""
    store(volume, by)
    met("archive.month", about=volume.ref)
    if told := kinds.get(volume.kind).on_submitted:
        told(kinds.subject_of(volume), by)
    for person in policy.verifiers(volume):
        owe("archive.verify", about=volume.ref, owner=person, since=clock.now(), group=volume.ref)
    return volume


@transaction.atomic
def verify(*, volume, by, findings=""):
    """The supervision assistant found everything there and in order (ARCH-05); never for an own volume (SOD-07)."""
    require(policy.may_verify(by, volume))
    claim(volume)
    volume.state, volume.verified_by, volume.verified_at = Volume.State.VERIFIED, by, clock.now()
    store(volume, by)
    _checked(volume, by, True, findings)
    met("archive.verify", about=volume.ref)
    return volume


@transaction.atomic
def return_(*, volume, by, reason):
    """Something is missing or wrong: back to the worker with a list in words."""
    require(policy.may_return(by, volume))
    reason = words(reason)
    claim(volume)
    volume.state, volume.return_reason = Volume.State.RETURNED, reason
    store(volume, by)
    _checked(volume, by, False, volume.return_reason)
    met("archive.verify", about=volume.ref)
    owe("archive.month", about=volume.ref, owner=volume.worker, since=volume.finished_on)
    return volume


def _checked(volume, by, ok, findings):
    check = Check(volume=volume, edition=volume.edition, kind=Check.Kind.VERIFICATION, by=by, ok=ok)
    check.done_at, check.findings = clock.now(), findings.strip()
    return store(check, by)


@transaction.atomic
def finish_again(*, volume, finished_on, file_no, by=None):
    """A file that was opened again before sealing is finished for good now: its volume moves to this month's list."""
    if volume.is_closed:
        raise ValidationError(_("This volume is sealed."))
    claim(volume)
    volume.state, volume.finished_on, volume.month = Volume.State.ASSEMBLING, finished_on, finished_on.replace(day=1)
    volume.file_no, volume.submitted_at, volume.verified_by, volume.verified_at = file_no, None, None, None
    store(volume, by)
    count(volume, by=by)
    owe("archive.month", about=volume.ref, owner=volume.worker, since=finished_on)
    return volume
