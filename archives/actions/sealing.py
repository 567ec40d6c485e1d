"""Sealing: what lies in a volume becomes files that never change. Every step may be killed and is then repeated.

`seal` (in the request) notes what is to be done; `finish_sealing` (outside it) renders and hashes into a staging
folder, writes down the plan, puts the files in place, and in one transaction marks the volume sealed. The sealing's
own uuid names the result, so a repeated step finds what the step before it left.
"""

import datetime as dt
import io
import json
import logging

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from pypdf import PdfReader

from access.actions import record
from access.models import Verb
from archives import fingerprint, kinds, layout, policy, printing, vault
from archives.actions.drafts import file_sheet
from archives.actions.requests import end_grant
from archives.actions.volumes import claim, collected, count, require, store, words
from archives.models import Item, Seal, SealedItem, Sealing, Volume
from core import clock
from core.jobs import after_commit
from files import store as bytes_store
from notifications.actions import drop, met, owe
from people import roles

logger = logging.getLogger(__name__)
AGAIN = dt.timedelta(minutes=1)
PLAN = "plan.json"


@transaction.atomic
def seal(*, volume, by, envelope_no, location, originals=Volume.Originals.ORIGINAL):
    """Close a verified volume for good: envelope and place are written (ARCH-04), the author's right to edit ends."""
    require(policy.may_seal(by, volume))
    for name, text in (("envelope_no", envelope_no), ("location", location)):
        if not text.strip():
            raise ValidationError({name: _("Needed to find the paper again.")})
    _refuse_changed(volume)
    claim(volume)
    volume.state, volume.sealed_by = Volume.State.SEALING, by
    volume.envelope_no, volume.location, volume.originals = envelope_no.strip(), location.strip(), originals
    store(volume, by)
    if (kind := kinds.get(volume.kind)).on_sealed:
        kind.on_sealed(kinds.subject_of(volume))
    return _queue(volume=volume, by=by)


def _refuse_changed(volume):
    """A paper that came after the verification has been seen by nobody: the volume goes back first."""
    counted = {entry.code: [sheet.ref for sheet in entry.sheets] for entry in collected(volume)}
    verified = {item.code: item.sheets for item in volume.items.all()}
    if any(counted.get(code, []) != verified.get(code, []) for code in {*counted, *verified}):
        text = _(
            "Papers were added or taken out after the verification. Return the volume, so that it is counted again."
        )
        raise ValidationError(text, code="changed")


@transaction.atomic
def append(*, volume, sheet, title, by, kind=Sealing.Kind.SUPPLEMENT):
    """Add a paper that came after sealing, without opening the volume (EX-61); a correction points back."""
    if volume.state not in policy.CLOSED:
        raise ValidationError(_("This volume is not sealed."))
    return _queue(volume=volume, by=by, kind=kind, code=sheet.NAME, title=str(title), sheets=[sheet.ref])


@transaction.atomic
def correct(*, filled, by):
    """A correction record that points back; what was sealed is not altered (designs.md b)."""
    if not roles.is_ddg(by):
        raise PermissionDenied(_("Only the deputy director-general corrects a sealed volume."))
    sheet = file_sheet(filled=filled, by=by)
    append(volume=sheet.volume, sheet=sheet, title=sheet.TITLE, by=by, kind=Sealing.Kind.CORRECTION)
    return sheet


def _queue(**fields):
    row = Sealing(edition=fields["volume"].edition, **fields)
    row.full_clean()
    row.save()
    after_commit("archives.tasks.seal")
    return row


def run_sealings(limit=20):
    """Finish what waits to be sealed; may run twice, and at the same time. Returns how many were finished."""
    done = 0
    for row in Sealing.objects.take(limit):
        try:
            finish_sealing(row)
            done += 1
        except Exception:
            logger.exception("sealing %s is tried again", row.uuid)
            Sealing.objects.put_back(row, wait=AGAIN)
    return done


def finish_sealing(row):
    """From wherever the last attempt stopped to a sealed volume; returns the Seal."""
    if found := Seal.objects.filter(uuid=row.uuid).first():
        return _close(row, found)
    plan = _plan_of(row)
    month = dt.date.fromisoformat(plan["list"]["month"])
    folder = vault.month_folder(month)
    for line in plan["list"]["items"]:
        if line["sha256"]:
            _put_object(folder, line, vault.staging(row.uuid))
    text = vault.canonical(plan["list"])
    vault.write(folder / vault.seal_name(row.uuid), text)
    return _close(row, _mark_sealed(row, plan["list"], month, vault.digest(text)))


def _put_object(folder, line, staged):
    place = folder / vault.object_name(line["sha256"], line["mime"])
    if place.exists() and vault.digest(place.read_bytes()) == line["sha256"]:
        return
    vault.write(place, (staged / line["sha256"]).read_bytes())


def _close(row, found):
    Sealing._base_manager.filter(pk=row.pk, done_at__isnull=True).update(done_at=clock.now(), lease_until=None)
    vault.discard(vault.staging(row.uuid))
    return found


def _plan_of(row):
    """What will be sealed, decided once: the plan of an attempt that was cut off is carried out as it stands."""
    folder = vault.staging(row.uuid)
    if (folder / PLAN).exists():
        return json.loads((folder / PLAN).read_text())
    volume = Volume.objects.select_related("worker", "verified_by", "sealed_by").get(pk=row.volume_id)
    with override("zh-hans"):
        plan = {"list": _listing(row, volume, _lines(row, volume, folder))}
    vault.write(folder / PLAN, vault.canonical(plan))
    return plan


def _listing(row, volume, lines):
    now = clock.now()
    return {
        "format": "antou-seal-1",
        "seal": str(row.uuid),
        "volume": str(volume.uuid),
        "kind": row.kind,
        "edition": row.edition,
        "file_no": volume.file_no,
        "class": volume.file_class,
        "finished_on": volume.finished_on.isoformat(),
        "worker": _person(volume.worker),
        "verified_by": _person(volume.verified_by),
        "verified_at": vault.stamp(volume.verified_at),
        "sealed_by": _person(row.by),
        "sealed_at": vault.stamp(now),
        "month": clock.day_of(now).replace(day=1).isoformat(),
        "envelope_no": volume.envelope_no,
        "location": volume.location,
        "originals": volume.originals,
        "items": lines,
    }


def _person(user):
    return {"staff_no": user.staff_no, "name": user.name} if user else None


def _lines(row, volume, folder):
    if row.kind != Sealing.Kind.VOLUME:
        entries = [(1, row.code, row.title, Item.State.PRESENT, "", row.sheets)]
    else:
        items = volume.items.all()
        entries = [(one.position, one.code, one.title, one.state, one.reason, one.sheets) for one in items]
    lines = []
    for position, code, title, state, reason, refs in entries:
        head = {"position": position, "code": code, "title": title, "state": str(state), "reason": reason}
        lines.extend(line for ref in refs for line in _files_of(head, ref, folder))
        if not refs:
            lines.append(_line(head))
    return lines


def _line(head, **facts):
    empty = {"ref": "", "name": "", "filled_on": "", "sha256": "", "row_sha256": "", "size": 0, "mime": "", "pages": 0}
    return {**head, **empty, "decisions": [], **facts}


def _files_of(head, ref, folder):
    """The lines of one form: its PDF, then its scans as they were uploaded."""
    sheet = kinds.row_of(ref)
    body = printing.pdf(sheet, printing.context(sheet))
    yield _line(
        head,
        ref=ref,
        filled_on=sheet.filled_on.isoformat(),
        row_sha256=fingerprint.of(sheet),
        decisions=fingerprint.decisions(sheet),
        pages=_pages(body),
        **_stage(body, vault.PDF, folder),
    )
    for scan in layout.files_of(sheet):
        body = bytes_store.read(scan.sha256)
        yield _line(
            head, ref=ref, name=scan.name, filled_on=sheet.filled_on.isoformat(), **_stage(body, scan.mime, folder)
        )


def _stage(body, mime, folder):
    sha256 = vault.digest(body)
    vault.write(folder / sha256, body)
    return {"sha256": sha256, "size": len(body), "mime": mime}


def _pages(body):
    return len(PdfReader(io.BytesIO(body)).pages)


@transaction.atomic
def _mark_sealed(row, listing, month, sha256):
    volume = Volume.objects.select_for_update().get(pk=row.volume_id)
    if found := Seal.objects.filter(uuid=row.uuid).first():
        return found
    sealed_at = dt.datetime.fromisoformat(listing["sealed_at"])
    found = Seal.objects.create(
        uuid=row.uuid,
        volume=volume,
        kind=row.kind,
        edition=row.edition,
        file_no=listing["file_no"],
        worker_id=volume.worker_id,
        envelope_no=listing["envelope_no"],
        location=listing["location"],
        originals=listing["originals"],
        verified_by=volume.verified_by,
        sealed_by=row.by,
        sealed_at=sealed_at,
        month=month,
        sha256=sha256,
    )
    SealedItem.objects.bulk_create([_sealed_item(found, line) for line in listing["items"]])
    if row.kind == Sealing.Kind.VOLUME:
        volume.state, volume.sealed_at = Volume.State.SEALED, sealed_at
        store(volume, row.by)
        met("archive.month", about=volume.ref)
        drop("archive.verify", about=volume.ref)
    record(row.by, Verb.SEAL, volume.ref, detail={"seal": str(row.uuid), "kind": row.kind, "edition": row.edition})
    return found


def _sealed_item(found, line):
    columns = {name: line[name] for name in line if name not in ("decisions", "filled_on")}
    filled_on = dt.date.fromisoformat(line["filled_on"]) if line["filled_on"] else None
    return SealedItem(seal=found, filled_on=filled_on, **columns)


@transaction.atomic
def reopen(*, volume, by, reason):
    """The DDG opens a sealed volume to correct it: a new edition beside the old one, which stays as it was sealed.

    Whoever was allowed to read the old edition asks again for the new one: every grant ends here (ARCH-06).
    """
    require(policy.may_reopen(by, volume))
    reason = words(reason)
    claim(volume)
    volume.state, volume.edition, volume.reopen_reason = Volume.State.ASSEMBLING, volume.edition + 1, reason
    volume.verified_by = volume.verified_at = volume.sealed_by = volume.sealed_at = volume.submitted_at = None
    store(volume, by)
    for grant in volume.grants.filter(revoked_at=None, ends__gt=clock.now()).select_related("request", "user"):
        end_grant(grant, by, reason)
    kind = kinds.get(volume.kind)
    if kind.on_reopened:
        kind.on_reopened(kinds.subject_of(volume))
    count(volume, by=by)
    owe("archive.month", about=volume.ref, owner=volume.worker, since=clock.today())
    record(by, Verb.REOPEN, volume.ref, reason=reason[:200], detail={"edition": volume.edition})
    return volume
